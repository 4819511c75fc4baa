// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/devices_page.h"
#include "app/workbench/version_order.h"
#include "tests/app/workbench/fakes.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

struct Bench {
    FakeLinks links;
    FakeFinder finder;
    FakeMemory memory;
    DeviceBook book{links, finder, memory};
    DevicesPage page{book, [](const QString& text) -> Result<QString> {
                         if (text.contains(u' ')) {
                             return Error(ErrorCode::BadValue, {{"key", std::string("address")},
                                                                {"detail", std::string("it holds a space")}});
                         }
                         return text;
                     }};
    QAbstractItemModelTester tester{page.rows(), QAbstractItemModelTester::FailureReportingMode::QtTest};

    int connectDevice(const QString& address, const DeviceStatus& status) {
        const int serial = page.add(address, {});
        Q_EMIT links.latest[address]->statusArrived(status);
        return serial;
    }
    [[nodiscard]] QStringList column(DevicesModel::Role role) {
        QStringList texts;
        for (int row = 0; row < page.rows()->rowCount(); ++row) {
            texts += page.rows()->index(row, 0).data(role).toString();
        }
        return texts;
    }
    [[nodiscard]] QVariant cell(DevicesModel::Role role) { return page.rows()->index(0, 0).data(role); }
};

} // namespace

class WorkbenchDevicesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsRememberedIsConnectedAtTheStart();
    void hundredsOfRememberedDevicesAreOneInsertionAndConnectedInTurns();
    void aTypedDeviceIsRememberedAndConnected();
    void anAddressThatIsNotValidSaysWhy();
    void aDeviceThatIsFoundAndTypedIsOneRow();
    void aDeviceThatMovesIsFollowed();
    void aStrangerIsGreyedWithItsReason();
    void aDeviceWithoutIdentityIsNotConnectedTo();
    void aLostDeviceIsTriedAgain();
    void aDeviceThatStaysAwayIsTriedLessAndLessOften();
    void anotherIdentityTriesAllThatAreAwayAtOnce();
    void aSlotThatWasNeverFilledIsEmptyAndNotBad();
    void aRefusedDeviceIsNotTriedOverAndOver();
    void theOneWithAnOlderReleaseIsMarked();
    void aReleaseOnTrialDoesNotMakeOthersOld();
    void theSearchLooksAtEveryWord();
    void namesAreSortedAsPeopleCount();
    void strangersComeLastWhateverTheOrder();
    void whatADeviceSaysIsStrippedOfControlCharacters();
    void aRunningInstallationShowsItsDurableShare();
    void aLaptopWithoutIdentitySaysSoOnce();
    void aForgottenDeviceStaysWhileItAnnouncesItself();
    void withoutDiscoveryThePageSaysSo();
    void versionsAreOrderedAsPeopleReadThem_data();
    void versionsAreOrderedAsPeopleReadThem();
};

void WorkbenchDevicesTest::whatIsRememberedIsConnectedAtTheStart() {
    Bench bench;
    RememberedDevice& device = bench.memory.kept["10.0.0.1"];
    device.address = "10.0.0.1";
    device.id = device.name = "gw-1";
    device.note = "hall 3";
    bench.book.start();
    QVERIFY(bench.finder.started);
    QCOMPARE(bench.page.total(), 1);
    QVERIFY(bench.links.latest["10.0.0.1"]->opened);
    QCOMPARE(bench.links.expected["10.0.0.1"], "gw-1");
    QCOMPARE(bench.cell(DevicesModel::StateTextRole).toString(), "Connecting");
    QCOMPARE(bench.cell(DevicesModel::NoteRole).toString(), "hall 3");
}

void WorkbenchDevicesTest::hundredsOfRememberedDevicesAreOneInsertionAndConnectedInTurns() {
    Bench bench;
    constexpr int count = 300;
    for (int i = 0; i < count; ++i) {
        const QString address = QString("10.0.%1.%2").arg(i / 200).arg(i % 200 + 1);
        bench.memory.kept[address].address = address;
    }
    const QSignalSpy insertions(bench.page.rows(), &QAbstractItemModel::rowsInserted);
    bench.book.start();
    QCOMPARE(bench.page.rows()->rowCount(), count);
    QCOMPARE(insertions.size(), 1);
    QVERIFY(!bench.links.made.isEmpty());
    QVERIFY(bench.links.made.size() < count); // the window is drawn before all of them are tried
    QTRY_COMPARE(bench.links.made.size(), count);
    for (const int times : bench.links.made) {
        QCOMPARE(times, 1);
    }
}

