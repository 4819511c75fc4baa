// SPDX-License-Identifier: Apache-2.0
// The library and what is in a bundle, on real files.
#include "app/workbench/bundle_library.h"
#include "app/workbench/bundle_words.h"
#include "tests/core/bundle/bundle_kit.h"
#include "tests/support/test_fleet.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::app;
using namespace fieldfare::test;

namespace {

/// A fleet, and bundles in a folder of their own.
struct Shelf {
    TestFleet fleet;
    QTemporaryDir folder;

    [[nodiscard]] QString path(const QString& name) const { return folder.filePath(name); }
    /// Half of its content is the same in all of them.
    QString build(const QString& name, const std::string& version, Signer* signer, std::uint64_t epoch = 1) {
        const QString image = path(name + ".img");
        Bytes content = bundlekit::noise(256 << 10, 1);
        const Bytes own =
            bundlekit::noise(256 << 10, static_cast<unsigned>(qHash(QString::fromStdString(version))));
        content.insert(content.end(), own.begin(), own.end());
        bundlekit::writeImage(image, content);
        BuildRequest request = bundlekit::requestFor(image, path(name));
        request.manifest.release.version = version;
        request.manifest.release.epoch = epoch;
        request.signingTime = SystemClock().now();
        if (signer != nullptr) {
            request.signers = {signer};
        }
        (void)need(buildBundle(request));
        return path(name);
    }
    [[nodiscard]] BundleFacts look(const QString& bundle, bool judged = true) const {
        const TrustStore trust = fleet.trust();
        return lookIntoBundle(bundle, judged ? &trust : nullptr, {});
    }
};

QStringList column(const QVariantList& rows, const char* key) {
    QStringList cells;
    for (const QVariant& row : rows) {
        cells += row.toMap().value(QLatin1String(key)).toString();
    }
    return cells;
}

} // namespace

class WorkbenchBundlesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBundleSaysWhoSignedItAndWhetherThisFleetTrustsIt();
    void aBundleThatIsNotWholeIsDamaged();
    void twoBundlesAreComparedAndWhatADeviceFetchesIsSaid();
    void goingBackBelowAnEpochIsSaid();
    void theLibraryFollowsItsFolder();
    void filesAreCopiedInAndNothingIsReplaced();
    void whatIsTrustedNowIsJudgedAnew();
    void aBundleThatIsOpenedIsBroughtIntoTheLibraryAndSelected();
    void textOfAStrangersBundleIsCapped();
};

void WorkbenchBundlesTest::aBundleSaysWhoSignedItAndWhetherThisFleetTrustsIt() {
    Shelf shelf;
    TestFleet others("Others");
    const auto mine = shelf.fleet.signer("release-7");
    const auto theirs = others.signer("release-9");
    const BundleFacts good = shelf.look(shelf.build("good.ffb", "1.0", mine.get()));
    QVERIFY(good.trust == BundleTrust::Trusted && !good.error);
    QCOMPARE(good.signatures.size(), 1U);
    QCOMPARE(good.signatures[0].name, "release-7");
    QVERIFY(good.signatures[0].accepted);
    QVERIFY(bundleDetails(good).size() > 6);

    const BundleFacts none = shelf.look(shelf.build("none.ffb", "1.1", nullptr));
    QVERIFY(none.trust == BundleTrust::Unsigned && none.signatures.empty());
    QVERIFY(none.error->code() == ErrorCode::NotSigned);
    QCOMPARE(bundleRow(none)["pushable"], false);

    const BundleFacts strange = shelf.look(shelf.build("strange.ffb", "1.2", theirs.get()));
    QVERIFY(strange.trust == BundleTrust::Untrusted);
    QVERIFY(strange.error->code() == ErrorCode::UntrustedSigner);
    QCOMPARE(strange.signatures[0].name, "release-9"); // what is in it can be seen all the same
    QVERIFY(!strange.signatures[0].accepted);
    QCOMPARE(bundleTitle(strange).section(' ', -1), "1.2");
    QVERIFY(shelf.look(shelf.path("strange.ffb"), false).trust == BundleTrust::NotJudged);

    shelf.fleet.revoke(mine->certificate());
    QVERIFY(shelf.look(shelf.path("good.ffb")).trust == BundleTrust::Untrusted);
}

