// SPDX-License-Identifier: Apache-2.0
#include "tests/app/workbench/fake_practice.h"
#include "tests/app/workbench/push_bench.h"

#include "app/workbench/devices_page.h"

#include <QSignalSpy>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

struct Bench : PushBench {
    FakeRoom room;
    Practice practice{book, room};
    const DeviceEntry& device() { return book.at(book.count() - 1); }
    void begin() {
        practice.tryIt();
        room.finish();
        room.answer("1.0");
    }
};

} // namespace

class WorkbenchPracticeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tryingItMakesAPracticeAndShowsItsDevice();
    void eachStepIsSaidInWords();
    void theDeviceIsNeverRemembered();
    void aPushGoesStraightToTheReviewOfThePracticeBundle();
    void practiceAndRealOnesAreNeverOfferedToEachOther();
    void aPushForPracticeIsNotRecorded();
    void whatIsFoundOrTypedIsNotTakenForThePractice();
    void itsTroubleIsNotTheLaptopsTrouble();
    void aPracticeFromBeforeIsSwitchedOnWithoutBeingMade();
    void afterTheUpdateItCanBePractisedAgain();
    void removingLeavesNothingInTheList();
    void whatFailsIsSaidAndCanBeTriedAgain();
    void theDeviceStandsUnderItsOwnHeading();
};

void WorkbenchPracticeTest::tryingItMakesAPracticeAndShowsItsDevice() {
    Bench bench;
    QCOMPARE(bench.practice.state(), "none");
    bench.practice.tryIt();
    bench.practice.tryIt(); // impatient
    QCOMPARE(bench.room.asked, "make ");
    QCOMPARE(bench.practice.state(), "making");
    bench.room.finish();
    QCOMPARE(bench.room.asked, "make on ");
    QCOMPARE(bench.practice.state(), "on");
    QCOMPARE(bench.book.count(), 1);
    QVERIFY(bench.device().practice);
    QVERIFY(bench.practice.alone());
    Q_EMIT bench.room.ready("127.0.0.1:40001"); // after a restart of the device
    QCOMPARE(bench.book.count(), 1);
}

void WorkbenchPracticeTest::eachStepIsSaidInWords() {
    Bench bench;
    QVERIFY(bench.practice.doing().isEmpty());
    bench.practice.tryIt();
    QSet<QString> words{bench.practice.doing()};
    double before = -1;
    for (const PracticeStep step :
         {PracticeStep::Keys, PracticeStep::Images, PracticeStep::Bundles, PracticeStep::Device}) {
        Q_EMIT bench.room.stepBegan(step);
        words.insert(bench.practice.doing());
        QVERIFY(bench.practice.fraction() > before);
        before = bench.practice.fraction();
    }
    Q_EMIT bench.room.made();
    words.insert(bench.practice.doing());
    QVERIFY(bench.practice.fraction() > before && bench.practice.fraction() < 1);
    QCOMPARE(words.size(), 5);
    QVERIFY(!words.contains(QString()));
}

void WorkbenchPracticeTest::theDeviceIsNeverRemembered() {
    Bench bench;
    bench.begin();
    bench.book.describe(bench.device().serial, "a note", "a group");
    QCOMPARE(bench.book.add("127.0.0.1:40001", "typed"), bench.device().serial);
    RememberedDevice imported;
    imported.address = "127.0.0.1:40001";
    QVERIFY(bench.book.addAll({imported}).ok());
    QVERIFY(bench.memory.kept.isEmpty());
    QVERIFY(bench.device().note.isEmpty() && bench.device().group.isEmpty());
    QVERIFY(!bench.device().remembered);
}

void WorkbenchPracticeTest::aPushGoesStraightToTheReviewOfThePracticeBundle() {
    Bench bench;
    bench.begin();
    bench.flow.beginWith(bench.practice.update());
    QCOMPARE(bench.flow.step(), "review");
    QCOMPARE(bench.flow.chosenCount(), 1);
    QVERIFY(bench.flow.title().startsWith("Practice"));
    QVERIFY(bench.flow.review().contains("practice-os 2.0 on 1 device"));
    QVERIFY(bench.flow.review().contains("This is practice"));
    bench.flow.start();
    QCOMPARE(bench.desk.addresses, QStringList{"127.0.0.1:40001"});
}

void WorkbenchPracticeTest::practiceAndRealOnesAreNeverOfferedToEachOther() {
    Bench bench;
    bench.begin();
    DeviceStatus twin = goodStatus("gw-1");
    twin.model = "fieldfare,practice"; // even if a real device said that it is of this model
    bench.connectDevice("10.0.0.1", twin);
    bench.connectDevice("10.0.0.2", goodStatus("gw-2"));
    QVERIFY(!bench.practice.alone());
    for (const auto& [bundle, fitting] : {std::pair("/practice.ffb", QStringList{"127.0.0.1:40001"}),
                                          {"/good.ffb", QStringList{"10.0.0.2"}}}) {
        bench.flow.begin();
        bench.flow.openBundle(bundle);
        bench.flow.chooseAll(true);
        QCOMPARE(bench.flow.chosenCount(), 1);
        int unfit = 0;
        for (const QVariant& candidate : bench.flow.candidates()) {
            const QVariantMap device = candidate.toMap();
            unfit += device["fits"].toBool() ? 0 : 1;
            QVERIFY(device["fits"].toBool() || !device["reason"].toString().isEmpty());
        }
        QCOMPARE(unfit, 2);
        bench.flow.next();
        bench.flow.next();
        bench.flow.next();
        bench.flow.start();
        QCOMPARE(bench.desk.addresses, fitting);
        Q_EMIT bench.desk.latest->finished();
    }
}