void WorkbenchDevicesTest::aTypedDeviceIsRememberedAndConnected() {
    Bench bench;
    bench.connectDevice("10.0.0.1", goodStatus("gw-1", "2.0", "1.9"));
    QCOMPARE(bench.memory.kept["10.0.0.1"].id, "gw-1");
    QCOMPARE(bench.page.connectedCount(), 1);
    QCOMPARE(bench.cell(DevicesModel::StateTextRole).toString(), "Good");
    const QVariantList slots_ = bench.cell(DevicesModel::SlotsRole).toList();
    QCOMPARE(slots_.size(), 2);
    QCOMPARE(slots_[0].toMap()["name"].toString(), "A");
    QCOMPARE(slots_[0].toMap()["version"].toString(), "2.0");
    QVERIFY(slots_[0].toMap()["booted"].toBool());
    QCOMPARE(slots_[1].toMap()["version"].toString(), "1.9");
    QCOMPARE(bench.page.add("10.0.0.1", {}), 1); // the same again
    QCOMPARE(bench.page.total(), 1);
}

void WorkbenchDevicesTest::anAddressThatIsNotValidSaysWhy() {
    Bench bench;
    QVERIFY(bench.page.addressProblem("not an address").contains("it holds a space"));
    QCOMPARE(bench.page.add("not an address", {}), 0);
    QCOMPARE(bench.page.total(), 0);
    QVERIFY(bench.page.addressProblem("10.0.0.1").isEmpty());
}

void WorkbenchDevicesTest::aDeviceThatIsFoundAndTypedIsOneRow() {
    Bench bench;
    Q_EMIT bench.finder.found({"gw-1 on eth0", "gw-1", "acme,gateway", "gateway-os 1.0", "10.0.0.1"});
    QCOMPARE(bench.page.total(), 1);
    Q_EMIT bench.links.latest["10.0.0.1"]->lost(Error(ErrorCode::Unreachable));
    bench.connectDevice("gw-1.local", goodStatus("gw-1"));
    QCOMPARE(bench.page.total(), 1);
    QCOMPARE(bench.cell(DevicesModel::AddressRole).toString(), "gw-1.local");
    Q_EMIT bench.finder.found({"gw-1 on eth0", "gw-1", "acme,gateway", "gateway-os 1.0", "10.0.0.1"});
    QCOMPARE(bench.page.total(), 1);
    QCOMPARE(bench.page.connectedCount(), 1);
}

void WorkbenchDevicesTest::aDeviceThatMovesIsFollowed() {
    Bench bench;
    bench.connectDevice("10.0.0.1", goodStatus("gw-1"));
    Q_EMIT bench.links.latest["10.0.0.1"]->lost(Error(ErrorCode::LinkLost));
    Q_EMIT bench.finder.found({"gw-1", "gw-1", "acme,gateway", "", "10.0.0.77"});
    QCOMPARE(bench.page.total(), 1);
    QVERIFY(bench.links.latest.contains("10.0.0.77"));
    QCOMPARE(bench.links.expected["10.0.0.77"], "gw-1");
}

void WorkbenchDevicesTest::aStrangerIsGreyedWithItsReason() {
    Bench bench;
    bench.page.add("10.0.0.1", {});
    Q_EMIT bench.links.latest["10.0.0.1"]->lost(Error(ErrorCode::UntrustedChain));
    QVERIFY(bench.cell(DevicesModel::StrangerRole).toBool());
    QCOMPARE(bench.cell(DevicesModel::ActivityRole).toString(), "This device belongs to another fleet.");
    Q_EMIT bench.finder.found({"other", "pump-4", "acme,pump", "", "10.0.0.2"});
    Q_EMIT bench.links.latest["10.0.0.2"]->lost(Error(ErrorCode::UntrustedChain));
    QVERIFY(bench.column(DevicesModel::ActivityRole).contains("This device belongs to another fleet."));
}

void WorkbenchDevicesTest::aDeviceWithoutIdentityIsNotConnectedTo() {
    Bench bench;
    Q_EMIT bench.finder.found({"new board", "", "acme,gateway", "", "10.0.0.9"});
    QCOMPARE(bench.page.total(), 1);
    QVERIFY(bench.links.made.isEmpty());
    QVERIFY(bench.cell(DevicesModel::StrangerRole).toBool());
    QCOMPARE(bench.cell(DevicesModel::StateTextRole).toString(), "No identity yet");
    // It was enrolled meanwhile.
    Q_EMIT bench.finder.found({"new board", "gw-9", "acme,gateway", "", "10.0.0.9"});
    QVERIFY(bench.links.latest["10.0.0.9"]->opened);
}

