// SPDX-License-Identifier: Apache-2.0
#include "tests/powercut/flows.h"

#include "tests/powercut/invariants.h"

#include <algorithm>

namespace fieldfare::powercut {

using test::need;

namespace {

using Act = std::function<Result<>(Product&)>;

/// Starts what the environment selects; for making devices, not for checking them.
std::string reboot(const Workshop& workshop, Machine& machine) {
    return workshop.loader().start(machine).value_or(Started{}).slot;
}

/// Running in slot a, Before in slot b, both committed and known to the installer: made by the installer
/// itself.
Medium makeWorkingDevice(const Workshop& workshop) {
    Machine machine(workshop.newDevice());
    std::string booted = "a";
    for (const std::size_t release : {Before, Running}) {
        need(Product(workshop, machine, booted).install(release));
        booted = reboot(workshop, machine);
        Product product(workshop, machine, booted);
        need(product.boot());
        need(product.trial());
    }
    Medium medium = machine.view();
    medium.collect();
    return medium;
}

const Medium& workingDevice(const Workshop& workshop) {
    return workshop.workingDevice([&] { return makeWorkingDevice(workshop); });
}

/// A working device on which `acts` were done, each after a reboot or not; with a newer installer in the slot
/// `newerIn`.
Medium after(const Workshop& workshop, const std::vector<std::pair<bool, Act>>& acts,
             const std::string& newerIn = {}) {
    Machine machine(workingDevice(workshop));
    std::string booted = "a";
    for (const auto& [rebootFirst, act] : acts) {
        booted = rebootFirst ? reboot(workshop, machine) : booted;
        Product product(workshop, machine, booted, Fate::Healthy, Defect::None,
                        booted == newerIn ? Age::Newer : Age::Same);
        if (rebootFirst) {
            need(product.boot());
        }
        need(act(product));
    }
    return machine.view();
}

Act installing(std::size_t release) {
    return [release](Product& product) { return product.install(release); };
}

Act interrupted(std::size_t release, std::uint64_t limitBytes) {
    return [=](Product& product) -> Result<> {
        (void)product.install(release, limitBytes);
        return {};
    };
}

Result<> runTrialIn(Product& product) {
    FF_CHECK(product.trial());
    return {};
}

Result<> nothing(Product&) {
    return {};
}

constexpr std::uint64_t someBytes = 150'000;

Flow installFlow(std::string name, std::string about, std::size_t release) {
    Flow flow;
    flow.name = std::move(name);
    flow.about = std::move(about);
    flow.installs = flow.ends = release;
    flow.isInstall = true;
    flow.prepare = workingDevice;
    flow.act = flow.again = installing(release);
    return flow;
}

std::vector<Flow> installFlows() {
    std::vector<Flow> all{
        installFlow("install", "a release of which nothing is known", Full),
        installFlow("delta", "a release of which most is in the booted slot", Delta),
        installFlow("part", "a release for one group; the other one is copied", Part),
        installFlow("resume", "an installation goes on that lost its source", Full),
        installFlow("replace", "another bundle, while a switch waits for its reboot", Next),
        installFlow("reinstall", "the release that runs already, into the other slot", Full),
        installFlow("repeat", "a bundle that is installed already and waits for its reboot", Full),
        installFlow("dead", "a release that never starts", Full),
        installFlow("stick", "from a stick that is pulled on the way and put in again", Full),
    };
    all[3].prepare = [](const Workshop& workshop) {
        return after(workshop, {{false, interrupted(Full, someBytes)}});
    };
    all[4].prepare = all[6].prepare = [](const Workshop& workshop) {
        return after(workshop, {{false, installing(Full)}});
    };
    all[5].prepare = [](const Workshop& workshop) {
        return after(workshop, {{false, installing(Full)}, {true, runTrialIn}});
    };
    all[5].booted = "b";
    all[5].isRunningAlready = true;
    all[7].fate = Fate::Dead;
    all[8].act = [](Product& product) -> Result<> {
        FF_CHECK(interrupted(Full, someBytes)(product));
        return product.install(Full);
    };
    return all;
}

std::vector<Flow> laterFlows() {
    const auto onTrial = [](std::size_t release) {
        return [release](const Workshop& workshop) {
            return after(workshop, {{false, installing(release)}, {true, nothing}});
        };
    };
    const Act rollBack = [](Product& product) { return product.rollBack(); };
    Flow commit = installFlow("commit", "health checks pass, and the trial is committed", Full);
    commit.prepare = onTrial(Full);
    commit.booted = "b";
    commit.act = runTrialIn;
    commit.isInstall = false;
    Flow sick = commit;
    sick.name = "failed-health";
    sick.about = "a health check fails, and the trial is left";
    sick.fate = Fate::Sick;
    Flow back = commit;
    back.name = "roll-back";
    back.about = "a person leaves a committed release";
    back.installs = Delta; // of the same epoch, so that there is a way back after its commit
    back.ends = Running;
    back.prepare = [](const Workshop& workshop) {
        return after(workshop, {{false, installing(Delta)}, {true, runTrialIn}});
    };
    back.act = back.again = rollBack;
    Flow leave = back;
    leave.name = "roll-back-trial";
    leave.about = "a person leaves a release on trial";
    leave.prepare = onTrial(Delta);
    Flow takeBack = leave;
    takeBack.name = "roll-back-pending";
    takeBack.about = "a person takes back a switch that waits for its reboot";
    takeBack.booted = "a";
    takeBack.prepare = [](const Workshop& workshop) { return after(workshop, {{false, installing(Delta)}}); };
    Flow cancel = installFlow("cancel", "an interrupted installation is cancelled", Full);
    cancel.prepare = [](const Workshop& workshop) {
        return after(workshop, {{false, interrupted(Full, someBytes)}});
    };
    cancel.isInstall = false;
    cancel.act = [](Product& product) { return product.cancel(); };
    Flow newerSick = sick;
    newerSick.name = "newer-failed-health";
    newerSick.about = "the same, and the state is what a newer installer wrote";
    newerSick.newerIn = "b";
    Flow newerBack = back;
    newerBack.name = "newer-roll-back";
    newerBack.about = "a person leaves a committed release whose installer was newer";
    newerBack.newerIn = "b";
    newerBack.prepare = [](const Workshop& workshop) {
        return after(workshop, {{false, installing(Delta)}, {true, runTrialIn}}, "b");
    };
    return {commit, sick, back, leave, takeBack, cancel, newerSick, newerBack};
}

} // namespace

const std::vector<Flow>& flows() {
    static const std::vector<Flow> all = [] {
        std::vector<Flow> made = installFlows();
        for (Flow& flow : laterFlows()) {
            made.push_back(std::move(flow));
        }
        return made;
    }();
    return all;
}

Age ageIn(const Flow& flow, const std::string& slot) {
    return slot == flow.newerIn ? Age::Newer : Age::Same;
}

const Flow* flowNamed(std::string_view name) {
    const auto found =
        std::find_if(flows().begin(), flows().end(), [&](const Flow& flow) { return flow.name == name; });
    return found == flows().end() ? nullptr : &*found;
}

Life::Life(const Workshop& workshop, const Flow& flow, Machine& machine, Defect defect, Fate fate)
    : m_workshop(workshop)
    , m_flow(flow)
    , m_machine(machine)
    , m_defect(defect)
    , m_fate(fate)
    , m_floor(floorOn(workshop, machine.view())) {}

void Life::must(const Result<>& outcome, int invariant, const char* what) {
    if (!outcome.ok()) {
        throw Violation{invariant, std::string(what) + ": " + describeLine(outcome.error())};
    }
}

/// A program of the installer; each call is a process of its own.
template <typename Work>
auto Life::with(Work work) {
    Product product(m_workshop, m_machine, m_booted, m_fate, m_defect, ageIn(m_flow, m_booted));
    return work(product);
}

void protectBooted(const Workshop& workshop, Machine& machine, const std::string& booted) {
    for (const auto& [slot, devices] : workshop.slotDevices()) {
        for (const std::size_t device : devices) {
            if (slot == booted) {
                machine.protect(device, 2);
            } else {
                machine.unprotect(device);
            }
        }
    }
    machine.protect(workshop.dataDevice(), 11);
    machine.protect(workshop.recoveryDevice(), 12);
}

/// Starts the device until a release runs that gets as far as our programs.
void Life::powerOn() {
    const LoaderState before = m_workshop.loader().read(m_machine.view());
    for (std::uint64_t boots = 1;; ++boots) {
        const auto started = m_workshop.loader().start(m_machine);
        if (!started) {
            throw Violation{1, "nothing can be started"};
        }
        const auto release = m_workshop.wholeRelease(m_machine.view(), started->slot);
        if (!release) {
            throw Violation{1, "slot " + started->slot + " is started, and holds no whole release"};
        }
        if (boots > std::max<std::uint64_t>(before.limit, 1) + 1) {
            throw Violation{9, std::to_string(boots) + " boots, and no healthy release"};
        }
        if (!(started->trial && m_fate == Fate::Dead)) {
            m_booted = started->slot;
            break;
        }
    }
    m_fellBack.reset();
    if (before.trial && before.slot != m_booted &&
        m_workshop.loader().read(m_machine.view(), m_booted).rolledBack) {
        m_fellBack = m_workshop.wholeRelease(m_machine.view(), before.slot);
    }
    protectBooted(m_workshop, m_machine, m_booted);
}

DeviceStatus Life::checkNow() {
    checkMedium(m_workshop, m_machine.view(), m_floor);
    m_floor = std::max(m_floor, floorOn(m_workshop, m_machine.view()));
    auto status = with([](Product& product) { return product.report(); });
    must(status.ok() ? Result<>() : Result<>(status.error()), 6, "the status");
    checkReport(m_workshop, m_machine.view(), m_booted, *status);
    return std::move(*status);
}

void Life::runTrialService() {
    const auto outcome = with([](Product& product) { return product.trial(); });
    must(outcome.ok() ? Result<>() : Result<>(outcome.error()), 8, "the trial");
    if (*outcome == installer::TrialOutcome::WentBack) {
        powerOn();
        must(with([](Product& product) { return product.boot(); }), 8, "recovery after a trial");
        const DeviceStatus status = checkNow();
        if (!status.installation || status.installation->state != InstallationState::RolledBack) {
            throw Violation{
                6, "the trial was left, and " +
                       std::string(status.installation ? toString(status.installation->state) : "nothing") +
                       " is reported"};
        }
    }
}

/// A trial that the loader ended is reported as that.
void Life::checkFallBack(const DeviceStatus& status) {
    if (!m_fellBack) {
        return;
    }
    const bool isTheOne = status.installation &&
                          status.installation->release.version == m_workshop.release(*m_fellBack).version;
    const bool isSaid =
        status.rolledBack && (!isTheOne || status.installation->state == InstallationState::FellBack);
    if (!isSaid) {
        throw Violation{
            6, "the loader went back, and " +
                   std::string(status.installation ? toString(status.installation->state) : "nothing") +
                   " is reported"};
    }
}

void Life::settle() {
    constexpr int maxRounds = 3; // recovery may finish a switch, which takes a reboot to show
    DeviceStatus status;
    for (int round = 0; round == 0 || (round < maxRounds && status.switchPending); ++round) {
        powerOn();
        must(with([](Product& product) { return product.boot(); }), 8, "recovery");
        checkFallBack(checkNow());
        runTrialService();
        status = checkNow();
    }
    if (status.onTrial || status.switchPending) {
        throw Violation{8, "recovery does not come to an end"};
    }
    const auto release = m_workshop.wholeRelease(m_machine.view(), m_booted);
    if (release && *release == m_flow.installs && m_fate != Fate::Healthy && !m_flow.isRunningAlready) {
        throw Violation{9, "a release that is not healthy was committed"};
    }
    if (release && status.epochFloor < m_workshop.release(*release).epoch) {
        throw Violation{7, "the floor is below the committed release"};
    }
}

void Life::recover() {
    settle();
}

void Life::restartProgram() {
    m_booted = m_flow.booted;
    protectBooted(m_workshop, m_machine, m_booted);
    must(with([](Product& product) { return product.boot(); }), 8, "recovery without a reboot");
    (void)checkNow();
    if (m_flow.isInstall) {
        must(with([this](Product& product) { return m_flow.again(product); }), 8,
             "doing it again without a reboot");
        (void)checkNow();
    }
}

void Life::converge() {
    m_fate = Fate::Healthy;
    m_machine.recording().healthyFrom = m_machine.recording().operations.size();
    const auto done = [this] {
        const auto running = m_workshop.wholeRelease(m_machine.view(), m_booted);
        return running && *running == m_flow.ends;
    };
    if (!done()) {
        must(with([this](Product& product) { return m_flow.again(product); }), 8, "doing it again");
        checkMedium(m_workshop, m_machine.view(), m_floor);
        settle();
    }
    if (!done()) {
        throw Violation{8, "doing it again led to another release"};
    }
}

} // namespace fieldfare::powercut
