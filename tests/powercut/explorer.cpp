// SPDX-License-Identifier: Apache-2.0
#include "tests/powercut/explorer.h"

#include "tests/powercut/invariants.h"

#include <algorithm>

namespace fieldfare::powercut {

/// A violation on its way out, with what led to it.
struct Explorer::Found {
    Mishap mishap;
    Violation violation;
};

namespace {

std::uint64_t durablyFetched(const Recording& recording, std::size_t at) {
    std::uint64_t bytes = 0;
    for (const auto& [position, fetched] : recording.durableFetches) {
        bytes = position <= at ? fetched : bytes;
    }
    return bytes;
}

/// In the later part of a life the bundle was installed again, and is healthy.
Fate fateAt(const Recording& recording, const Cut& cut, Fate fate) {
    return cut.at > recording.healthyFrom ? Fate::Healthy : fate;
}

} // namespace

const char* nameOf(Fate fate) {
    return fate == Fate::Healthy ? "healthy" : (fate == Fate::Sick ? "sick" : "dead");
}

Fate fateNamed(std::string_view name) {
    return name == "sick" ? Fate::Sick : (name == "dead" ? Fate::Dead : Fate::Healthy);
}

const Recording& Explorer::record(const Flow& flow) {
    const auto known = m_recordings.find(flow.name);
    if (known != m_recordings.end()) {
        return known->second;
    }
    Machine machine(flow.prepare(m_workshop));
    protectBooted(m_workshop, machine, flow.booted);
    {
        Product product(m_workshop, machine, flow.booted, flow.fate, m_defect, ageIn(flow, flow.booted));
        const auto done = flow.act(product);
        if (!done.ok() && m_defect == Defect::None) {
            throw Found{{}, {0, "the flow itself: " + describeLine(done.error())}};
        }
    }
    return m_recordings.emplace(flow.name, machine.recording()).first->second;
}

void Explorer::checkState(const Flow& flow, const Recording& before, const Cut& cut, const Medium& medium,
                          Machine& machine, Fate fate, bool bounded) {
    checkMedium(m_workshop, medium, floorOn(m_workshop, before.start));
    checkFiles(before, cut.at, medium);
    Life life(m_workshop, flow, machine, m_defect, fate);
    life.recover();
    life.converge();
    const std::uint64_t again = machine.recording().fetchedBytes;
    const std::uint64_t allowed = before.fetchedBytes - durablyFetched(before, cut.at);
    if (bounded && flow.isInstall && fate == Fate::Healthy && again > allowed) {
        throw Violation{8, std::to_string(again) + " bytes were fetched again, and " +
                               std::to_string(allowed) + " were missing"};
    }
    ++m_tally.states;
    if (progress && m_tally.states % 500 == 0) {
        progress(flow, m_tally);
    }
}

void Explorer::exploreCut(const Flow& flow, const Recording& recording, const Cut& cut, const Medium& medium,
                          const Effort& effort, Lot& lot) {
    std::vector<Fate> fates{flow.fate};
    if (flow.fate == Fate::Healthy && flow.ends == flow.installs && m_workshop.loader().read(medium).trial) {
        fates.push_back(Fate::Dead); // nobody knows yet what becomes of it
    }
    for (const Fate fate : fates) {
        Machine machine(medium);
        Mishap mishap{{}, {cut}, fate};
        try {
            checkState(flow, recording, cut, medium, machine, fate, true);
        } catch (const Violation& violation) {
            throw Found{mishap, violation};
        }
        if (effort.secondEvery != 0 && lot.below(effort.secondEvery) == 0) {
            exploreAgain(flow, machine.recording(), 0, effort.secondCuts, std::move(mishap), lot);
        }
    }
}

/// Cuts at `count` places of what followed a mishap.
void Explorer::exploreAgain(const Flow& flow, const Recording& recording, std::size_t from, std::size_t count,
                            Mishap mishap, Lot& lot) {
    const std::size_t length = recording.operations.size() - from;
    mishap.cuts.emplace_back();
    for (std::size_t i = 0; i < count && length > 0; ++i) {
        History history(recording);
        history.advanceTo(from + 1 + lot.below(length));
        const std::vector<Cut> cuts = history.cuts(4, m_seed);
        const Cut& cut = cuts[lot.below(cuts.size())];
        mishap.cuts.back() = cut;
        const Medium medium = history.after(cut, m_seed);
        Machine machine(medium);
        try {
            checkState(flow, recording, cut, medium, machine, fateAt(recording, cut, mishap.fate), false);
        } catch (const Violation& violation) {
            throw Found{mishap, violation};
        }
        ++m_tally.secondStates;
    }
}

void Explorer::exploreKills(const Flow& flow, const Recording& recording, const Effort& effort, Lot& lot) {
    for (std::size_t at = 0; effort.killCuts != 0 && at <= recording.operations.size(); ++at) {
        const Mishap mishap{at, {}, flow.fate};
        Machine machine(recording, at);
        try {
            Life(m_workshop, flow, machine, m_defect, flow.fate).restartProgram();
        } catch (const Violation& violation) {
            throw Found{mishap, violation};
        }
        exploreAgain(flow, machine.recording(), at, effort.killCuts, mishap, lot);
    }
}

std::optional<Failure> Explorer::explore(const Flow& flow, const Effort& effort) {
    try {
        const Recording& recording = record(flow);
        m_tally.operations += recording.operations.size();
        Lot lot(m_seed ^ recording.operations.size());
        History history(recording);
        do {
            for (const Cut& cut : history.cuts(effort.subsets, m_seed)) {
                exploreCut(flow, recording, cut, history.after(cut, m_seed), effort, lot);
            }
        } while (history.advance());
        exploreKills(flow, recording, effort, lot);
    } catch (const Found& found) {
        return shrink(flow, found.mishap, found.violation);
    }
    return std::nullopt;
}

std::vector<std::string> Explorer::trace(const Flow& flow) {
    std::vector<std::string> lines;
    for (const Operation& operation : record(flow).operations) {
        lines.push_back(toText(operation));
    }
    return lines;
}

std::optional<Violation> Explorer::check(const Flow& flow, const Mishap& mishap) {
    try {
        Recording before = record(flow);
        if (mishap.kill) {
            Machine machine(before, *mishap.kill);
            Life(m_workshop, flow, machine, m_defect, mishap.fate).restartProgram();
            before = machine.recording();
        }
        for (std::size_t i = 0; i < mishap.cuts.size(); ++i) {
            History history(before);
            history.advanceTo(mishap.cuts[i].at);
            const Medium medium = history.after(mishap.cuts[i], m_seed);
            Machine machine(medium);
            const Fate fate = i == 0 ? mishap.fate : fateAt(before, mishap.cuts[i], mishap.fate);
            checkState(flow, before, mishap.cuts[i], medium, machine, fate, i == 0 && !mishap.kill);
            Recording next = machine.recording();
            before = std::move(next);
        }
    } catch (const Violation& violation) {
        return violation;
    } catch (const Found& found) {
        return found.violation;
    }
    return std::nullopt;
}

/// Takes away what is not needed for the same invariant to be violated: first the tear, then writes that were
/// kept.
Failure Explorer::shrink(const Flow& flow, Mishap mishap, Violation violation) {
    const auto stillFails = [&](const Mishap& smaller) {
        auto found = check(flow, smaller);
        if (found && found->invariant == violation.invariant) {
            violation = std::move(*found);
            mishap = smaller;
            return true;
        }
        return false;
    };
    if (!mishap.cuts.empty()) {
        Mishap untorn = mishap;
        untorn.cuts.back().tearBytes = 0;
        (void)stillFails(untorn);
        for (std::size_t i = 0; i < mishap.cuts.back().keep.size(); ++i) {
            Mishap fewer = mishap;
            if (fewer.cuts.back().keep[i]) {
                fewer.cuts.back().keep[i] = false;
                (void)stillFails(fewer);
            }
        }
    }
    Failure failure{flow.name, mishap, violation, {}};
    failure.command = commandFor(flow, mishap);
    return failure;
}

std::string Explorer::commandFor(const Flow& flow, const Mishap& mishap) const {
    std::string command = "tst_powercut --loader " + m_workshop.backend().name() + " --flow " + flow.name;
    if (mishap.kill) {
        command += " --kill " + std::to_string(*mishap.kill);
    }
    for (const Cut& cut : mishap.cuts) {
        command += " --cut " + std::to_string(cut.at) + " --keep " + toText(cut.keep) + " --tear " +
                   std::to_string(cut.tearBytes);
    }
    command += std::string(" --fate ") + nameOf(mishap.fate) + " --seed " + std::to_string(m_seed);
    if (m_defect != Defect::None) {
        command += std::string(" --defect ") + nameOf(m_defect);
    }
    return command;
}

} // namespace fieldfare::powercut
