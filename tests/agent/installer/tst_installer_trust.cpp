// SPDX-License-Identifier: Apache-2.0
// The list of revoked keys on the device: what happens when it is damaged, gone, or an old one.
#include "tests/agent/installer/socket_client.h"

#include "core/base/base64.h"

#include <QTest>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

/// A list as it travels.
struct List {
    std::string json;
    std::string cms;
};

/// Revokes one more technician; the fleet's list after that.
List nextList(TestDevice& device, const std::string& name) {
    device.fleet().revoke(device.fleet().issue(Role::Technician, name).certificate());
    return {std::string(asText(device.fleet().revocationsJson())), toBase64(device.fleet().revocationsCms())};
}

Result<Json> send(const TestDevice& device, const List& list) {
    SocketClient client(device);
    return client.ask("set-revocations", {{"json", list.json}, {"cms", list.cms}});
}

DeviceStatus statusOf(const TestDevice& device) {
    SocketClient client(device);
    const Json reply = need(client.ask("status"));
    return need(deviceStatusFromJson(reply["device"]));
}

std::filesystem::path listPath(const TestDevice& device) {
    return device.statePath() / "revocations";
}

void flipByte(const std::filesystem::path& path, std::size_t at) {
    Bytes content = readBytes(path);
    content[at] ^= std::byte{1};
    writeBytes(path, content);
}

} // namespace

class InstallerTrustTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aDeviceWithoutAListIsFine();
    void aDamagedListIsReportedAndNothingIsInstalled_data();
    void aDamagedListIsReportedAndNothingIsInstalled();
    void anOlderListIsRefusedWhereANewerOneWas();
    void whoIsRevokedStaysRevokedWhenAnOldListComesBack();
    void aLostRecordOfTheNumberIsMadeUpForByTheList();
    void committingNeedsNoList();

private:
    void isRefused();
    void installs();
    std::unique_ptr<TestDevice> m_device;
    Bytes m_bundle;
    std::filesystem::path m_path;
};

void InstallerTrustTest::init() {
    m_device = std::make_unique<TestDevice>();
    m_path = m_device->build("second", m_device->recipe());
    m_bundle = readBytes(m_path);
}

void InstallerTrustTest::isRefused() {
    const Bytes before = m_device->fingerprint();
    const PushOutcome outcome = push(*m_device, m_bundle);
    QVERIFY(outcome.reply && !outcome.reply->ok());
    QCOMPARE(errorSlug(outcome.reply->error().code()), std::string_view("revocations-damaged"));
    QVERIFY(m_device->fingerprint() == before);
    QVERIFY(statusOf(*m_device).revocationsDamaged);
}

void InstallerTrustTest::installs() {
    const PushOutcome outcome = push(*m_device, m_bundle);
    QVERIFY(outcome.reply && outcome.reply->ok());
}

void InstallerTrustTest::aDeviceWithoutAListIsFine() {
    const ServerProcess server(*m_device);
    QCOMPARE(statusOf(*m_device).revocationNumber, std::uint64_t{0});
    QVERIFY(!statusOf(*m_device).revocationsDamaged);
    installs();
}

void InstallerTrustTest::aDamagedListIsReportedAndNothingIsInstalled_data() {
    QTest::addColumn<QString>("damage");
    for (const char* damage : {"length", "text", "signature", "cut", "empty", "gone", "list and number"}) {
        QTest::newRow(damage) << damage;
    }
}

