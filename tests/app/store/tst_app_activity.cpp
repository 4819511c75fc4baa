// SPDX-License-Identifier: Apache-2.0
#include "app/store/activity_log.h"
#include "core/base/file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

struct Bench {
    QTemporaryDir folder;
    ActivityLog log{std::filesystem::path(folder.filePath("activity.log").toStdString()), 2000};

    bool add(const std::string& subject, const std::string& detail = {}) {
        ActivityEntry entry;
        entry.at = UnixTime{std::chrono::seconds(1'780'000'000)};
        entry.program = "workbench";
        entry.act = "push-started";
        entry.subject = subject;
        entry.device = "gw-1";
        entry.detail = detail;
        return log.append(entry).ok();
    }
    void fill(int count) {
        for (int i = 1; i <= count; ++i) {
            QVERIFY(add("release " + std::to_string(i)));
        }
    }
    [[nodiscard]] QByteArray content(const char* name = "activity.log") const {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void replace(const QByteArray& content, const char* name = "activity.log") const {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(content), content.size());
    }
    [[nodiscard]] ActivityHistory read() const { return log.read().value(); }
};

} // namespace

class ActivityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadInOrder();
    void aLogThatIsNotThereIsEmpty();
    void aChangedLineIsFoundAtTheNextOne();
    void aLineThatIsTakenOutIsFound();
    void aLineThatIsPutInIsFound();
    void linesThatChangePlacesAreFound();
    void aLineThatIsNoEntryIsFoundAndTheRestIsShown();
    void aLineThatWasCutOffByACrashIsNoDamage();
    void anyCutOfTheLastLineIsMended();
    void theChainGoesOnOverFullFiles();
    void noFileGrowsBeyondItsLimitAndTheOldestGoes();
    void aBreakInAnOlderFileIsFoundToo();
    void whateverADeviceSaysCanBeReadAgain_data();
    void whateverADeviceSaysCanBeReadAgain();
    void hostileLinesAreRefused_data();
    void hostileLinesAreRefused();
    void twoProgramsWriteOneChain();
    void theFileIsForItsOwnerOnly();
};

void ActivityTest::whatIsWrittenIsReadInOrder() {
    Bench bench;
    bench.fill(3);
    const ActivityHistory history = bench.read();
    QVERIFY(!history.broken);
    QCOMPARE(history.entries.size(), std::size_t{3});
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(history.entries[i].number, i + 1);
        QCOMPARE(history.entries[i].subject, "release " + std::to_string(i + 1));
        QCOMPARE(history.entries[i].device, std::string("gw-1"));
    }
    QVERIFY(history.entries[0].previous == Digest{});
    const QByteArray lastLine = bench.content().split('\n').at(2);
    QVERIFY(history.head == sha256(asBytes(lastLine.toStdString())));
}

void ActivityTest::aLogThatIsNotThereIsEmpty() {
    Bench bench;
    const ActivityHistory history = bench.read();
    QVERIFY(history.entries.empty() && !history.broken);
}

void ActivityTest::aChangedLineIsFoundAtTheNextOne() {
    Bench bench;
    bench.fill(4);
    bench.replace(bench.content().replace("release 2", "release X"));
    const ActivityHistory history = bench.read();
    QVERIFY(history.broken.has_value());
    QCOMPARE(history.broken->number, std::uint64_t{3});
    QVERIFY(history.broken->fault == ActivityBreak::Fault::Changed);
    QCOMPARE(history.entries.size(), std::size_t{4}); // all is shown
    QVERIFY(bench.add("after"));                      // and what comes later is chained to what is there
    QCOMPARE(bench.read().broken->number, std::uint64_t{3});
    QCOMPARE(bench.read().entries.back().number, std::uint64_t{5});
}

void ActivityTest::aLineThatIsTakenOutIsFound() {
    Bench bench;
    bench.fill(4);
    QList<QByteArray> lines = bench.content().split('\n');
    lines.removeAt(1);
    bench.replace(lines.join('\n'));
    QCOMPARE(bench.read().broken->number, std::uint64_t{3});
}

