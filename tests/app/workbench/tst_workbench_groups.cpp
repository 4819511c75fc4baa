// SPDX-License-Identifier: Apache-2.0
// Groups, notes, and devices from a table.
#include "app/workbench/device_import.h"
#include "app/workbench/device_page.h"
#include "tests/app/workbench/fake_records.h"
#include "tests/app/workbench/fakes.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

Result<QString> readAddress(const QString& text) {
    if (text.contains(u' ')) {
        return Error(ErrorCode::BadValue,
                     {{"key", std::string("address")}, {"detail", std::string("it holds a space")}});
    }
    return text.toLower();
}

struct Bench {
    FakeLinks links;
    FakeFinder finder;
    FakeMemory memory;
    FakeChecks checks;
    FakeRecords records;
    DeviceBook book{links, finder, memory};
    DevicesPage page{book, readAddress};
    DevicePage device{book, checks, &records};
    DeviceImport importer{book, readAddress};
    QAbstractItemModelTester tester{page.rows(), QAbstractItemModelTester::FailureReportingMode::QtTest};

    int add(const QString& address, const QString& group) {
        const int serial = book.add(address, {});
        book.describe(serial, {}, group);
        return serial;
    }
    [[nodiscard]] QStringList names() {
        QStringList texts;
        for (int row = 0; row < page.rows()->rowCount(); ++row) {
            texts += page.rows()->index(row, 0).data(DevicesModel::NameRole).toString();
        }
        return texts;
    }
    [[nodiscard]] QString problem(int index) const {
        const QVariantMap map = importer.problems().value(index).toMap();
        return QString("%1: %2").arg(map["line"].toInt()).arg(map["text"].toString());
    }
};

} // namespace

class WorkbenchGroupsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutGroupsThereAreNoHeadings();
    void groupsComeInOrderAndTheRestAfterThem();
    void aFoldedGroupKeepsOneRowForItsHeading();
    void aSearchLooksIntoFoldedGroups();
    void oneGroupCanBeShownAlone();
    void aDeviceIsDescribedAndThatIsRemembered();
    void twinsKeepWhatWasSaidAboutEither();
    void aMemoryThatCannotBeWrittenIsTold();
    void theCertificatesOfADeviceAreShown();
    void theHistoryTellsWhatWasPushed();
    void aTableIsShownBeforeItIsTakenOver();
    void aTableWithOneWrongLineIsNotTakenOverAtAll();
    void whatIsNoTableIsRefused_data();
    void whatIsNoTableIsRefused();
    void tablesComeAsSpreadsheetsWriteThem_data();
    void tablesComeAsSpreadsheetsWriteThem();
    void aTableThatCannotBeRememberedChangesNothing();
};

void WorkbenchGroupsTest::withoutGroupsThereAreNoHeadings() {
    Bench bench;
    bench.book.add("gw-1", {});
    QVERIFY(bench.page.groups().isEmpty());
    QVERIFY(bench.page.sections().isEmpty());
}

void WorkbenchGroupsTest::groupsComeInOrderAndTheRestAfterThem() {
    Bench bench;
    bench.add("d", "Hall 10");
    bench.add("c", "Hall 9");
    bench.add("a", {});
    bench.add("b", "Hall 9");
    Q_EMIT bench.finder.found({"new", "", "acme", "", "0-stranger"});
    QCOMPARE(bench.names(), QStringList({"b", "c", "d", "a", "new"}));
    QCOMPARE(bench.page.groups(), QStringList({"Hall 10", "Hall 9"}));
    const QVariantMap hall = bench.page.sections()["gHall 9"].toMap();
    QCOMPARE(hall["title"].toString(), "Hall 9");
    QCOMPARE(hall["count"].toInt(), 2);
    QCOMPARE(bench.page.sections()["s"].toMap()["title"].toString(), "Not of this fleet");
}

