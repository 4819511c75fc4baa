// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/factory.h"

#include "app/virtual-device/boot_rom.h"
#include "app/virtual-device/device_texts.h"
#include "app/virtual-device/image_view.h"
#include "app/virtual-device/program_finder.h"
#include "core/base/file.h"
#include "core/base/process.h"
#include "core/bundle/head.h"

#include <fcntl.h>
#include <unistd.h>

namespace fieldfare::app {

namespace {

constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;
constexpr std::uint64_t defaultSlotBytes = 512 * mebibyte;

Result<> makeFolders(const DeviceFolder& folder) {
    std::error_code failed;
    if (std::filesystem::exists(folder.root(), failed) && !std::filesystem::is_empty(folder.root(), failed)) {
        return Error(
            ErrorCode::BadValue,
            {{"key", "DIR"}, {"path", folder.root().string()}, {"detail", "the folder is not empty"}});
    }
    for (const std::filesystem::path& path :
         {folder.root() / "slots", folder.root() / "env", folder.root() / "hooks.d", folder.data(),
          folder.trust(), folder.health(), folder.run()}) {
        std::filesystem::create_directories(path, failed);
        if (failed) {
            return ioError("create", path.string(), failed.value());
        }
    }
    return {};
}

Result<std::uint64_t> bytesOfFirstImage(const FactoryOrder& order) {
    if (!order.image.empty()) {
        FF_TRY(const auto source, openByteSource(order.image));
        return source->sizeBytes();
    }
    if (order.bundle.empty()) {
        return std::uint64_t{0};
    }
    FF_TRY(std::shared_ptr<ByteSource> source, openByteSource(order.bundle));
    FF_TRY(const BundleHead head, readUnverifiedHead(std::move(source)).with("path", order.bundle.string()));
    std::uint64_t largest = 0;
    for (const Payload& payload : head.manifest.payloads) {
        largest = std::max(largest, payload.imageBytes);
    }
    return largest;
}

Result<> makeSlot(const std::filesystem::path& path, std::uint64_t bytes) {
    const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!fd || ::ftruncate(fd.get(), static_cast<off_t>(bytes)) != 0) {
        return ioError("create", path.string(), errno);
    }
    return {};
}

/// A sparse copy into a slot that reads as zeros.
Result<> copyIntoSlot(const std::filesystem::path& image, const std::filesystem::path& slot) {
    FF_TRY(const auto source, openByteSource(image));
    const UniqueFd fd(::open(slot.c_str(), O_WRONLY | O_CLOEXEC));
    if (!fd) {
        return ioError("open", slot.string(), errno);
    }
    Bytes buffer(mebibyte);
    for (std::uint64_t at = 0; at < source->sizeBytes(); at += buffer.size()) {
        const MutableBytes part =
            MutableBytes(buffer).first(std::min<std::uint64_t>(buffer.size(), source->sizeBytes() - at));
        FF_CHECK(source->readAt(at, part));
        if (!isAllZero(part)) {
            FF_CHECK(pwriteAll(fd.get(), at, part, slot.string()));
        }
    }
    return {};
}

Result<> runInstaller(const DeviceFolder& folder, std::vector<std::string> arguments) {
    FF_TRY(const std::filesystem::path program, findDeviceProgram("fieldfare-installer"));
    ProcessRequest request;
    request.argv = {program.string(), "--config", folder.config().string()};
    request.argv.insert(request.argv.end(), arguments.begin(), arguments.end());
    request.environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"};
    request.workingDirectory = folder.root();
    request.timeLimit = std::chrono::minutes(30);
    FF_TRY(const ProcessOutcome outcome, SystemProcessRunner().run(request));
    if (!outcome.succeeded()) {
        const std::string said = outcome.errors.empty() ? outcome.output : outcome.errors;
        return Error(ErrorCode::ToolFailed, {{"program", "fieldfare-installer " + arguments.front()},
                                             {"path", folder.root().string()},
                                             {"detail", said.substr(0, 2000)}});
    }
    return {};
}

Result<> selectSlot(const DeviceFolder& folder, const std::string& slot) {
    RedundantEnvironment environment(folder.environment());
    const bool had = environment.load();
    for (const auto& [name, value] : factoryVariables(virtualBootNames(), slot)) {
        environment.set(name, value);
    }
    FF_CHECK(environment.save());
    if (!had) { // a new board: both copies
        FF_CHECK(environment.save());
    }
    return writeFileAtomically(folder.bootedSlot(), asBytes(slot + "\n"));
}

/// The first release goes the way of every other: the board runs from the empty slot B, the installer writes
/// A, boots it on trial and commits it. So the device knows the release, and its floors are right.
Result<> installFirstRelease(const DeviceFolder& folder, const FactoryOrder& order) {
    order.say("Installing " + order.bundle.filename().string() + " into slot a");
    FF_CHECK(selectSlot(folder, "b"));
    FF_CHECK(runInstaller(folder, {"install", std::filesystem::absolute(order.bundle).string()}));
    FF_CHECK(writeFileAtomically(folder.bootedSlot(), asBytes("a\n")));
    FF_CHECK(runInstaller(folder, {"boot"}));
    FF_CHECK(runInstaller(folder, {"commit"}));
    RedundantEnvironment environment(folder.environment());
    if (!environment.load() || environment.valueOr("slot", "") != "a" ||
        environment.valueOr("upgrade_available", "") != "0") {
        return Error(ErrorCode::BootEnvironment, {{"path", folder.environment().front().string()},
                                                  {"detail", "the first release was not committed"}});
    }
    environment.set("slot_state_b", "bad"); // nothing was ever in it
    environment.set("rolled_back", "0");
    return environment.save();
}

Result<> writeTexts(const DeviceFolder& folder, const FactoryOrder& order) {
    FF_CHECK(writeFileAtomically(folder.config(), asBytes(deviceToml(folder, order.name, order.model))));
    FF_CHECK(writeFileAtomically(folder.health() / "50-selftest", asBytes(selftestProgram()), 0755));
    return folder.writeEnvironmentConfig();
}

} // namespace

