// SPDX-License-Identifier: Apache-2.0
#include "tests/powercut/planted_defects.h"
#include "tests/support/forwarding_state_store.h"

#include <algorithm>
#include <array>

namespace fieldfare::powercut {

namespace {

constexpr std::array<const char*, static_cast<std::size_t>(Defect::defectCount)> names{
    "none",
    "file-sync-dropped",
    "append-sync-dropped",
    "folder-sync-dropped",
    "slot-flush-swallowed",
    "environment-flush-dropped",
    "journal-after-environment",
    "environment-in-two-writes",
    "same-copy-overwritten",
    "slot-not-marked-bad",
    "commit-before-health",
    "checkpoint-ahead-of-data",
    "epoch-raised-too-early",
    "head-not-destroyed",
    "head-written-first",
    "read-back-from-cache",
    "switch-before-head",
    "record-before-data",
};

constexpr std::size_t headBytes = 4096;

class DefectiveDevice final : public BlockDevice {
public:
    DefectiveDevice(std::unique_ptr<BlockDevice> device, std::size_t index, PlantedDefect& defect)
        : m_device(std::move(device))
        , m_index(index)
        , m_defect(defect) {}
    [[nodiscard]] std::uint64_t sizeBytes() const override { return m_device->sizeBytes(); }
    [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) override {
        if (m_believed && offset < headBytes) { // it claims what the product wants to see
            FF_CHECK(m_device->readAt(offset, into));
            const std::size_t length = std::min<std::size_t>(into.size(), headBytes - offset);
            std::copy_n(m_believed->begin() + static_cast<std::ptrdiff_t>(offset), length, into.begin());
            return {};
        }
        return m_device->readAt(offset, into);
    }
    [[nodiscard]] Result<> writeAt(std::uint64_t offset, ByteView data) override {
        const bool isHead = offset == 0 && data.size() <= headBytes;
        if (isHead && m_defect.is(Defect::HeadNotDestroyed) && isAllZero(data)) {
            m_believed = Bytes(headBytes);
            return {};
        }
        if (isHead && m_defect.is(Defect::SwitchBeforeHead) && !isAllZero(data)) {
            m_believed = toBytes(data);
            m_defect.heldBack = [this, head = toBytes(data)] {
                (void)m_device->writeAt(0, head);
                (void)m_device->flush();
            };
            return {};
        }
        m_believed.reset();
        if (offset >= headBytes && !m_headIsThere && m_defect.is(Defect::HeadWrittenFirst)) {
            FF_CHECK(m_device->writeAt(0, m_defect.headFor(m_index)));
            m_headIsThere = true;
        }
        return m_device->writeAt(offset, data);
    }
    [[nodiscard]] Result<> zeroRange(std::uint64_t offset, std::uint64_t length) override {
        return m_device->zeroRange(offset, length);
    }
    [[nodiscard]] Result<> flush() override {
        if (m_defect.is(Defect::CheckpointAheadOfData)) {
            m_defect.heldBack = [this] { (void)m_device->flush(); };
            return {};
        }
        return m_device->flush();
    }
    [[nodiscard]] Result<> dropCache(std::uint64_t offset, std::uint64_t length) override {
        return m_device->dropCache(offset, length);
    }

private:
    std::unique_ptr<BlockDevice> m_device;
    std::size_t m_index;
    PlantedDefect& m_defect;
    std::optional<Bytes> m_believed;
    bool m_headIsThere = false;
};

class DefectiveStore final : public test::ForwardingStateStore {
public:
    DefectiveStore(std::unique_ptr<StateStore> store, PlantedDefect& defect)
        : ForwardingStateStore(std::move(store))
        , m_defect(defect) {}
    [[nodiscard]] Result<> replace(const std::filesystem::path& name, ByteView content) override {
        if (m_defect.is(Defect::RecordBeforeData) && name == "slots") {
            if (const auto old = ForwardingStateStore::read(name, 1U << 16);
                old.ok() && old->size() > content.size()) {
                return {}; // an entry would go
            }
        }
        return ForwardingStateStore::replace(name, content);
    }
    [[nodiscard]] Result<> append(const std::filesystem::path& name, ByteView record) override {
        const bool installed = asText(record).find("\"state\":\"installed\"") != std::string_view::npos;
        if (m_defect.is(Defect::JournalAfterEnvironment) && installed) {
            m_defect.heldBack = [this, name, kept = toBytes(record)] {
                (void)ForwardingStateStore::append(name, kept);
            };
            return {};
        }
        auto appended = ForwardingStateStore::append(name, record);
        if (m_defect.is(Defect::CheckpointAheadOfData) && name == "journal") {
            m_defect.release();
        }
        return appended;
    }

private:
    PlantedDefect& m_defect;
};

class DefectiveBoot final : public installer::BootControl {
public:
    DefectiveBoot(std::unique_ptr<installer::BootControl> boot, PlantedDefect& defect)
        : m_boot(std::move(boot))
        , m_defect(defect) {}
    [[nodiscard]] Result<installer::BootState> readState() override { return m_boot->readState(); }
    [[nodiscard]] Result<> prepareTarget(std::string_view booted, std::string_view target) override {
        if (!m_defect.is(Defect::SlotNotMarkedBad)) {
            return stored(m_boot->prepareTarget(booted, target));
        }
        FF_TRY(const installer::BootState now, m_boot->readState());
        const auto kept = now.slotStates.find(target);
        return stored(kept == now.slotStates.end() ? m_boot->prepareTarget(booted, target)
                                                   : m_boot->fallBackTo(booted, target, kept->second));
    }
    [[nodiscard]] Result<> switchToTrial(std::string_view target) override {
        if (m_defect.is(Defect::EpochRaisedTooEarly)) {
            FF_CHECK(m_boot->raiseEpochFloor(2));
        }
        if (m_defect.is(Defect::EnvironmentInTwoWrites)) {
            FF_CHECK(m_boot->fallBackTo(target, target, SlotState::Bad));
        }
        return stored(m_boot->switchToTrial(target));
    }
    [[nodiscard]] Result<> commit(std::string_view booted) override { return stored(m_boot->commit(booted)); }
    [[nodiscard]] Result<> fallBackTo(std::string_view slot, std::string_view left,
                                      SlotState leftState) override {
        return stored(m_boot->fallBackTo(slot, left, leftState));
    }
    [[nodiscard]] Result<> raiseEpochFloor(std::uint64_t floor) override {
        return stored(m_boot->raiseEpochFloor(floor));
    }
    [[nodiscard]] Result<> clearRolledBack() override { return stored(m_boot->clearRolledBack()); }
    [[nodiscard]] Result<> restoreIfLost(std::string_view booted) override {
        return m_boot->restoreIfLost(booted);
    }
    [[nodiscard]] Result<installer::EnvironmentCopies> inspect() override { return m_boot->inspect(); }

private:
    /// What was held back until something is stored comes now.
    Result<> stored(Result<> outcome) {
        if (outcome.ok() && !m_defect.is(Defect::CheckpointAheadOfData)) {
            m_defect.release();
        }
        return outcome;
    }
    std::unique_ptr<installer::BootControl> m_boot;
    PlantedDefect& m_defect;
};

} // namespace

const char* nameOf(Defect defect) {
    return names.at(static_cast<std::size_t>(defect));
}

std::optional<Defect> defectNamed(std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<Defect>(std::distance(names.begin(), found)));
}

