// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/uboot_environment.h"

#include "core/base/file.h"

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

namespace fieldfare::app {

namespace {

constexpr std::size_t headerBytes = 5;

/// The CRC of IEEE 802.3, bit by bit: 16 KiB at a boot need no table.
std::uint32_t crc32(ByteView bytes) {
    std::uint32_t crc = 0xffffffffU;
    for (const std::byte byte : bytes) {
        crc ^= static_cast<std::uint32_t>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
        }
    }
    return ~crc;
}

bool isNewer(std::uint8_t flag, std::uint8_t than) {
    if (flag == 0 && than == 255) {
        return true;
    }
    return !(flag == 255 && than == 0) && flag > than;
}

} // namespace

Result<Bytes> encodeEnvironment(const EnvironmentCopy& copy) {
    std::string data;
    for (const auto& [name, value] : copy.variables) {
        data += name + '=' + value + '\0';
    }
    if (data.size() + 1 > environmentBytes - headerBytes) {
        return Error(ErrorCode::BootEnvironment, {{"detail", "the variables do not fit"}});
    }
    Bytes bytes(environmentBytes);
    bytes[4] = static_cast<std::byte>(copy.flag);
    std::ranges::copy(asBytes(data), bytes.begin() + headerBytes);
    storeLittleEndian<std::uint32_t>(bytes, crc32(ByteView(bytes).subspan(headerBytes)));
    return bytes;
}

Result<EnvironmentCopy> decodeEnvironment(ByteView bytes) {
    if (bytes.size() != environmentBytes ||
        loadLittleEndian<std::uint32_t>(bytes) != crc32(bytes.subspan(headerBytes))) {
        return Error(ErrorCode::BootEnvironment, {{"detail", "the checksum is wrong"}});
    }
    EnvironmentCopy copy{std::to_integer<std::uint8_t>(bytes[4]), {}};
    std::string_view text = asText(bytes.subspan(headerBytes));
    while (!text.empty() && text.front() != '\0') {
        const std::string_view entry = text.substr(0, text.find('\0'));
        const std::size_t equals = entry.find('=');
        if (equals != std::string_view::npos) {
            copy.variables.insert_or_assign(std::string(entry.substr(0, equals)),
                                            std::string(entry.substr(equals + 1)));
        }
        text.remove_prefix(std::min(text.size(), entry.size() + 1));
    }
    return copy;
}

bool RedundantEnvironment::load() {
    m_validCopies = 0;
    m_current = {};
    m_active = 1;
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        const Result<Bytes> bytes = readFile(m_files[i], environmentBytes);
        if (!bytes.ok()) {
            continue;
        }
        Result<EnvironmentCopy> copy = decodeEnvironment(*bytes);
        if (copy.ok() && (m_validCopies++ == 0 || isNewer(copy->flag, m_current.flag))) {
            m_current = std::move(copy).value();
            m_active = i;
        }
    }
    return m_validCopies > 0;
}

std::string RedundantEnvironment::valueOr(std::string_view name, std::string fallback) const {
    const auto found = m_current.variables.find(name);
    return found == m_current.variables.end() ? std::move(fallback) : found->second;
}

void RedundantEnvironment::set(std::string_view name, std::string value) {
    m_current.variables.insert_or_assign(std::string(name), std::move(value));
}

Result<> RedundantEnvironment::save() {
    EnvironmentCopy next = m_current;
    next.flag = static_cast<std::uint8_t>(m_current.flag + 1);
    FF_TRY(const Bytes bytes, encodeEnvironment(next));
    const std::size_t target = 1 - m_active;
    const std::string path = m_files[target].string();
    const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    if (!fd) {
        return ioError("open", path, errno);
    }
    FF_CHECK(pwriteAll(fd.get(), 0, bytes, path));
    if (::fsync(fd.get()) != 0) {
        return ioError("fsync", path, errno);
    }
    m_current = std::move(next);
    m_active = target;
    return {};
}

} // namespace fieldfare::app