void WorkbenchGroupsTest::aFoldedGroupKeepsOneRowForItsHeading() {
    Bench bench;
    const int first = bench.add("a", "Hall 1");
    bench.add("b", "Hall 1");
    bench.add("c", {});
    bench.page.toggle("gHall 1");
    QCOMPARE(bench.names(), QStringList({"a", "c"}));
    QVERIFY(bench.page.sections()["gHall 1"].toMap()["collapsed"].toBool());
    QCOMPARE(bench.page.sections()["gHall 1"].toMap()["count"].toInt(), 2);
    bench.book.describe(first, {}, {}); // the row that stood for it leaves
    QCOMPARE(bench.names(), QStringList({"b", "a", "c"}));
    bench.page.toggle("gHall 1");
    QVERIFY(!bench.page.sections()["gHall 1"].toMap()["collapsed"].toBool());
}

void WorkbenchGroupsTest::aSearchLooksIntoFoldedGroups() {
    Bench bench;
    bench.add("a-1", "Hall 1");
    bench.add("a-2", "Hall 1");
    bench.page.toggle("gHall 1");
    bench.page.setSearch("a-2");
    QCOMPARE(bench.names(), QStringList("a-2"));
    bench.page.setSearch("hall");
    QCOMPARE(bench.names().size(), 2);
    bench.page.setSearch({});
    QCOMPARE(bench.names().size(), 1);
}

void WorkbenchGroupsTest::oneGroupCanBeShownAlone() {
    Bench bench;
    bench.add("a", "Hall 1");
    const int other = bench.add("b", "Hall 2");
    bench.page.setGroup("Hall 2");
    QCOMPARE(bench.names(), QStringList("b"));
    bench.book.describe(other, {}, {}); // the group is gone: all are shown
    QCOMPARE(bench.page.group(), QString());
    QCOMPARE(bench.names().size(), 2);
}

void WorkbenchGroupsTest::aDeviceIsDescribedAndThatIsRemembered() {
    Bench bench;
    const int serial = bench.book.add("gw", {});
    Q_EMIT bench.links.latest["gw"]->statusArrived(goodStatus("gateway-1"));
    bench.device.show(serial);
    bench.device.describe("  third \n cabinet ", " Hall 3 ");
    QCOMPARE(bench.device.note(), "third cabinet");
    QCOMPARE(bench.device.group(), "Hall 3");
    QCOMPARE(bench.memory.kept["gw"].note, "third cabinet");
    QCOMPARE(bench.memory.kept["gw"].group, "Hall 3");
    QVERIFY(bench.device.factsText().contains("Group: Hall 3"));
    QCOMPARE(bench.device.groups(), QStringList("Hall 3"));
}

void WorkbenchGroupsTest::twinsKeepWhatWasSaidAboutEither() {
    Bench bench;
    const int serial = bench.book.add("10.0.0.1", {});
    Q_EMIT bench.links.latest["10.0.0.1"]->statusArrived(goodStatus("gw"));
    bench.book.describe(serial, "roof", "Hall 1");
    Q_EMIT bench.links.latest["10.0.0.1"]->lost(Error(ErrorCode::LinkLost));
    bench.book.add("10.0.0.2", {});
    Q_EMIT bench.links.latest["10.0.0.2"]->statusArrived(goodStatus("gw"));
    QCOMPARE(bench.page.total(), 1);
    QCOMPARE(bench.memory.kept.size(), 1);
    QCOMPARE(bench.memory.kept["10.0.0.2"].note, "roof");
    QCOMPARE(bench.memory.kept["10.0.0.2"].group, "Hall 1");
}

void WorkbenchGroupsTest::aMemoryThatCannotBeWrittenIsTold() {
    Bench bench;
    bench.memory.broken =
        Error(ErrorCode::Io, {{"operation", std::string("database")}, {"detail", std::string("disk full")}});
    bench.book.add("gw", {});
    QVERIFY(!bench.page.memoryTrouble().toMap().isEmpty());
    bench.memory.broken.reset();
    bench.book.add("gw", "again");
    QVERIFY(bench.page.memoryTrouble().toMap().isEmpty());
}