void WorkbenchDevicesTest::aLostDeviceIsTriedAgain() {
    Bench bench;
    bench.book.setRetryInterval(std::chrono::milliseconds(5));
    bench.book.start();
    bench.connectDevice("10.0.0.1", goodStatus("gw-1"));
    Q_EMIT bench.links.latest["10.0.0.1"]->lost(Error(ErrorCode::LinkLost));
    QCOMPARE(bench.cell(DevicesModel::StateTextRole).toString(), "Offline");
    QVERIFY(bench.cell(DevicesModel::SlotsRole).toList().size() == 2); // what was known stays
    QTRY_COMPARE(bench.links.made["10.0.0.1"], 2);
    Q_EMIT bench.links.latest["10.0.0.1"]->statusArrived(goodStatus("gw-1"));
    QCOMPARE(bench.cell(DevicesModel::StateTextRole).toString(), "Good");
}

void WorkbenchDevicesTest::aDeviceThatStaysAwayIsTriedLessAndLessOften() {
    Bench bench;
    bench.book.setRetryInterval(std::chrono::hours(1));
    bench.page.add("10.0.0.1", {});
    const auto pause = [&] {
        Q_EMIT bench.links.latest["10.0.0.1"]->lost(Error(ErrorCode::Unreachable));
        const auto left = bench.book.at(0).retryAt - std::chrono::steady_clock::now();
        return std::chrono::duration_cast<std::chrono::minutes>(left + std::chrono::minutes(5)).count() / 60;
    };
    std::vector<long> hours;
    for (int i = 0; i < 7; ++i) {
        hours.push_back(pause());
    }
    QCOMPARE(hours, (std::vector<long>{1, 2, 4, 8, 12, 12, 12}));
    Q_EMIT bench.finder.found({"gw-1", "gw-1", "acme,gateway", "", "10.0.0.1"}); // it is back
    QCOMPARE(bench.links.made["10.0.0.1"], 2);
    QCOMPARE(pause(), 1L);
    bench.page.retry(bench.book.at(0).serial);
    Q_EMIT bench.links.latest["10.0.0.1"]->statusArrived(goodStatus("gw-1"));
    QCOMPARE(pause(), 1L);
}

void WorkbenchDevicesTest::anotherIdentityTriesAllThatAreAwayAtOnce() {
    Bench bench;
    bench.book.setRetryInterval(std::chrono::hours(1));
    for (const char* address : {"10.0.0.1", "10.0.0.2", "10.0.0.3"}) {
        bench.page.add(address, {});
    }
    Q_EMIT bench.links.latest["10.0.0.1"]->lost(Error(ErrorCode::NoIdentity));
    Q_EMIT bench.links.latest["10.0.0.2"]->lost(Error(ErrorCode::UntrustedChain));
    Q_EMIT bench.links.latest["10.0.0.3"]->statusArrived(goodStatus("gw-3"));
    Q_EMIT bench.finder.found({"new board", "", "acme,gateway", "", "10.0.0.9"}); // nobody yet
    bench.book.retryAll();
    QCOMPARE(bench.links.made["10.0.0.1"], 2);
    QCOMPARE(bench.links.made["10.0.0.2"], 2);
    QCOMPARE(bench.links.made["10.0.0.3"], 1);
    QVERIFY(!bench.links.made.contains("10.0.0.9"));
}

void WorkbenchDevicesTest::aSlotThatWasNeverFilledIsEmptyAndNotBad() {
    Bench bench;
    DeviceStatus status = goodStatus("gw-1");
    status.slots[1].state = SlotState::Bad; // as boot loaders say it
    status.slots[1].release.reset();
    bench.connectDevice("10.0.0.1", status);
    const QVariantMap slot = bench.cell(DevicesModel::SlotsRole).toList().at(1).toMap();
    QCOMPARE(slot["stateText"].toString(), "Empty");
    QCOMPARE(slot["kind"].toString(), "neutral");
    status.slots[1].release = ReleaseId{"gateway-os", "2.0", 1};
    Q_EMIT bench.links.latest["10.0.0.1"]->statusArrived(status);
    QCOMPARE(bench.cell(DevicesModel::SlotsRole).toList().at(1).toMap()["stateText"].toString(), "Bad");
}

