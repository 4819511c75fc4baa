// SPDX-License-Identifier: Apache-2.0
#include "core/storage/journal.h"

#include "tests/support/memory_state_store.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using test::MemoryStateStore;

namespace {

Bytes payload(std::uint32_t seed, std::size_t size) {
    Bytes bytes(size);
    for (std::byte& byte : bytes) {
        seed = seed * 1664525U + 1013904223U;
        byte = static_cast<std::byte>(seed >> 24);
    }
    return bytes;
}

const std::vector<JournalRecord> threeRecords = {{1, payload(1, 20)}, {7, {}}, {0xffffffff, payload(3, 300)}};

void fill(StateStore& store) {
    Result<Journal> journal = Journal::open(store);
    QVERIFY(journal.ok());
    for (const JournalRecord& record : threeRecords) {
        QVERIFY(journal->append(record.type, record.payload).ok());
    }
}

/// True if `found` is the first records of `all`.
bool isPrefix(const std::vector<JournalRecord>& found, const std::vector<JournalRecord>& all) {
    return found.size() <= all.size() && std::equal(found.begin(), found.end(), all.begin());
}

} // namespace

class JournalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMissingJournalIsEmpty();
    void recordsComeBackAsTheyWereAppended();
    void theBytesAreAsDocumented();
    void aTailTornAtAnyByteIsIgnored();
    void anAppendAfterATornTailIsRead();
    void anAppendThatFailedIsWholeOrNotThere();
    void anAppendAfterAFailedOneRepairsTheFile();
    void anyFlippedBitEndsTheJournalBeforeIt();
    void zerosBehindTheRecordsAreIgnored();
    void compactIsAllOrNothing();
    void recordsThatAreTooLargeAreRefused();
    void aJournalThatIsTooLargeIsRefused();
    void aLengthBeyondTheLimitIsNotBelieved();
    void randomBytesAreNeverARecord();
    void itWorksInARealFolder();
};

void JournalTest::aMissingJournalIsEmpty() {
    MemoryStateStore store;
    const auto journal = Journal::open(store);
    QVERIFY(journal.ok());
    QVERIFY(journal->records().empty());
    QCOMPARE(journal->ignoredBytes(), 0U);
    QCOMPARE(store.changes(), 0U);
}

void JournalTest::recordsComeBackAsTheyWereAppended() {
    MemoryStateStore store;
    fill(store);
    const auto journal = Journal::open(store);
    QVERIFY(journal.ok());
    QVERIFY(journal->records() == threeRecords);
    QCOMPARE(journal->sizeBytes(), store.files()["journal"].size());
    QCOMPARE(store.changes(), 3U); // one durable append each
}

void JournalTest::theBytesAreAsDocumented() {
    MemoryStateStore store;
    auto journal = Journal::open(store);
    QVERIFY(journal.ok());
    QVERIFY(journal->append(0x01020304, asBytes("abc")).ok());
    // printf '\x03\0\0\0\x04\x03\x02\x01abc' | sha256sum
    QCOMPARE(toHex(store.files()["journal"]), "0300000004030201616263"
                                              "895c8a79cd982a43");
}

void JournalTest::aTailTornAtAnyByteIsIgnored() {
    MemoryStateStore store;
    fill(store);
    const Bytes whole = store.files()["journal"];
    std::size_t lastCount = 0;
    for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
        store.files()["journal"] = toBytes(ByteView(whole).first(cut));
        const auto journal = Journal::open(store);
        QVERIFY(journal.ok());
        QVERIFY(isPrefix(journal->records(), threeRecords));
        QVERIFY(journal->records().size() >= lastCount);
        lastCount = journal->records().size();
        QCOMPARE(journal->sizeBytes() + journal->ignoredBytes(), cut);
    }
    QCOMPARE(lastCount, threeRecords.size());
}

void JournalTest::anAppendAfterATornTailIsRead() {
    MemoryStateStore store;
    fill(store);
    const Bytes whole = store.files()["journal"];
    for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
        store.files()["journal"] = toBytes(ByteView(whole).first(cut));
        auto journal = Journal::open(store);
        QVERIFY(journal.ok());
        std::vector<JournalRecord> expected = journal->records();
        expected.push_back({9, payload(9, 40)});
        QVERIFY(journal->append(9, payload(9, 40)).ok());
        QVERIFY(journal->records() == expected);
        const auto again = Journal::open(store);
        QVERIFY(again.ok());
        QVERIFY(again->records() == expected);
        QCOMPARE(again->ignoredBytes(), 0U);
    }
}

void JournalTest::anAppendThatFailedIsWholeOrNotThere() {
    for (std::size_t kept = 0; kept <= 60; ++kept) {
        MemoryStateStore store;
        fill(store);
        auto journal = Journal::open(store);
        QVERIFY(journal.ok());
        store.cutAt(0, kept);
        QVERIFY(!journal->append(4, payload(4, 40)).ok());
        store.restart();
        const auto again = Journal::open(store);
        QVERIFY(again.ok());
        const bool whole = again->records().size() == threeRecords.size() + 1;
        QCOMPARE(whole, kept >= 56);
        QVERIFY(whole ? again->records().back() == (JournalRecord{4, payload(4, 40)})
                      : again->records() == threeRecords);
    }
}