void WorkbenchPracticeTest::aPushForPracticeIsNotRecorded() {
    Bench bench;
    bench.begin();
    bench.flow.beginWith("/practice.ffb");
    bench.flow.start();
    QVERIFY(!bench.records.unfinished()->has_value());
    bench.finish(0, PushState::Committed);
    Q_EMIT bench.desk.latest->finished();
    QCOMPARE(bench.flow.step(), "result");
    QVERIFY(bench.flow.recordError().toMap().isEmpty());
}

void WorkbenchPracticeTest::whatIsFoundOrTypedIsNotTakenForThePractice() {
    Bench bench;
    bench.begin();
    Q_EMIT bench.finder.found(
        {"practice-device", "practice-device", "fieldfare,practice", "practice-os 1.0", "10.0.0.9"});
    QCOMPARE(bench.book.count(), 2);
    QCOMPARE(bench.book.at(0).address, "127.0.0.1:40001");
    QVERIFY(bench.book.at(0).practice && !bench.book.at(1).practice);
    QVERIFY(bench.links.latest.contains("10.0.0.9")); // by the technician's own links
    QVERIFY(!bench.links.latest.contains("127.0.0.1:40001"));
    QVERIFY(!bench.room.practiceLinks.latest.contains("10.0.0.9"));
}

void WorkbenchPracticeTest::itsTroubleIsNotTheLaptopsTrouble() {
    Bench bench;
    bench.begin();
    Q_EMIT bench.room.practiceLinks.latest["127.0.0.1:40001"]->lost(Error(ErrorCode::NoIdentity));
    QVERIFY(!bench.book.ownTrouble());
    bench.book.add("10.0.0.1", {});
    Q_EMIT bench.links.latest["10.0.0.1"]->lost(Error(ErrorCode::NoIdentity));
    QVERIFY(bench.book.ownTrouble().has_value());
    bench.room.answer("1.0"); // and the practice does not mend it
    QVERIFY(bench.book.ownTrouble().has_value());
}

void WorkbenchPracticeTest::aPracticeFromBeforeIsSwitchedOnWithoutBeingMade() {
    PushBench bench;
    FakeRoom room;
    room.there = true;
    Practice practice(bench.book, room);
    QCOMPARE(practice.state(), "off");
    practice.tryIt();
    QCOMPARE(practice.state(), "starting");
    QCOMPARE(room.asked, "on ");
}

void WorkbenchPracticeTest::afterTheUpdateItCanBePractisedAgain() {
    Bench bench;
    bench.begin();
    QVERIFY(!bench.practice.updated());
    bench.room.answer("2.0", true);
    QVERIFY(!bench.practice.updated()); // on trial
    bench.room.answer("2.0");
    QVERIFY(bench.practice.updated());
    bench.practice.again();
    QCOMPARE(bench.book.count(), 0);
    QCOMPARE(bench.room.asked, "make on make ");
    bench.room.finish();
    bench.room.answer("1.0");
    QVERIFY(!bench.practice.updated());
    QCOMPARE(bench.book.count(), 1);
}

void WorkbenchPracticeTest::removingLeavesNothingInTheList() {
    Bench bench;
    bench.begin();
    bench.connectDevice("10.0.0.1", goodStatus("gw-1"));
    bench.practice.remove();
    QCOMPARE(bench.practice.state(), "removing");
    QCOMPARE(bench.book.count(), 1);
    QVERIFY(!bench.book.at(0).practice);
    QCOMPARE(bench.room.asked, "make on remove ");
    bench.room.there = false;
    Q_EMIT bench.room.removed();
    QCOMPARE(bench.practice.state(), "none");
    QCOMPARE(bench.memory.kept.keys(), QStringList{"10.0.0.1"});
}

void WorkbenchPracticeTest::whatFailsIsSaidAndCanBeTriedAgain() {
    Bench bench;
    bench.practice.tryIt();
    Q_EMIT bench.room.failed(Error(ErrorCode::ToolFailed, {{"program", std::string("fieldfare-agent")},
                                                           {"detail", std::string("it was not found")}}));
    QCOMPARE(bench.practice.state(), "none");
    QVERIFY(bench.practice.error().toMap()["happened"].toString().contains("fieldfare-agent"));
    bench.practice.tryIt();
    QVERIFY(bench.practice.error().toMap().isEmpty());
    bench.room.finish();
    bench.room.answer("1.0");
    Q_EMIT bench.room.failed(Error(ErrorCode::BootEnvironment, {{"detail", std::string("no slot")}}));
    QCOMPARE(bench.practice.state(), "off"); // it is there, and its device does not start
    QCOMPARE(bench.book.count(), 0);
}

void WorkbenchPracticeTest::theDeviceStandsUnderItsOwnHeading() {
    Bench bench;
    DevicesPage page(bench.book, [](const QString& text) -> Result<QString> { return text; });
    bench.begin();
    bench.book.describe(bench.connectDevice("10.0.0.1", goodStatus("gw-1")), {}, "Hall 3");
    bench.connectDevice("10.0.0.2", goodStatus("zz"));
    QCOMPARE(page.sections()["p"].toMap()["title"].toString(), "Practice");
    QStringList order;
    for (int row = 0; row < page.rows()->rowCount(); ++row) {
        order += page.rows()->index(row, 0).data(DevicesModel::SectionRole).toString();
    }
    QCOMPARE(order, (QStringList{"gHall 3", "n", "p"}));
}

QTEST_GUILESS_MAIN(WorkbenchPracticeTest)
#include "tst_workbench_practice.moc"