void InstallerTrustTest::aDamagedListIsReportedAndNothingIsInstalled() {
    QFETCH(const QString, damage);
    const ServerProcess server(*m_device);
    const List list = nextList(*m_device, "lost-laptop");
    QCOMPARE(need(send(*m_device, list))["number"].get<int>(), 1);
    const auto path = listPath(*m_device);
    const Bytes good = readBytes(path);
    if (damage == "length") {
        flipByte(path, 3);
    } else if (damage == "text") {
        flipByte(path, 4 + list.json.find("number"));
    } else if (damage == "signature") {
        flipByte(path, good.size() - 5);
    } else if (damage == "cut") {
        writeBytes(path, ByteView(good).first(good.size() / 2));
    } else if (damage == "empty") {
        writeBytes(path, {});
    } else if (damage == "gone") {
        std::filesystem::remove(path);
    } else {
        flipByte(path, 9);
        writeBytes(m_device->statePath() / "revocations-number", asBytes("one\n"));
    }
    isRefused();
    // By hand it is the same, and people are told.
    const ProgramOutcome byHand =
        runInstaller(*m_device, {"install", QString::fromStdString(m_path.string()), "--json"});
    QCOMPARE(byHand.exitCode, 3);
    QVERIFY2(byHand.output.contains("revocations-damaged"), qPrintable(byHand.output));
    QVERIFY(runInstaller(*m_device, {"status"}).output.contains("revocations-damaged"));
    // The same list again mends it.
    QCOMPARE(need(send(*m_device, list))["number"].get<int>(), 1);
    QVERIFY(!statusOf(*m_device).revocationsDamaged);
    QVERIFY(readBytes(path) == good);
    installs();
}

void InstallerTrustTest::anOlderListIsRefusedWhereANewerOneWas() {
    const ServerProcess server(*m_device);
    const List first = nextList(*m_device, "first");
    QVERIFY(send(*m_device, first).ok());
    const Bytes old = readBytes(listPath(*m_device));
    const List second = nextList(*m_device, "second");
    QCOMPARE(need(send(*m_device, second))["number"].get<int>(), 2);
    QCOMPARE(need(send(*m_device, first))["number"].get<int>(), 2); // nothing changes
    writeBytes(listPath(*m_device), old);                           // signed, and taken back by somebody
    QCOMPARE(statusOf(*m_device).revocationNumber, std::uint64_t{2});
    isRefused();
    QVERIFY(send(*m_device, first).error() == ErrorCode::RevocationsDamaged);
    isRefused();
    const List third = nextList(*m_device, "third");
    QCOMPARE(need(send(*m_device, third))["number"].get<int>(), 3);
    QVERIFY(!statusOf(*m_device).revocationsDamaged);
    installs();
}

void InstallerTrustTest::whoIsRevokedStaysRevokedWhenAnOldListComesBack() {
    const ServerProcess server(*m_device);
    QVERIFY(send(*m_device, nextList(*m_device, "first")).ok());
    const Bytes old = readBytes(listPath(*m_device));
    QVERIFY(send(*m_device, nextList(*m_device, "second")).ok());
    writeBytes(listPath(*m_device), old);
    SocketClient client(*m_device);
    const Json kept = need(client.ask("get-revocations")); // what there is still counts for the agent
    QVERIFY(kept.contains("json"));
    std::filesystem::resize_file(listPath(*m_device), 3);
    QVERIFY(client.ask("get-revocations").error() == ErrorCode::RevocationsDamaged);
}

void InstallerTrustTest::aLostRecordOfTheNumberIsMadeUpForByTheList() {
    const ServerProcess server(*m_device);
    QVERIFY(send(*m_device, nextList(*m_device, "first")).ok());
    for (const char* content : {"", "one\n", "18446744073709551616\n"}) {
        writeBytes(m_device->statePath() / "revocations-number", asBytes(content));
        QCOMPARE(statusOf(*m_device).revocationNumber, std::uint64_t{1});
        QVERIFY(!statusOf(*m_device).revocationsDamaged);
    }
    installs();
}

void InstallerTrustTest::committingNeedsNoList() {
    const ServerProcess server(*m_device);
    QVERIFY(send(*m_device, nextList(*m_device, "first")).ok());
    installs();
    m_device->reboot();
    flipByte(listPath(*m_device), 9);
    QCOMPARE(runInstaller(*m_device, {"trial"}).exitCode, 0);
    QCOMPARE(statusOf(*m_device).release.version, std::string("2.0"));
}

QTEST_GUILESS_MAIN(InstallerTrustTest)
#include "tst_installer_trust.moc"