void WorkbenchBundlesTest::aBundleThatIsNotWholeIsDamaged() {
    Shelf shelf;
    const auto signer = shelf.fleet.signer();
    const QString path = shelf.build("cut.ffb", "1.0", signer.get());
    QVERIFY(QFile::resize(path, QFileInfo(path).size() - 512));
    const BundleFacts facts = shelf.look(path);
    QVERIFY(facts.trust == BundleTrust::Damaged);
    QVERIFY(facts.error->code() == ErrorCode::TruncatedBundle);
    bundlekit::writeImage(shelf.path("no.ffb"), bundlekit::noise(5000, 3));
    QVERIFY(shelf.look(shelf.path("no.ffb")).trust == BundleTrust::Damaged);
    QCOMPARE(bundleTitle(shelf.look(shelf.path("no.ffb"))), "no.ffb");
    QVERIFY(shelf.look(shelf.path("missing.ffb")).error->code() == ErrorCode::NotFound);
}

void WorkbenchBundlesTest::twoBundlesAreComparedAndWhatADeviceFetchesIsSaid() {
    Shelf shelf;
    const auto signer = shelf.fleet.signer();
    const BundleFacts one = shelf.look(shelf.build("one.ffb", "1.0", signer.get()));
    const BundleFacts two = shelf.look(shelf.build("two.ffb", "2.0", signer.get()));
    const BundleTravel travel = need(travelBetween(one.path, two.path));
    QVERIFY(travel.fetchBytes > (256 << 10) && travel.fetchBytes < travel.totalBytes * 3 / 4);
    QVERIFY(need(travelBetween(one.path, one.path)).fetchBytes < travel.totalBytes / 4); // the head alone
    const QVariantList rows = compareBundles(one, two);
    QStringList different;
    for (const QVariant& row : rows) {
        if (row.toMap()["differs"].toBool()) {
            different += row.toMap()["label"].toString();
        }
    }
    QVERIFY(different.contains("Version") && different.contains("Content of rootfs"));
    QVERIFY(!different.contains("Epoch") && column(rows, "label").contains("Epoch"));
    QVERIFY(travelText(one, two, travel).contains(bundleTitle(two)));
}

void WorkbenchBundlesTest::goingBackBelowAnEpochIsSaid() {
    Shelf shelf;
    const BundleFacts newer = shelf.look(shelf.build("newer.ffb", "2.0", nullptr, 5));
    const BundleFacts older = shelf.look(shelf.build("older.ffb", "1.0", nullptr, 4));
    QVERIFY(travelText(newer, older, {1, 2}).contains("the epoch is lower"));
    QVERIFY(!travelText(older, newer, {1, 2}).contains("the epoch is lower"));
}

void WorkbenchBundlesTest::theLibraryFollowsItsFolder() {
    Shelf shelf;
    const auto signer = shelf.fleet.signer();
    BundleLibrary library([&](const QString& path) { return shelf.look(path); });
    library.setFolder(shelf.folder.path());
    QTRY_VERIFY(!library.looking());
    QCOMPARE(library.bundles().size(), 0);
    const QString made = shelf.build("one.ffb", "1.0", signer.get()); // it appears by itself
    QTRY_COMPARE(column(library.bundles(), "stateText"), QStringList("Signature trusted"));
    shelf.build("two.ffb", "2.0", nullptr);
    QTRY_COMPARE(library.bundles().size(), 2);
    library.select(made);
    QVERIFY(library.selected().toMap()["details"].toList().size() > 6);
    library.compareWith(shelf.path("two.ffb"));
    QTRY_VERIFY(!library.comparison().toMap().isEmpty());
    QVERIFY(library.comparison().toMap()["sentence"].toString().contains("fetches"));
    QCOMPARE(library.comparedWith(), shelf.path("two.ffb"));
    QVERIFY(QFile::remove(shelf.path("two.ffb"))); // with it goes the comparison
    QTRY_COMPARE(library.bundles().size(), 1);
    QVERIFY(library.comparison().toMap().isEmpty());
    QCOMPARE(library.comparedWith(), QString());
    QVERIFY(!library.selected().toMap().isEmpty());
    shelf.build("three.ffb", "3.0", nullptr);
    QTRY_COMPARE(library.bundles().size(), 2);
    library.compareWith(shelf.path("three.ffb"));
    QTRY_VERIFY(!library.comparison().toMap().isEmpty());
    QVERIFY(QFile::remove(made));
    QTRY_COMPARE(library.bundles().size(), 1);
    QVERIFY(library.selected().toMap().isEmpty() && library.comparison().toMap().isEmpty());
    QCOMPARE(library.comparedWith(), QString());
}

