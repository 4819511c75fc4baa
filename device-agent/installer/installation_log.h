// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/journal.h"
#include "device-agent/installer/installation_record.h"

#include <functional>

namespace fieldfare::installer {

/// The journal as the installation sees it: one record that is replaced, durably, as a whole. A damaged
/// journal gives the last whole record, or none; recovery then believes the boot environment. One thread at a
/// time.
class InstallationLog {
public:
    /// Borrows `state`. Errors: Io.
    [[nodiscard]] static Result<InstallationLog> open(StateStore& state);

    /// The current installation, or the last one.
    [[nodiscard]] const std::optional<InstallationRecord>& current() const { return m_current; }
    /// True if something behind the last whole record could not be read.
    [[nodiscard]] bool damaged() const { return m_damaged; }
    /// Makes `record` the current one. Errors: DataUnavailable; `record` is then current in memory only.
    [[nodiscard]] Result<> save(const InstallationRecord& record);

private:
    explicit InstallationLog(Journal journal)
        : m_journal(std::move(journal)) {}
    Journal m_journal;
    std::optional<InstallationRecord> m_current;
    bool m_damaged = false;
};

} // namespace fieldfare::installer
