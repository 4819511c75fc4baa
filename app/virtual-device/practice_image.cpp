// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/practice_image.h"

#include "core/base/file.h"

#include <random>

namespace fieldfare::app {

namespace {

constexpr std::size_t contentBytes = std::size_t{1} << 20;

Result<> writeInto(const std::filesystem::path& path, ByteView content, unsigned mode) {
    std::error_code failed;
    std::filesystem::create_directories(path.parent_path(), failed);
    return failed ? Result<>(ioError("create", path.parent_path().string(), failed.value()))
                  : writeFileAtomically(path, content, mode);
}

/// Content that does not compress, so that an update has something to carry.
Bytes noise(const std::string& seed) {
    std::seed_seq sequence(seed.begin(), seed.end());
    std::mt19937 generator(sequence);
    Bytes content(contentBytes);
    for (std::byte& byte : content) {
        byte = static_cast<std::byte>(generator() & 0xffU);
    }
    return content;
}

Result<> fillTree(const std::filesystem::path& tree, const std::string& version) {
    const std::string release =
        "NAME=\"practice-os\"\nVERSION_ID=\"" + version + "\"\nPRETTY_NAME=\"practice-os " + version + "\"\n";
    constexpr std::string_view agent = "#!/bin/sh\n# Stands for the agent: this image is never started.\n";
    constexpr std::string_view selftest = "#!/bin/sh\nexit 0\n";
    FF_CHECK(writeInto(tree / "usr/bin/fieldfare-agent", asBytes(agent), 0755));
    FF_CHECK(writeInto(tree / "usr/libexec/acme/selftest", asBytes(selftest), 0755));
    FF_CHECK(writeInto(tree / "usr/lib/os-release", asBytes(release), 0644));
    FF_CHECK(writeInto(tree / "usr/share/practice/common", noise("common"), 0644));
    return writeInto(tree / "usr/share/practice/own", noise(version), 0644);
}

} // namespace

Result<> makePracticeImage(const std::string& version, const std::filesystem::path& image,
                           ProcessRunner& runner) {
    const std::filesystem::path tree = image.string() + ".tree";
    FF_CHECK(fillTree(tree, version));
    ProcessRequest request;
    request.environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"};
    request.argv = {"mkfs.ext4",
                    "-q",
                    "-F",
                    "-b",
                    "4096",
                    "-m",
                    "0",
                    "-N",
                    "64",
                    "-O",
                    "^has_journal,^resize_inode",
                    "-d",
                    tree.string(),
                    image.string(),
                    std::to_string(practiceImageBytes / 1024) + "k"};
    FF_TRY(const ProcessOutcome made, runner.run(request));
    std::error_code ignored;
    std::filesystem::remove_all(tree, ignored);
    if (!made.succeeded()) {
        return Error(
            ErrorCode::ToolFailed,
            {{"program", "mkfs.ext4"}, {"path", image.string()}, {"detail", made.errors.substr(0, 500)}});
    }
    return {};
}

} // namespace fieldfare::app
