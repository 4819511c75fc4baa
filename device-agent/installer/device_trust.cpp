// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/device_trust.h"

#include <algorithm>
#include <charconv>

namespace fieldfare::installer {
namespace {

/// One file with both parts, so that they are replaced together: u32 length of the JSON, JSON, CMS.
constexpr const char* fileName = "revocations";
constexpr std::size_t lengthBytes = 4;
/// The highest number that was taken, in decimal: written after the list, so a list may be newer, never
/// older.
constexpr const char* numberFileName = "revocations-number";
constexpr std::size_t maxNumberBytes = 21;

Error damaged(StateStore& state, const std::string& detail) {
    return Error(ErrorCode::RevocationsDamaged,
                 {{"detail", detail}, {"path", state.pathOf(fileName).string()}});
}

/// Nothing if no list was ever taken.
Result<std::uint64_t> readKnownNumber(StateStore& state) {
    const auto content = state.read(numberFileName, maxNumberBytes);
    if (!content.ok() && content.error() == ErrorCode::NotFound) {
        return std::uint64_t{0};
    }
    std::uint64_t number = 0;
    if (content.ok()) {
        const std::string_view text = asText(*content);
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (code == std::errc() && end != text.data() &&
            std::string_view(end, text.data() + text.size()) == "\n") {
            return number;
        }
    }
    return damaged(state, "the record of its number cannot be read");
}

struct KeptList {
    std::optional<RevocationList> list;
    std::uint64_t knownNumber = 0;
    std::optional<Error> fault;
};

KeptList readKeptList(StateStore& state, const TrustStore& store) {
    KeptList kept;
    const auto known = readKnownNumber(state);
    kept.knownNumber = known.ok() ? *known : 0;
    const auto files = readRevocations(state);
    if (!files.ok()) {
        kept.fault = files.error() == ErrorCode::RevocationsDamaged
                         ? files.error()
                         : damaged(state, describe(files.error()).happened);
        return kept;
    }
    if (files->json.empty()) {
        if (!known.ok()) {
            kept.fault = known.error();
        } else if (*known > 0) {
            kept.fault = damaged(state, "list number " + std::to_string(*known) + " is gone");
        }
        return kept;
    }
    auto list = openRevocations(files->json, files->cms, store);
    if (!list.ok()) {
        kept.fault = damaged(state, describe(list.error()).happened);
        return kept;
    }
    if (list->number < kept.knownNumber) {
        kept.fault = damaged(state, "it has number " + std::to_string(list->number) + ", and number " +
                                        std::to_string(kept.knownNumber) + " was here before");
    }
    kept.knownNumber = std::max(kept.knownNumber, list->number);
    kept.list = std::move(*list); // an older one still says who may not
    return kept;
}

Result<> keep(StateStore& state, const char* name, ByteView content) {
    if (!state.replace(name, content).ok()) {
        return Error(ErrorCode::DataUnavailable, {{"path", state.pathOf(name).string()}});
    }
    return {};
}

} // namespace

Result<DeviceTrust> DeviceTrust::load(const Services& services, const Floors& floors) {
    const device::TrustConfig& config = services.config.trust;
    FF_TRY(TrustStore store, TrustStore::fromPemFile(config.root));
    KeptList kept = readKeptList(services.state, store);
    if (kept.list) {
        store.setRevocations(std::move(*kept.list));
    }
    SignaturePolicy policy;
    policy.required = config.signatures;
    policy.pinnedKeys = config.pinnedKeys;
    policy.judgeReleaseKeyNow = config.judgeReleaseKeyNow;
    DeviceTrust trust(std::move(store), std::move(policy), timePolicy(services.clock, config, floors));
    trust.m_knownRevocations = kept.knownNumber;
    trust.m_revocationsFault = std::move(kept.fault);
    return trust;
}

Result<VerifiedBundle> DeviceTrust::verify(std::shared_ptr<ByteSource> head) const {
    if (m_revocationsFault) {
        return *m_revocationsFault;
    }
    return verifyBundle(std::move(head), m_store, m_policy, m_time);
}

Result<RevocationFiles> readRevocations(StateStore& state) {
    auto content = state.read(fileName, lengthBytes + 2 * maxRevocationBytes);
    if (!content.ok() && content.error() == ErrorCode::NotFound) {
        return RevocationFiles{};
    }
    FF_TRY(const Bytes bytes, std::move(content));
    const std::size_t jsonBytes = bytes.size() < lengthBytes ? 0 : loadLittleEndian<std::uint32_t>(bytes);
    if (bytes.size() < lengthBytes || jsonBytes == 0 || jsonBytes > bytes.size() - lengthBytes) {
        return damaged(state, "the file is cut off");
    }
    const ByteView rest = ByteView(bytes).subspan(lengthBytes);
    return RevocationFiles{toBytes(rest.first(jsonBytes)), toBytes(rest.subspan(jsonBytes))};
}

Result<std::uint64_t> acceptRevocations(StateStore& state, const DeviceTrust& trust,
                                        const RevocationFiles& files) {
    if (files.json.size() > maxRevocationBytes || files.cms.size() > maxRevocationBytes) {
        return Error(ErrorCode::TooLarge,
                     {{"path", std::string("revocations")},
                      {"have", std::uint64_t{std::max(files.json.size(), files.cms.size())}},
                      {"limit", std::uint64_t{maxRevocationBytes}}});
    }
    FF_TRY(const RevocationList list, openRevocations(files.json, files.cms, trust.store()));
    const std::uint64_t known = trust.knownRevocations();
    if (trust.revocationsFault() && list.number < known) {
        return damaged(state, "list number " + std::to_string(list.number) + " is older than number " +
                                  std::to_string(known) + ", which was here before");
    }
    if (!trust.revocationsFault() && list.number <= known) {
        return known;
    }
    Bytes content;
    appendLittleEndian<std::uint32_t>(content, static_cast<std::uint32_t>(files.json.size()));
    content.insert(content.end(), files.json.begin(), files.json.end());
    content.insert(content.end(), files.cms.begin(), files.cms.end());
    FF_CHECK(keep(state, fileName, content));
    FF_CHECK(keep(state, numberFileName, asBytes(std::to_string(list.number) + "\n")));
    return list.number;
}

} // namespace fieldfare::installer
