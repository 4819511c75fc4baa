// SPDX-License-Identifier: Apache-2.0
#include "app/cli/activity_command.h"

#include "app/cli/device_access.h"
#include "app/store/activity_seal.h"
#include "app/text/sanitize.h"
#include "core/base/file.h"

#include <QCoreApplication>
#include <QDateTime>

namespace fieldfare::app {

namespace {

constexpr std::uint64_t maxShown = 1'000'000;

QString tr(const char* text) {
    return QCoreApplication::translate("Cli", text);
}

const char* faultName(ActivityBreak::Fault fault) {
    switch (fault) {
    case ActivityBreak::Fault::Unreadable:
        return "unreadable";
    case ActivityBreak::Fault::Missing:
        return "missing";
    case ActivityBreak::Fault::Changed:
        break;
    }
    return "changed";
}

QString brokenSentence(const ActivityHistory& history) {
    const QString where = tr("entry %1 in %2")
                              .arg(history.broken->number)
                              .arg(QString::fromStdString(history.brokenFile.string()));
    switch (history.broken->fault) {
    case ActivityBreak::Fault::Unreadable:
        return tr("The log was changed or damaged: %1 cannot be read.").arg(where);
    case ActivityBreak::Fault::Missing:
        return tr("The log was changed or damaged: entries are missing before %1.").arg(where);
    case ActivityBreak::Fault::Changed:
        break;
    }
    return tr("The log was changed or damaged: %1 does not follow the one before it.").arg(where);
}

void show(CliContext& context, const ActivityHistory& history, std::size_t from) {
    Json list = Json::array();
    std::vector<QStringList> rows;
    for (std::size_t i = from; i < history.entries.size(); ++i) {
        const ActivityEntry& entry = history.entries[i];
        list.push_back(Json::parse(activityLine(entry)));
        const QString time = QDateTime::fromSecsSinceEpoch(entry.at.time_since_epoch().count())
                                 .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        rows.push_back({time, sanitized(entry.act, 48), sanitized(entry.subject, 64),
                        sanitized(entry.device, 64), sanitized(entry.result, 48)});
    }
    Json broken;
    if (history.broken) {
        broken = {{"entry", history.broken->number},
                  {"file", history.brokenFile.string()},
                  {"fault", faultName(history.broken->fault)}};
    }
    context.document({{"head", history.head.hex()}, {"broken", broken}, {"entries", std::move(list)}});
    context.table({tr("TIME"), tr("WHAT"), tr("WITH"), tr("DEVICE"), tr("RESULT")}, rows);
}

Result<ExitCode> exportSigned(const Arguments& arguments, CliContext& context,
                              const ActivityHistory& history) {
    const std::filesystem::path path = *arguments.value("export");
    FF_TRY(const auto identity, openIdentity(arguments, context));
    const UnixTime now = SystemClock().now();
    FF_TRY(const SealedActivity sealed,
           sealActivity(history, now, [&](ByteView content) { return identity->sign(content, now); }));
    FF_CHECK(writeFileAtomically(path, asBytes(sealed.toText())));
    context.document({{"path", path.string()},
                      {"entries", sealed.lines.size()},
                      {"head", history.head.hex()},
                      {"signer", identity->certificate().commonName()}});
    context.line(
        tr("%1 entries are in %2, signed by %3.")
            .arg(sealed.lines.size())
            .arg(QString::fromStdString(path.string()), sanitized(identity->certificate().commonName())));
    return ExitCode::Ok;
}

/// A signed log by itself, and with --with-log what this computer has of it.
Result<ExitCode> verifySigned(const Arguments& arguments, CliContext& context) {
    const std::filesystem::path path = *arguments.value("verify");
    const auto paths = IdentityPaths::resolve({}, {}, arguments.value("trust"));
    FF_TRY(const TrustStore trust, loadTrustAndRevocations(paths.trust));
    FF_TRY(const Bytes text, readFile(path, maxSealedBytes));
    FF_TRY(const SealedActivity sealed, SealedActivity::parse(asText(text)).with("path", path.string()));
    FF_TRY(const SealVerdict verdict, openSealedActivity(sealed, trust).with("path", path.string()));
    std::optional<SealedPart> part;
    if (arguments.has("with-log")) {
        const ActivityLog log(ActivityLog::defaultPath());
        FF_TRY(const ActivityHistory history, log.read());
        FF_TRY(part, compareWithLog(verdict.statement, history).with("path", log.path().string()));
    }
    const std::string signer = verdict.signer.certificate.commonName();
    context.document({{"path", path.string()},
                      {"signer", signer},
                      {"signedAt", toRfc3339(verdict.statement.at)},
                      {"entries", verdict.entries.size()},
                      {"number", verdict.statement.number},
                      {"head", verdict.statement.head.hex()},
                      {"log", !part ? Json() : Json(*part == SealedPart::Present ? "present" : "older")}});
    context.line(tr("%1 entries up to number %2 are as %3 signed them on %4.")
                     .arg(verdict.entries.size())
                     .arg(verdict.statement.number)
                     .arg(sanitized(signer), QString::fromStdString(toRfc3339(verdict.statement.at))));
    if (part) {
        context.line(*part == SealedPart::Present
                         ? tr("The log of this computer still holds them.")
                         : tr("The log of this computer begins after them: its oldest part is gone."));
    }
    return ExitCode::Ok;
}

std::vector<OptionSpec> activityOptions() {
    std::vector<OptionSpec> options{
        {"last", "N", QT_TRANSLATE_NOOP("Cli", "Only the last N entries")},
        {"export", "FILE",
         QT_TRANSLATE_NOOP("Cli", "Write the whole log to FILE, signed with the technician's key"),
         OptionSpec::Repeat::Once, Completes::Files},
        {"verify", "FILE",
         QT_TRANSLATE_NOOP("Cli", "Check a signed log: who signed it, and that nothing in it was changed"),
         OptionSpec::Repeat::Once, Completes::Files},
        {"with-log", nullptr,
         QT_TRANSLATE_NOOP("Cli",
                           "With --verify: also that the log of this computer still holds what was signed")}};
    options.insert(options.end(), identityOptions().begin(), identityOptions().end());
    return options;
}

} // namespace

const CommandSpec& ActivityCommand::spec() const {
    static const CommandSpec spec{
        "activity",
        QT_TRANSLATE_NOOP("Cli", "Show what was done from this computer, and whether that log was changed"),
        {},
        activityOptions(),
        QT_TRANSLATE_NOOP(
            "Cli",
            "Each entry carries the SHA-256 of the one before it. Where the chain is broken, this is said "
            "and the exit code is 7. Who may write the log may also cut off its end; a signed copy shows "
            "that later."),
        {"fieldfare activity --last 20", "fieldfare activity --export november.fflog",
         "fieldfare activity --verify november.fflog --with-log"}};
    return spec;
}

Result<ExitCode> ActivityCommand::run(const Arguments& arguments, CliContext& context) {
    FF_TRY(const std::uint64_t last, arguments.numberOr("last", maxShown, 1, maxShown));
    const int asked = static_cast<int>(arguments.has("last")) + static_cast<int>(arguments.has("export")) +
                      static_cast<int>(arguments.has("verify"));
    if (asked > 1 || (arguments.has("with-log") && !arguments.has("verify"))) {
        return Error(
            ErrorCode::BadUsage,
            {{"detail", tr("--last, --export and --verify exclude each other; --with-log goes with --verify")
                            .toStdString()}});
    }
    if (arguments.has("verify")) {
        return verifySigned(arguments, context);
    }
    FF_TRY(const ActivityHistory history, ActivityLog(ActivityLog::defaultPath()).read());
    if (arguments.has("export")) {
        return exportSigned(arguments, context, history);
    }
    const std::size_t count = history.entries.size();
    show(context, history, count > last ? count - static_cast<std::size_t>(last) : 0);
    if (!history.broken) {
        return ExitCode::Ok;
    }
    context.note(brokenSentence(history));
    return ExitCode::BadInput;
}

} // namespace fieldfare::app
