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
    std::map<std::string, Workshop> m_workshops;
};

void PowerCutDefectsTest::aPlantedDefectIsFound_data() {
    QTest::addColumn<QString>("loader");
    QTest::addColumn<Defect>("defect");
    for (const std::string& loader : backendNames()) {
        for (int i = 1; i < static_cast<int>(Defect::defectCount); ++i) {
            const auto defect = static_cast<Defect>(i);
            // That one needs a medium that forgets: tst_powercut_faults.
            const bool makesSense =
                defect != Defect::ReadBackFromCache &&
                (defect != Defect::SameCopyOverwritten || makeBackend(loader)->takesTurns());
            if (makesSense) {
                QTest::newRow((loader + " " + nameOf(defect)).c_str())
                    << QString::fromStdString(loader) << defect;
            }
        }
    }
}

void PowerCutDefectsTest::aPlantedDefectIsFound() {
    QFETCH(QString, loader);
    QFETCH(Defect, defect);
    const Workshop& workshop =
        m_workshops.try_emplace(loader.toStdString(), loader.toStdString()).first->second;
    for (const char* name : {"failed-health", "install", "replace", "commit", "reinstall"}) {
        Explorer explorer(workshop, 1, defect);
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
