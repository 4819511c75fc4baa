// SPDX-License-Identifier: Apache-2.0
// From an image to committed devices, and from nothing to a fleet, in the real window.
#include "tests/e2e/window_fixture.h"

#include <QDir>
#include <QTest>

using namespace fieldfare::test;

class WindowBundlesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { WindowFixture::skipWithoutDisplay(); }
    void aNewBundleIsBuiltAndCommittedOnThreeDevices();
    void aBuildIsCancelledAndLeavesNothing();
    void aFleetIsCreatedAndAKeyIssuedAndRevoked();
    void aNewcomerCreatesAFleetAndIsItsTechnician();
};

namespace {

const QString passphrase = QStringLiteral("a passphrase for tests"); // of the workshop's keys

/// From the empty library to the review, with the image of release 2.0.
bool reviewBundle(WindowFixture& bench, const QString& image) {
    WindowDriver& window = bench.window;
    if (!window.click("nav-bundles") || !window.waitFor("noBundles") || !window.click("newBundle") ||
        !window.fill("imagePath", image)) {
        return false;
    }
    window.press("Return");
    return window.waitForText("imageState-0", "ext4") && window.click("buildNext") &&
           window.fill("releaseName", "test-os") && window.fill("releaseVersion", "2.0") &&
           window.fill("releaseModels", "acme,gateway") && window.click("buildNext") &&
           window.fill("keyPath", bench.workshop.path("keys/release.key")) &&
           (window.press("Return"), window.waitForText("signerName", "release")) &&
           window.click("buildNext") && window.waitForText("buildReview", "Build test-os 2.0") &&
           window.click("buildStart") && window.fill("keyPassphrase", passphrase);
}

} // namespace

