// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/activity_words.h"

#include "app/text/sanitize.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace fieldfare::app {

namespace {

/// The context of the words below for the translators.
class ActivityWords {
    Q_DECLARE_TR_FUNCTIONS(ActivityWords)
};

struct KnownAct {
    const char* slug;
    const char* area;
    const char* title;
};

constexpr std::array<KnownAct, 22> acts{{
    {"push-started", "push", QT_TRANSLATE_NOOP("ActivityWords", "Push started")},
    {"push-device", "push", QT_TRANSLATE_NOOP("ActivityWords", "Device done")},
    {"push-finished", "push", QT_TRANSLATE_NOOP("ActivityWords", "Push finished")},
    {"device-restarted", "device", QT_TRANSLATE_NOOP("ActivityWords", "Restarted by hand")},
    {"device-committed", "device", QT_TRANSLATE_NOOP("ActivityWords", "Committed by hand")},
    {"device-rolled-back", "device", QT_TRANSLATE_NOOP("ActivityWords", "Rolled back by hand")},
    {"bundle-signed", "bundle", QT_TRANSLATE_NOOP("ActivityWords", "Bundle signed")},
    {"bundle-built", "bundle", QT_TRANSLATE_NOOP("ActivityWords", "Bundle built, not signed")},
    {"fleet-created", "keys", QT_TRANSLATE_NOOP("ActivityWords", "Fleet created")},
    {"fleet-joined", "keys", QT_TRANSLATE_NOOP("ActivityWords", "Fleet joined")},
    {"fleet-backed-up", "keys", QT_TRANSLATE_NOOP("ActivityWords", "Authority backed up")},
    {"fleet-restored", "keys", QT_TRANSLATE_NOOP("ActivityWords", "Authority restored")},
    {"fleet-passphrase-changed", "keys", QT_TRANSLATE_NOOP("ActivityWords", "Passphrase changed")},
    {"key-issued", "keys", QT_TRANSLATE_NOOP("ActivityWords", "Key issued")},
    {"key-approved", "keys", QT_TRANSLATE_NOOP("ActivityWords", "Request approved")},
    {"key-imported", "keys", QT_TRANSLATE_NOOP("ActivityWords", "Key imported")},
    {"key-renewed", "keys", QT_TRANSLATE_NOOP("ActivityWords", "Key renewed")},
    {"key-revoked", "keys", QT_TRANSLATE_NOOP("ActivityWords", "Key revoked")},
    {"key-opened", "keys", QT_TRANSLATE_NOOP("ActivityWords", "Key opened by its passphrase")},
    {"keys-locked", "keys", QT_TRANSLATE_NOOP("ActivityWords", "Keys locked")},
    {"practice-made", "practice", QT_TRANSLATE_NOOP("ActivityWords", "Practice made")},
    {"practice-removed", "practice", QT_TRANSLATE_NOOP("ActivityWords", "Practice removed")},
}};

const KnownAct* known(const std::string& slug) {
    const auto found = std::ranges::find_if(acts, [&](const KnownAct& act) { return act.slug == slug; });
    return found == acts.end() ? nullptr : &*found;
}

QString wordOf(const std::string& result) {
    static const std::array<std::pair<const char*, const char*>, 8> words{{
        {"committed", QT_TRANSLATE_NOOP("ActivityWords", "Committed")},
        {"installed", QT_TRANSLATE_NOOP("ActivityWords", "Installed")},
        {"restarted", QT_TRANSLATE_NOOP("ActivityWords", "Restarted")},
        {"rolled-back", QT_TRANSLATE_NOOP("ActivityWords", "Rolled back")},
        {"fell-back", QT_TRANSLATE_NOOP("ActivityWords", "Fell back")},
        {"failed", QT_TRANSLATE_NOOP("ActivityWords", "Failed")},
        {"stopped", QT_TRANSLATE_NOOP("ActivityWords", "Stopped")},
        {"not-started", QT_TRANSLATE_NOOP("ActivityWords", "Not started")},
    }};
    const auto found = std::ranges::find_if(words, [&](const auto& word) { return word.first == result; });
    return found == words.end() ? sanitized(result, 48) : ActivityWords::tr(found->second);
}

} // namespace

const QStringList& activityAreas() {
    static const QStringList areas{"push", "device", "bundle", "keys", "practice"};
    return areas;
}

QString activityAreaTitle(const QString& area) {
    return area == u"push"       ? ActivityWords::tr("Pushes")
           : area == u"device"   ? ActivityWords::tr("Devices")
           : area == u"bundle"   ? ActivityWords::tr("Bundles")
           : area == u"keys"     ? ActivityWords::tr("Keys")
           : area == u"practice" ? ActivityWords::tr("Practice")
                                 : QString();
}

QString activityArea(const std::string& act) {
    const KnownAct* found = known(act);
    return found == nullptr ? QString() : QString::fromLatin1(found->area);
}

QString activityTitle(const std::string& act) {
    const KnownAct* found = known(act);
    return found == nullptr ? sanitized(act, 48) : ActivityWords::tr(found->title);
}

StateWords activityResult(const ActivityEntry& entry) {
    const std::string& result = entry.result;
    if (result.empty()) {
        return {"neutral", "good", ActivityWords::tr("Done")};
    }
    const bool good = result == "committed" || result == "installed" || result == "restarted";
    const bool untouched = result == "stopped" || result == "not-started";
    return {good        ? "good"
            : untouched ? "neutral"
                        : "bad",
            good        ? "good"
            : untouched ? "skip"
                        : "bad",
            wordOf(result)};
}

QString brokenChainText(const ActivityHistory& history) {
    if (!history.broken) {
        return {};
    }
    const QString file = QString::fromStdString(history.brokenFile.string());
    const QString number = QString::number(history.broken->number);
    switch (history.broken->fault) {
    case ActivityBreak::Fault::Unreadable:
        return ActivityWords::tr("Entry %1 in %2 cannot be read.").arg(number, file);
    case ActivityBreak::Fault::Missing:
        return ActivityWords::tr("Before entry %1 in %2, entries are missing.").arg(number, file);
    case ActivityBreak::Fault::Changed:
        break;
    }
    return ActivityWords::tr("Entry %1 in %2 does not follow the one before it.").arg(number, file);
}

} // namespace fieldfare::app
