// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/image_view.h"

#include "core/base/file.h"
#include "core/base/process.h"

#include <fcntl.h>
#include <map>

namespace fieldfare::app {

namespace {

constexpr std::size_t headBytes = 4096;

bool hasAt(ByteView head, std::size_t offset, std::initializer_list<unsigned> magic) {
    for (const unsigned byte : magic) {
        if (std::to_integer<unsigned>(head[offset++]) != byte) {
            return false;
        }
    }
    return true;
}

std::string fileOf(const std::filesystem::path& image, ImageKind kind, const std::string& path) {
    ProcessRequest request;
    request.environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"};
    request.timeLimit = std::chrono::milliseconds(3000);
    if (kind == ImageKind::Ext4) {
        request.argv = {"debugfs", "-R", "cat " + path, image.string()};
    } else if (kind == ImageKind::Squashfs) {
        request.argv = {"unsquashfs", "-cat", image.string(), path};
    } else {
        return {};
    }
    const auto outcome = SystemProcessRunner().run(request);
    return outcome.ok() && outcome->succeeded() ? outcome->output : std::string();
}

/// The assignments of os-release(5), without their quotes.
std::map<std::string, std::string> assignments(std::string_view text) {
    std::map<std::string, std::string> values;
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) {
            continue;
        }
        std::string_view value = line.substr(equals + 1);
        if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
            value.back() == value.front()) {
            value = value.substr(1, value.size() - 2);
        }
        values[std::string(line.substr(0, equals))] = value;
    }
    return values;
}

} // namespace

ImageKind imageKind(const std::filesystem::path& image) {
    const UniqueFd fd(::open(image.c_str(), O_RDONLY | O_CLOEXEC));
    Bytes head(headBytes);
    if (!fd || !preadAll(fd.get(), 0, head, image.string()).ok()) {
        return ImageKind::None;
    }
    if (hasAt(head, 1024 + 56, {0x53, 0xef})) {
        return ImageKind::Ext4;
    }
    if (hasAt(head, 0, {'h', 's', 'q', 's'})) {
        return ImageKind::Squashfs;
    }
    return hasAt(head, 1024, {0xe2, 0xe1, 0xf5, 0xe0}) ? ImageKind::Erofs : ImageKind::None;
}

const char* imageKindName(ImageKind kind) {
    switch (kind) {
    case ImageKind::Ext4:
        return "ext4";
    case ImageKind::Squashfs:
        return "squashfs";
    case ImageKind::Erofs:
        return "erofs";
    case ImageKind::None:
        break;
    }
    return "nothing";
}

std::string osName(const std::filesystem::path& image) {
    const ImageKind kind = imageKind(image);
    for (const char* path : {"usr/lib/os-release", "etc/os-release"}) {
        const auto values = assignments(fileOf(image, kind, path));
        if (const auto pretty = values.find("PRETTY_NAME"); pretty != values.end()) {
            return pretty->second;
        }
        if (const auto name = values.find("NAME"); name != values.end()) {
            const auto version = values.find("VERSION");
            return name->second + (version == values.end() ? "" : " " + version->second);
        }
    }
    return {};
}

} // namespace fieldfare::app
