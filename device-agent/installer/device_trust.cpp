// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/device_trust.h"

namespace fieldfare::installer {
namespace {

/// One file with both parts, so that they are replaced together: u32 length of the JSON, JSON, CMS.
constexpr const char* fileName = "revocations";
constexpr std::size_t lengthBytes = 4;

} // namespace

Result<DeviceTrust> DeviceTrust::load(const Services& services, const Floors& floors) {
    const device::TrustConfig& config = services.config.trust;
    FF_TRY(TrustStore store, TrustStore::fromPemFile(config.root));
    const auto files = readRevocations(services.state);
    if (files.ok() && !files->json.empty()) {
        if (auto list = openRevocations(files->json, files->cms, store); list.ok()) {
            store.setRevocations(std::move(*list));
        }
    }
    SignaturePolicy policy;
    policy.required = config.signatures;
    policy.pinnedKeys = config.pinnedKeys;
    policy.judgeReleaseKeyNow = config.judgeReleaseKeyNow;
    return DeviceTrust(std::move(store), std::move(policy), timePolicy(services.clock, config, floors));
}

Result<VerifiedBundle> DeviceTrust::verify(std::shared_ptr<ByteSource> head) const {
    return verifyBundle(std::move(head), m_store, m_policy, m_time);
}

Result<RevocationFiles> readRevocations(StateStore& state) {
    auto content = state.read(fileName, lengthBytes + 2 * maxRevocationBytes);
    if (!content.ok() && content.error() == ErrorCode::NotFound) {
        return RevocationFiles{};
    }
    FF_TRY(const Bytes bytes, std::move(content));
    const std::size_t jsonBytes = bytes.size() < lengthBytes ? 0 : loadLittleEndian<std::uint32_t>(bytes);
    if (bytes.size() < lengthBytes || jsonBytes > bytes.size() - lengthBytes) {
        return RevocationFiles{};
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
    const std::uint64_t present = trust.store().revocations().number;
    if (list.number <= present) {
        return present;
    }
    Bytes content;
    appendLittleEndian<std::uint32_t>(content, static_cast<std::uint32_t>(files.json.size()));
    content.insert(content.end(), files.json.begin(), files.json.end());
    content.insert(content.end(), files.cms.begin(), files.cms.end());
    if (!state.replace(fileName, content).ok()) {
        return Error(ErrorCode::DataUnavailable, {{"path", state.pathOf(fileName).string()}});
    }
    return list.number;
}

} // namespace fieldfare::installer