void WorkbenchDevicesTest::aRefusedDeviceIsNotTriedOverAndOver() {
    Bench bench;
    bench.book.setRetryInterval(std::chrono::milliseconds(1));
    bench.book.start();
    bench.page.add("10.0.0.1", {});
    bench.page.add("10.0.0.2", {});
    Q_EMIT bench.links.latest["10.0.0.1"]->lost(
        Error(ErrorCode::CertificateRevoked, {{"subject", std::string("me")}}));
    Q_EMIT bench.links.latest["10.0.0.2"]->lost(Error(ErrorCode::Unreachable));
    QTRY_VERIFY(bench.links.made["10.0.0.2"] > 1);
    QCOMPARE(bench.links.made["10.0.0.1"], 1);
    bench.page.retry(1); // only a person does
    QCOMPARE(bench.links.made["10.0.0.1"], 2);
}

void WorkbenchDevicesTest::theOneWithAnOlderReleaseIsMarked() {
    Bench bench;
    bench.connectDevice("10.0.0.1", goodStatus("gw-1", "1.9"));
    QCOMPARE(bench.page.outOfDateCount(), 0);
    bench.connectDevice("10.0.0.2", goodStatus("gw-2", "1.10"));
    QCOMPARE(bench.page.outOfDateCount(), 1);
    QCOMPARE(bench.column(DevicesModel::StateTextRole), QStringList({"Out of date", "Good"}));
    QVERIFY(bench.page.summary().contains("1 out of date"));
    DeviceStatus other = goodStatus("pump", "9.0");
    other.model = "acme,pump";
    bench.connectDevice("10.0.0.3", other);
    QCOMPARE(bench.page.outOfDateCount(), 1);
    Q_EMIT bench.links.latest["10.0.0.1"]->statusArrived(goodStatus("gw-1", "1.10"));
    QCOMPARE(bench.page.outOfDateCount(), 0);
}

void WorkbenchDevicesTest::aReleaseOnTrialDoesNotMakeOthersOld() {
    Bench bench;
    bench.connectDevice("10.0.0.1", goodStatus("gw-1", "1.0"));
    DeviceStatus trial = goodStatus("gw-2", "2.0");
    trial.onTrial = true;
    bench.connectDevice("10.0.0.2", trial);
    QCOMPARE(bench.page.outOfDateCount(), 0);
    QCOMPARE(bench.column(DevicesModel::StateTextRole), QStringList({"Good", "On trial"}));
}

void WorkbenchDevicesTest::theSearchLooksAtEveryWord() {
    Bench bench;
    bench.connectDevice("10.0.0.1", goodStatus("gw-1", "1.9"));
    bench.connectDevice("10.0.0.2", goodStatus("gw-2", "2.0"));
    bench.page.setSearch("ACME 2.0");
    QCOMPARE(bench.column(DevicesModel::NameRole), QStringList({"gw-2"}));
    bench.page.setSearch("out of date");
    QCOMPARE(bench.column(DevicesModel::NameRole), QStringList({"gw-1"}));
    bench.page.setSearch("nothing");
    QCOMPARE(bench.page.rows()->rowCount(), 0);
    bench.page.setSearch("");
    QCOMPARE(bench.page.rows()->rowCount(), 2);
}

void WorkbenchDevicesTest::namesAreSortedAsPeopleCount() {
    Bench bench;
    bench.connectDevice("a", goodStatus("gw-10", "1.9"));
    bench.connectDevice("b", goodStatus("gw-9", "1.10"));
    QCOMPARE(bench.column(DevicesModel::NameRole), QStringList({"gw-9", "gw-10"}));
    bench.page.setOrder("release");
    QCOMPARE(bench.column(DevicesModel::NameRole), QStringList({"gw-10", "gw-9"}));
    bench.page.setOrder("state");
    QCOMPARE(bench.column(DevicesModel::NameRole), QStringList({"gw-10", "gw-9"})); // the old one needs care
}

void WorkbenchDevicesTest::strangersComeLastWhateverTheOrder() {
    Bench bench;
    Q_EMIT bench.finder.found({"a stranger", "", "acme,gateway", "", "10.0.0.9"});
    bench.connectDevice("10.0.0.1", goodStatus("gw-1"));
    for (const char* order : {"name", "state", "release", "model"}) {
        bench.page.setOrder(order);
        QCOMPARE(bench.column(DevicesModel::NameRole), QStringList({"gw-1", "a stranger"}));
    }
}

