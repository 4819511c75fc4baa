// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/base/process.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <sys/stat.h>

using namespace fieldfare;

namespace {

const std::vector<std::string> services = {"fieldfare-boot.service", "fieldfare-installer.service",
                                           "fieldfare-trial.service", "fieldfare-agent.service"};

QString textOf(const std::string& path) {
    const auto content = readFile(path, 65536);
    return content.ok() ? QString::fromStdString(std::string(asText(*content))) : QString();
}

QString unitText(const std::string& name) {
    return textOf(std::string(FIELDFARE_UNITS_DIR "/") + name);
}

ProcessOutcome run(std::vector<std::string> argv) {
    SystemProcessRunner runner;
    ProcessRequest request;
    request.argv = std::move(argv);
    request.environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"};
    request.timeLimit = std::chrono::seconds(60);
    auto outcome = runner.run(request);
    return outcome.ok() ? *outcome : ProcessOutcome{127, false, {}, describeLine(outcome.error())};
}

} // namespace

class UnitsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void systemdAcceptsTheUnits();
    void theExposureStaysLow_data();
    void theExposureStaysLow();
    void onlyTheAgentHasANetworkAndNoPrivileges();
    void onlyTheTrialMayOpenTheWatchdog();
    void theSocketIsForTheGroupOnly();
    void theUserIsMade();
    void theFoldersAreMade();

private:
    /// The units as they are installed, but for the programs, which are not installed where the tests run.
    QTemporaryDir m_folder;
};

void UnitsTest::initTestCase() {
    for (const std::string& name : {std::string("fieldfare-installer.socket")}) {
        std::ofstream(m_folder.path().toStdString() + "/" + name) << unitText(name).toStdString();
    }
    for (const std::string& name : services) {
        QString text = unitText(name);
        QVERIFY2(!text.contains('@' + QString("SANDBOX")) && text.contains("ExecStart=/"), name.c_str());
        text.replace(QRegularExpression("^ExecStart=\\S+", QRegularExpression::MultilineOption),
                     "ExecStart=/bin/true");
        std::ofstream(m_folder.path().toStdString() + "/" + name) << text.toStdString();
    }
}

void UnitsTest::systemdAcceptsTheUnits() {
    std::vector<std::string> argv{"systemd-analyze", "verify", "--man=no", "--recursive-errors=no"};
    for (const QString& file : QDir(m_folder.path()).entryList(QDir::Files)) {
        argv.push_back(m_folder.filePath(file).toStdString());
    }
    QCOMPARE(argv.size(), 4U + 5U);
    const ProcessOutcome outcome = run(argv);
    QVERIFY2(outcome.succeeded(), outcome.errors.c_str());
    QCOMPARE(QString::fromStdString(outcome.errors), QString());
}

/// 0 is no exposure, 100 is all; the trial runs the integrator's checks and so keeps more.
void UnitsTest::theExposureStaysLow_data() {
    QTest::addColumn<QString>("unit");
    QTest::addColumn<int>("most");
    QTest::newRow("boot") << "fieldfare-boot.service" << 20;
    QTest::newRow("installer") << "fieldfare-installer.service" << 25;
    QTest::newRow("trial") << "fieldfare-trial.service" << 40;
    QTest::newRow("agent") << "fieldfare-agent.service" << 20;
}

void UnitsTest::theExposureStaysLow() {
    QFETCH(QString, unit);
    QFETCH(int, most);
    const std::string file = m_folder.filePath(unit).toStdString();
    const auto within = [&](int threshold) {
        return run({"systemd-analyze", "security", "--offline=true", "--no-pager",
                    "--threshold=" + std::to_string(threshold), file});
    };
    const ProcessOutcome outcome = within(most);
    QVERIFY2(outcome.succeeded(), (outcome.output + outcome.errors).c_str());
    QVERIFY(!within(0).succeeded()); // the tool does judge
}

void UnitsTest::onlyTheAgentHasANetworkAndNoPrivileges() {
    for (const char* name : {"fieldfare-boot.service", "fieldfare-installer.service"}) {
        const QString text = unitText(name);
        QVERIFY2(text.contains("\nPrivateNetwork=yes\n"), name);
        QVERIFY2(text.contains("\nRestrictAddressFamilies=AF_UNIX\n"), name);
        QVERIFY2(!text.contains("\nUser="), name);
    }
    const QString agent = unitText("fieldfare-agent.service");
    QVERIFY(agent.contains("\nUser=fieldfare\n"));
    QVERIFY(agent.contains("\nCapabilityBoundingSet=\n"));
    QVERIFY(agent.contains("\nNoNewPrivileges=yes\n"));
    QVERIFY(agent.contains("\nPrivateDevices=yes\n"));
}

/// A release without the trial service must come back: nothing else may feed the watchdog that the boot
/// script armed.
void UnitsTest::onlyTheTrialMayOpenTheWatchdog() {
    for (const std::string& name : services) {
        const bool may = unitText(name).contains("DeviceAllow=/dev/watchdog ");
        QCOMPARE(may, name == "fieldfare-trial.service");
    }
}

void UnitsTest::theSocketIsForTheGroupOnly() {
    const QString text = unitText("fieldfare-installer.socket");
    QVERIFY(text.contains("\nListenStream=/run/fieldfare/installer.sock\n"));
    QVERIFY(text.contains("\nSocketMode=0660\n"));
    QVERIFY(text.contains("\nSocketUser=root\n"));
    QVERIFY(text.contains("\nSocketGroup=fieldfare\n"));
}

void UnitsTest::theUserIsMade() {
    const QTemporaryDir root;
    QVERIFY(QDir(root.path()).mkpath("etc"));
    const ProcessOutcome outcome =
        run({"systemd-sysusers", "--root=" + root.path().toStdString(),
             FIELDFARE_SOURCE_DIR "/device-agent/config/systemd/fieldfare.sysusers.conf"});
    if (outcome.exitStatus == 127) {
        QSKIP("systemd-sysusers is not installed");
    }
    QVERIFY2(outcome.succeeded(), outcome.errors.c_str());
    QVERIFY(textOf(root.filePath("etc/passwd").toStdString()).contains("fieldfare:x:"));
    QVERIFY(textOf(root.filePath("etc/group").toStdString()).contains("fieldfare:x:"));
}

void UnitsTest::theFoldersAreMade() {
    const QTemporaryDir root;
    const ProcessOutcome outcome =
        run({"systemd-tmpfiles", "--create", "--root=" + root.path().toStdString(),
             FIELDFARE_SOURCE_DIR "/device-agent/config/systemd/fieldfare.tmpfiles.conf"});
    if (outcome.exitStatus == 127) {
        QSKIP("systemd-tmpfiles is not installed");
    }
    struct stat info {};
    QCOMPARE(::stat(root.filePath("var/lib/fieldfare").toStdString().c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777U, 0700U);
    QCOMPARE(::stat(root.filePath("run/fieldfare").toStdString().c_str(), &info), 0);
    QCOMPARE(info.st_mode & 07777U, 0755U);
}

QTEST_GUILESS_MAIN(UnitsTest)
#include "tst_config_units.moc"
