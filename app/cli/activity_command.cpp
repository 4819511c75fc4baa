// SPDX-License-Identifier: Apache-2.0
#include "app/cli/activity_command.h"

#include "app/store/activity_log.h"
#include "app/text/sanitize.h"

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

} // namespace

const CommandSpec& ActivityCommand::spec() const {
    static const CommandSpec spec{
        "activity",
        QT_TRANSLATE_NOOP("Cli", "Show what was done from this computer, and whether that log was changed"),
        {},
        {{"last", "N", QT_TRANSLATE_NOOP("Cli", "Only the last N entries")}},
        QT_TRANSLATE_NOOP(
            "Cli",
            "Each entry carries the SHA-256 of the one before it. Where the chain is broken, this is said "
            "and the exit code is 7."),
        {"fieldfare activity --last 20", "fieldfare activity --json"}};
    return spec;
}

Result<ExitCode> ActivityCommand::run(const Arguments& arguments, CliContext& context) {
    FF_TRY(const std::uint64_t last, arguments.numberOr("last", maxShown, 1, maxShown));
    FF_TRY(const ActivityHistory history, ActivityLog(ActivityLog::defaultPath()).read());
    const std::size_t count = history.entries.size();
    show(context, history, count > last ? count - static_cast<std::size_t>(last) : 0);
    if (!history.broken) {
        return ExitCode::Ok;
    }
    context.note(brokenSentence(history));
    return ExitCode::BadInput;
}

} // namespace fieldfare::app
