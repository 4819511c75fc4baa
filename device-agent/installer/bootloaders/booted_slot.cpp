// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/booted_slot.h"

#include "core/base/file.h"

#include <algorithm>
#include <charconv>
#include <fcntl.h>
#include <set>
#include <sstream>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace fieldfare::installer {

namespace {

constexpr std::size_t maxKernelText = std::size_t{1} << 20;
constexpr int maxLayers = 4; ///< Slot, dm-verity, dm-crypt, and one to spare.

Error unknown(const std::filesystem::path& path, std::string detail) {
    return Error(ErrorCode::BootedSlotUnknown, {{"path", path.string()}, {"detail", std::move(detail)}});
}

/// Files of /proc say that they have no bytes: read to the end.
Result<std::string> readKernelText(const std::filesystem::path& path) {
    const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    std::string text;
    std::array<char, 4096> buffer{};
    while (fd && text.size() < maxKernelText) {
        const ssize_t got = ::read(fd.get(), buffer.data(), buffer.size());
        if (got == 0) {
            return text;
        }
        if (got < 0 && errno != EINTR) {
            break;
        }
        text.append(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    }
    return unknown(path, "it cannot be read");
}

std::optional<dev_t> readDeviceNumber(std::string_view text) {
    unsigned majorNumber = 0;
    unsigned minorNumber = 0;
    const char* end = text.data() + text.size();
    const auto [colon, failed] = std::from_chars(text.data(), end, majorNumber);
    if (failed != std::errc() || colon == end || *colon != ':') {
        return std::nullopt;
    }
    if (std::from_chars(colon + 1, end, minorNumber).ec != std::errc()) {
        return std::nullopt;
    }
    return makedev(majorNumber, minorNumber);
}

/// proc(5), mountinfo: id, parent, major:minor, root, mount point, ... A later mount covers an earlier one.
std::optional<dev_t> deviceMountedOn(const std::string& mountInfo, const std::string& mountPoint) {
    std::optional<dev_t> found;
    std::istringstream lines(mountInfo);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream fields(line);
        std::string id;
        std::string parent;
        std::string number;
        std::string root;
        std::string point;
        if (fields >> id >> parent >> number >> root >> point && point == mountPoint) {
            found = readDeviceNumber(number);
        }
    }
    return found;
}

class MountedSlot final : public BootedSlot {
public:
    MountedSlot(const device::DeviceConfig& config, KernelFiles files)
        : m_slots(config.slots)
        , m_groups(config.set.groups)
        , m_mountPoint(config.bootedMount)
        , m_files(std::move(files)) {}

    [[nodiscard]] Result<std::string> bootName() override {
        FF_TRY(const std::string mountInfo, readKernelText(m_files.mountInfo));
        const std::optional<dev_t> mounted = deviceMountedOn(mountInfo, m_mountPoint.string());
        if (!mounted) {
            return unknown(m_mountPoint, "nothing is mounted there");
        }
        const std::set<dev_t> below = withLowerLayers(*mounted);
        std::set<std::string> names;
        for (const device::SlotConfig& slot : m_slots) {
            struct stat info {};
            const bool inSet = std::find(m_groups.begin(), m_groups.end(), slot.group) != m_groups.end();
            if (inSet && ::stat(slot.path.c_str(), &info) == 0 && S_ISBLK(info.st_mode) &&
                below.contains(info.st_rdev)) {
                names.insert(slot.bootName);
            }
        }
        if (names.size() != 1) {
            return unknown(m_mountPoint, names.empty()
                                             ? "what is mounted there is none of the configured slots"
                                             : "what is mounted there lies on several slots");
        }
        return *names.begin();
    }

private:
    /// The device itself and what it is made of: dm-verity, dm-crypt and the like name their parts in sysfs.
    [[nodiscard]] std::set<dev_t> withLowerLayers(dev_t top) const {
        std::set<dev_t> all{top};
        std::vector<dev_t> layer{top};
        for (int depth = 0; depth < maxLayers && !layer.empty(); ++depth) {
            std::vector<dev_t> next;
            for (const dev_t device : layer) {
                const std::string number =
                    std::to_string(major(device)) + ":" + std::to_string(minor(device));
                std::error_code failed;
                std::filesystem::directory_iterator part(m_files.blockDevices / number / "slaves", failed);
                for (; !failed && part != std::filesystem::directory_iterator(); part.increment(failed)) {
                    const Result<std::string> text = readKernelText(part->path() / "dev");
                    const auto lower = text.ok() ? readDeviceNumber(*text) : std::nullopt;
                    if (lower && all.insert(*lower).second) {
                        next.push_back(*lower);
                    }
                }
            }
            layer = std::move(next);
        }
        return all;
    }

    std::vector<device::SlotConfig> m_slots;
    std::vector<std::string> m_groups;
    std::filesystem::path m_mountPoint;
    KernelFiles m_files;
};

class NamedSlot final : public BootedSlot {
public:
    explicit NamedSlot(const device::DeviceConfig& config)
        : m_file(config.bootedFile) {
        for (const device::SlotConfig& slot : config.slots) {
            m_names.insert(slot.bootName);
        }
    }

    [[nodiscard]] Result<std::string> bootName() override {
        constexpr std::string_view key = "fieldfare.slot=";
        FF_TRY(const std::string text, readKernelText(m_file));
        std::vector<std::string> words;
        std::set<std::string> named;
        std::istringstream fields(text);
        for (std::string word; fields >> word;) {
            if (word.starts_with(key)) {
                named.insert(word.substr(key.size()));
            }
            words.push_back(std::move(word));
        }
        if (named.empty() && words.size() == 1) {
            named.insert(words.front());
        }
        if (named.size() != 1) {
            return unknown(m_file,
                           named.empty() ? "it holds no fieldfare.slot=NAME" : "it names several slots");
        }
        if (!m_names.contains(*named.begin())) {
            return unknown(m_file, "it names a slot that is not configured");
        }
        return *named.begin();
    }

private:
    std::filesystem::path m_file;
    std::set<std::string> m_names;
};

} // namespace

std::unique_ptr<BootedSlot> makeBootedSlot(const device::DeviceConfig& config, KernelFiles files) {
    if (config.bootedFrom == device::BootedFrom::File) {
        return std::make_unique<NamedSlot>(config);
    }
    return std::make_unique<MountedSlot>(config, std::move(files));
}

} // namespace fieldfare::installer