void WorkbenchGroupsTest::theCertificatesOfADeviceAreShown() {
    Bench bench;
    bench.device.show(bench.book.add("gw", {}));
    QVERIFY(bench.device.certificates().isEmpty());
    const QDateTime now = QDateTime::currentDateTime();
    Q_EMIT bench.links.latest["gw"]->statusArrived(goodStatus("gw"));
    Q_EMIT bench.links.latest["gw"]->certificatesArrived(
        {{"gw", "0a", "aabb", now.addDays(-400), now.addDays(-1)},
         {"Devices of ACME", "01", "ccdd", now.addDays(-400), now.addDays(400)}});
    const QVariantList chain = bench.device.certificates();
    QCOMPARE(chain.size(), 2);
    QCOMPARE(chain[0].toMap()["fingerprint"].toString(), "AA:BB");
    QVERIFY(chain[0].toMap()["expired"].toBool());
    QCOMPARE(chain[1].toMap()["name"].toString(), "Devices of ACME");
    QVERIFY(!chain[1].toMap()["expired"].toBool());
}

void WorkbenchGroupsTest::theHistoryTellsWhatWasPushed() {
    Bench bench;
    const int serial = bench.book.add("gw", {});
    Q_EMIT bench.links.latest["gw"]->statusArrived(goodStatus("gateway-1"));
    PushRecord record;
    record.release = "gateway-os 2.0";
    RecordedDevice device;
    device.id = "gateway-1";
    record.devices = {device};
    (void)bench.records.begin(record);
    bench.device.show(serial);
    QCOMPARE(bench.device.history().size(), 1);
    QCOMPARE(bench.device.history()[0].toMap()["state"].toString(), "Not finished");
    PushOutcome outcome;
    outcome.state = PushState::Committed;
    (void)bench.records.deviceEnded(1, 0, outcome);
    bench.device.readHistory();
    QCOMPARE(bench.device.history()[0].toMap()["state"].toString(), "Committed");
    QCOMPARE(bench.device.history()[0].toMap()["sentence"].toString(),
             "It runs gateway-os 2.0 and keeps it.");
    bench.device.show(0);
    QVERIFY(bench.device.history().isEmpty());
}

void WorkbenchGroupsTest::aTableIsShownBeforeItIsTakenOver() {
    Bench bench;
    bench.book.add("10.0.0.1", "old note");
    bench.importer.read(
        "address,group,owner,note\n10.0.0.1,Hall 1,x,\nGW-2,Hall 2,y,\"by the door, left\"\n");
    QVERIFY(bench.importer.ready());
    const QVariantList rows = bench.importer.rows();
    QCOMPARE(rows.size(), 2);
    QVERIFY(rows[0].toMap()["known"].toBool() && !rows[1].toMap()["known"].toBool());
    QCOMPARE(rows[1].toMap()["line"].toInt(), 3);
    QCOMPARE(rows[1].toMap()["address"].toString(), "gw-2"); // in its canonical form
    QCOMPARE(bench.page.total(), 1);
    QVERIFY(bench.importer.accept());
    QCOMPARE(bench.page.total(), 2);
    QCOMPARE(bench.memory.kept["10.0.0.1"].note, "old note"); // an empty field leaves it
    QCOMPARE(bench.memory.kept["10.0.0.1"].group, "Hall 1");
    QCOMPARE(bench.memory.kept["gw-2"].note, "by the door, left");
    QVERIFY(bench.links.latest["gw-2"]->opened);
    QVERIFY(!bench.importer.ready() && bench.importer.rows().isEmpty());
}

void WorkbenchGroupsTest::aTableWithOneWrongLineIsNotTakenOverAtAll() {
    Bench bench;
    bench.importer.read(
        "address;note\n10.0.0.1;good\nnot an address;\n;no address\n10.0.0.1;twice\n\n10.0.0.2;" +
        QByteArray(201, 'x') + "\n");
    QVERIFY(!bench.importer.ready());
    QCOMPARE(bench.importer.problems().size(), 4);
    QVERIFY(bench.problem(0).startsWith("3: not an address: "));
    QCOMPARE(bench.problem(1), "4: The address is missing.");
    QCOMPARE(bench.problem(2), "5: 10.0.0.1 stands in line 2 already.");
    QCOMPARE(bench.problem(3), "7: The note is longer than 200 characters.");
    QVERIFY(bench.importer.summary().contains("Wrong lines: 4"));
    QVERIFY(!bench.importer.accept());
    QCOMPARE(bench.page.total(), 0);
    QVERIFY(bench.memory.kept.isEmpty());
}

