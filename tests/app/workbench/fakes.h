// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/store/device_memory.h"
#include "app/workbench/connection_check.h"
#include "app/workbench/device_finder.h"
#include "app/workbench/device_link.h"
#include "app/workbench/push_desk.h"

#include <QMap>

namespace fieldfare::app {

/// A link that does what the test says, and notes what it was asked.
class FakeLink final : public DeviceLink {
public:
    explicit FakeLink(QString to)
        : address(std::move(to)) {}
    void open() override { opened = true; }
    void perform(DeviceAction action) override { performed.push_back(action); }
    void followLog() override { following = true; }
    void stopLog() override { following = false; }

    QString address;
    bool opened = false;
    bool following = false;
    std::vector<DeviceAction> performed;
};

class FakeLinks final : public DeviceLinks {
public:
    std::unique_ptr<DeviceLink> make(const QString& address, const QString& expectedId) override {
        auto link = std::make_unique<FakeLink>(address);
        latest[address] = link.get();
        expected[address] = expectedId;
        ++made[address];
        return link;
    }
    QMap<QString, FakeLink*> latest;
    QMap<QString, QString> expected;
    QMap<QString, int> made;
};

class FakeFinder final : public DeviceFinder {
public:
    void start() override { started = true; }
    void setOn(bool wanted) override { on = wanted; }
    bool started = false;
    bool on = true;
};

class FakeMemory final : public DeviceMemory {
public:
    Result<std::vector<RememberedDevice>> remembered() override {
        return std::vector<RememberedDevice>(kept.cbegin(), kept.cend());
    }
    Result<> remember(const std::vector<RememberedDevice>& devices) override {
        if (broken) {
            return *broken;
        }
        for (const RememberedDevice& device : devices) {
            kept[device.address] = device;
        }
        return {};
    }
    Result<> forget(const QString& address) override {
        kept.remove(address);
        return {};
    }
    QMap<QString, RememberedDevice> kept;
    std::optional<Error> broken;
};

class FakeCheck final : public ConnectionCheck {
public:
    void start() override { started = true; }
    bool started = false;
};

class FakeChecks final : public ConnectionChecks {
public:
    std::unique_ptr<ConnectionCheck> make(const QString& address) override {
        auto check = std::make_unique<FakeCheck>();
        latest = check.get();
        checkedAddress = address;
        return check;
    }
    FakeCheck* latest = nullptr;
    QString checkedAddress;
};

class FakeRun final : public PushRun {
public:
    void start() override { started = true; }
    void stop() override { stopped = true; }
    void steer(std::size_t device, RowVerb verb) override { steered.emplace_back(device, verb); }
    bool started = false;
    bool stopped = false;
    std::vector<std::pair<std::size_t, RowVerb>> steered;
};

/// Knows two good bundles: "/good.ffb" for acme,gateway, and "/practice.ffb" of the practice.
class FakeDesk final : public PushDesk {
public:
    Result<BundleSummary> open(const QString& path) override {
        if (path == u"/practice.ffb") {
            model = "fieldfare,practice";
            return BundleSummary{path,
                                 "practice.ffb",
                                 "practice-os 2.0",
                                 "fieldfare,practice",
                                 "practice-release",
                                 "",
                                 1,
                                 2'100'000,
                                 "bb66",
                                 true};
        }
        model = "acme,gateway";
        if (path != u"/good.ffb") {
            return Error(ErrorCode::UntrustedSigner,
                         {{"path", path.toStdString()}, {"signer", std::string("release-key-3")}});
        }
        return BundleSummary{
            path, "good.ffb", "gateway-os 2.0", "acme,gateway", "release-key-1", "Mends the modem.",
            1,    31'000'000, "aa55",           false};
    }
    Result<> fits(const std::string& have, const std::string&) const override {
        if (have == model) {
            return {};
        }
        return Error(ErrorCode::WrongModel, {{"want", model}, {"have", have}});
    }
    std::unique_ptr<PushRun> run(const QStringList& to, const BatchOptions& how) override {
        addresses = to;
        options = how;
        auto made = std::make_unique<FakeRun>();
        latest = made.get();
        return made;
    }
    QString technicianName() const override { return "anna"; }
    std::string model;
    QStringList addresses;
    BatchOptions options;
    FakeRun* latest = nullptr;
};

/// A healthy device with slots A (booted) and B.
[[nodiscard]] inline DeviceStatus goodStatus(const std::string& id, const std::string& version = "1.0",
                                             const std::string& other = "0.9") {
    DeviceStatus status;
    status.id = id;
    status.name = id;
    status.model = "acme,gateway";
    status.hardwareRevision = "C";
    status.softwareVersion = "0.1.0";
    status.bootId = "6f3a";
    status.uptimeSeconds = 4000;
    status.release = {"gateway-os", version, 1};
    status.epochFloor = 1;
    status.slots = {
        {"rootfs-a", "rootfs", "a", true, SlotState::Good, ReleaseId{"gateway-os", version, 1}, 512'000'000},
        {"rootfs-b", "rootfs", "b", false, SlotState::Good, ReleaseId{"gateway-os", other, 1}, 512'000'000},
    };
    status.clock = {1'780'000'000, true, 1'700'000'000};
    return status;
}

} // namespace fieldfare::app
