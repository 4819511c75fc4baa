// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/status.h"
#include "core/storage/state_store.h"

#include <map>

namespace fieldfare::installer {

/// What one slot holds, as far as this installer wrote it.
struct SlotRecord {
    ReleaseId release;
    std::string manifestDigest; ///< Hex.
    std::string headName;       ///< Its bundle's head in the state folder.
    std::string payload;        ///< Its payload in that bundle.
    std::int64_t signedAt = 0;  ///< Unix time of the bundle's signature.
    std::uint64_t sequence =
        0; ///< Counts installations: of slots that run together the highest names the release.
    friend bool operator==(const SlotRecord&, const SlotRecord&) = default;
};

/// The file "slots" in the state folder: what each slot holds, by slot name. A slot without an entry was
/// written by somebody else, or is being written.
class SlotRecords {
public:
    /// A missing or unreadable file is an empty one: then slots are hashed instead of looked up.
    [[nodiscard]] static SlotRecords load(StateStore& state);

    [[nodiscard]] const SlotRecord* find(const std::string& slot) const;
    [[nodiscard]] std::vector<std::string> headNames() const;
    /// For the records of a new installation: higher than all that are there.
    [[nodiscard]] std::uint64_t nextSequence() const;
    void forget(const std::string& slot) { m_records.erase(slot); }
    void put(const std::string& slot, SlotRecord record) {
        m_records.insert_or_assign(slot, std::move(record));
    }
    /// Errors: DataUnavailable.
    [[nodiscard]] Result<> save(StateStore& state) const;

private:
    std::map<std::string, SlotRecord> m_records;
};

} // namespace fieldfare::installer
