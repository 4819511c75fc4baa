// SPDX-License-Identifier: Apache-2.0
// The proof of the harness: each planted defect is found. docs/RELIABILITY.md has the table.
#include "tests/powercut/explorer.h"

#include <QTest>

using namespace fieldfare;
using namespace fieldfare::powercut;

Q_DECLARE_METATYPE(fieldfare::powercut::Defect)

class PowerCutDefectsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPlantedDefectIsFound_data();
    void aPlantedDefectIsFound();

private:
    Workshop m_workshop;
};

void PowerCutDefectsTest::aPlantedDefectIsFound_data() {
    QTest::addColumn<Defect>("defect");
    for (int i = 1; i < static_cast<int>(Defect::defectCount); ++i) {
        if (const auto defect = static_cast<Defect>(i); defect != Defect::ReadBackFromCache) {
            QTest::newRow(nameOf(defect))
                << defect; // that one needs a medium that forgets: tst_powercut_faults
        }
    }
}

void PowerCutDefectsTest::aPlantedDefectIsFound() {
    QFETCH(Defect, defect);
    for (const char* name : {"failed-health", "install", "replace", "commit"}) {
        Explorer explorer(m_workshop, 1, defect);
        const auto failure = explorer.explore(*flowNamed(name), {8, 4, 1, 2});
        if (!failure) {
            continue;
        }
        qInfo("found in %s after %zu states, by invariant %d: %s\n    %s", failure->flow.c_str(),
              explorer.tally().states, failure->violation.invariant, failure->violation.text.c_str(),
              failure->command.c_str());
        // The command line leads there again, and without the defect to nothing.
        QVERIFY(explorer.check(*flowNamed(name), failure->mishap));
        QVERIFY(failure->violation.invariant >= 1 && failure->violation.invariant <= 12);
        return;
    }
    QFAIL("the harness did not find it");
}

QTEST_GUILESS_MAIN(PowerCutDefectsTest)
#include "tst_powercut_defects.moc"
