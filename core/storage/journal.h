// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/state_store.h"

namespace fieldfare {

struct JournalRecord {
    std::uint32_t type = 0;
    Bytes payload;
    friend bool operator==(const JournalRecord&, const JournalRecord&) = default;
};

/// An append-only list of records in a StateStore. A record is there wholly or not at all, whatever power
/// cuts did: a reader stops at the first one that is not whole. On the medium, little-endian, one after the
/// other:
///     u32 length of the payload, u32 type, payload, first 8 bytes of the SHA-256 of all that.
/// Not thread-safe. `store` must outlive it.
class Journal {
public:
    static constexpr std::size_t maxPayloadBytes = std::size_t{64} << 10;
    static constexpr std::size_t maxFileBytes = std::size_t{4} << 20;

    /// Reads the whole records; a journal that is not there has none. Nothing is written. Errors: Io,
    /// TooLarge.
    [[nodiscard]] static Result<Journal> open(StateStore& store, std::filesystem::path name = "journal");

    [[nodiscard]] const std::vector<JournalRecord>& records() const { return m_records; }
    /// Bytes behind the last whole record that open() ignored: the rest of an append that a power cut tore,
    /// or damage.
    [[nodiscard]] std::size_t ignoredBytes() const { return m_ignoredBytes; }
    /// Bytes in the file: compact() when it grows beyond what its owner likes.
    [[nodiscard]] std::size_t sizeBytes() const { return m_sizeBytes; }

    /// Adds a record; durable when it returns. After a failure the record may or may not be there at the next
    /// open(), whole in either case, and the next append() first repairs the file. Errors: TooLarge, Io,
    /// NoSpace.
    [[nodiscard]] Result<> append(std::uint32_t type, ByteView payload);
    /// Puts exactly `records` in the journal's place, all or nothing. Errors: TooLarge, Io, NoSpace.
    [[nodiscard]] Result<> compact(std::vector<JournalRecord> records);

private:
    Journal(StateStore& store, std::filesystem::path name);

    StateStore* m_store;
    std::filesystem::path m_name;
    std::vector<JournalRecord> m_records;
    std::size_t m_ignoredBytes = 0;
    std::size_t m_sizeBytes = 0;
    bool m_tailUnknown = false;
};

/// The whole records at the start of `content`, and how many bytes they take: what Journal::open() reads.
struct JournalPrefix {
    std::vector<JournalRecord> records;
    std::size_t bytes = 0;
};
[[nodiscard]] JournalPrefix readJournal(ByteView content);

} // namespace fieldfare
