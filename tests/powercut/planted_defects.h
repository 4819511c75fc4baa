// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/state_store.h"
#include "device-agent/installer/services.h"
#include "tests/powercut/workshop.h"

namespace fieldfare::powercut {

/// Defects that the harness must find. Each is planted between the product and the medium, where it makes of
/// the product's operations those of a product with the defect, so that the product is built once.
enum class Defect {
    None,
    FileSyncDropped,         ///< The state folder's files are renamed without having been flushed.
    AppendSyncDropped,       ///< Records are added to the journal without a flush.
    FolderSyncDropped,       ///< Names in the state folder are never flushed.
    SlotFlushSwallowed,      ///< Flushes of the target slot do nothing.
    EnvironmentFlushDropped, ///< The environment is written and never flushed.
    JournalAfterEnvironment, ///< `installed` is journalled behind the switch.
    EnvironmentInTwoWrites,  ///< Slot and trial mark are switched one after the other.
    SameCopyOverwritten,     ///< The environment's younger copy is overwritten instead of the older one.
    SlotNotMarkedBad,        ///< The target keeps its state while it is written.
    CommitBeforeHealth,      ///< The environment is committed, and then the health checks run.
    CheckpointAheadOfData,   ///< The journal says how far it got before the slot is flushed.
    EpochRaisedTooEarly,     ///< The floor rises with the switch and not with the commit.
    HeadNotDestroyed,        ///< The target's first 4 KiB stay while it is written.
    HeadWrittenFirst,        ///< The new first 4 KiB are written before all else.
    ReadBackFromCache,       ///< What is compared is what was written, not what the medium has.
    SwitchBeforeHead,        ///< The environment selects the target before its first 4 KiB are there.
    RecordBeforeData,        ///< The record of what the slot holds is not taken away while it is written.
    defectCount
};

[[nodiscard]] const char* nameOf(Defect defect);
[[nodiscard]] std::optional<Defect> defectNamed(std::string_view name);

/// What a planted defect puts around the product's services. Borrows workshop and machine.
class PlantedDefect {
public:
    PlantedDefect(Defect defect, const Workshop& workshop, Machine& machine)
        : m_defect(defect)
        , m_workshop(workshop)
        , m_machine(machine) {}
    PlantedDefect(const PlantedDefect&) = delete;
    PlantedDefect& operator=(const PlantedDefect&) = delete;
    ~PlantedDefect();

    [[nodiscard]] bool is(Defect defect) const { return m_defect == defect; }
    /// Between the product and the machine's operations.
    void attach();
    [[nodiscard]] std::unique_ptr<BlockDevice> around(std::unique_ptr<BlockDevice> target,
                                                      std::size_t device);
    [[nodiscard]] std::unique_ptr<StateStore> around(std::unique_ptr<StateStore> store);
    [[nodiscard]] std::unique_ptr<installer::BootControl>
    around(std::unique_ptr<installer::BootControl> boot);
    /// Runs before each health check.
    void beforeHealthCheck(installer::BootControl& boot, const std::string& booted);

    /// The first 4 KiB of the image that is being installed there, for the defects that write them too early.
    [[nodiscard]] Bytes headFor(std::size_t device) const;
    void setRelease(std::size_t release) { m_release = release; }

    /// Something that the product did is held back until now.
    void release();
    std::function<void()> heldBack;

private:
    bool change(Operation& operation);
    Defect m_defect;
    const Workshop& m_workshop;
    Machine& m_machine;
    std::size_t m_release = Full;
};

} // namespace fieldfare::powercut
