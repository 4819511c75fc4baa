// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/device_entry.h"

#include <QVariantList>
#include <QVariantMap>

namespace fieldfare::app {

/// How something is, for a badge: `kind` is good, trial, bad, info or neutral, and always comes with a word.
struct StateWords {
    QString kind;
    QString icon;
    QString text;
};

/// The one state of a device that matters most now.
[[nodiscard]] StateWords deviceState(const DeviceEntry& entry);
/// Why a device is greyed, in one sentence; empty if it is not.
[[nodiscard]] QString strangerReason(const DeviceEntry& entry);
/// What it is doing or what last happened to it, in one sentence; may be empty.
[[nodiscard]] QString deviceActivity(const DeviceEntry& entry);
/// Durable share of a running installation, 0 to 1; -1: none runs.
[[nodiscard]] double deviceProgress(const DeviceEntry& entry);
/// "now", "3 min ago", "2026-01-31", "never".
[[nodiscard]] QString lastSeenText(const DeviceEntry& entry, const QDateTime& now);

/// A slot's state in words.
[[nodiscard]] StateWords slotState(const SlotStatus& slot);
/// For a SlotCard: name, version, kind, icon, stateText, booted, group, release, size.
[[nodiscard]] QVariantMap slotMap(const SlotStatus& slot);
/// The slots of the group that the device boots from, two at most: what a row shows.
[[nodiscard]] QVariantList mainSlots(const DeviceEntry& entry);

/// An installation's state as a person says it: "Receiving", "On trial".
[[nodiscard]] QString installationWord(InstallationState state);
/// {happened, where, remedy, details} for an ErrorBox.
[[nodiscard]] QVariantMap errorMap(const Error& error);
/// The same for a property: null if there is nothing wrong.
[[nodiscard]] QVariant errorOrNull(const std::optional<Error>& error);

} // namespace fieldfare::app
