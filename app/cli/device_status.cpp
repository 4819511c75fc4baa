// SPDX-License-Identifier: Apache-2.0
#include "app/cli/await.h"
#include "app/cli/device_actions.h"
#include "app/cli/interrupt_callback.h"
#include "app/cli/terminal_text.h"
#include "app/text/amounts.h"
#include "app/text/device_words.h"
#include "app/text/error_text.h"
#include "app/text/sanitize.h"

#include <QCoreApplication>

#include <cstdlib>

namespace fieldfare::app {

namespace {

QString text(const char* source) {
    return QCoreApplication::translate("Cli", source);
}

QString clockText(const DeviceStatus& status) {
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    const long long skew = status.clock.unixTime - static_cast<long long>(now);
    QString line = QString::fromStdString(toRfc3339(UnixTime(std::chrono::seconds(status.clock.unixTime))));
    if (std::llabs(skew) > 5) {
        const QString amount = durationText(std::chrono::seconds(std::llabs(skew)));
        line += QStringLiteral(", ") +
                (skew > 0 ? text(QT_TRANSLATE_NOOP("Cli", "%1 ahead of this laptop")).arg(amount)
                          : text(QT_TRANSLATE_NOOP("Cli", "%1 behind this laptop")).arg(amount));
    }
    return line;
}

void printInstallation(CliContext& context, const InstallationStatus& installation) {
    QString line = text(QT_TRANSLATE_NOOP("Cli", "installation  %1: %2"))
                       .arg(releaseText(installation.release), installationStateWord(installation.state));
    if (!hasEnded(installation.state) && installation.imageBytes > 0) {
        line += QStringLiteral(", %1 / %2")
                    .arg(bytesText(installation.durableBytes), bytesText(installation.imageBytes));
    }
    context.line(line);
    if (installation.error) {
        context.line(QStringLiteral("              ") + errorMessage(*installation.error).oneLine());
    }
    for (const HealthResult& check : installation.health) {
        context.line(QStringLiteral("              %1 %2 %3")
                         .arg(check.passed ? text(QT_TRANSLATE_NOOP("Cli", "passed:"))
                                           : text(QT_TRANSLATE_NOOP("Cli", "FAILED:")),
                              sanitized(check.name, 64), sanitized(check.message, 160)));
    }
}

/// The log of a device, line by line, without what could steer a terminal.
class SafeLinePrinter {
public:
    explicit SafeLinePrinter(CliContext& context)
        : m_context(context) {}
    void feed(std::string_view bytes) {
        for (const char c : bytes) {
            if (c == '\n') {
                flush();
            } else if (m_line.size() < maxLineBytes) {
                m_line += c;
            }
        }
    }
    void flush() {
        const QString line = sanitized(m_line, static_cast<qsizetype>(maxLineBytes));
        m_context.line(line);
        m_context.documentLine(Json{{"line", line.toStdString()}});
        m_line.clear();
    }
    void end() {
        if (!m_line.empty()) {
            flush();
        }
    }

private:
    static constexpr std::size_t maxLineBytes = 4096;
    CliContext& m_context;
    std::string m_line;
};

/// The one device that commands mean which go on and on. Errors: BadUsage.
Result<DeviceAddress> onlyTarget(const Arguments& arguments, DeviceStore* store) {
    FF_TRY(const std::vector<DeviceAddress> addresses, targets(arguments, store));
    if (addresses.size() != 1) {
        return Error(ErrorCode::BadUsage,
                     {{"detail", text(QT_TRANSLATE_NOOP("Cli", "this takes one --to only")).toStdString()}});
    }
    return addresses.front();
}

void printEvent(CliContext& context, const std::string& name, const Json& data) {
    if (name == "installation") {
        if (const auto installation = installationStatusFromJson(data)) {
            printInstallation(context, *installation);
        }
    } else if (name == "device") {
        if (const auto status = deviceStatusFromJson(data)) {
            context.line(text(QT_TRANSLATE_NOOP("Cli", "device        %1 runs %2%3"))
                             .arg(sanitized(status->id, 64), releaseText(status->release),
                                  status->onTrial ? text(QT_TRANSLATE_NOOP("Cli", " on trial")) : QString()));
        }
    } else if (name == "refused" && data.is_object() && data.contains("error")) {
        context.line(text(QT_TRANSLATE_NOOP("Cli", "refused       %1"))
                         .arg(errorMessage(errorFromJson(data["error"])).oneLine()));
    } else {
        context.line(padded(sanitized(name, 32), 14) +
                     sanitized(data.dump(-1, ' ', false, Json::error_handler_t::replace), 200));
    }
    context.documentLine(Json{{"event", name}, {"data", data}});
}

} // namespace

void printStatus(CliContext& context, const DeviceStatus& status, const DeviceAddress& address) {
    const auto row = [&](const char* label, const QString& value) {
        context.line(padded(text(label), 14) + value);
    };
    row(QT_TRANSLATE_NOOP("Cli", "device"),
        sanitized(status.id, 64) +
            (status.name.empty() ? QString() : QStringLiteral(" (%1)").arg(sanitized(status.name, 64))));
    row(QT_TRANSLATE_NOOP("Cli", "address"), address.toString());
    row(QT_TRANSLATE_NOOP("Cli", "model"), sanitized(status.model + " " + status.hardwareRevision, 128));
    row(QT_TRANSLATE_NOOP("Cli", "release"),
        releaseText(status.release) +
            (status.onTrial ? text(QT_TRANSLATE_NOOP("Cli", ", on trial")) : QString()) +
            (status.switchPending ? text(QT_TRANSLATE_NOOP("Cli", ", another one starts at the next restart"))
                                  : QString()));
    row(QT_TRANSLATE_NOOP("Cli", "epoch floor"), QString::number(status.epochFloor));
    if (status.revocationsDamaged) {
        const Error damaged(ErrorCode::RevocationsDamaged,
                            {{"detail", std::to_string(status.revocationNumber)}});
        row(QT_TRANSLATE_NOOP("Cli", "revoked keys"), errorMessage(damaged).oneLine());
    }
    row(QT_TRANSLATE_NOOP("Cli", "up for"),
        durationText(std::chrono::seconds(std::min<std::uint64_t>(status.uptimeSeconds, 1U << 31))));
    row(QT_TRANSLATE_NOOP("Cli", "clock"), clockText(status));
    for (const SlotStatus& slot : status.slots) {
        row(QT_TRANSLATE_NOOP("Cli", "slot"),
            padded(sanitized(slot.name, 32), 14) + (slot.booted ? u'*' : u' ') + u' ' +
                padded(slotStateWord(slot.state), 8) +
                padded(slot.release ? releaseText(*slot.release) : QStringLiteral("-"), 24) +
                bytesText(slot.sizeBytes));
    }
    if (status.installation) {
        printInstallation(context, *status.installation);
    }
}

Result<ExitCode> showDevices(const Arguments& arguments, CliContext& context) {
    return onEachDevice(arguments, context, {},
                        [&](AgentClient& client, const DeviceStatus& status) -> Result<Json> {
                            printStatus(context, status, client.address());
                            return toJson(status);
                        });
}

Result<ExitCode> watchDevice(const Arguments& arguments, CliContext& context) {
    const std::unique_ptr<DeviceStore> store = openStore(context);
    FF_TRY(const DeviceAddress address, onlyTarget(arguments, store.get()));
    FF_TRY(const auto identity, openIdentity(arguments, context));
    AgentClient client(address, identity, store ? store->idAt(address) : std::string());
    QEventLoop loop;
    Result<ExitCode> outcome = ExitCode::Ok;
    const InterruptCallback interrupt([&] { loop.quit(); });
    bool everConnected = false;
    const std::function<void()> connectAgain = [&] {
        client.watch(
            [&](const std::string& name, const Json& data) {
                everConnected = true;
                printEvent(context, name, data);
            },
            [&](const Result<Json>& end) {
                const bool lost = !end && exitCodeOf(end.error().code()) == ExitCode::Unreachable;
                if (!everConnected || !lost) {
                    outcome = end ? Result<ExitCode>(ExitCode::Ok) : Result<ExitCode>(end.error());
                    loop.quit();
                    return;
                }
                context.note(text(QT_TRANSLATE_NOOP("Cli", "link lost, trying again")));
                QTimer::singleShot(std::chrono::seconds(2), &client, connectAgain);
            });
    };
    connectAgain();
    loop.exec();
    client.abort();
    return outcome;
}

Result<ExitCode> printLogs(const Arguments& arguments, CliContext& context) {
    FF_TRY(const std::uint64_t lines, arguments.numberOr("lines", 200, 1, 10'000));
    const std::unique_ptr<DeviceStore> store = openStore(context);
    FF_TRY(const DeviceAddress address, onlyTarget(arguments, store.get()));
    FF_TRY(const auto identity, openIdentity(arguments, context));
    AgentClient client(address, identity, store ? store->idAt(address) : std::string());
    SafeLinePrinter printer(context);
    QEventLoop loop;
    Result<ExitCode> outcome = ExitCode::Ok;
    const InterruptCallback interrupt([&] { loop.quit(); });
    client.logs(
        static_cast<int>(lines), arguments.has("follow"),
        [&](std::string_view bytes) { printer.feed(bytes); },
        [&](const Result<Json>& end) {
            if (!end) {
                outcome = end.error();
            }
            loop.quit();
        });
    loop.exec();
    client.abort();
    printer.end();
    return outcome;
}

} // namespace fieldfare::app