void WorkbenchBundlesTest::filesAreCopiedInAndNothingIsReplaced() {
    Shelf shelf;
    const QString made = shelf.build("one.ffb", "1.0", nullptr);
    const QString folder = shelf.path("library/of/bundles"); // made when it is needed
    BundleLibrary library([&](const QString& path) { return shelf.look(path); });
    library.setFolder(folder);
    QTRY_VERIFY(!library.looking());
    QVERIFY(!QFileInfo::exists(folder));
    library.add({QUrl::fromLocalFile(made)});
    QTRY_COMPARE(library.bundles().size(), 1);
    QVERIFY(library.error().toMap().isEmpty());
    QCOMPARE(QDir(folder).entryList(QDir::Files), QStringList("one.ffb"));
    library.add({QUrl::fromLocalFile(made)});
    QTRY_VERIFY(library.error().toMap()["happened"].toString().contains("already there"));
    library.add({QUrl::fromLocalFile(made + ".img")});
    QVERIFY(library.error().toMap()["happened"].toString().contains("only bundles"));
}

void WorkbenchBundlesTest::whatIsTrustedNowIsJudgedAnew() {
    Shelf shelf;
    const auto signer = shelf.fleet.signer();
    shelf.build("one.ffb", "1.0", signer.get());
    std::atomic_bool belongs = false;
    BundleLibrary library([&](const QString& path) { return shelf.look(path, belongs); });
    library.setFolder(shelf.folder.path());
    QTRY_COMPARE(column(library.bundles(), "stateText"), QStringList("Signed; no fleet yet"));
    belongs = true;
    library.judgeAnew();
    QTRY_COMPARE(column(library.bundles(), "stateText"), QStringList("Signature trusted"));
}

void WorkbenchBundlesTest::aBundleThatIsOpenedIsBroughtIntoTheLibraryAndSelected() {
    Shelf shelf;
    QTemporaryDir elsewhere;
    BundleLibrary library([&](const QString& path) { return shelf.look(path); });
    library.setFolder(shelf.path("library"));
    QSignalSpy opened(&library, &BundleLibrary::bundleOpened);
    const QString first = shelf.build("first.ffb", "1.0", nullptr);
    library.open(first);
    QTRY_COMPARE(opened.size(), 1);
    const QString inside = shelf.path("library/first.ffb");
    QCOMPARE(library.selected().toMap()["path"].toString(), inside);
    library.open(first); // once more: the same bundle
    QTRY_COMPARE(opened.size(), 2);
    library.open(inside); // it lies there
    QTRY_COMPARE(opened.size(), 3);
    QVERIFY(library.error().toMap().isEmpty());
    QVERIFY(QFile::copy(shelf.build("other.ffb", "2.0", nullptr), elsewhere.filePath("first.ffb")));
    library.open(elsewhere.filePath("first.ffb")); // another one of the same name
    QTRY_VERIFY(library.error().toMap()["details"].toString().contains("already-exists"));
    library.open(elsewhere.filePath("nothing.ffb"));
    QTRY_VERIFY(library.error().toMap()["details"].toString().contains("not-found"));
    QCOMPARE(opened.size(), 3);
}

void WorkbenchBundlesTest::textOfAStrangersBundleIsCapped() {
    BundleFacts facts;
    facts.manifest.emplace();
    facts.manifest->release.name = "evil\u202ename";
    facts.manifest->release.notes = std::string(60'000, 'x');
    QVERIFY(!bundleTitle(facts).contains(QChar(0x202e)));
    const QVariantList details = bundleDetails(facts);
    for (const QVariant& each : details) {
        QVERIFY(each.toMap()["value"].toString().size() <= 2001);
    }
    QVERIFY(column(details, "label").contains("Notes"));
}

QTEST_GUILESS_MAIN(WorkbenchBundlesTest)
#include "tst_workbench_bundles.moc"
