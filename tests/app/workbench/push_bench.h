// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/push_flow.h"
#include "tests/app/workbench/fake_records.h"
#include "tests/app/workbench/fakes.h"

namespace fieldfare::app {

/// A push flow on faked devices.
struct PushBench {
    FakeLinks links;
    FakeFinder finder;
    FakeMemory memory;
    FakeDesk desk;
    FakeRecords records;
    DeviceBook book{links, finder, memory};
    PushFlow flow{book, desk, &records};

    int connectDevice(const QString& address, const DeviceStatus& status) {
        const int serial = book.add(address, {});
        Q_EMIT links.latest[address]->statusArrived(status);
        return serial;
    }
    /// Three gateways, all chosen, up to the review.
    void review() {
        for (const char* id : {"gw-1", "gw-2", "gw-3"}) {
            connectDevice(id, goodStatus(id, "1.0"));
        }
        flow.openBundle("/good.ffb");
        flow.next();
        flow.chooseAll(true);
        flow.next();
        flow.next();
    }
    [[nodiscard]] QString cell(int row, PushRows::Role role) {
        return flow.rows()->index(row, 0).data(role).toString();
    }
    [[nodiscard]] static PushOutcome outcome(PushState state, std::optional<Error> error = std::nullopt) {
        PushOutcome made;
        made.state = state;
        made.error = std::move(error);
        return made;
    }
    void finish(std::size_t device, PushState state) {
        Q_EMIT desk.latest->deviceDone(device, outcome(state));
    }
};

} // namespace fieldfare::app
