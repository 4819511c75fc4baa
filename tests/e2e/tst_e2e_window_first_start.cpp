// SPDX-License-Identifier: Apache-2.0
// From an empty workbench to a finished practice update, in the real window: four clicks, no network, no
// root.
#include "tests/e2e/window_driver.h"

#include <QDir>
#include <QTest>

using namespace fieldfare::test;

namespace {

/// A computer on which nothing of Fieldfare was ever done: its folders are empty.
class NewComputer {
public:
    [[nodiscard]] QString practice() const { return folder.filePath("data/fieldfare/practice"); }
    /// The agents, installers and what else runs in the practice's folder.
    [[nodiscard]] QStringList programs() const {
        QStringList found;
        for (const QString& entry : QDir("/proc").entryList({"[0-9]*"}, QDir::Dirs)) {
            QFile file("/proc/" + entry + "/cmdline");
            const QByteArray words = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
            if (words.contains(practice().toUtf8())) {
                found += QString::fromUtf8(words).replace(QChar(0), u' ');
            }
        }
        return found;
    }
    [[nodiscard]] bool nothingRuns() const {
        return QTest::qWaitFor([this] { return programs().isEmpty(); }, 30'000);
    }

    QTemporaryDir folder;
    Display display;
    WindowDriver window{folder, display};
};

} // namespace

class WindowFirstStartTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (!Display::available()) {
            QSKIP("Xvfb, openbox or xdotool is missing");
        }
    }
    void fourClicksLeadToAFinishedUpdate();
    void theKeyboardAloneDoesIt();
};

void WindowFirstStartTest::fourClicksLeadToAFinishedUpdate() {
    NewComputer laptop;
    WindowDriver& window = laptop.window;
    window.open();
    QVERIFY(window.waitForText("emptyAction", "Try it"));
    QVERIFY(window.click("emptyAction")); // one
    QVERIFY(window.waitForText("status-practice-device", "Good"));
    QVERIFY(window.shows("practiceBanner"));
    QVERIFY(!laptop.programs().isEmpty());
    QVERIFY(window.click("push")); // two
    QVERIFY(window.waitForText("review", "practice-os 2.0 on 1 device"));
    QVERIFY(window.textOf("review").contains("This is practice"));
    QVERIFY(window.click("pushStart")); // three
    QVERIFY(window.waitForText("sentence-practice-device", "It runs practice-os 2.0 and keeps it."));
    QVERIFY(window.waitForText("traySummary", "1 committed"));
    QVERIFY(window.click("pushDone")); // four
    QVERIFY(window.waitFor("Practise again"));

    window.pressCloseButton();
    QVERIFY(window.hasEnded());
    QVERIFY2(laptop.nothingRuns(), qPrintable(laptop.programs().join('\n')));
    QVERIFY(QDir(laptop.practice()).exists());

    window.open(); // it is there still, and switched off
    QVERIFY(window.click("Switch on"));
    QVERIFY(window.waitForText("status-practice-device", "Good"));
    QVERIFY(!laptop.programs().isEmpty());
    window.kill(); // a crash: the device ends with the window
    QVERIFY2(laptop.nothingRuns(), qPrintable(laptop.programs().join('\n')));

    window.open();
    QVERIFY(window.click(QString::fromUtf8("Remove practice\u2026")));
    QVERIFY(QTest::qWaitFor([&] { return window.focus() == "confirmCancel"; }, 30'000));
    QVERIFY(window.click("confirmAccept"));
    QVERIFY(window.waitForText("emptyAction", "Try it"));
    QVERIFY(!QDir(laptop.practice()).exists());
    window.pressCloseButton();
    QVERIFY(window.hasEnded());
}

void WindowFirstStartTest::theKeyboardAloneDoesIt() {
    NewComputer laptop;
    WindowDriver& window = laptop.window;
    window.open();
    const auto tabTo = [&](const QString& name) {
        for (int i = 0; i < 40 && window.focus() != name; ++i) {
            window.press("Tab");
        }
        return window.focus() == name || window.fail(name + " is not reached by Tab");
    };
    QVERIFY(window.waitFor("emptyAction"));
    QVERIFY(tabTo("emptyAction"));
    window.press("Return");
    QVERIFY(window.waitForText("status-practice-device", "Good"));
    QVERIFY(tabTo("push"));
    window.press("Return");
    QVERIFY(window.waitFor("review"));
    QVERIFY(tabTo("pushStart"));
    window.press("space");
    QVERIFY(window.waitForText("sentence-practice-device", "and keeps it"));
    QVERIFY(tabTo("pushDone"));
    window.press("Return");
    QVERIFY(window.waitFor("Practise again"));
    QVERIFY(window.neverHeldUp());
}

QTEST_GUILESS_MAIN(WindowFirstStartTest)
#include "tst_e2e_window_first_start.moc"
