// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/powercut/machine.h"

namespace fieldfare::powercut {

/// What the boot environment says, read from the raw medium.
struct LoaderState {
    int validCopies = 0;
    bool otherIsPrevious = true; ///< The other copy, if it is valid, is the one that was written just before.
    std::string slot;
    bool trial = false;
    std::uint64_t count = 0;
    std::uint64_t limit = 0;
    bool rolledBack = false;
    std::uint64_t epochFloor = 0;
    std::map<std::string, std::string> slotStates; ///< As written: "good", "trial", "bad".
};

struct Started {
    std::string slot;
    bool trial = false; ///< With the watchdog armed.
};

/// A boot loader that keeps the contract of docs/BOOTLOADERS.md. A model must share no code with the
/// installer: it judges it. One for each kind of loader.
class LoaderModel {
public:
    virtual ~LoaderModel() = default;
    /// `booted` is the slot that runs, for a loader whose medium does not say whether the last try of a trial
    /// is under way or has failed; empty: none runs.
    [[nodiscard]] virtual LoaderState read(const Medium& medium, const std::string& booted) const = 0;
    [[nodiscard]] LoaderState read(const Medium& medium) const { return read(medium, {}); }
    /// One power-on, up to where the kernel runs; its own writes are operations of the machine. Nothing if
    /// nothing can be loaded.
    [[nodiscard]] virtual std::optional<Started> start(Machine& machine) const = 0;
    /// The medium with the copy lost that read() goes by; nothing if there is no second one that is whole.
    [[nodiscard]] virtual std::optional<Medium> withoutNewestCopy(const Medium& medium) const = 0;
};

/// Which devices hold the parts of a slot, by boot name.
using SlotDevices = std::map<std::string, std::vector<std::size_t>>;

/// U-Boot with the script of u-boot.env.example and a redundant environment. `offsets` and `sizeBytes` are
/// those of its copies on `device`.
[[nodiscard]] std::unique_ptr<LoaderModel> makeUBootModel(std::size_t device,
                                                          std::pair<std::uint64_t, std::uint64_t> offsets,
                                                          std::size_t sizeBytes, SlotDevices slots);

/// GRUB with the script of grub.cfg.example and its environment block on two devices, which stand for the two
/// files: the one that counts, and the one with the state before.
[[nodiscard]] std::unique_ptr<LoaderModel> makeGrubModel(std::size_t current, std::size_t previous,
                                                         SlotDevices slots);

/// systemd-boot with the entries of the example in the folder "esp/".
[[nodiscard]] std::unique_ptr<LoaderModel> makeSystemdBootModel(SlotDevices slots);

/// True if all parts of a slot can be loaded.
[[nodiscard]] bool loadsSlot(const Medium& medium, const SlotDevices& slots, const std::string& slot);
/// A loader finds nothing to start in a device whose first 4 KiB are zeros.
[[nodiscard]] bool hasHead(const Bytes& device);

} // namespace fieldfare::powercut
