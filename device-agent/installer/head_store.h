// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/head.h"
#include "core/storage/state_store.h"

namespace fieldfare::installer {

/// The heads of bundles in the state folder ("head.N"): that of the current installation, for going on with
/// it, and those of the releases in the slots, whose indexes say what the slots hold. A torn or changed one
/// is caught by the digests.
class HeadStore {
public:
    /// Borrows `state`.
    explicit HeadStore(StateStore& state)
        : m_state(state) {}

    /// Starts a new head and gives its name. Errors: DataUnavailable{need,have}, TooLarge.
    [[nodiscard]] Result<std::string> begin(std::uint64_t headBytes);
    /// Adds bytes to its end. Errors: DataUnavailable.
    [[nodiscard]] Result<> append(const std::string& name, ByteView bytes);
    /// A head as a source. Errors: NotFound, Io.
    [[nodiscard]] Result<std::shared_ptr<ByteSource>> open(const std::string& name) const;
    /// Removes all heads but these.
    [[nodiscard]] Result<> keepOnly(const std::vector<std::string>& names);

private:
    [[nodiscard]] Result<std::vector<std::string>> names() const;
    StateStore& m_state;
};

} // namespace fieldfare::installer
