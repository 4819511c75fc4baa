// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/status.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace fieldfare::app {

enum class LinkState {
    Connecting, ///< Never answered so far.
    Connected,
    Lost,     ///< Does not answer now; tried again and again.
    Refused,  ///< Answers, but one of the two does not trust the other.
    Stranger, ///< Announces itself and has nothing to do with this fleet.
};

/// A certificate that a device showed, and that this fleet's root vouches for.
struct CertificateFacts {
    QString name; ///< Its common name: untrusted text.
    QString serial;
    QString fingerprint; ///< SHA-256, hexadecimal.
    QDateTime validFrom;
    QDateTime validUntil;
};

/// All that the workbench knows of one device.
struct DeviceEntry {
    int serial = 0;  ///< Names the entry for as long as the program runs.
    QString address; ///< Where it is; from the person or the network, never from the device.
    QString id;      ///< Of its certificate if it ever connected, else as announced.
    QString service; ///< Of its announcement; empty if it announces nothing now.
    QString name;
    QString model;
    QString release; ///< The version it runs, or last ran.
    QString releaseName;
    QString note;  ///< Of the technician, as is
    QString group; ///< the group; empty: none.
    bool remembered = false;
    bool practice =
        false; ///< The virtual device of the practice: of a fleet of its own, and never remembered.
    bool outOfDate = false; ///< Another device of its model runs a newer version of the same release.
    LinkState link = LinkState::Connecting;
    bool trying = false; ///< An attempt to connect is under way.
    int failedTries = 0; ///< In a row, since it last answered or announced itself.
    std::chrono::steady_clock::time_point
        retryAt;                                ///< Not tried again before, unless something is heard of it.
    std::optional<DeviceStatus> status;         ///< The last one; old unless connected.
    std::optional<Error> error;                 ///< Why it is not connected.
    QDateTime lastSeen;                         ///< Invalid: never.
    std::vector<CertificateFacts> certificates; ///< Its own first; of the last connection.
};

} // namespace fieldfare::app
