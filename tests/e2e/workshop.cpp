// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/workshop.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include <csignal>

namespace fieldfare::test {

namespace {

constexpr int readyWithinMs = 60'000;

void writeFile(const QString& path, const QByteArray& content, bool executable = false) {
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) {
        qFatal("cannot write %s", qPrintable(path));
    }
    if (executable) {
        file.setPermissions(file.permissions() | QFileDevice::ExeOwner | QFileDevice::ExeGroup);
    }
}

QByteArray noise(quint32 seed, int bytes) {
    QRandomGenerator generator(seed);
    QByteArray data(bytes, Qt::Uninitialized);
    for (int i = 0; i + 4 <= bytes; i += 4) {
        const quint32 word = generator.generate();
        memcpy(data.data() + i, &word, 4);
    }
    return data;
}

void need(const Outcome& outcome, const QString& what) {
    if (outcome.exitCode != 0) {
        qFatal("%s: %s", qPrintable(what), qPrintable(outcome.text));
    }
}

} // namespace

QString Outcome::errorCode() const {
    const QJsonObject own = json["error"].toObject();
    return own.isEmpty() ? device()["error"].toObject()["code"].toString() : own["code"].toString();
}

Workshop::Workshop(const QString& fleetName) {
    need(fieldfare({"keys", "init", path("fleet"), "--name", fleetName}), "keys init");
    need(fieldfare({"keys", "issue", "release", path("fleet"), "--name", "release", "--out", path("keys")}),
         "issue");
    need(fieldfare({"keys", "issue", "technician", path("fleet"), "--name", "anna", "--out", path("keys"),
                    "--no-encrypt"}),
         "issue");
}

QProcessEnvironment Workshop::environment() const {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("FIELDFARE_PASSPHRASE", "a passphrase for tests");
    environment.insert("FIELDFARE_KEY", path("keys/anna.key"));
    environment.insert("FIELDFARE_CERT", path("keys/anna.crt"));
    environment.insert("FIELDFARE_TRUST", path("fleet/root.crt"));
    environment.insert("XDG_DATA_HOME", path("data"));
    environment.insert("XDG_CONFIG_HOME", path("config"));
    return environment;
}

std::unique_ptr<QProcess> Workshop::start(const QStringList& arguments) const {
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment());
    process->start(QString(FIELDFARE_BIN_DIR) + "/fieldfare", arguments + QStringList{"--json"});
    if (!process->waitForStarted()) {
        qFatal("fieldfare does not start");
    }
    return process;
}

Outcome Workshop::fieldfare(const QStringList& arguments, int timeLimitMs) const {
    const auto process = start(arguments);
    Outcome outcome;
    if (!process->waitForFinished(timeLimitMs)) {
        process->kill();
        process->waitForFinished();
        outcome.text = "timed out: " + arguments.join(' ');
    } else {
        outcome.exitCode = process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1;
    }
    const QByteArray output = process->readAllStandardOutput();
    outcome.json = QJsonDocument::fromJson(output).object();
    outcome.text += output + process->readAllStandardError();
    return outcome;
}

QString Workshop::bundle(const ReleasePlan& plan, const QString& previous) {
    const QString stem =
        QString("%1-%2-%3").arg(plan.version).arg(plan.epoch).arg(plan.model).replace(',', '_');
    const QString tree = path("tree-" + stem);
    writeFile(tree + "/usr/bin/fieldfare-agent", "#!/bin/sh\n", true);
    writeFile(tree + "/usr/libexec/acme/selftest", plan.selftest, true);
    writeFile(tree + "/usr/lib/os-release", "PRETTY_NAME=\"test-os " + plan.version.toUtf8() + "\"\n");
    writeFile(tree + "/usr/lib/common", noise(7, 1 << 20));
    const quint32 seed = plan.noiseSeed != 0 ? plan.noiseSeed : static_cast<quint32>(qHash(plan.version, 1));
    writeFile(tree + "/usr/lib/own", noise(seed, plan.noiseBytes));
    const QString image = path(stem + ".ext4");
    QProcess mkfs;
    mkfs.start("mkfs.ext4", {"-q", "-F", "-b", "4096", "-O", "^has_journal", "-d", tree, image, "16M"});
    if (!mkfs.waitForFinished() || mkfs.exitCode() != 0) {
        qFatal("mkfs.ext4: %s", mkfs.readAllStandardError().constData());
    }
    QDir(tree).removeRecursively();
    writeFile(path(stem + ".toml"), QString("[release]\nname = \"test-os\"\nversion = \"%1\"\nepoch = %2\n\n"
                                            "[[compatible]]\nmodel = \"%3\"\n\n"
                                            "[[payload]]\nname = \"rootfs\"\nimage = \"%4\"\n")
                                        .arg(plan.version)
                                        .arg(plan.epoch)
                                        .arg(plan.model, image)
                                        .toUtf8());
    QStringList arguments{"bundle",
                          "build",
                          path(stem + ".toml"),
                          "--out",
                          path(stem + ".ffb"),
                          "--key",
                          path("keys/release.key"),
                          "--cert",
                          path("keys/release.crt")};
    if (!previous.isEmpty()) {
        arguments += QStringList{"--previous", previous};
    }
    need(fieldfare(arguments), "bundle build");
    return path(stem + ".ffb");
}

