// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/image_inspector.h"

#include "core/storage/byte_source.h"

#include <algorithm>
#include <array>

namespace fieldfare {

namespace {

/// Where an image may have the agent; the first is where our packages put it.
constexpr std::array agentPaths = {"usr/libexec/fieldfare/fieldfare-agent", "usr/bin/fieldfare-agent",
                                   "usr/sbin/fieldfare-agent", "usr/libexec/fieldfare-agent"};
constexpr std::array osReleasePaths = {"usr/lib/os-release", "etc/os-release"};
constexpr std::size_t maxOsReleaseBytes = 16384;
constexpr std::size_t maxFactBytes = 128;

/// Runs a tool of a file system; these stand in sbin, which a person's PATH may lack. Nothing: it cannot be
/// run.
std::optional<ProcessOutcome> runTool(ProcessRunner& runner, std::vector<std::string> argv) {
    const std::string name = argv[0];
    for (const char* folder : {"", "/usr/sbin/", "/sbin/"}) {
        argv[0] = folder + name;
        const Result<ProcessOutcome> outcome =
            runner.run({.argv = argv,
                        .environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"},
                        .workingDirectory = {},
                        .maxOutputBytes = maxOsReleaseBytes,
                        .input = {}});
        if (outcome.ok()) {
            return *outcome;
        }
    }
    return std::nullopt;
}

/// How one file system is looked into.
class FileSystemTool {
public:
    FileSystemTool(std::string fileSystem, std::string image, ProcessRunner& runner)
        : m_fileSystem(std::move(fileSystem))
        , m_image(std::move(image))
        , m_runner(runner) {}

    /// Nothing: the tool could not tell.
    std::optional<bool> hasFile(const std::string& path) {
        if (m_fileSystem == "ext4") {
            const auto outcome = runTool(m_runner, {"debugfs", "-R", "stat /" + path, m_image});
            if (!outcome || !outcome->succeeded()) {
                return std::nullopt;
            }
            const bool missing = outcome->errors.find("File not found") != std::string::npos;
            const bool regular = outcome->output.find("Type: regular") != std::string::npos;
            return missing || regular ? std::optional(regular) : std::nullopt;
        }
        if (m_fileSystem == "squashfs") {
            const auto outcome = runTool(m_runner, {"unsquashfs", "-ll", m_image, path});
            if (!outcome || !outcome->succeeded()) {
                return std::nullopt;
            }
            return outcome->output.find("squashfs-root/" + path) != std::string::npos;
        }
        // dump.erofs ends with 0 even for a path that is missing, so first ask for one that must be there.
        const auto root = runTool(m_runner, {"dump.erofs", "--path=/", m_image});
        if (!root || root->output.find("directory") == std::string::npos) {
            return std::nullopt;
        }
        const auto outcome = runTool(m_runner, {"dump.erofs", "--path=/" + path, m_image});
        return outcome && outcome->output.find("regular file") != std::string::npos;
    }

    std::string readFile(const std::string& path) {
        std::optional<ProcessOutcome> outcome;
        if (m_fileSystem == "ext4") {
            outcome = runTool(m_runner, {"debugfs", "-R", "cat /" + path, m_image});
        } else if (m_fileSystem == "squashfs") {
            outcome = runTool(m_runner, {"unsquashfs", "-cat", m_image, path});
        }
        return outcome && outcome->succeeded() ? outcome->output : std::string();
    }

private:
    std::string m_fileSystem;
    std::string m_image;
    ProcessRunner& m_runner;
};

/// The file system by its magic number (ext: s_magic in the superblock at 1024; erofs: at 1024; squashfs: at
/// 0), and the size of its blocks (ext: 1024 << s_log_block_size).
Result<> recognise(const std::filesystem::path& image, ImageFacts& facts) {
    FF_TRY(const auto source, openByteSource(image));
    std::array<std::byte, 2048> start{};
    if (source->sizeBytes() < start.size()) {
        return {};
    }
    FF_CHECK(source->readAt(0, start));
    const ByteView superblock = ByteView(start).subspan(1024);
    if (loadLittleEndian<std::uint16_t>(superblock.subspan(56)) == 0xef53) {
        facts.fileSystem = "ext4";
        facts.blockBytes = std::uint64_t{1024}
                           << (loadLittleEndian<std::uint32_t>(superblock.subspan(24)) & 15);
    } else if (asText(ByteView(start).first(4)) == "hsqs") {
        facts.fileSystem = "squashfs";
    } else if (loadLittleEndian<std::uint32_t>(superblock) == 0xe0f5e1e2) {
        facts.fileSystem = "erofs";
    }
    return {};
}

/// The value of KEY=value or KEY="value" in os-release(5), as plain text.
std::string osReleaseValue(std::string_view text, std::string_view key) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.starts_with(key) || line.substr(key.size(), 1) != "=") {
            continue;
        }
        line.remove_prefix(key.size() + 1);
        if (line.size() >= 2 && (line.front() == '"' || line.front() == '\'') &&
            line.back() == line.front()) {
            line = line.substr(1, line.size() - 2);
        }
        std::string value(line.substr(0, maxFactBytes));
        std::erase_if(value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
        return value;
    }
    return {};
}

} // namespace

Result<ImageFacts> inspectImage(const std::filesystem::path& image, ProcessRunner& runner) {
    ImageFacts facts;
    FF_CHECK(recognise(image, facts));
    if (facts.fileSystem.empty()) {
        return facts;
    }
    FileSystemTool tool(facts.fileSystem, std::filesystem::absolute(image).string(), runner);
    for (const char* path : agentPaths) {
        const std::optional<bool> found = tool.hasFile(path);
        facts.carriesAgent = found;
        if (!found || *found) {
            break;
        }
    }
    for (const char* path : osReleasePaths) {
        const std::string text = tool.readFile(path);
        facts.osName = osReleaseValue(text, "NAME");
        facts.osVersion = osReleaseValue(text, "VERSION_ID");
        facts.osPrettyName = osReleaseValue(text, "PRETTY_NAME");
        if (!facts.osName.empty()) {
            break;
        }
    }
    return facts;
}

Result<RecipeInspection> inspectRecipe(Recipe& recipe, ProcessRunner& runner) {
    RecipeInspection inspection;
    std::vector<Error> smallBlocks;
    bool found = false;
    for (const PayloadSource& source : recipe.payloads) {
        FF_TRY(ImageFacts facts, inspectImage(source.image, runner));
        facts.payload = source.payload.name;
        found = found || facts.carriesAgent.value_or(false);
        if (!recipe.carriesAgent && !facts.carriesAgent &&
            (source.payload.name == "rootfs" || !facts.fileSystem.empty())) {
            inspection.warnings.emplace_back(
                ErrorCode::AgentUnknown, std::initializer_list<ErrorParam>{{"path", source.image.string()}});
        }
        if (facts.blockBytes != 0 && facts.blockBytes < fingerprintBlockBytes) {
            smallBlocks.emplace_back(ErrorCode::SmallBlocks,
                                     std::initializer_list<ErrorParam>{{"path", source.image.string()},
                                                                       {"have", facts.blockBytes}});
        }
        inspection.images.push_back(std::move(facts));
    }
    recipe.manifest.carriesAgent = recipe.carriesAgent.value_or(found);
    if (!recipe.manifest.carriesAgent && inspection.warnings.empty()) {
        inspection.warnings.emplace_back(ErrorCode::NoAgent);
    }
    inspection.warnings.insert(inspection.warnings.end(), smallBlocks.begin(), smallBlocks.end());
    return inspection;
}

} // namespace fieldfare