void ActivityTest::aLineThatIsPutInIsFound() {
    Bench bench;
    bench.fill(3);
    QList<QByteArray> lines = bench.content().split('\n');
    lines.insert(1, lines.at(0));
    bench.replace(lines.join('\n'));
    QCOMPARE(bench.read().broken->number, std::uint64_t{1});
    Bench forged; // with the right link, but the number of another one
    forged.fill(2);
    ActivityEntry entry = forged.read().entries.back();
    entry.previous = forged.read().head;
    entry.number = 7;
    forged.replace(forged.content() + QByteArray::fromStdString(activityLine(entry)) + '\n');
    QCOMPARE(forged.read().broken->number, std::uint64_t{7});
    QVERIFY(forged.read().broken->fault == ActivityBreak::Fault::Missing);
}

void ActivityTest::linesThatChangePlacesAreFound() {
    Bench bench;
    bench.fill(3);
    QList<QByteArray> lines = bench.content().split('\n');
    lines.swapItemsAt(0, 1);
    bench.replace(lines.join('\n'));
    QVERIFY(bench.read().broken.has_value());
}

void ActivityTest::aLineThatIsNoEntryIsFoundAndTheRestIsShown() {
    Bench bench;
    bench.fill(3);
    QList<QByteArray> lines = bench.content().split('\n');
    lines[1] = "{\"n\":2}";
    bench.replace(lines.join('\n'));
    const ActivityHistory history = bench.read();
    QVERIFY(history.broken->fault == ActivityBreak::Fault::Unreadable);
    QCOMPARE(history.broken->number, std::uint64_t{2});
    QCOMPARE(history.entries.size(), std::size_t{2});
}

void ActivityTest::aLineThatWasCutOffByACrashIsNoDamage() {
    Bench bench;
    bench.fill(2);
    bench.replace(bench.content() + R"({"n":3,"at":17)");
    QVERIFY(!bench.read().broken);
    QCOMPARE(bench.read().entries.size(), std::size_t{2});
    QVERIFY(bench.add("after the crash"));
    const ActivityHistory history = bench.read();
    QVERIFY(!history.broken);
    QCOMPARE(history.entries.size(), std::size_t{3});
    QCOMPARE(history.entries.back().number, std::uint64_t{3});
}

void ActivityTest::anyCutOfTheLastLineIsMended() {
    Bench whole;
    whole.fill(3);
    const QByteArray content = whole.content();
    const qsizetype lastBegin = content.lastIndexOf('\n', content.size() - 2) + 1;
    for (qsizetype size = lastBegin; size <= content.size(); ++size) {
        Bench bench;
        bench.replace(content.left(size));
        const std::size_t before = size == content.size() ? 3 : 2;
        QCOMPARE(bench.read().entries.size(), before);
        QVERIFY(bench.add("next"));
        QVERIFY(!bench.read().broken);
        QCOMPARE(bench.read().entries.size(), before + 1);
    }
}

void ActivityTest::theChainGoesOnOverFullFiles() {
    Bench bench;
    bench.fill(20);
    QVERIFY(QFile::exists(bench.folder.filePath("activity.log.1")));
    const ActivityHistory history = bench.read();
    QVERIFY(!history.broken);
    QCOMPARE(history.entries.size(), std::size_t{20});
    QCOMPARE(history.entries.back().number, std::uint64_t{20});
    // A crash right after the renaming: there is no newest file.
    QVERIFY(QFile::rename(bench.folder.filePath("activity.log"), bench.folder.filePath("moved")));
    QVERIFY(bench.add("next"));
    QVERIFY(!bench.read().broken);
}

void ActivityTest::noFileGrowsBeyondItsLimitAndTheOldestGoes() {
    Bench bench;
    bench.fill(100);
    const QFileInfoList files = QDir(bench.folder.path()).entryInfoList({"activity.log*"}, QDir::Files);
    int logs = 0;
    for (const QFileInfo& file : files) {
        QVERIFY(file.size() < 2000 + static_cast<qint64>(maxActivityLineBytes));
        logs += file.fileName().endsWith(".lock") ? 0 : 1;
    }
    QCOMPARE(logs, ActivityLog::olderFiles + 1);
    const ActivityHistory history = bench.read();
    QVERIFY(!history.broken); // that the oldest are gone is no damage
    QVERIFY(history.entries.front().number > 1);
    QCOMPARE(history.entries.back().number, std::uint64_t{100});
    QCOMPARE(history.entries.size(), history.entries.back().number - history.entries.front().number + 1);
}

