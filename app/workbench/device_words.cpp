// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/device_words.h"

#include "app/text/amounts.h"
#include "app/text/error_text.h"
#include "app/text/sanitize.h"

#include <QCoreApplication>

#include <algorithm>

namespace fieldfare::app {

namespace {

/// The context of the words below for the translators.
class DeviceWords {
    Q_DECLARE_TR_FUNCTIONS(DeviceWords)
};

bool isMoving(InstallationState state) {
    return state == InstallationState::Checking || state == InstallationState::Receiving ||
           state == InstallationState::Paused || state == InstallationState::Interrupted ||
           state == InstallationState::Verifying;
}

/// A stranger that announces itself without an id. One that showed a certificate of another root has one.
bool lacksIdentity(const DeviceEntry& entry) {
    return entry.id.isEmpty() && !entry.error;
}

StateWords installationState(const InstallationStatus& installation) {
    const QString word = installationWord(installation.state);
    switch (installation.state) {
    case InstallationState::Interrupted:
        return {"bad", "offline", word};
    case InstallationState::Paused:
        return {"trial", "pause", word};
    default:
        return {"info", "busy", word};
    }
}

} // namespace

QString installationWord(InstallationState state) {
    switch (state) {
    case InstallationState::Checking:
        return DeviceWords::tr("Checking");
    case InstallationState::Receiving:
        return DeviceWords::tr("Receiving");
    case InstallationState::Paused:
        return DeviceWords::tr("Paused");
    case InstallationState::Interrupted:
        return DeviceWords::tr("Interrupted");
    case InstallationState::Verifying:
        return DeviceWords::tr("Reading back");
    case InstallationState::Installed:
        return DeviceWords::tr("Waits for restart");
    case InstallationState::Trial:
        return DeviceWords::tr("On trial");
    case InstallationState::Committed:
        return DeviceWords::tr("Committed");
    case InstallationState::RolledBack:
        return DeviceWords::tr("Rolled back");
    case InstallationState::FellBack:
        return DeviceWords::tr("Fell back");
    case InstallationState::Failed:
        return DeviceWords::tr("Failed");
    case InstallationState::Cancelled:
        return DeviceWords::tr("Cancelled");
    }
    return {};
}

StateWords deviceState(const DeviceEntry& entry) {
    switch (entry.link) {
    case LinkState::Stranger:
        return {"neutral", "stranger",
                lacksIdentity(entry) ? DeviceWords::tr("No identity yet") : DeviceWords::tr("Another fleet")};
    case LinkState::Refused:
        return {"bad", "warning", DeviceWords::tr("Refused")};
    case LinkState::Connecting:
        return {"neutral", "busy", DeviceWords::tr("Connecting")};
    case LinkState::Lost:
        return {"neutral", "offline", DeviceWords::tr("Offline")};
    case LinkState::Connected:
        break;
    }
    const DeviceStatus& status = *entry.status;
    if (status.installation && isMoving(status.installation->state)) {
        return installationState(*status.installation);
    }
    if (status.revocationsDamaged) { // it installs nothing until that is mended
        return {"bad", "warning", DeviceWords::tr("Key list damaged")};
    }
    if (status.onTrial) {
        return {"trial", "trial", DeviceWords::tr("On trial")};
    }
    if (status.switchPending) {
        return {"info", "reboot", DeviceWords::tr("Waits for restart")};
    }
    if (status.rolledBack) {
        return {"bad", "rollback", DeviceWords::tr("Went back")};
    }
    if (entry.outOfDate) {
        return {"trial", "outdated", DeviceWords::tr("Out of date")};
    }
    return {"good", "good", DeviceWords::tr("Good")};
}

QString strangerReason(const DeviceEntry& entry) {
    if (entry.link == LinkState::Stranger) {
        return lacksIdentity(entry)
                   ? DeviceWords::tr("This device has no identity yet: it has to be enrolled first.")
                   : DeviceWords::tr("This device belongs to another fleet.");
    }
    if (entry.link == LinkState::Refused && entry.error) {
        return errorMessage(*entry.error).happened;
    }
    return {};
}

QString deviceActivity(const DeviceEntry& entry) {
    if (const QString reason = strangerReason(entry); !reason.isEmpty()) {
        return reason;
    }
    if (entry.link != LinkState::Connected) {
        return entry.error ? errorMessage(*entry.error).happened : QString();
    }
    const std::optional<InstallationStatus>& installation = entry.status->installation;
    if (!installation) {
        return {};
    }
    const QString release =
        sanitized(installation->release.name, 64) + u' ' + sanitized(installation->release.version, 64);
    if (isMoving(installation->state)) {
        return DeviceWords::tr("%1: %2 of %3")
            .arg(release, bytesText(installation->durableBytes), bytesText(installation->imageBytes));
    }
    if (installation->error && installation->state != InstallationState::Committed) {
        return release + QStringLiteral(": ") + errorMessage(*installation->error).happened;
    }
    return DeviceWords::tr("%1: %2").arg(release, installationWord(installation->state));
}

double deviceProgress(const DeviceEntry& entry) {
    if (entry.link != LinkState::Connected || !entry.status->installation ||
        !isMoving(entry.status->installation->state)) {
        return -1;
    }
    const InstallationStatus& installation = *entry.status->installation;
    return installation.imageBytes == 0 ? 0
                                        : std::min(1.0, static_cast<double>(installation.durableBytes) /
                                                            static_cast<double>(installation.imageBytes));
}

QString lastSeenText(const DeviceEntry& entry, const QDateTime& now) {
    if (entry.link == LinkState::Connected) {
        return DeviceWords::tr("now");
    }
    if (!entry.lastSeen.isValid()) {
        return DeviceWords::tr("never");
    }
    const qint64 seconds = std::max<qint64>(entry.lastSeen.secsTo(now), 0);
    if (seconds < 60) {
        return DeviceWords::tr("just now");
    }
    if (seconds < 3600) {
        return DeviceWords::tr("%1 min ago").arg(seconds / 60);
    }
    if (seconds < 24 * 3600) {
        return DeviceWords::tr("%1 h ago").arg(seconds / 3600);
    }
    return entry.lastSeen.date().toString(Qt::ISODate);
}

StateWords slotState(const SlotStatus& slot) {
    switch (slot.state) {
    case SlotState::Good:
        return {"good", "good", DeviceWords::tr("Good")};
    case SlotState::Trial:
        return {"trial", "trial", DeviceWords::tr("Trial")};
    case SlotState::Bad:
        if (slot.release) {
            return {"bad", "bad", DeviceWords::tr("Bad")};
        }
        break; // boot loaders call a slot bad that was never filled: nothing is wrong with it
    case SlotState::Empty:
        break;
    }
    return {"neutral", "empty", DeviceWords::tr("Empty")};
}

QVariantMap slotMap(const SlotStatus& slot) {
    const StateWords state = slotState(slot);
    const QString version = slot.release ? sanitized(slot.release->version, 64) : QString();
    return {{"name", sanitized(slot.bootName, 16).toUpper()},
            {"fullName", sanitized(slot.name, 64)},
            {"group", sanitized(slot.group, 64)},
            {"version", version.isEmpty() ? QStringLiteral("\u2013") : version},
            {"release", slot.release ? sanitized(slot.release->name, 64) + u' ' + version : QString()},
            {"kind", state.kind},
            {"icon", state.icon},
            {"stateText", state.text},
            {"booted", slot.booted},
            {"size", bytesText(slot.sizeBytes)}};
}

QVariantList mainSlots(const DeviceEntry& entry) {
    QVariantList shown;
    if (!entry.status) {
        return shown;
    }
    const auto& slots = entry.status->slots;
    const auto booted = std::ranges::find_if(slots, [](const SlotStatus& slot) { return slot.booted; });
    for (const SlotStatus& slot : slots) {
        if (booted != slots.end() && slot.group == booted->group && shown.size() < 2) {
            shown.append(slotMap(slot));
        }
    }
    return shown;
}

QVariantMap errorMap(const Error& error) {
    const ErrorMessage message = errorMessage(error);
    return {{"happened", message.happened},
            {"where", message.where},
            {"remedy", message.remedy},
            {"details", message.details}};
}

QVariant errorOrNull(const std::optional<Error>& error) {
    return error ? QVariant(errorMap(*error)) : QVariant::fromValue(nullptr);
}

} // namespace fieldfare::app
