// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"
#include "core/base/unique_fd.h"
#include "device-agent/installer/bootloaders/boot_control.h"

#include <filesystem>

namespace fieldfare::installer {

/// Where one copy of U-Boot's environment lies: a line of fw_env.config.
struct EnvironmentPlace {
    std::string device;      ///< At most 255 bytes, without ':' unless a UBI volume (libubootenv's limits).
    std::int64_t offset = 0; ///< Negative: from the end of a block device.
    std::uint64_t sizeBytes = 0;
};

/// Reads fw_env.config as libubootenv does (device, offset, size in hexadecimal; two lines make it
/// redundant), but refuses what would lead libubootenv astray: sizes that make no sense, copies of different
/// size or in the same place. Errors: BootEnvironment{path,detail}.
[[nodiscard]] Result<std::vector<EnvironmentPlace>> readEnvironmentConfig(const std::filesystem::path& path);
/// The same from text; `path` is for errors.
[[nodiscard]] Result<std::vector<EnvironmentPlace>> parseEnvironmentConfig(std::string_view text,
                                                                           const std::filesystem::path& path);

/// One copy on a file or block device, opened for reading. MTD and UBI are left to libubootenv: isRaw() is
/// false.
///
/// A descriptor that was opened before a write is told by fsync(2) when that write was lost; libubootenv 0.3
/// asks for the flush but does not look at the answer.
class EnvironmentCopy {
public:
    /// Errors: BootEnvironment{path,detail}.
    [[nodiscard]] static Result<EnvironmentCopy> open(const EnvironmentPlace& place);

    [[nodiscard]] bool isRaw() const { return m_fd.valid(); }
    enum class Content {
        Valid,
        Damaged, ///< The checksum is wrong, or it cannot be read: libubootenv leaves it alone.
        Endless, ///< The checksum is right, but no end of the list of variables: libubootenv would read on
                 ///< behind it.
    };
    /// `copies` is how many the environment has: the redundant form has one more byte of header.
    [[nodiscard]] Content content(std::size_t copies) const;
    /// Waits until the medium holds it, and forgets the cache, so that the next reader asks the medium.
    [[nodiscard]] Result<> settle() const;

private:
    UniqueFd m_fd;
    std::string m_device;
    std::uint64_t m_offset = 0;
    std::uint64_t m_sizeBytes = 0;
};

/// CRC-32 as zlib and U-Boot compute it (IEEE 802.3, reflected).
[[nodiscard]] std::uint32_t crc32(ByteView data);

} // namespace fieldfare::installer
