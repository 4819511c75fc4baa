// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace fieldfare::test {

/// How a program ended, and the one JSON document that it printed.
struct Outcome {
    int exitCode = -1;
    QJsonObject json;
    QString text; ///< stdout and stderr, for the message of a failed test.
    [[nodiscard]] QJsonObject device(int index = 0) const {
        return json["devices"].toArray()[index].toObject();
    }
    [[nodiscard]] QString errorCode() const;
};

/// A release to build.
struct ReleasePlan {
    QString version;
    int epoch = 1;
    QString model = "acme,gateway";
    QByteArray selftest = "exit 0\n";
    int noiseBytes = 256 << 10; ///< Content that differs between releases of different `noiseSeed`.
    quint32 noiseSeed = 0;      ///< 0: from the version.
};

/// A fleet, its technician and its bundles in a temporary folder; runs the real `fieldfare`. A failure to
/// prepare something ends the test program with a text.
class Workshop {
public:
    explicit Workshop(const QString& fleetName = "ACME");

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    /// Runs fieldfare with --json under this technician's identity.
    [[nodiscard]] Outcome fieldfare(const QStringList& arguments, int timeLimitMs = 120'000) const;
    /// The same, without waiting.
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList& arguments) const;
    /// Builds and signs; the path of the bundle. `previous`: another bundle, or empty.
    QString bundle(const ReleasePlan& plan, const QString& previous = {});
    /// Makes a virtual device; its folder.
    QString makeDevice(const QString& name, const QString& bundle);
    [[nodiscard]] QJsonObject show(const QString& address) const;
    [[nodiscard]] QProcessEnvironment environment() const;

private:
    QTemporaryDir m_folder;
};

/// A virtual device with its power on.
class RunningDevice {
public:
    explicit RunningDevice(QString folder)
        : m_folder(std::move(folder)) {}
    ~RunningDevice() { powerOff(); }

    /// Switches it on and waits until it is ready. `listen`: where its agent listens, 127.0.0.1 if empty.
    void powerOn(const QString& listen = {});
    /// In order.
    void powerOff();
    /// SIGKILL for the runner: everything on the device dies at once.
    void cutPower();
    /// SIGKILL, SIGSTOP ... for "agent" or "installer"; false if it does not run right now.
    bool signal(const QString& program, int signalNumber);
    /// The process ids of a program of this device.
    [[nodiscard]] QList<qint64> processes(const QString& program) const;
    [[nodiscard]] QString address() const;
    [[nodiscard]] QString folder() const { return m_folder; }
    /// All boots since it was made a RunningDevice, as the console's events tell.
    [[nodiscard]] QList<QJsonObject> boots();

private:
    void readConsole();
    QString m_folder;
    std::unique_ptr<QProcess> m_runner;
    QByteArray m_rest;
    QList<QJsonObject> m_events;
};

} // namespace fieldfare::test
