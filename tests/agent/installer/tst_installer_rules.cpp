// SPDX-License-Identifier: Apache-2.0
// The small rules: the state table, the order of versions, ranges, what a journal record says.
#include "device-agent/config/build_time.h"
#include "device-agent/installer/bundle_source.h"
#include "device-agent/installer/floors.h"
#include "device-agent/installer/frame_plan.h"
#include "device-agent/installer/installation_record.h"
#include "device-agent/installer/version_order.h"

#include <QTest>

using namespace fieldfare;
using namespace fieldfare::installer;

namespace {

class FixedClock final : public Clock {
public:
    explicit FixedClock(UnixTime now, bool isSynchronised = true)
        : m_now(now)
        , m_synchronised(isSynchronised) {}
    UnixTime now() const override { return m_now; }
    std::chrono::steady_clock::time_point monotonic() const override { return {}; }
    bool synchronised() const override { return m_synchronised; }

private:
    UnixTime m_now;
    bool m_synchronised;
};

} // namespace

class InstallerRulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEndedInstallationCannotGoOn();
    void onlyAVerifiedInstallationIsSwitched();
    void versionsAreOrderedAsPackagesAre();
    void aCursorCountsTheBytesBetweenFrames();
    void rangesNeverExceedTheirNumber();
    void aRecordSurvivesItsJson();
    void aRecordThatMakesNoSenseIsRefused();
    void whatANewerInstallerAddsToARecordIsPassedOver();
    void theClockCountsOnlyWhereItIsBelieved();
};

void InstallerRulesTest::anEndedInstallationCannotGoOn() {
    InstallationRecord record;
    record.status.state = InstallationState::Committed;
    QVERIFY(record.apply(InstallationEvent::Offered).error() == ErrorCode::NotSupported);
    QVERIFY(record.status.state == InstallationState::Committed);
    record.status.state = InstallationState::Interrupted;
    QVERIFY(record.apply(InstallationEvent::Offered).ok());
    QVERIFY(record.status.state == InstallationState::Receiving);
}

void InstallerRulesTest::onlyAVerifiedInstallationIsSwitched() {
    for (std::size_t i = 0; i < installationStateCount; ++i) {
        const auto state = static_cast<InstallationState>(i);
        QCOMPARE(nextState(state, InstallationEvent::Switched).has_value(),
                 state == InstallationState::Verifying);
    }
}

void InstallerRulesTest::versionsAreOrderedAsPackagesAre() {
    const std::vector<std::string> rising{"0.9", "1.0~rc1", "1.0", "1.0a",  "1.0+1",
                                          "1.2", "1.10",    "2",   "2.0-1", "10"};
    for (std::size_t i = 0; i < rising.size(); ++i) {
        for (std::size_t j = 0; j < rising.size(); ++j) {
            QVERIFY2((compareVersions(rising[i], rising[j]) < 0) == (i < j),
                     (rising[i] + " and " + rising[j]).c_str());
        }
    }
    QVERIFY(compareVersions("1.01", "1.1") == 0);
    QVERIFY(compareVersions("99999999999999999999999", "100000000000000000000000") < 0);
}

void InstallerRulesTest::aCursorCountsTheBytesBetweenFrames() {
    RangeCursor cursor;
    cursor.setRanges({{100, 50}, {300, 20}});
    QCOMPARE(cursor.seek(100, 10).value(), std::uint64_t{0});
    QCOMPARE(cursor.seek(120, 30).value(), std::uint64_t{10});
    QVERIFY(!cursor.seek(310, 20).has_value()); // beyond its range: and then everything is
    cursor = RangeCursor();
    cursor.setRanges({{100, 50}, {300, 20}});
    QCOMPARE(cursor.seek(300, 20).value(), std::uint64_t{50});
    cursor.setRanges({{100, 50}, {300, 20}, {110, 10}}); // it grew at its end
    QCOMPARE(cursor.seek(110, 10).value(), std::uint64_t{0});
}

void InstallerRulesTest::rangesNeverExceedTheirNumber() {
    std::vector<ByteRange> runs;
    for (std::uint64_t i = 0; i < 100'000; ++i) {
        runs.push_back({i * 10'000, 100});
    }
    RangeList list(0);
    list.append(runs);
    QVERIFY(list.ranges().size() <= maxNeededRanges);
    const std::vector<ByteRange> before = list.ranges();
    list.append({{5, 10}, {15, 10}});
    QVERIFY(std::equal(before.begin(), before.end(), list.ranges().begin()));
    QCOMPARE(list.ranges().back(), (ByteRange{5, 20}));
}

void InstallerRulesTest::aRecordSurvivesItsJson() {
    InstallationRecord record;
    record.status.id = "0011";
    record.status.manifestDigest = "0011";
    record.status.state = InstallationState::Trial;
    record.headName = "head.3";
    record.groups = {"boot", "rootfs"};
    record.reboot = true;
    record.by = "somebody";
    record.checkpoint = {{1, 17}, {{0, 3}, {1, 4}}};
    record.leaving = Error(ErrorCode::RolledBackByUser, {{"slot", "b"}});
    const auto read = recordFromJson(toJson(record));
    QVERIFY(read.ok());
    QCOMPARE(toJson(*read).dump(), toJson(record).dump());
}

void InstallerRulesTest::aRecordThatMakesNoSenseIsRefused() {
    InstallationRecord record;
    record.headName = "head.0";
    Json json = toJson(record);
    json["checkpoint"]["next"] = Json::array({-1, 5});
    QVERIFY(recordFromJson(json).error() == ErrorCode::BadJournal);
    QVERIFY(recordFromJson(Json::array()).error() == ErrorCode::BadJournal);
}

void InstallerRulesTest::whatANewerInstallerAddsToARecordIsPassedOver() {
    InstallationRecord record;
    record.headName = "head.0";
    Json json = toJson(record);
    json["sinceLater"] = 1;
    json["checkpoint"]["sinceLater"] = Json::object();
    const auto read = recordFromJson(json);
    QVERIFY(read.ok());
    QCOMPARE(toJson(*read).dump(), toJson(record).dump());
}

void InstallerRulesTest::theClockCountsOnlyWhereItIsBelieved() {
    const device::TrustConfig trust;
    Floors floors;
    floors.signedAt = device::buildTime() + std::chrono::hours(24);
    const UnixTime today = floors.signedAt + std::chrono::hours(24);
    QVERIFY(timePolicy(FixedClock(today), trust, floors).now == today);
    QVERIFY(timePolicy(FixedClock(today), trust, floors).floor == floors.signedAt);
    QVERIFY(!timePolicy(FixedClock(today, false), trust, floors).now);
    QVERIFY(!timePolicy(FixedClock(UnixTime{}), trust, floors).now);                     // 1970
    QVERIFY(!timePolicy(FixedClock(today + std::chrono::years(50)), trust, floors).now); // a broken clock
    device::TrustConfig never;
    never.trustClock = false;
    QVERIFY(!timePolicy(FixedClock(today), never, floors).now);
}

QTEST_GUILESS_MAIN(InstallerRulesTest)
#include "tst_installer_rules.moc"