void JournalTest::anAppendAfterAFailedOneRepairsTheFile() {
    for (const std::size_t kept : {0U, 1U, 8U, 30U, 55U, 56U}) {
        MemoryStateStore store;
        fill(store);
        auto journal = Journal::open(store);
        QVERIFY(journal.ok());
        store.failChange(0, kept);
        QVERIFY(!journal->append(4, payload(4, 40)).ok());
        QVERIFY(journal->append(5, payload(5, 10)).ok());
        const auto again = Journal::open(store);
        QVERIFY(again.ok());
        QCOMPARE(again->ignoredBytes(), 0U);
        QVERIFY(again->records().back() == (JournalRecord{5, payload(5, 10)}));
        QCOMPARE(again->records().size(), threeRecords.size() + 1);
    }
}

void JournalTest::anyFlippedBitEndsTheJournalBeforeIt() {
    MemoryStateStore store;
    fill(store);
    const Bytes whole = store.files()["journal"];
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            Bytes damaged = whole;
            damaged[at] ^= static_cast<std::byte>(1 << bit);
            const JournalPrefix prefix = readJournal(damaged);
            QVERIFY(prefix.records.size() < threeRecords.size());
            QVERIFY(isPrefix(prefix.records, threeRecords));
            QVERIFY(prefix.bytes <= at);
        }
    }
}

void JournalTest::zerosBehindTheRecordsAreIgnored() {
    MemoryStateStore store;
    fill(store);
    store.files()["journal"].resize(store.files()["journal"].size() +
                                    4096); // a file that grew before its data came
    const auto journal = Journal::open(store);
    QVERIFY(journal.ok());
    QVERIFY(journal->records() == threeRecords);
    QCOMPARE(journal->ignoredBytes(), 4096U);
}

void JournalTest::compactIsAllOrNothing() {
    MemoryStateStore store;
    fill(store);
    auto journal = Journal::open(store);
    QVERIFY(journal.ok());
    store.failChange(0);
    QVERIFY(!journal->compact({{2, payload(2, 5)}}).ok());
    QVERIFY(Journal::open(store)->records() == threeRecords);
    QVERIFY(journal->compact({{2, payload(2, 5)}}).ok());
    QCOMPARE(journal->records().size(), 1U);
    QVERIFY(journal->append(3, payload(3, 5)).ok());
    const auto again = Journal::open(store);
    QVERIFY(again.ok());
    QVERIFY(again->records() == (std::vector<JournalRecord>{{2, payload(2, 5)}, {3, payload(3, 5)}}));
}

void JournalTest::recordsThatAreTooLargeAreRefused() {
    MemoryStateStore store;
    auto journal = Journal::open(store);
    QVERIFY(journal.ok());
    QVERIFY(journal->append(1, Bytes(Journal::maxPayloadBytes)).ok());
    const auto refused = journal->append(1, Bytes(Journal::maxPayloadBytes + 1));
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code(), ErrorCode::TooLarge);
    QCOMPARE(Journal::open(store)->records().size(), 1U);
}

void JournalTest::aJournalThatIsTooLargeIsRefused() {
    MemoryStateStore store;
    auto journal = Journal::open(store);
    QVERIFY(journal.ok());
    const Bytes big(Journal::maxPayloadBytes);
    Result<> last;
    std::size_t count = 0;
    while (last.ok() && count < 1000) {
        last = journal->append(1, big);
        ++count;
    }
    QVERIFY(!last.ok());
    QCOMPARE(last.error().code(), ErrorCode::TooLarge);
    QVERIFY(store.files()["journal"].size() <= Journal::maxFileBytes);
    QCOMPARE(Journal::open(store)->records().size(), count - 1);
    QVERIFY(journal->compact({}).ok());
    QVERIFY(journal->append(1, big).ok());

    store.files()["journal"].resize(Journal::maxFileBytes + 1);
    const auto refused = Journal::open(store);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code(), ErrorCode::TooLarge);
}

void JournalTest::aLengthBeyondTheLimitIsNotBelieved() {
    for (const std::uint32_t length :
         {0x7fffffffU, 0x80000000U, 0x80000001U, 0xffffffffU, 0xfffffff0U, 65537U}) {
        Bytes content(100);
        storeLittleEndian(MutableBytes(content).first(4), length);
        QCOMPARE(readJournal(content).records.size(), 0U);
    }
}

void JournalTest::randomBytesAreNeverARecord() {
    for (std::uint32_t seed = 1; seed <= 300; ++seed) {
        Bytes content = payload(seed, 200 + seed);
        storeLittleEndian(MutableBytes(content).first(4), seed % 64);
        QCOMPARE(readJournal(content).records.size(), 0U);
    }
}

void JournalTest::itWorksInARealFolder() {
    const QTemporaryDir folder;
    const auto store = openStateFolder(folder.path().toStdString());
    QVERIFY(store.ok());
    fill(**store);
    const auto journal = Journal::open(**store);
    QVERIFY(journal.ok());
    QVERIFY(journal->records() == threeRecords);
}

QTEST_GUILESS_MAIN(JournalTest)
#include "tst_storage_journal.moc"
