// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "tests/powercut/medium.h"

#include <functional>
#include <optional>
#include <set>

namespace fieldfare::powercut {

/// What was promised and did not hold. Thrown, since it ends a state whatever runs in it.
struct Violation {
    int invariant =
        0; ///< As they are numbered in docs/RELIABILITY.md; 0: the product failed without a reason.
    std::string text;
};

/// A call of the state store began, or returned well: then its content is durable.
struct Mark {
    std::size_t at = 0; ///< Operations before it.
    bool done = false;
    std::string file;
    std::optional<Bytes> content; ///< Of the whole file afterwards; nothing: it is removed.
};

/// Everything that happened on a medium: it can be cut anywhere, and played back.
struct Recording {
    Medium start;
    std::vector<Operation> operations; ///< Without reads.
    std::vector<Mark> marks;
    std::vector<std::pair<std::size_t, std::uint64_t>>
        durableFetches; ///< Operations before it; bytes fetched.
    std::uint64_t fetchedBytes = 0;
    std::size_t healthyFrom = SIZE_MAX; ///< From this operation on the new release is another, healthy one.
};

/// What a fault does to one operation.
struct Fault {
    int error = 0;           ///< errno
    bool writesHalf = false; ///< Of a write: half of the data arrives before the error.
};

/// A running device: the medium as its programs see it, and a recording of what they do to it.
class Machine {
public:
    explicit Machine(Medium medium);
    /// Goes on after a program was killed `at` operations into `past`: nothing is lost, but what was not
    /// durable is not durable yet.
    Machine(const Recording& past, std::size_t at);

    [[nodiscard]] const Medium& view() const { return m_view; }
    [[nodiscard]] int newInode() { return m_view.newInode(); }
    [[nodiscard]] Recording& recording() { return m_recording; }
    [[nodiscard]] const Recording& recording() const { return m_recording; }

    /// Performs, records, and obeys `fault`. Errors: Io, NoSpace.
    [[nodiscard]] Result<> perform(Operation operation);
    /// A read: only faults matter.
    [[nodiscard]] Result<> read(Kind kind, std::size_t device, const std::string& name);
    void mark(Mark mark);

    /// Writing there violates an invariant at once.
    void protect(std::size_t device, int invariant) { m_protected[device] = invariant; }
    void unprotect(std::size_t device) { m_protected.erase(device); }

    /// Asked before each operation, reads included; nothing: it works.
    std::function<std::optional<Fault>(const Operation&)> fault;
    /// May change or swallow an operation: a planted defect of the layers below the product. False:
    /// swallowed.
    std::function<bool(Operation&)> defect;
    std::uint64_t freeBytes = std::uint64_t{1} << 30;

private:
    Result<> fail(Operation& operation, const Fault& how);
    void note(Operation operation);

    Medium m_view;
    Recording m_recording;
    std::map<std::size_t, int> m_protected;
};

} // namespace fieldfare::powercut
