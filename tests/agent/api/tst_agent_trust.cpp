// SPDX-License-Identifier: Apache-2.0
// Whom the agent admits, under clocks of every kind.
#include "device-agent/agent/discovery/announcer.h"
#include "device-agent/agent/peer_trust.h"
#include "device-agent/config/build_time.h"
#include "tests/support/test_fleet.h"

#include <QTest>

using namespace fieldfare;
using namespace fieldfare::agent;
using namespace fieldfare::test;
using namespace std::chrono_literals;

namespace {

class FakeClock final : public Clock {
public:
    FakeClock(UnixTime time, bool isSynchronised)
        : m_time(time)
        , m_synchronised(isSynchronised) {}
    [[nodiscard]] UnixTime now() const override { return m_time; }
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override { return {}; }
    [[nodiscard]] bool synchronised() const override { return m_synchronised; }

private:
    UnixTime m_time;
    bool m_synchronised;
};

constexpr std::chrono::days year{365};

} // namespace

class AgentTrustTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDeviceWithAStrangeClockLetsATechnicianIn_data();
    void aDeviceWithAStrangeClockLetsATechnicianIn();
    void expiryIsJudgedByNowOnlyWhereTheClockIsTrusted();
    void aRaisedFloorExpiresWhatEndedBeforeIt();
    void theFloorNeverSinks();
    void anOlderRevocationListIsNotTakenBack();
    void noCertificateAtAllIsRefused();
    void anAnnouncementFitsIntoItsLabels();

private:
    TestFleet m_fleet;
};

void AgentTrustTest::aDeviceWithAStrangeClockLetsATechnicianIn_data() {
    QTest::addColumn<qint64>("now");
    QTest::addColumn<bool>("synchronised");
    const auto fiftyYearsAhead = (device::buildTime() + 50 * year).time_since_epoch().count();
    QTest::newRow("1970") << qint64{0} << false;
    QTest::newRow("1970, and sure of it") << qint64{0} << true;
    QTest::newRow("50 years ahead") << qint64{fiftyYearsAhead} << false;
    QTest::newRow("50 years ahead, and sure of it") << qint64{fiftyYearsAhead} << true;
    QTest::newRow("right") << qint64{device::buildTime().time_since_epoch().count()} << true;
}

void AgentTrustTest::aDeviceWithAStrangeClockLetsATechnicianIn() {
    QFETCH(qint64, now);
    QFETCH(bool, synchronised);
    const FakeClock clock(UnixTime(std::chrono::seconds(now)), synchronised);
    const PeerTrust trust(m_fleet.trust(), clock, true);
    const auto anna = m_fleet.issue(Role::Technician, std::string("anna-") + QTest::currentDataTag());
    const auto peer = trust.admit(anna.chain);
    QVERIFY2(peer.ok(), peer.ok() ? "" : describeLine(peer.error()).c_str());
    QCOMPARE(peer->name, anna.certificate().commonName());
    QVERIFY(peer->key == anna.certificate().publicKeyDigest());
}

void AgentTrustTest::expiryIsJudgedByNowOnlyWhereTheClockIsTrusted() {
    const auto ending = m_fleet.issue(Role::Technician, "ending", {.notAfter = device::buildTime() + year});
    const UnixTime later = device::buildTime() + 2 * year;
    const FakeClock synchronised(later, true);
    const FakeClock adrift(later, false);
    const auto refused = PeerTrust(m_fleet.trust(), synchronised, true).admit(ending.chain);
    QVERIFY(!refused.ok());
    QVERIFY(refused.error() == ErrorCode::CertificateExpired);
    QVERIFY(PeerTrust(m_fleet.trust(), adrift, true).admit(ending.chain).ok());
    QVERIFY(PeerTrust(m_fleet.trust(), synchronised, false)
                .admit(ending.chain)
                .ok()); // the configuration says no
}

void AgentTrustTest::aRaisedFloorExpiresWhatEndedBeforeIt() {
    const auto ending = m_fleet.issue(Role::Technician, "ending-2", {.notAfter = device::buildTime() + year});
    const FakeClock clock(UnixTime{}, false);
    PeerTrust trust(m_fleet.trust(), clock, true);
    const auto peer = trust.admit(ending.chain);
    QVERIFY(peer.ok());
    const auto before = trust.generation();
    trust.raiseFloor(device::buildTime() + 2 * year);
    QVERIFY(trust.generation() != before);
    QVERIFY(!trust.stillAdmits(*peer).ok());
}

void AgentTrustTest::theFloorNeverSinks() {
    const FakeClock clock(UnixTime{}, false);
    PeerTrust trust(m_fleet.trust(), clock, true);
    trust.raiseFloor(UnixTime{});
    QVERIFY(trust.timePolicy().floor == device::buildTime());
}

void AgentTrustTest::anOlderRevocationListIsNotTakenBack() {
    TestFleet fleet;
    const FakeClock clock(UnixTime{}, false);
    PeerTrust trust(fleet.trust(), clock, true);
    const auto first = fleet.issue(Role::Technician, "first");
    const auto second = fleet.issue(Role::Technician, "second");
    fleet.revoke(first.certificate());
    const Bytes oldJson = fleet.revocationsJson();
    const Bytes oldCms = fleet.revocationsCms();
    fleet.revoke(second.certificate());
    QVERIFY(trust.offerRevocations(fleet.revocationsJson(), fleet.revocationsCms()).ok());
    QVERIFY(trust.offerRevocations(oldJson, oldCms).ok());
    QCOMPARE(trust.store().revocations().number, fleet.revocations().number);
    QVERIFY(!trust.admit(second.chain).ok());
}

void AgentTrustTest::noCertificateAtAllIsRefused() {
    const FakeClock clock(UnixTime{}, false);
    QVERIFY(!PeerTrust(m_fleet.trust(), clock, true).admit({}).ok());
}

void AgentTrustTest::anAnnouncementFitsIntoItsLabels() {
    const std::string longId = std::string(60, 'x') + "\xc3\xa4\xc3\xa4\xc3\xa4";
    QVERIFY(instanceName(longId, 1).size() <= 63);
    QVERIFY(instanceName(longId, 17).size() <= 63);
    QVERIFY(instanceName(longId, 17).ends_with(" (17)"));
    QVERIFY(QString::fromStdString(instanceName(longId, 1)).toStdString() ==
            instanceName(longId, 1)); // still UTF-8
    const Announcement announcement{"id-1", std::string(300, 'm'), "os 1.0", 8443};
    for (const std::string& text : txtRecord(announcement)) {
        QVERIFY(text.size() <= 255);
    }
    QCOMPARE(txtRecord(announcement).front(), std::string("id=id-1"));
}

QTEST_GUILESS_MAIN(AgentTrustTest)
#include "tst_agent_trust.moc"
