// SPDX-License-Identifier: Apache-2.0
#include "tests/powercut/machine.h"

#include "core/base/error.h"

#include <algorithm>
#include <cerrno>

namespace fieldfare::powercut {

Machine::Machine(Medium medium)
    : m_view(std::move(medium)) {
    m_view.collect();
    m_recording.start = m_view;
}

Machine::Machine(const Recording& past, std::size_t at)
    : m_view(past.start) {
    m_recording.start = past.start;
    m_recording.operations.assign(past.operations.begin(),
                                  past.operations.begin() + static_cast<std::ptrdiff_t>(at));
    for (const Operation& operation : m_recording.operations) {
        m_view.apply(operation);
    }
    for (const Mark& mark : past.marks) {
        if (mark.done ? mark.at <= at : mark.at < at) {
            m_recording.marks.push_back(mark);
        }
    }
}

Result<> Machine::perform(Operation operation) {
    if (operation.kind == Kind::BlockWrite) {
        if (const auto guarded = m_protected.find(operation.device); guarded != m_protected.end()) {
            throw Violation{guarded->second, "device " + std::to_string(operation.device) +
                                                 " is written at " + std::to_string(operation.offset)};
        }
    }
    if (fault) {
        if (const auto how = fault(operation)) {
            return fail(operation, *how);
        }
    }
    if (!defect || defect(operation)) {
        note(std::move(operation));
    }
    return {};
}

Result<> Machine::read(Kind kind, std::size_t device, const std::string& name) {
    if (fault) {
        Operation operation;
        operation.kind = kind;
        operation.device = device;
        operation.name = name;
        if (const auto how = fault(operation)) {
            return ioError("read", name, how->error);
        }
    }
    return {};
}

Result<> Machine::fail(Operation& operation, const Fault& how) {
    const std::string where = operation.name.empty() ? "the medium" : operation.name;
    if (isSync(operation.kind)) {
        operation.failed = true;
        note(std::move(operation));
    } else if (how.writesHalf && operation.data.size() > 1) {
        operation.data.resize(operation.data.size() / 2);
        note(std::move(operation));
    }
    return how.error == ENOSPC ? Error(ErrorCode::NoSpace, {{"path", where}})
                               : ioError("access", where, how.error);
}

void Machine::note(Operation operation) {
    m_view.apply(operation);
    m_recording.operations.push_back(std::move(operation));
}

void Machine::mark(Mark mark) {
    mark.at = m_recording.operations.size();
    m_recording.marks.push_back(std::move(mark));
}

} // namespace fieldfare::powercut
