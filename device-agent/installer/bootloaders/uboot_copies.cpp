// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/uboot_copies.h"

#include "core/base/checked.h"
#include "core/base/file.h"
#include "device-agent/installer/bootloaders/boot_environment.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <linux/fs.h>
#include <sstream>
#include <sys/ioctl.h>
#include <sys/stat.h>

namespace fieldfare::installer {

namespace {

constexpr std::size_t maxConfigBytes = std::size_t{16} << 10;
constexpr std::size_t maxDeviceBytes = 255;
constexpr std::uint64_t minCopyBytes = 64;
constexpr std::uint64_t maxCopyBytes = std::uint64_t{16} << 20;
constexpr std::size_t crcBytes = 4;

/// "0x4000", "4000" or "-0x4000"; the base is 16 where libubootenv reads hexadecimal without a prefix too.
std::optional<std::int64_t> readNumber(std::string_view text, int base) {
    const bool negative = text.starts_with('-');
    text.remove_prefix(negative ? 1 : 0);
    if (text.starts_with("0x") || text.starts_with("0X")) {
        text.remove_prefix(2);
        base = 16;
    }
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (failed != std::errc() || end != text.data() + text.size() || value < 0) {
        return std::nullopt;
    }
    return negative ? -value : value;
}

bool isMtdOrUbi(std::string_view device) {
    return device.starts_with("/dev/mtd") || device.starts_with("/dev/ubi");
}

Result<std::optional<EnvironmentPlace>> readLine(const std::string& line, const std::filesystem::path& path) {
    std::istringstream fields(line);
    std::string device;
    std::string offset;
    std::string size;
    if (line.starts_with('#') || !(fields >> device >> offset >> size)) {
        return std::optional<EnvironmentPlace>(); // libubootenv skips such a line, too
    }
    const auto offsetBytes = readNumber(offset, 10);
    const auto sizeBytes = readNumber(size, 16);
    if (!offsetBytes || !sizeBytes) {
        return environmentError(
            path, "\"" + device + "\" needs an offset and a size, as in: /dev/mmcblk0 0x800000 0x40000");
    }
    if (*sizeBytes < static_cast<std::int64_t>(minCopyBytes) ||
        *sizeBytes > static_cast<std::int64_t>(maxCopyBytes)) {
        return environmentError(path, "the size of a copy must be 64 bytes to 16 MiB");
    }
    if (device.size() > maxDeviceBytes || (!isMtdOrUbi(device) && device.find(':') != std::string::npos)) {
        return environmentError(path, "a device's path must have at most 255 bytes and no ':'");
    }
    return std::optional(EnvironmentPlace{device, *offsetBytes, static_cast<std::uint64_t>(*sizeBytes)});
}

Result<> checkPair(const EnvironmentPlace& a, const EnvironmentPlace& b, const std::filesystem::path& path) {
    if (a.sizeBytes != b.sizeBytes) {
        return environmentError(path, "the two copies have different sizes");
    }
    std::error_code ignored;
    const bool sameDevice = a.device == b.device || std::filesystem::equivalent(a.device, b.device, ignored);
    const bool sameSide = (a.offset < 0) == (b.offset < 0);
    const auto distance =
        static_cast<std::uint64_t>(a.offset < b.offset ? b.offset - a.offset : a.offset - b.offset);
    if (sameDevice && sameSide && distance < a.sizeBytes) {
        return environmentError(path, "the two copies lie on top of each other");
    }
    return {};
}

} // namespace

Result<std::vector<EnvironmentPlace>> readEnvironmentConfig(const std::filesystem::path& path) {
    const Result<Bytes> content = readFile(path, maxConfigBytes);
    if (!content.ok()) {
        return environmentError(path, describe(content.error()).happened);
    }
    return parseEnvironmentConfig(asText(*content), path);
}

Result<std::vector<EnvironmentPlace>> parseEnvironmentConfig(std::string_view text,
                                                             const std::filesystem::path& path) {
    std::vector<EnvironmentPlace> places;
    std::istringstream lines{std::string(text)};
    for (std::string line; places.size() < 2 && std::getline(lines, line);) {
        FF_TRY(const auto place, readLine(line, path));
        if (place) {
            places.push_back(*place);
        }
    }
    if (places.empty()) {
        return environmentError(path, "no line names a device, an offset and a size");
    }
    if (places.size() == 2) {
        FF_CHECK(checkPair(places[0], places[1], path));
    }
    return places;
}

Result<EnvironmentCopy> EnvironmentCopy::open(const EnvironmentPlace& place) {
    EnvironmentCopy copy;
    copy.m_device = place.device;
    copy.m_sizeBytes = place.sizeBytes;
    if (isMtdOrUbi(place.device)) {
        return copy;
    }
    copy.m_fd.reset(::open(place.device.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat info {};
    if (!copy.m_fd || ::fstat(copy.m_fd.get(), &info) != 0) {
        return environmentError(place.device,
                                std::string("it cannot be opened: ") + ::strerrordesc_np(errno));
    }
    std::uint64_t capacity = 0;
    if (S_ISREG(info.st_mode)) {
        capacity = static_cast<std::uint64_t>(info.st_size);
    } else if (!S_ISBLK(info.st_mode) || ::ioctl(copy.m_fd.get(), BLKGETSIZE64, &capacity) != 0) {
        return environmentError(place.device, "it is neither a file nor a block device");
    }
    const std::uint64_t distance =
        static_cast<std::uint64_t>(place.offset < 0 ? -place.offset : place.offset);
    copy.m_offset = place.offset < 0 ? capacity - std::min(capacity, distance) : distance;
    if (distance > capacity || place.sizeBytes > capacity - copy.m_offset) {
        return environmentError(place.device, "it ends before the copy of the environment does");
    }
    return copy;
}

EnvironmentCopy::Content EnvironmentCopy::content(std::size_t copies) const {
    Bytes bytes(static_cast<std::size_t>(m_sizeBytes));
    if (!preadAll(m_fd.get(), m_offset, bytes, m_device).ok()) {
        return Content::Damaged;
    }
    const ByteView data = ByteView(bytes).subspan(crcBytes + (copies > 1 ? 1 : 0));
    if (loadLittleEndian<std::uint32_t>(ByteView(bytes).first(crcBytes)) != crc32(data)) {
        return Content::Damaged;
    }
    constexpr std::array end{std::byte{0}, std::byte{0}};
    const bool ends = data[0] == std::byte{0} ||
                      std::search(data.begin(), data.end(), end.begin(), end.end()) != data.end();
    return ends ? Content::Valid : Content::Endless;
}

Result<> EnvironmentCopy::settle() const {
    if (!isRaw()) {
        return {};
    }
    if (::fsync(m_fd.get()) != 0) {
        return environmentError(m_device, std::string("the medium did not take what was written: ") +
                                              ::strerrordesc_np(errno));
    }
    (void)::posix_fadvise(m_fd.get(), 0, 0, POSIX_FADV_DONTNEED); // a wish: without it the cache is compared
    return {};
}

std::uint32_t crc32(ByteView data) {
    std::uint32_t crc = 0xffffffffU;
    for (const std::byte byte : data) {
        crc ^= std::to_integer<std::uint32_t>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
        }
    }
    return ~crc;
}

} // namespace fieldfare::installer
