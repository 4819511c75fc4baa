// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/services.h"
#include "tests/support/fake_boot_control.h"
#include "tests/support/forwarding_state_store.h"
#include "tests/support/memory_block_device.h"

#include <limits>

namespace fieldfare::test {

/// The power of a device: every durable step asks for it, and it can fail at any of them.
class Power {
public:
    /// The step number `steps` from now (0: the next) finds no power, and none after it.
    void cutAfter(std::size_t steps) { m_left = steps; }
    void restore() { m_left = std::numeric_limits<std::size_t>::max(); }
    [[nodiscard]] bool isOff() const { return m_left == 0; }
    [[nodiscard]] Result<> step() {
        if (m_left == 0) {
            return ioError("write", "no power", 5);
        }
        --m_left;
        return {};
    }

private:
    std::size_t m_left = std::numeric_limits<std::size_t>::max();
};

/// A slot in memory behind the power. Borrows both.
class PoweredDevice final : public BlockDevice {
public:
    PoweredDevice(MemoryBlockDevice& device, Power& power)
        : m_device(device)
        , m_power(power) {}
    std::uint64_t sizeBytes() const override { return m_device.sizeBytes(); }
    Result<> readAt(std::uint64_t offset, MutableBytes into) override {
        return m_device.readAt(offset, into);
    }
    Result<> writeAt(std::uint64_t offset, ByteView data) override {
        FF_CHECK(m_power.step());
        return m_device.writeAt(offset, data);
    }
    Result<> zeroRange(std::uint64_t offset, std::uint64_t length) override {
        FF_CHECK(m_power.step());
        return m_device.zeroRange(offset, length);
    }
    Result<> flush() override {
        FF_CHECK(m_power.step());
        return m_device.flush();
    }
    Result<> dropCache(std::uint64_t offset, std::uint64_t length) override {
        return m_device.dropCache(offset, length);
    }

private:
    MemoryBlockDevice& m_device;
    Power& m_power;
};

/// A real state folder behind the power; it can also be full.
class PoweredStore final : public test::ForwardingStateStore {
public:
    PoweredStore(std::unique_ptr<StateStore> store, Power& power)
        : ForwardingStateStore(std::move(store))
        , m_power(power) {}
    void setFull(bool full) { m_full = full; }

    Result<> replace(const std::filesystem::path& name, ByteView content) override {
        FF_CHECK(change());
        return ForwardingStateStore::replace(name, content);
    }
    Result<> append(const std::filesystem::path& name, ByteView record) override {
        if (auto may = change(); !may.ok()) { // a cut leaves any prefix of the record
            (void)ForwardingStateStore::append(name, record.first(record.size() / 2));
            return may;
        }
        return ForwardingStateStore::append(name, record);
    }
    Result<> remove(const std::filesystem::path& name) override {
        FF_CHECK(m_power.step());
        return ForwardingStateStore::remove(name);
    }
    Result<std::uint64_t> freeBytes() override {
        return m_full ? Result<std::uint64_t>(0) : ForwardingStateStore::freeBytes();
    }

private:
    Result<> change() {
        if (m_full) {
            return Error(ErrorCode::NoSpace, {{"path", std::string("state")}});
        }
        return m_power.step();
    }
    Power& m_power;
    bool m_full = false;
};

/// A boot environment behind the power: each call that stores is a step.
class PoweredBoot final : public installer::BootControl {
public:
    PoweredBoot(FakeBootControl& boot, Power& power)
        : m_boot(boot)
        , m_power(power) {}
    Result<installer::BootState> readState() override { return m_boot.readState(); }
    Result<> prepareTarget(std::string_view booted, std::string_view target) override {
        FF_CHECK(m_power.step());
        return m_boot.prepareTarget(booted, target);
    }
    Result<> switchToTrial(std::string_view target) override {
        FF_CHECK(m_power.step());
        return m_boot.switchToTrial(target);
    }
    Result<> commit(std::string_view booted) override {
        FF_CHECK(m_power.step());
        return m_boot.commit(booted);
    }
    Result<> fallBackTo(std::string_view slot, std::string_view left, SlotState leftState) override {
        FF_CHECK(m_power.step());
        return m_boot.fallBackTo(slot, left, leftState);
    }
    Result<> raiseEpochFloor(std::uint64_t floor) override {
        FF_CHECK(m_power.step());
        return m_boot.raiseEpochFloor(floor);
    }
    Result<> clearRolledBack() override {
        FF_CHECK(m_power.step());
        return m_boot.clearRolledBack();
    }
    Result<installer::EnvironmentCopies> inspect() override { return m_boot.inspect(); }

private:
    FakeBootControl& m_boot;
    Power& m_power;
};

} // namespace fieldfare::test