void ActivityTest::aBreakInAnOlderFileIsFoundToo() {
    Bench bench;
    bench.fill(20);
    const QByteArray older = bench.content("activity.log.1");
    bench.replace(older.left(older.lastIndexOf('\n', older.size() - 2) + 1),
                  "activity.log.1"); // its last line
    const ActivityHistory history = bench.read();
    QVERIFY(history.broken.has_value());
    QVERIFY(history.brokenFile == bench.log.path()); // the line that does not follow is in the newer one
}

void ActivityTest::whateverADeviceSaysCanBeReadAgain_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("quotes and line feeds") << QByteArray("a\"b\\c\nd\re\x00f", 11);
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe\xc3(").repeated(300);
    QTest::newRow("long, of characters of three bytes") << QByteArray("\xe4\xb8\xad").repeated(1000);
    QTest::newRow("control characters") << QByteArray("\x1b[31m\x07").repeated(500);
    QTest::newRow("against the direction") << QByteArray("\xe2\x80\xae"
                                                         "evil");
}

void ActivityTest::whateverADeviceSaysCanBeReadAgain() {
    QFETCH(QByteArray, text);
    Bench bench;
    QVERIFY(bench.add(text.toStdString(), text.toStdString()));
    QVERIFY(bench.add("next"));
    QVERIFY(!bench.read().broken);
    QCOMPARE(bench.read().entries.size(), std::size_t{2});
    for (const char byte : bench.content()) {
        QVERIFY(byte == '\n' || (byte >= 0x20 && byte < 0x7f)); // whoever looks at the file sees plain text
    }
}

void ActivityTest::hostileLinesAreRefused_data() {
    QTest::addColumn<QByteArray>("line");
    ActivityEntry entry;
    entry.number = 1;
    const QByteArray good = QByteArray::fromStdString(activityLine(entry));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("deep") << QByteArray("[").repeated(5000);
    QTest::newRow("a member more") << QByteArray(good).replace("{", "{\"x\":1,");
    QTest::newRow("a member twice") << QByteArray(good).replace("{", "{\"n\":1,");
    QTest::newRow("a member less") << QByteArray(good).replace("\"detail\":\"\",", "");
    QTest::newRow("a negative number") << QByteArray(good).replace("\"n\":1", "\"n\":-1");
    QTest::newRow("a fraction") << QByteArray(good).replace("\"n\":1", "\"n\":1.5");
    QTest::newRow("a short hash") << QByteArray(good).replace("0000", "");
    QTest::newRow("too long") << QByteArray(good).replace("\"detail\":\"",
                                                          "\"detail\":\"" + QByteArray(9000, 'x'));
}

void ActivityTest::hostileLinesAreRefused() {
    QFETCH(QByteArray, line);
    QVERIFY(!parseActivityLine(line.toStdString()).ok());
}

void ActivityTest::twoProgramsWriteOneChain() {
    Bench bench;
    const auto write = [&](const std::string& name) {
        for (int i = 0; i < 40; ++i) {
            (void)bench.add(name);
        }
    };
    std::thread other([&] { write("other"); });
    write("one");
    other.join();
    const ActivityHistory history = bench.read();
    QVERIFY(!history.broken);
    QCOMPARE(history.entries.back().number, std::uint64_t{80});
}

void ActivityTest::theFileIsForItsOwnerOnly() {
    Bench bench;
    bench.fill(1);
    const auto permissions = QFile::permissions(bench.folder.filePath("activity.log"));
    QVERIFY(!(permissions & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup |
                             QFileDevice::WriteOther)));
}

QTEST_GUILESS_MAIN(ActivityTest)
#include "tst_app_activity.moc"
