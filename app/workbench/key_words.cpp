// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/key_words.h"

#include <QCoreApplication>

namespace fieldfare::app {

namespace {

constexpr qint64 warnDays = 60; ///< Time enough to renew a key and to have it approved.

/// The context of the words below for the translators.
class KeyWords {
    Q_DECLARE_TR_FUNCTIONS(KeyWords)
};

} // namespace

StateWords validityWords(const QDateTime& validUntil, const QDateTime& now) {
    const QString date = validUntil.date().toString(Qt::ISODate);
    const qint64 days = now.daysTo(validUntil);
    if (validUntil <= now) {
        return {"bad", "bad", KeyWords::tr("Expired on %1").arg(date)};
    }
    if (days <= warnDays) {
        return {"trial", "warning", KeyWords::tr("Expires soon: %1").arg(date)};
    }
    return {"good", "good", KeyWords::tr("Valid until %1").arg(date)};
}

QString roleTitle(Role role) {
    switch (role) {
    case Role::Release:
        return KeyWords::tr("Release key");
    case Role::Technician:
        return KeyWords::tr("Technician");
    case Role::Device:
        return KeyWords::tr("Device");
    case Role::Depot:
        break;
    }
    return KeyWords::tr("Depot");
}

QString roleMeaning(Role role) {
    switch (role) {
    case Role::Release:
        return KeyWords::tr("Signs bundles. Every device of the fleet installs what it has signed.");
    case Role::Technician:
        return KeyWords::tr("A laptop that may connect to devices, push bundles, restart and roll back. It "
                            "cannot sign.");
    case Role::Device:
        return KeyWords::tr("Shows a laptop that the device belongs to this fleet. It can do nothing else.");
    case Role::Depot:
        break;
    }
    return KeyWords::tr("A server that devices may fetch signed bundles from.");
}

} // namespace fieldfare::app
