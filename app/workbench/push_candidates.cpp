// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/push_candidates.h"

#include "app/text/error_text.h"
#include "app/workbench/device_words.h"

#include <QCoreApplication>

namespace fieldfare::app {

namespace {

/// The context of the words below for the translators.
class PushWords {
    Q_DECLARE_TR_FUNCTIONS(PushWords)
};

} // namespace

bool isAway(const DeviceEntry& entry) {
    return (entry.link == LinkState::Lost || entry.link == LinkState::Connecting) && !entry.id.isEmpty() &&
           entry.lastSeen.isValid();
}

QString pushObstacle(const DeviceEntry& entry, const PushDesk& desk, const BundleSummary& bundle,
                     AwayDevices away) {
    if (entry.practice != bundle.practice) {
        return bundle.practice ? PushWords::tr("The bundle is for practice only.")
                               : PushWords::tr("It is for practice, and the bundle is not.");
    }
    const bool connected = entry.link == LinkState::Connected;
    if (!connected && !(away == AwayDevices::WaitFor && isAway(entry))) {
        const QString reason = strangerReason(entry);
        return reason.isEmpty() ? PushWords::tr("It is not connected.") : reason;
    }
    if (connected && entry.status->onTrial) {
        return PushWords::tr("Its release is on trial: commit it or roll it back first.");
    }
    if (!entry.status && entry.model.isEmpty()) {
        return {}; // it is asked once it is there
    }
    const std::string revision = entry.status ? entry.status->hardwareRevision : std::string();
    const Result<> fits = desk.fits(entry.model.toStdString(), revision);
    return fits ? QString() : errorMessage(fits.error()).happened;
}

} // namespace fieldfare::app
