// SPDX-License-Identifier: Apache-2.0
#include "tests/powercut/product.h"

#include "core/bundle/slice_source.h"
#include "device-agent/installer/device_report.h"
#include "device-agent/installer/head_store.h"
#include "device-agent/installer/installation.h"
#include "tests/powercut/newer_installer.h"
#include "tests/support/forwarding_state_store.h"

#include <algorithm>

namespace fieldfare::powercut {

using namespace fieldfare::installer;

namespace {

constexpr std::uint64_t checkpointBytes = std::uint64_t{48} << 10;

class Silent final : public InstallationObserver {
public:
    void changed(const InstallationStatus&) override {}
};

class NoWatchdog final : public Watchdog {
public:
    void feed() override {}
    void disarm() override {}
};

class FixedName final : public BootedSlot {
public:
    explicit FixedName(std::string name)
        : m_name(std::move(name)) {}
    Result<std::string> bootName() override { return m_name; }

private:
    std::string m_name;
};

/// A clock of which each look costs a second, so that nothing ever waits.
class HastyClock final : public Clock {
public:
    UnixTime now() const override { return UnixTime(std::chrono::seconds(1'760'000'000)); }
    std::chrono::steady_clock::time_point monotonic() const override {
        return m_time += std::chrono::seconds(1);
    }
    bool synchronised() const override { return true; }

private:
    mutable std::chrono::steady_clock::time_point m_time;
};

/// Notes in the recording which calls of the state store began, and which have promised that they are
/// durable.
class MarkedStore final : public test::ForwardingStateStore {
public:
    MarkedStore(std::unique_ptr<StateStore> store, Machine& machine)
        : ForwardingStateStore(std::move(store))
        , m_machine(machine) {}
    Result<> replace(const std::filesystem::path& name, ByteView content) override {
        return marked(name, toBytes(content), [&] { return ForwardingStateStore::replace(name, content); });
    }
    Result<> append(const std::filesystem::path& name, ByteView record) override {
        const Bytes* old = m_machine.view().file(name.string());
        Bytes content = old == nullptr ? Bytes() : *old;
        content.insert(content.end(), record.begin(), record.end());
        return marked(name, std::move(content), [&] { return ForwardingStateStore::append(name, record); });
    }
    Result<> remove(const std::filesystem::path& name) override {
        return marked(name, std::nullopt, [&] { return ForwardingStateStore::remove(name); });
    }

private:
    template <typename Call>
    Result<> marked(const std::filesystem::path& name, std::optional<Bytes> content, Call call) {
        m_machine.mark({0, false, name.string(), content});
        auto outcome = call();
        if (outcome.ok()) {
            m_machine.mark({0, true, name.string(), std::move(content)});
        }
        return outcome;
    }
    Machine& m_machine;
};

/// A bundle on a road that may end, counting what travels.
class CountedSource final : public BundleSource {
public:
    CountedSource(ByteView bundle, Machine& machine, std::uint64_t limitBytes)
        : m_bundle(bundle)
        , m_recording(machine.recording())
        , m_leftBytes(limitBytes) {}
    Result<> announce(const InstallationStatus&, const NeededRanges&) override { return {}; }
    Result<> read(std::uint64_t offset, MutableBytes into) override {
        if (into.size() > m_leftBytes) {
            return Error(ErrorCode::SourceLost, {{"detail", std::string("pulled")}});
        }
        m_leftBytes -= into.size();
        m_recording.fetchedBytes += into.size();
        std::copy_n(m_bundle.begin() + static_cast<std::ptrdiff_t>(offset), into.size(), into.begin());
        return {};
    }
    void reportDurable() override {
        m_recording.durableFetches.emplace_back(m_recording.operations.size(), m_recording.fetchedBytes);
    }

private:
    ByteView m_bundle;
    Recording& m_recording;
    std::uint64_t m_leftBytes;
};

} // namespace

class Product::Parts : public SlotAccess, public ProcessRunner {
public:
    Parts(const Workshop& workshop, Machine& theMachine, const std::string& bootedName, Fate theFate,
          Defect theDefect, Age age)
        : machine(theMachine)
        , fate(theFate)
        , bootedSlot(bootedName)
        , defect(theDefect, workshop, theMachine)
        , state(defect.around(makeStore(theMachine, age)))
        , name(bootedName)
        , boot(defect.around(workshop.backend().control(theMachine, name)))
        , services{workshop.config(), *state, *boot, name, *this, *this, clock, checkpointBytes} {
        defect.attach();
    }
    static std::unique_ptr<StateStore> makeStore(Machine& machine, Age age) {
        auto store = std::make_unique<MarkedStore>(makeStateFolder(makeFolder(machine)), machine);
        return age == Age::Newer ? writtenByNewer(std::move(store)) : std::move(store);
    }
    Result<std::unique_ptr<BlockDevice>> openTarget(const device::SlotConfig& slot) override {
        const std::size_t index = std::stoul(slot.path.string());
        return defect.around(makeBlockDevice(machine, index), index);
    }
    Result<std::shared_ptr<ByteSource>> openBooted(const device::SlotConfig& slot) override {
        return std::shared_ptr<ByteSource>(makeBlockDevice(machine, std::stoul(slot.path.string())));
    }
    Result<ProcessOutcome> run(const ProcessRequest&) override {
        defect.beforeHealthCheck(*boot, bootedSlot);
        ProcessOutcome outcome;
        outcome.exitStatus = fate == Fate::Healthy ? 0 : 1;
        return outcome;
    }

    Machine& machine;
    Fate fate;
    std::string bootedSlot;
    PlantedDefect defect;
    std::unique_ptr<StateStore> state;
    FixedName name;
    std::unique_ptr<BootControl> boot;
    HastyClock clock;
    Services services;
};

Product::Product(const Workshop& workshop, Machine& machine, std::string booted, Fate fate, Defect defect,
                 Age age)
    : m_parts(std::make_unique<Parts>(workshop, machine, booted, fate, defect, age))
    , m_workshop(workshop)
    , m_machine(machine) {}

Product::~Product() = default;

Result<> Product::boot() {
    FF_TRY(InstallationLog log, InstallationLog::open(*m_parts->state));
    return reconcileAtBoot(m_parts->services, log);
}

Result<> Product::install(std::size_t release, std::uint64_t limitBytes) {
    m_parts->defect.setRelease(release);
    StateStore& state = *m_parts->state;
    const ReleaseImages& what = m_workshop.release(release);
    FF_TRY(InstallationLog log, InstallationLog::open(state));
    FF_CHECK(reconcile(m_parts->services, log));
    FF_CHECK(dropUnusedHeads(state, log));
    HeadStore heads(state);
    FF_TRY(const std::string head, heads.begin(what.headBytes));
    FF_CHECK(heads.append(head, ByteView(what.bundle).first(what.headBytes)));
    Silent silent;
    InstallationControl control;
    Installation installation(m_parts->services, log, control, silent);
    FF_CHECK(installation.offer(head, {}));
    CountedSource source(what.bundle, m_machine, limitBytes);
    return installation.run(source);
}

Result<TrialOutcome> Product::trial() {
    NoWatchdog watchdog;
    return runTrial(m_parts->services, watchdog, [] { return true; });
}

Result<> Product::rollBack() {
    FF_TRY(InstallationLog log, InstallationLog::open(*m_parts->state));
    FF_CHECK(reconcile(m_parts->services, log));
    FF_CHECK(installer::rollBack(m_parts->services, log));
    return {};
}

Result<> Product::cancel() {
    FF_TRY(InstallationLog log, InstallationLog::open(*m_parts->state));
    FF_CHECK(reconcile(m_parts->services, log));
    FF_CHECK(cancelIdle(log, log.current() ? log.current()->status.id : std::string()));
    return {};
}

Result<DeviceStatus> Product::report() {
    return reportDevice(m_parts->services);
}

} // namespace fieldfare::powercut