QString Workshop::makeDevice(const QString& name, const QString& bundle) {
    need(fieldfare({"virtual-device", "create", path(name), "--fleet", path("fleet"), "--bundle", bundle}),
         "create");
    return path(name);
}

QJsonObject Workshop::show(const QString& address) const {
    return fieldfare({"devices", "show", "--to", address}, 30'000).device()["answer"].toObject();
}

void RunningDevice::powerOn(const QString& listen) {
    m_runner = std::make_unique<QProcess>();
    QStringList arguments{"virtual-device", "run", m_folder, "--json"};
    if (!listen.isEmpty()) {
        arguments += {"--listen", listen};
    }
    m_runner->start(QString(FIELDFARE_BIN_DIR) + "/fieldfare", arguments);
    const qsizetype before = m_events.size();
    QElapsedTimer waited;
    waited.start();
    for (;;) {
        m_runner->waitForReadyRead(100);
        readConsole();
        for (qsizetype i = before; i < m_events.size(); ++i) {
            if (m_events[i]["event"] == "ready") {
                return;
            }
        }
        if (waited.elapsed() > readyWithinMs || m_runner->state() == QProcess::NotRunning) {
            qFatal("the virtual device does not start: %s", m_runner->readAllStandardError().constData());
        }
    }
}

void RunningDevice::powerOff() {
    if (m_runner) {
        m_runner->terminate();
        if (!m_runner->waitForFinished(10'000)) {
            m_runner->kill();
            m_runner->waitForFinished();
        }
        readConsole();
        m_runner.reset();
    }
}

void RunningDevice::cutPower() {
    m_runner->kill();
    m_runner->waitForFinished();
    readConsole();
    m_runner.reset();
}

void RunningDevice::readConsole() {
    m_rest += m_runner->readAllStandardOutput();
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n')) {
        m_events += QJsonDocument::fromJson(m_rest.left(end)).object();
        m_rest.remove(0, end + 1);
    }
}

QList<QJsonObject> RunningDevice::boots() {
    if (m_runner) {
        m_runner->waitForReadyRead(50);
        readConsole();
    }
    QList<QJsonObject> found;
    for (const QJsonObject& event : m_events) {
        if (event["event"] == "boot") {
            found += event;
        }
    }
    return found;
}

QList<qint64> RunningDevice::processes(const QString& program) const {
    QList<qint64> found;
    const QByteArray config = (m_folder + "/running.toml").toUtf8();
    for (const QString& entry : QDir("/proc").entryList({"[0-9]*"}, QDir::Dirs)) {
        QFile file("/proc/" + entry + "/cmdline");
        const QByteArrayList words =
            file.open(QIODevice::ReadOnly) ? file.readAll().split('\0') : QByteArrayList();
        if (words.size() > 2 && words[0].endsWith("/fieldfare-" + program.toUtf8()) &&
            words.contains(config)) {
            found += entry.toLongLong();
        }
    }
    return found;
}

bool RunningDevice::signal(const QString& program, int signalNumber) {
    const QList<qint64> all = processes(program);
    for (const qint64 id : all) {
        ::kill(static_cast<pid_t>(id), signalNumber);
    }
    return !all.isEmpty();
}

QString RunningDevice::address() const {
    QFile file(m_folder + "/run/address");
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

} // namespace fieldfare::test
