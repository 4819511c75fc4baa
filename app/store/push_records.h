// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/push_batch.h"

#include <QDateTime>
#include <QString>

#include <vector>

namespace fieldfare::app {

/// A device in a recorded push.
struct RecordedDevice {
    QString address;
    QString id;   ///< Of its certificate, as known before; may be empty.
    QString name; ///< As shown then.
    bool ended = false;
    PushOutcome outcome; ///< Means something once it has ended.
    QDateTime endedAt;
};

/// A push as it was started, and how far it came.
struct PushRecord {
    qint64 id = 0;
    QString bundlePath;
    QString installation; ///< BundleFile::installationId(): tells whether the file is still that bundle.
    QString release;      ///< Name and version.
    BatchOptions options;
    QDateTime startedAt;
    std::vector<RecordedDevice> devices;
};

/// One device's share in a push: a line of its history.
struct RecordedPush {
    QString release;
    QDateTime at;
    bool ended = false;
    PushOutcome outcome;
};

/// The memory of pushes. A push is written before it runs, so that one that was cut off can go on.
class PushRecords {
public:
    virtual ~PushRecords() = default;
    /// Writes a push that is about to run; its id. Errors: Io.
    [[nodiscard]] virtual Result<qint64> begin(const PushRecord& record) = 0;
    /// One device is through. Errors: Io.
    [[nodiscard]] virtual Result<> deviceEnded(qint64 push, std::size_t place,
                                               const PushOutcome& outcome) = 0;
    /// Devices that are tried again have not ended any more. Errors: Io.
    [[nodiscard]] virtual Result<> reopen(qint64 push, const std::vector<std::size_t>& places) = 0;
    /// The push is over and is not offered again. Errors: Io.
    [[nodiscard]] virtual Result<> end(qint64 push) = 0;
    /// The latest push that is not over and that no running program works at. Errors: Io.
    [[nodiscard]] virtual Result<std::optional<PushRecord>> unfinished() = 0;
    /// Takes it over for this program. Errors: Io, Busy if another one was faster.
    [[nodiscard]] virtual Result<> adopt(qint64 push) = 0;
    /// What was pushed to a device from this laptop, the newest first, at most `limit`. Errors: Io.
    [[nodiscard]] virtual Result<std::vector<RecordedPush>> historyOf(const QString& deviceId, int limit) = 0;
};

} // namespace fieldfare::app
