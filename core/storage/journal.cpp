// SPDX-License-Identifier: Apache-2.0
#include "core/storage/journal.h"

#include "core/crypto/digest.h"

#include <algorithm>

namespace fieldfare {

namespace {

constexpr std::size_t headerBytes = 8;
constexpr std::size_t checksumBytes = 8;

Result<> appendRecord(Bytes& out, std::uint32_t type, ByteView payload) {
    if (payload.size() > Journal::maxPayloadBytes) {
        return Error(ErrorCode::TooLarge, {{"path", "journal record"},
                                           {"have", std::uint64_t{payload.size()}},
                                           {"limit", std::uint64_t{Journal::maxPayloadBytes}}});
    }
    const std::size_t start = out.size();
    appendLittleEndian(out, static_cast<std::uint32_t>(payload.size()));
    appendLittleEndian(out, type);
    out.insert(out.end(), payload.begin(), payload.end());
    const Digest digest = sha256(ByteView(out).subspan(start));
    out.insert(out.end(), digest.bytes.begin(), digest.bytes.begin() + checksumBytes);
    return {};
}

Result<> checkFileSize(std::size_t bytes) {
    if (bytes > Journal::maxFileBytes) {
        return Error(ErrorCode::TooLarge, {{"path", "journal"},
                                           {"have", std::uint64_t{bytes}},
                                           {"limit", std::uint64_t{Journal::maxFileBytes}}});
    }
    return {};
}

} // namespace

JournalPrefix readJournal(ByteView content) {
    JournalPrefix prefix;
    while (content.size() - prefix.bytes >= headerBytes + checksumBytes) {
        const ByteView rest = content.subspan(prefix.bytes);
        const std::size_t length = loadLittleEndian<std::uint32_t>(rest.first<4>());
        if (length > Journal::maxPayloadBytes || length > rest.size() - headerBytes - checksumBytes) {
            break;
        }
        const Digest digest = sha256(rest.first(headerBytes + length));
        const ByteView checksum = rest.subspan(headerBytes + length, checksumBytes);
        if (!std::equal(checksum.begin(), checksum.end(), digest.bytes.begin())) {
            break;
        }
        prefix.records.push_back(JournalRecord{loadLittleEndian<std::uint32_t>(rest.subspan(4, 4)),
                                               toBytes(rest.subspan(headerBytes, length))});
        prefix.bytes += headerBytes + length + checksumBytes;
    }
    return prefix;
}

Journal::Journal(StateStore& store, std::filesystem::path name)
    : m_store(&store)
    , m_name(std::move(name)) {}

Result<Journal> Journal::open(StateStore& store, std::filesystem::path name) {
    Journal journal(store, std::move(name));
    Result<Bytes> content = store.read(journal.m_name, maxFileBytes);
    if (!content.ok()) {
        if (content.error() == ErrorCode::NotFound) {
            return journal;
        }
        return std::move(content).error();
    }
    JournalPrefix prefix = readJournal(*content);
    journal.m_records = std::move(prefix.records);
    journal.m_sizeBytes = prefix.bytes;
    journal.m_ignoredBytes = content->size() - prefix.bytes;
    journal.m_tailUnknown = journal.m_ignoredBytes > 0;
    return journal;
}

Result<> Journal::append(std::uint32_t type, ByteView payload) {
    Bytes record;
    FF_CHECK(appendRecord(record, type, payload));
    FF_CHECK(checkFileSize(m_sizeBytes + record.size()));
    if (m_tailUnknown) {
        // A record behind a torn one would never be read: rewrite what is whole, and this with it.
        std::vector<JournalRecord> records = m_records;
        records.push_back(JournalRecord{type, toBytes(payload)});
        return compact(std::move(records));
    }
    if (Result<> appended = m_store->append(m_name, record); !appended.ok()) {
        m_tailUnknown = true;
        return appended;
    }
    m_records.push_back(JournalRecord{type, toBytes(payload)});
    m_sizeBytes += record.size();
    return {};
}

Result<> Journal::compact(std::vector<JournalRecord> records) {
    Bytes content;
    for (const JournalRecord& record : records) {
        FF_CHECK(appendRecord(content, record.type, record.payload));
        FF_CHECK(checkFileSize(content.size()));
    }
    if (Result<> replaced = m_store->replace(m_name, content); !replaced.ok()) {
        m_tailUnknown = true; // the old file or the new one: the next append settles it
        return replaced;
    }
    m_records = std::move(records);
    m_sizeBytes = content.size();
    m_ignoredBytes = 0;
    m_tailUnknown = false;
    return {};
}

} // namespace fieldfare