void WorkbenchDevicesTest::whatADeviceSaysIsStrippedOfControlCharacters() {
    Bench bench;
    DeviceStatus status = goodStatus("gw-1");
    status.name = "evil\u202Eeman\x1b[31m\n";
    status.slots[0].release->version = std::string(5000, 'x');
    bench.connectDevice("10.0.0.1", status);
    const QString name = bench.cell(DevicesModel::NameRole).toString();
    QVERIFY(!name.contains(QChar(0x202E)) && !name.contains(QChar(0x1b)) && !name.contains(u'\n'));
    const QVariantMap slot = bench.cell(DevicesModel::SlotsRole).toList()[0].toMap();
    QVERIFY(slot["version"].toString().size() <= 65);
}

void WorkbenchDevicesTest::aRunningInstallationShowsItsDurableShare() {
    Bench bench;
    bench.connectDevice("10.0.0.1", goodStatus("gw-1"));
    QCOMPARE(bench.cell(DevicesModel::ProgressRole).toDouble(), -1.0);
    InstallationStatus installation;
    installation.release = {"gateway-os", "2.0", 1};
    installation.state = InstallationState::Receiving;
    installation.imageBytes = 400;
    installation.durableBytes = 100;
    installation.receivedBytes = 400;
    QSignalSpy changes(bench.page.rows(), &QAbstractItemModel::dataChanged);
    Q_EMIT bench.links.latest["10.0.0.1"]->installationArrived(installation);
    QVERIFY(changes.count() > 0);
    QCOMPARE(bench.cell(DevicesModel::ProgressRole).toDouble(), 0.25);
    QCOMPARE(bench.cell(DevicesModel::StateTextRole).toString(), "Receiving");
    QVERIFY(bench.cell(DevicesModel::ActivityRole).toString().contains("gateway-os 2.0"));
}

void WorkbenchDevicesTest::aLaptopWithoutIdentitySaysSoOnce() {
    Bench bench;
    bench.page.add("10.0.0.1", {});
    bench.page.add("10.0.0.2", {});
    QSignalSpy spy(&bench.page, &DevicesPage::ownTroubleChanged);
    Q_EMIT bench.links.latest["10.0.0.1"]->lost(Error(ErrorCode::NoIdentity));
    Q_EMIT bench.links.latest["10.0.0.2"]->lost(Error(ErrorCode::NoIdentity));
    QCOMPARE(spy.count(), 1);
    QVERIFY(bench.page.ownTrouble().toMap()["happened"].toString().contains("identity"));
    Q_EMIT bench.links.latest["10.0.0.1"]->statusArrived(goodStatus("gw-1"));
    QVERIFY(bench.page.ownTrouble().toMap().isEmpty());
}

void WorkbenchDevicesTest::aForgottenDeviceStaysWhileItAnnouncesItself() {
    Bench bench;
    Q_EMIT bench.finder.found({"gw-1", "gw-1", "acme,gateway", "", "10.0.0.1"});
    Q_EMIT bench.links.latest["10.0.0.1"]->statusArrived(goodStatus("gw-1"));
    bench.page.forget(1);
    QVERIFY(bench.memory.kept.isEmpty());
    QCOMPARE(bench.page.total(), 1);
    Q_EMIT bench.finder.vanished("gw-1");
    bench.page.forget(1);
    QCOMPARE(bench.page.total(), 0);
}

void WorkbenchDevicesTest::withoutDiscoveryThePageSaysSo() {
    Bench bench;
    QVERIFY(bench.page.finderAvailable());
    QSignalSpy spy(&bench.page, &DevicesPage::finderAvailableChanged);
    Q_EMIT bench.finder.availableChanged(false);
    QCOMPARE(spy.count(), 1);
    QVERIFY(!bench.page.finderAvailable());
}

void WorkbenchDevicesTest::versionsAreOrderedAsPeopleReadThem_data() {
    QTest::addColumn<QString>("lower");
    QTest::addColumn<QString>("higher");
    QTest::newRow("numbers") << "1.9"
                             << "1.10";
    QTest::newRow("longer") << "2"
                            << "2.0.1";
    QTest::newRow("pre-release") << "2.0-rc1"
                                 << "2.0";
    QTest::newRow("build") << "2.0+1"
                           << "2.0+2";
    QTest::newRow("words") << "alpha"
                           << "beta";
}

void WorkbenchDevicesTest::versionsAreOrderedAsPeopleReadThem() {
    QFETCH(QString, lower);
    QFETCH(QString, higher);
    QVERIFY(compareVersions(lower, higher) < 0);
    QVERIFY(compareVersions(higher, lower) > 0);
    QCOMPARE(compareVersions(lower, lower), 0);
}

QTEST_GUILESS_MAIN(WorkbenchDevicesTest)
#include "tst_workbench_devices.moc"
