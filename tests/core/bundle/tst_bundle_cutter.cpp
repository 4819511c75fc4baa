// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/frame_cutter.h"

#include <QTest>
#include <random>

using namespace fieldfare;

namespace {

/// "n" new, "a" known to the first release, "b" to the second, "c" to both, "z" zero; "12n" is twelve of
/// them.
std::vector<BlockClass> classes(const QString& text) {
    std::vector<BlockClass> list;
    std::size_t count = 0;
    for (const QChar c : text) {
        if (c.isDigit()) {
            count = count * 10 + static_cast<std::size_t>(c.digitValue());
        } else if (c != ' ') {
            const BlockClass known = c == 'n'   ? newBlock
                                     : c == 'a' ? 1
                                     : c == 'b' ? 2
                                     : c == 'c' ? 3
                                                : zeroBlock;
            list.insert(list.end(), std::max<std::size_t>(count, 1), known);
            count = 0;
        }
    }
    return list;
}

QString cutsOf(const QString& text) {
    QStringList cuts;
    for (const Cut& cut : cutWindow(classes(text))) {
        cuts << QString::number(cut.blocks) + (cut.zero ? "z" : "");
    }
    return cuts.join(' ');
}

} // namespace

class tst_bundle_cutter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsNewIsAsLongAsWanted() {
        const std::vector<Cut> cuts = cutWindow(classes("512n"), knownFrameBlocks);
        QVERIFY((cuts == std::vector<Cut>{{0, 256, false}, {256, 256, false}}));
    }
    void windowsAreCut_data() {
        QTest::addColumn<QString>("window");
        QTest::addColumn<QString>("cuts");
        QTest::addRow("nothing") << ""
                                 << "";
        QTest::addRow("one frame") << "20n"
                                   << "20";
        QTest::addRow("new in about 256 KiB") << "140n"
                                              << "46 47 47";
        QTest::addRow("known in up to 1 MiB") << "512a"
                                              << "256 256";
        QTest::addRow("where known turns to new") << "5a3n40a"
                                                  << "5 3 40";
        QTest::addRow("one known block is sent along") << "5n a 5n"
                                                       << "11";
        QTest::addRow("two are not") << "5n 2a 5n"
                                     << "5 2 5";
        QTest::addRow("one new block is cut out") << "5a n 5a"
                                                  << "5 1 5";
        QTest::addRow("short zeros stay where they are") << "5n 7z 5n"
                                                         << "17";
        QTest::addRow("long zeros stand apart") << "5n 8z 5n"
                                                << "5 8z 5";
        QTest::addRow("short zeros at the beginning") << "3z 5n"
                                                      << "8";
        QTest::addRow("short zeros between known and new") << "5a 3z 5n"
                                                           << "8 5";
        QTest::addRow("only zeros") << "3z"
                                    << "3z";
        QTest::addRow("where one release knows more than the other") << "5c5a5b5c"
                                                                     << "5 5 5 5";
        QTest::addRow("a single block of both joins one") << "5a c 5a"
                                                          << "11";
        QTest::addRow("a single block of one does not join both") << "5c a 5c"
                                                                  << "5 1 5";
    }
    void windowsAreCut() {
        QFETCH(QString, window);
        QFETCH(QString, cuts);
        QCOMPARE(cutsOf(window), cuts);
    }

    void everyBlockIsInExactlyOneCut() {
        std::mt19937 random(7);
        for (int round = 0; round < 300; ++round) {
            std::vector<BlockClass> window(random() % (windowBlocks + 1));
            BlockClass current = newBlock;
            for (BlockClass& known : window) {
                if (random() % 6 == 0) {
                    current = random() % 3 == 0 ? zeroBlock : static_cast<BlockClass>(random() % 4);
                }
                known = current;
            }
            std::size_t at = 0;
            for (const Cut& cut : cutWindow(window)) {
                QCOMPARE(cut.firstBlock, at);
                QVERIFY(cut.blocks > 0 && (cut.zero || cut.blocks <= knownFrameBlocks));
                for (std::size_t i = 0; cut.zero && i < cut.blocks; ++i) {
                    QCOMPARE(window[at + i], zeroBlock);
                }
                at += cut.blocks;
            }
            QCOMPARE(at, window.size());
        }
    }
};

QTEST_GUILESS_MAIN(tst_bundle_cutter)
#include "tst_bundle_cutter.moc"
