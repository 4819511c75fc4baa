// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/store/push_records.h"

#include <map>

namespace fieldfare::app {

/// The memory of pushes in a map, as if `otherPrograms` never ran.
class FakeRecords final : public PushRecords {
public:
    struct Kept {
        PushRecord record;
        bool ended = false;
    };
    Result<qint64> begin(const PushRecord& record) override {
        if (broken) {
            return *broken;
        }
        const qint64 id = static_cast<qint64>(kept.size()) + 1;
        kept[id] = {record, false};
        kept[id].record.id = id;
        return id;
    }
    Result<> deviceEnded(qint64 push, std::size_t place, const PushOutcome& outcome) override {
        RecordedDevice& device = kept.at(push).record.devices.at(place);
        device.ended = true;
        device.outcome = outcome;
        return {};
    }
    Result<> reopen(qint64 push, const std::vector<std::size_t>& places) override {
        kept.at(push).ended = false;
        for (const std::size_t place : places) {
            kept.at(push).record.devices.at(place).ended = false;
        }
        return {};
    }
    Result<> end(qint64 push) override {
        kept.at(push).ended = true;
        return {};
    }
    Result<std::optional<PushRecord>> unfinished() override {
        for (auto it = kept.rbegin(); it != kept.rend(); ++it) {
            if (!it->second.ended) {
                return std::optional(it->second.record);
            }
        }
        return std::optional<PushRecord>();
    }
    Result<> adopt(qint64 push) override {
        if (broken) {
            return *broken;
        }
        adopted = push;
        return {};
    }
    Result<std::vector<RecordedPush>> historyOf(const QString& deviceId, int) override {
        std::vector<RecordedPush> found;
        for (const auto& [id, push] : kept) {
            for (const RecordedDevice& device : push.record.devices) {
                if (device.id == deviceId) {
                    found.push_back(
                        {push.record.release, push.record.startedAt, device.ended, device.outcome});
                }
            }
        }
        return found;
    }
    std::map<qint64, Kept> kept;
    qint64 adopted = 0;
    std::optional<Error> broken;
};

} // namespace fieldfare::app