void WorkbenchGroupsTest::whatIsNoTableIsRefused_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("part");
    QTest::addRow("empty") << QByteArray() << "name the columns";
    QTest::addRow("no address column") << QByteArray("name,note\na,b\n") << "name the columns";
    QTest::addRow("only a head") << QByteArray("address\n") << "empty";
    QTest::addRow("an open quotation mark") << QByteArray("address\n\"10.0.0.1\n") << "line 2";
    QTest::addRow("text after a quotation mark") << QByteArray("address\n\"a\"b\n") << "line 2";
    QTest::addRow("not UTF-8") << QByteArray("address\n\xff\xfe\n") << "UTF-8";
    QTest::addRow("binary") << QByteArray("address\n\0\n", 10) << "UTF-8";
    QTest::addRow("too large") << QByteArray("address\n") + QByteArray(2 << 20, 'x') << "larger";
    QTest::addRow("too many rows") << QByteArray("address\n") + QByteArray("x\n").repeated(10'001) << "10000";
}

void WorkbenchGroupsTest::whatIsNoTableIsRefused() {
    QFETCH(QByteArray, content);
    QFETCH(QString, part);
    Bench bench;
    bench.importer.read(content);
    QVERIFY(!bench.importer.ready());
    const QString said = bench.problem(0) + bench.importer.error().toMap()["happened"].toString();
    QVERIFY2(said.contains(part), qPrintable(said));
}

void WorkbenchGroupsTest::tablesComeAsSpreadsheetsWriteThem_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "address,note\r\n10.0.0.1,\"a \"\"b\"\"\"\r\n");
    QTest::addRow("semicolons") << QByteArray("Note;Address\na \"b\";10.0.0.1");
    QTest::addRow("tabs, old line ends") << QByteArray("address\tnote\r10.0.0.1\ta \"b\"\r");
    QTest::addRow("a line break within quotes") << QByteArray("address,note\n10.0.0.1,\"a\n\"\"b\"\"\"\n");
    QTest::addRow("Chinese names") << QByteArray("地址,备注\n10.0.0.1,\"a \"\"b\"\"\"\n");
}

void WorkbenchGroupsTest::tablesComeAsSpreadsheetsWriteThem() {
    QFETCH(QByteArray, content);
    Bench bench;
    bench.importer.read(content);
    QVERIFY2(bench.importer.ready(), qPrintable(bench.problem(0)));
    QCOMPARE(bench.importer.rows().size(), 1);
    QCOMPARE(bench.importer.rows()[0].toMap()["address"].toString(), "10.0.0.1");
    QCOMPARE(bench.importer.rows()[0].toMap()["note"].toString(), "a \"b\"");
}

void WorkbenchGroupsTest::aTableThatCannotBeRememberedChangesNothing() {
    Bench bench;
    bench.importer.read("address\n10.0.0.1\n10.0.0.2\n");
    bench.memory.broken =
        Error(ErrorCode::Io, {{"operation", std::string("database")}, {"detail", std::string("disk full")}});
    QVERIFY(!bench.importer.accept());
    QVERIFY(!bench.importer.error().toMap().isEmpty());
    QCOMPARE(bench.page.total(), 0);
    bench.importer.load(QUrl::fromLocalFile("/nowhere/devices.csv"));
    QVERIFY(!bench.importer.error().toMap().isEmpty());
    QCOMPARE(bench.importer.fileName(), "devices.csv");
}

QTEST_GUILESS_MAIN(WorkbenchGroupsTest)
#include "tst_workbench_groups.moc"