void WindowBundlesTest::aNewBundleIsBuiltAndCommittedOnThreeDevices() {
    WindowFixture bench(3);
    WindowDriver& window = bench.window;
    window.open();
    for (const char* device : {"gw-1", "gw-2", "gw-3"}) {
        QVERIFY(window.waitForText(QString("status-") + device, "Good"));
    }
    QVERIFY(reviewBundle(bench, bench.workshop.path("2.0-1-acme_gateway.ext4")));
    QVERIFY(window.click("passphraseAccept"));
    QVERIFY(window.waitFor("buildResult"));
    QVERIFY(window.click("buildPush"));
    QVERIFY(window.waitForText("bundleRelease", "test-os 2.0"));
    for (const char* button : {"pushNext", "chooseAll", "pushNext", "pushNext", "pushStart"}) {
        QVERIFY(window.click(button));
    }
    for (const char* device : {"gw-1", "gw-2", "gw-3"}) {
        QVERIFY(window.waitForText(QString("phase-") + device, "Committed"));
    }
    for (std::size_t device = 0; device < 3; ++device) {
        QCOMPARE(bench.versionOn(device), QString("2.0"));
    }
    QVERIFY(window.click("nav-bundles")); // and there it is, with its signature
    QVERIFY(window.waitForText("trust-test-os-2.0.ffb", "Signature trusted"));
    QVERIFY(QFile::copy(bench.first, bench.library() + "/test-os-1.0.ffb")); // the folder is watched
    QVERIFY(window.waitForText("trust-test-os-1.0.ffb", "Signature trusted"));
    // A double click in the file manager: the second start hands the bundle to this window, which shows it.
    const QString elsewhere = bench.workshop.path("elsewhere.ffb");
    QVERIFY(QFile::copy(bench.second, elsewhere));
    QVERIFY(window.startAgain({elsewhere}));
    QVERIFY(window.waitFor("pushBundle"));
    QVERIFY(window.waitFor(bench.library() + "/elsewhere.ffb")); // where it lies now
    QVERIFY(window.click("nav-bundles"));
    QVERIFY(window.waitFor("bundle-elsewhere.ffb"));
    QVERIFY(QFile::remove(bench.library() + "/elsewhere.ffb"));
    // The rows below it move up: not while one of them is clicked.
    QVERIFY(QTest::qWaitFor([&] { return !window.shows("bundle-elsewhere.ffb"); }, 60'000));
    QVERIFY(window.click("bundle-test-os-1.0.ffb"));
    QVERIFY(window.click("compareWith"));
    window.press("Down");
    window.press("Return");
    QVERIFY(window.waitForText("travelSentence", "A device that runs test-os 1.0 fetches"));
}

void WindowBundlesTest::aBuildIsCancelledAndLeavesNothing() {
    WindowFixture bench(0);
    // Large enough that a person could cancel it: content that does not compress, as an ext4 image.
    const QString image = bench.workshop.path("large.ext4");
    QVERIFY(QFile::copy(bench.workshop.path("2.0-1-acme_gateway.ext4"), image));
    QFile file(image);
    QVERIFY(file.open(QIODevice::Append));
    quint32 word = 1;
    for (int part = 0; part < 160; ++part) { // 160 MiB behind the file system
        QByteArray noise(1 << 20, Qt::Uninitialized);
        for (char& byte : noise) {
            word = word * 1664525 + 1013904223;
            byte = static_cast<char>(word >> 24);
        }
        QCOMPARE(file.write(noise), noise.size());
    }
    file.close();
    WindowDriver& window = bench.window;
    window.open();
    QVERIFY(reviewBundle(bench, image));
    window.press("Return");
    QVERIFY(window.click("buildCancel"));
    QVERIFY(window.waitFor("buildError"));
    QVERIFY(
        QDir(bench.library()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
    QVERIFY(window.click("buildBack"));
    QVERIFY(window.waitFor("buildStart")); // all of it is there still
}

void WindowBundlesTest::aFleetIsCreatedAndAKeyIssuedAndRevoked() {
    WindowFixture bench(0);
    WindowDriver& window = bench.window;
    window.open();
    QVERIFY(window.click("nav-keys"));
    QVERIFY(window.waitForText("laptopName", "anna"));
    QVERIFY(window.click("Create a fleet"));
    QVERIFY(window.fill("fleetNameField", "Northwind"));
    QVERIFY(window.fill("fleetFolder", bench.workshop.path("northwind")));
    QVERIFY(window.fill("newPassphrase", "a few good words"));
    QVERIFY(window.fill("newPassphraseAgain", "a few good words"));
    QVERIFY(window.click("createAccept"));
    QVERIFY(window.waitForText("fleetName", "Northwind"));
    QVERIFY(window.click("issueKey"));
    QVERIFY(window.fill("issueName", "release-1"));
    QVERIFY(window.click("issueAccept")); // the passphrase is kept
    QVERIFY(window.waitForText("valid-release-1", "Valid until"));
    QVERIFY(window.click("lockNow"));
    QVERIFY(QTest::qWaitFor([&] { return !window.shows("lockNow"); }));
    for (int i = 0; i < 40 && window.focus() != "revoke-release-1"; ++i) {
        window.press("Tab"); // the page follows the keyboard down
    }
    QCOMPARE(window.focus(), QString("revoke-release-1"));
    QVERIFY(window.find("revoke-release-1")["y"].toDouble() < window.find("jobTray")["y"].toDouble());
    window.press("Return");
    QVERIFY(window.waitFor("confirmCancel"));
    QVERIFY(QTest::qWaitFor([&] { return window.focus() == "confirmCancel"; })); // the keyboard is on Cancel
    QVERIFY(window.click("confirmAccept"));
    QVERIFY(window.fill("keyPassphrase", "a few good words")); // it was locked: it asks
    window.press("Return");
    QVERIFY(window.waitForText("valid-release-1", "Revoked"));
    const Outcome listed = bench.workshop.fieldfare({"keys", "list", bench.workshop.path("northwind")});
    QCOMPARE(listed.json["fleet"].toString(), QString("Northwind"));
    QCOMPARE(listed.json["revocationNumber"].toInt(), 1);
}

void WindowBundlesTest::aNewcomerCreatesAFleetAndIsItsTechnician() {
    WindowFixture bench(0);
    WindowDriver& window = bench.window;
    window.open(WindowDriver::Identity::Installed);
    QVERIFY(window.click("nav-keys"));
    QVERIFY(window.waitForText("laptopName", "no fleet yet"));
    QVERIFY(window.click("Create a fleet"));
    QVERIFY(window.fill("fleetNameField", "Northwind"));
    QVERIFY(window.fill("fleetFolder", bench.workshop.path("northwind")));
    QVERIFY(window.fill("newPassphrase", "a few good words"));
    QVERIFY(window.fill("newPassphraseAgain", "a few good words"));
    QVERIFY(window.fill("technicianName", "nora"));
    window.press("Return");
    QVERIFY(window.waitForText("laptopName", "nora"));
    QVERIFY(window.waitForText("fleetName", "Northwind"));
    QVERIFY(window.click("nav-devices"));
    QVERIFY(!window.shows("lockedKey")); // the key is open already
    window.pressCloseButton();
    QVERIFY(window.hasEnded());
    window.open(WindowDriver::Identity::Installed);
    QVERIFY(window.waitFor("lockedKey")); // the next start asks for its passphrase
    QVERIFY(window.click("bannerAction"));
    QVERIFY(window.fill("passphrase", "a few good words"));
    window.press("Return");
    QVERIFY(QTest::qWaitFor([&] { return !window.shows("lockedKey"); }, 60'000));
}

QTEST_GUILESS_MAIN(WindowBundlesTest)
#include "tst_e2e_window_bundles.moc"
