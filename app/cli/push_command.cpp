// SPDX-License-Identifier: Apache-2.0
#include "app/cli/push_command.h"

#include "app/cli/activity_note.h"

#include "app/cli/device_access.h"
#include "app/cli/interrupt_callback.h"
#include "app/cli/push_display.h"
#include "app/text/amounts.h"
#include "app/text/device_words.h"
#include "app/text/sanitize.h"

#include <QCoreApplication>
#include <QEventLoop>

namespace fieldfare::app {

namespace {

QString text(const char* source) {
    return QCoreApplication::translate("Cli", source);
}

Result<BatchOptions> readOptions(const Arguments& arguments) {
    BatchOptions options;
    FF_TRY(const auto parallel, arguments.numberOr("parallel", 8, 1, 256));
    FF_TRY(const auto first, arguments.numberOr("first", 0, 0, 1'000'000));
    FF_TRY(const auto failures, arguments.numberOr("max-failures", 0, 0, 1'000'000));
    FF_TRY(const auto seconds, arguments.numberOr("timeout", 600, 1, 7 * 24 * 3600));
    options.parallel = static_cast<std::size_t>(parallel);
    options.first = static_cast<std::size_t>(first);
    options.maxFailures = static_cast<std::size_t>(failures);
    options.push.patience = std::chrono::seconds(seconds);
    options.push.older = arguments.has("allow-older") ? OlderVersions::Allow : OlderVersions::Refuse;
    options.push.goal = arguments.has("wait-committed") ? PushGoal::Committed
                        : arguments.has("reboot")       ? PushGoal::Restarted
                                                        : PushGoal::Installed;
    return options;
}

ExitCode outcomeCode(const PushOutcome& outcome) {
    if (outcome.succeeded()) {
        return ExitCode::Ok;
    }
    if (outcome.state == PushState::RolledBack || outcome.state == PushState::FellBack) {
        return ExitCode::WentBack;
    }
    if (outcome.state == PushState::Stopped || outcome.state == PushState::NotStarted) {
        return ExitCode::Stopped;
    }
    return outcome.error ? exitCodeOf(outcome.error->code()) : ExitCode::Failed;
}

Json deviceDocument(const DeviceAddress& address, const PushOutcome& outcome) {
    Json document{{"address", address.toString().toStdString()},
                  {"id", outcome.deviceId},
                  {"state", std::string(stateName(outcome.state))},
                  {"ok", outcome.succeeded()},
                  {"bytesNeeded", outcome.neededBytes},
                  {"bytesSent", outcome.sentBytes},
                  {"seconds", static_cast<double>(outcome.duration.count()) / 1000}};
    if (outcome.error) {
        document["error"] = errorDocument(*outcome.error);
    }
    return document;
}

void noteOutcomes(CliContext& context, const BundleFile& bundle, const std::vector<DeviceAddress>& devices,
                  const std::vector<PushOutcome>& outcomes) {
    const std::string release = releaseText(bundle.release()).toStdString();
    bool well = true;
    for (std::size_t i = 0; i < devices.size(); ++i) {
        const PushOutcome& outcome = outcomes[i];
        well = well && outcome.succeeded();
        noteAct(context,
                {.act = "push-device",
                 .subject = release,
                 .device = outcome.deviceId.empty() ? devices[i].toString().toStdString() : outcome.deviceId,
                 .result = std::string(stateName(outcome.state)),
                 .detail = outcome.error ? describeLine(*outcome.error) : std::string()});
    }
    noteAct(context, {.act = "push-finished",
                      .subject = release,
                      .result = well ? "" : "failed",
                      .detail = "devices: " + std::to_string(devices.size())});
}

void report(CliContext& context, const BundleFile& bundle, const std::vector<DeviceAddress>& devices,
            const std::vector<PushOutcome>& outcomes) {
    std::vector<QStringList> rows;
    Json list = Json::array();
    std::size_t well = 0;
    for (std::size_t i = 0; i < devices.size(); ++i) {
        const PushOutcome& outcome = outcomes[i];
        well += outcome.succeeded() ? 1 : 0;
        rows.push_back({outcome.deviceId.empty() ? devices[i].toString() : sanitized(outcome.deviceId, 64),
                        bytesText(outcome.sentBytes),
                        durationText(std::chrono::duration_cast<std::chrono::seconds>(outcome.duration)),
                        outcomeSentence(outcome, bundle.release())});
        list.push_back(deviceDocument(devices[i], outcome));
    }
    context.table({text(QT_TRANSLATE_NOOP("Cli", "DEVICE")), text(QT_TRANSLATE_NOOP("Cli", "SENT")),
                   text(QT_TRANSLATE_NOOP("Cli", "TIME")), text(QT_TRANSLATE_NOOP("Cli", "RESULT"))},
                  rows);
    const ReleaseId release = bundle.release();
    context.document(
        Json{{"release", {{"name", release.name}, {"version", release.version}, {"epoch", release.epoch}}},
             {"bundleBytes", bundle.sizeBytes()},
             {"signers", bundle.signers().toStdString()},
             {"succeeded", well},
             {"failed", devices.size() - well},
             {"devices", std::move(list)}});
}

} // namespace

const CommandSpec& PushCommand::spec() const {
    static const CommandSpec spec{
        "push",
        QT_TRANSLATE_NOOP("Cli", "Install a bundle on one or many devices over the network"),
        {{"X.ffb", QT_TRANSLATE_NOOP("Cli", "The signed bundle")}},
        deviceOptions(
            {{"reboot", nullptr,
              QT_TRANSLATE_NOOP("Cli", "Restart each device into the release once it is installed")},
             {"wait-committed", nullptr,
              QT_TRANSLATE_NOOP("Cli", "Restart, and wait until the release is committed or has gone back")},
             {"first", "N",
              QT_TRANSLATE_NOOP("Cli", "Begin with the first N devices; the rest follows if they are well")},
             {"parallel", "N", QT_TRANSLATE_NOOP("Cli", "At most N devices at once (8)")},
             {"max-failures", "K", QT_TRANSLATE_NOOP("Cli", "Start no more devices after K failures")},
             {"allow-older", nullptr,
              QT_TRANSLATE_NOOP("Cli", "Accept a release that is older than the running one")},
             {"timeout", "SECONDS",
              QT_TRANSLATE_NOOP("Cli", "Give a device up when it made no progress for so long (600)")}}),
        QT_TRANSLATE_NOOP(
            "Cli",
            "Only what a device does not have yet is sent. Whatever interrupts a push, the same command goes "
            "on where it\nstopped. Ctrl-C stops sending; the devices keep what they have. A second Ctrl-C "
            "ends "
            "the program at once.\nA list of revoked keys (revocations.json, revocations.cms) beside the "
            "root "
            "certificate goes to each device\nfirst if the device has an older one."),
        {"fieldfare push gateway-2.0.ffb --to 192.168.7.2 --wait-committed",
         "fieldfare push gateway-2.0.ffb --to gateway-017 --to gateway-018 --to [fe80::1%eth0]:8443 --first "
         "1 "
         "--max-failures 2 --wait-committed",
         "fieldfare push gateway-2.0.ffb --to gateway-017.local --json"}};
    return spec;
}

Result<ExitCode> PushCommand::run(const Arguments& arguments, CliContext& context) {
    FF_TRY(const BatchOptions options, readOptions(arguments));
    const std::unique_ptr<DeviceStore> store = openStore(context);
    FF_TRY(const std::vector<DeviceAddress> devices, targets(arguments, store.get()));
    FF_TRY(const auto identity, openIdentity(arguments, context));
    FF_TRY(const auto bundle,
           BundleFile::open(arguments.positional(0), identity->trust(), laptopTimePolicy(SystemClock())));
    context.note(text(QT_TRANSLATE_NOOP("Cli", "%1, %2, signed by %3"))
                     .arg(releaseText(bundle->release()), bytesText(bundle->sizeBytes()), bundle->signers()));

    noteAct(context, {.act = "push-started",
                      .subject = releaseText(bundle->release()).toStdString(),
                      .detail = "devices: " + std::to_string(devices.size())});
    PushDisplay display(devices, context.progressStyle(), context.errorStream());
    PushBatch batch(devices, bundle, identity, options, store.get());
    std::vector<PushOutcome> outcomes;
    QEventLoop loop;
    const InterruptCallback interrupts([&] {
        context.note(text(QT_TRANSLATE_NOOP("Cli", "\nStopping; Ctrl-C again ends at once.")));
        batch.stop();
    });
    batch.start([&](std::size_t device, const PushProgress& progress) { display.update(device, progress); },
                [&](std::size_t device, const PushOutcome& outcome) { display.finished(device, outcome); },
                [&](const std::vector<PushOutcome>& all) {
                    outcomes = all;
                    loop.quit();
                });
    loop.exec();
    display.end();
    noteOutcomes(context, *bundle, devices, outcomes);
    report(context, *bundle, devices, outcomes);
    ExitCode exitCode = ExitCode::Ok;
    for (const PushOutcome& outcome : outcomes) {
        exitCode = worse(exitCode, outcomeCode(outcome));
    }
    return exitCode;
}

} // namespace fieldfare::app
