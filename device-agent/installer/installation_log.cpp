// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/installation_log.h"

namespace fieldfare::installer {
namespace {

constexpr std::uint32_t recordType = 1; ///< InstallationRecord as JSON
constexpr std::size_t compactBeyondBytes = std::size_t{512} << 10;

} // namespace

Result<InstallationLog> InstallationLog::open(StateStore& state) {
    auto journal = Journal::open(state);
    const bool tooLarge = !journal.ok() && journal.error() == ErrorCode::TooLarge;
    if (tooLarge) { // nothing that this program wrote: start anew
        FF_CHECK(state.remove("journal"));
        journal = Journal::open(state);
    }
    FF_TRY(Journal opened, std::move(journal));
    InstallationLog log(std::move(opened));
    log.m_damaged = tooLarge || log.m_journal.ignoredBytes() > 0;
    // The last record that can be read is the truth: those before it need not be looked at.
    const std::vector<JournalRecord>& records = log.m_journal.records();
    for (auto record = records.rbegin(); record != records.rend() && !log.m_current; ++record) {
        if (record->type != recordType) {
            continue; // a newer installer's, in a release that was left
        }
        const auto json = parseJson(asText(record->payload), {Journal::maxPayloadBytes, 16});
        auto parsed =
            json.ok() ? recordFromJson(*json) : Result<InstallationRecord>(Error(ErrorCode::BadJournal));
        if (parsed.ok()) {
            log.m_current = std::move(*parsed);
        } else {
            log.m_damaged = true;
        }
    }
    return log;
}

Result<> InstallationLog::save(const InstallationRecord& record) {
    m_current = record;
    const std::string text = toJson(record).dump(-1, ' ', false, Json::error_handler_t::replace);
    const bool grown = m_journal.sizeBytes() > compactBeyondBytes;
    auto saved = grown ? m_journal.compact({JournalRecord{recordType, toBytes(asBytes(text))}})
                       : m_journal.append(recordType, asBytes(text));
    if (!saved.ok()) {
        return Error(ErrorCode::DataUnavailable,
                     {{"path", std::string("journal")}, {"detail", describe(saved.error()).happened}});
    }
    return {};
}

} // namespace fieldfare::installer