Result<DeviceFolder> buildVirtualDevice(const std::filesystem::path& root, const FactoryOrder& order) {
    FF_TRY(DeviceFolder folder, DeviceFolder::at(root));
    FF_TRY(const std::uint64_t imageBytes, bytesOfFirstImage(order));
    FF_CHECK(makeFolders(folder));
    FF_TRY(const Bytes rootCertificate, readFile(order.fleetRoot, mebibyte));
    FF_CHECK(writeFileAtomically(folder.trust() / "root.crt", rootCertificate));
    FF_CHECK(order.issueIdentity(order.name, folder.trust()));

    const std::uint64_t fitting = (imageBytes + imageBytes / 4 + mebibyte - 1) / mebibyte * mebibyte;
    const std::uint64_t slotBytes =
        order.slotBytes != 0 ? order.slotBytes : (imageBytes == 0 ? defaultSlotBytes : fitting);
    for (const std::string& name : virtualBootNames()) {
        FF_CHECK(makeSlot(folder.slot(name), slotBytes));
    }
    FF_CHECK(writeTexts(folder, order));
    FF_CHECK(selectSlot(folder, "a"));
    if (!order.bundle.empty()) {
        FF_CHECK(installFirstRelease(folder, order));
    } else if (!order.image.empty()) {
        order.say("Copying " + order.image.filename().string() + " into slot a");
        if (imageBytes > slotBytes) {
            return Error(ErrorCode::SlotTooSmall,
                         {{"slot", "rootfs-a"}, {"need", imageBytes}, {"have", slotBytes}});
        }
        FF_CHECK(copyIntoSlot(order.image, folder.slot("a")));
    }
    return folder;
}

} // namespace fieldfare::app
