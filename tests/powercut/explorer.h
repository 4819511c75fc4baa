// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/powercut/flows.h"
#include "tests/powercut/history.h"

namespace fieldfare::powercut {

/// What happens to a device while a flow runs: perhaps a program is killed, then the power fails, and perhaps
/// again during what follows.
struct Mishap {
    std::optional<std::size_t> kill; ///< Before this operation of the flow.
    std::vector<Cut> cuts;           ///< At least one; each in what follows the one before.
    Fate fate = Fate::Healthy;       ///< Of the new release, in what follows.
};

struct Failure {
    std::string flow;
    Mishap mishap;
    Violation violation;
    std::string command; ///< Runs it again.
};

struct Effort {
    std::size_t subsets = 8;     ///< Of the pending writes, for each operation, beside none and all.
    std::size_t secondEvery = 4; ///< Of so many states one is cut again during what follows (0: none),
    std::size_t secondCuts = 2;  ///< at so many places.
    std::size_t killCuts = 6;    ///< Cuts after each kill (0: no kills).
};

struct Tally {
    std::size_t operations = 0;   ///< Of the flow itself.
    std::size_t states = 0;       ///< Booted, recovered, run again, and checked.
    std::size_t secondStates = 0; ///< Of them: of a second cut or of one after a kill.
};

/// Cuts the power at every operation of flows, in many ways each, and checks every state that is left.
class Explorer {
public:
    Explorer(const Workshop& workshop, std::uint64_t seed, Defect defect = Defect::None)
        : m_workshop(workshop)
        , m_seed(seed)
        , m_defect(defect) {}

    /// Stops at the first failure, which is shrunk.
    [[nodiscard]] std::optional<Failure> explore(const Flow& flow, const Effort& effort);
    /// One state; nothing if all invariants hold.
    [[nodiscard]] std::optional<Violation> check(const Flow& flow, const Mishap& mishap);
    /// The operations of a flow, one a line, for people.
    [[nodiscard]] std::vector<std::string> trace(const Flow& flow);
    [[nodiscard]] const Tally& tally() const { return m_tally; }
    /// Told now and then.
    std::function<void(const Flow&, const Tally&)> progress;

private:
    struct Found;
    [[nodiscard]] const Recording& record(const Flow& flow);
    void checkState(const Flow& flow, const Recording& before, const Cut& cut, const Medium& medium,
                    Machine& machine, Fate fate, bool bounded);
    void exploreCut(const Flow& flow, const Recording& recording, const Cut& cut, const Medium& medium,
                    const Effort& effort, Lot& lot);
    void exploreAgain(const Flow& flow, const Recording& recording, std::size_t from, std::size_t count,
                      Mishap mishap, Lot& lot);
    void exploreKills(const Flow& flow, const Recording& recording, const Effort& effort, Lot& lot);
    [[nodiscard]] Failure shrink(const Flow& flow, Mishap mishap, Violation violation);
    [[nodiscard]] std::string commandFor(const Flow& flow, const Mishap& mishap) const;

    const Workshop& m_workshop;
    std::uint64_t m_seed;
    Defect m_defect;
    Tally m_tally;
    std::map<std::string, Recording> m_recordings;
};

[[nodiscard]] const char* nameOf(Fate fate);
[[nodiscard]] Fate fateNamed(std::string_view name);

} // namespace fieldfare::powercut
