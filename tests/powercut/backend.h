// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/bootloaders/boot_control.h"
#include "device-agent/installer/bootloaders/booted_slot.h"
#include "tests/powercut/loader_model.h"
#include "tests/powercut/seams.h"

namespace fieldfare::powercut {

/// A kind of boot loader on the bench: what of it lies on a medium, the product's way to change that, and the
/// model that judges it.
class Backend {
public:
    virtual ~Backend() = default;
    [[nodiscard]] virtual std::string name() const = 0;
    /// Puts onto a new device what the loader reads: slot a selected and good, slot b bad. Once.
    virtual void addTo(Medium& medium, const SlotDevices& slots) = 0;
    /// The product's code on a machine; borrows both.
    [[nodiscard]] virtual std::unique_ptr<installer::BootControl>
    control(Machine& machine, installer::BootedSlot& booted) const = 0;
    [[nodiscard]] virtual const LoaderModel& model() const = 0;
    /// Whether an operation is one on what the loader reads.
    [[nodiscard]] virtual bool owns(const Operation& operation) const = 0;
    /// The two copies that the loader reads, the one that counts first if that is always the same.
    [[nodiscard]] virtual Bytes copy(const Medium& medium, std::size_t which) const = 0;
    virtual void overwriteCopy(Medium& medium, std::size_t which, const Bytes& content) const = 0;
    /// The defect same-copy-overwritten, for an operation that it owns: the younger copy is overwritten.
    virtual void overwriteYounger(Operation&) const {}
    /// Whether the copies are written in turn, so that it can have that defect.
    [[nodiscard]] virtual bool takesTurns() const { return false; }
};

/// "u-boot", "grub", "systemd-boot"
[[nodiscard]] const std::vector<std::string>& backendNames();
/// `name` is one of backendNames().
[[nodiscard]] std::unique_ptr<Backend> makeBackend(const std::string& name);

} // namespace fieldfare::powercut