PlantedDefect::~PlantedDefect() {
    m_machine.defect = {};
}

void PlantedDefect::attach() {
    if (m_defect != Defect::None) {
        m_machine.defect = [this](Operation& operation) { return change(operation); };
    }
}

void PlantedDefect::release() {
    if (heldBack) {
        std::exchange(heldBack, {})();
    }
}

Bytes PlantedDefect::headFor(std::size_t device) const {
    for (const auto& [slot, devices] : m_workshop.slotDevices()) {
        for (std::size_t part = 0; part < devices.size(); ++part) {
            if (devices[part] == device) {
                const Bytes& image = m_workshop.release(m_release).images.at(m_workshop.groups()[part]);
                return toBytes(ByteView(image).first(headBytes));
            }
        }
    }
    return Bytes(headBytes);
}

void PlantedDefect::beforeHealthCheck(installer::BootControl& boot, const std::string& booted) {
    if (m_defect == Defect::CommitBeforeHealth) {
        (void)boot.commit(booted);
    }
}

bool PlantedDefect::change(Operation& operation) {
    const Backend& backend = m_workshop.backend();
    const bool onEnvironment = backend.owns(operation);
    switch (m_defect) {
    case Defect::FileSyncDropped:
        return operation.kind != Kind::FileSync || onEnvironment || !operation.name.ends_with(".new");
    case Defect::AppendSyncDropped:
        return operation.kind != Kind::FileSync || onEnvironment || operation.name.ends_with(".new");
    case Defect::FolderSyncDropped:
        return operation.kind != Kind::FolderSync || onEnvironment;
    case Defect::SlotFlushSwallowed:
        return operation.kind != Kind::BlockFlush || onEnvironment;
    case Defect::EnvironmentFlushDropped:
        return !isSync(operation.kind) || !onEnvironment;
    case Defect::SameCopyOverwritten:
        if (onEnvironment) {
            backend.overwriteYounger(operation);
        }
        return true;
    case Defect::ReadBackFromCache:
        return true; // the medium that forgets is made in tst_powercut_faults
    default:
        return true;
    }
}

std::unique_ptr<BlockDevice> PlantedDefect::around(std::unique_ptr<BlockDevice> target, std::size_t device) {
    if (m_defect == Defect::None) {
        return target;
    }
    return std::make_unique<DefectiveDevice>(std::move(target), device, *this);
}

std::unique_ptr<StateStore> PlantedDefect::around(std::unique_ptr<StateStore> store) {
    if (m_defect == Defect::None) {
        return store;
    }
    return std::make_unique<DefectiveStore>(std::move(store), *this);
}

std::unique_ptr<installer::BootControl> PlantedDefect::around(std::unique_ptr<installer::BootControl> boot) {
    if (m_defect == Defect::None) {
        return boot;
    }
    return std::make_unique<DefectiveBoot>(std::move(boot), *this);
}

} // namespace fieldfare::powercut
