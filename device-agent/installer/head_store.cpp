// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/head_store.h"

#include "core/protocol/installer_socket.h"

#include <algorithm>

namespace fieldfare::installer {
namespace {

constexpr std::string_view prefix = "head.";
/// What the journal and the small files need beside a head.
constexpr std::uint64_t reserveBytes = std::uint64_t{2} << 20;

} // namespace

Result<std::vector<std::string>> HeadStore::names() const {
    FF_TRY(std::vector<std::string> all, m_state.list());
    std::erase_if(all, [](const std::string& name) { return !name.starts_with(prefix); });
    return all;
}

Result<std::string> HeadStore::begin(std::uint64_t headBytes) {
    if (headBytes > maxHeadBytes) {
        return Error(
            ErrorCode::TooLarge,
            {{"path", std::string("head of the bundle")}, {"have", headBytes}, {"limit", maxHeadBytes}});
    }
    FF_TRY(const std::uint64_t free, m_state.freeBytes());
    if (free < headBytes + reserveBytes) {
        return Error(
            ErrorCode::DataUnavailable,
            {{"path", m_state.pathOf("").string()}, {"need", headBytes + reserveBytes}, {"have", free}});
    }
    FF_TRY(const std::vector<std::string> taken, names());
    for (std::size_t number = 0;; ++number) {
        std::string name = std::string(prefix) + std::to_string(number);
        if (std::find(taken.begin(), taken.end(), name) == taken.end()) {
            if (auto made = m_state.replace(name, {}); !made.ok()) {
                return Error(ErrorCode::DataUnavailable, {{"path", m_state.pathOf(name).string()}});
            }
            return name;
        }
    }
}

Result<> HeadStore::append(const std::string& name, ByteView bytes) {
    if (auto added = m_state.append(name, bytes); !added.ok()) {
        return Error(ErrorCode::DataUnavailable,
                     {{"path", m_state.pathOf(name).string()}, {"detail", describe(added.error()).happened}});
    }
    return {};
}

Result<std::shared_ptr<ByteSource>> HeadStore::open(const std::string& name) const {
    if (!name.starts_with(prefix)) {
        return Error(ErrorCode::NotFound, {{"path", name}});
    }
    FF_TRY(auto source, m_state.open(name));
    return std::shared_ptr<ByteSource>(std::move(source));
}

Result<> HeadStore::keepOnly(const std::vector<std::string>& names) {
    FF_TRY(const std::vector<std::string> all, this->names());
    for (const std::string& name : all) {
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            FF_CHECK(m_state.remove(name));
        }
    }
    return {};
}

} // namespace fieldfare::installer
