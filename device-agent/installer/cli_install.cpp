// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/cli.h"
#include "device-agent/installer/fetch_child.h"
#include "device-agent/installer/file_source.h"
#include "device-agent/installer/head_store.h"
#include "device-agent/installer/instance_lock.h"
#include "device-agent/installer/lifecycle.h"
#include "device-agent/installer/progress_line.h"
#include "device-agent/installer/system_services.h"

#include <algorithm>
#include <unistd.h>

namespace fieldfare::installer {
namespace {

constexpr std::size_t headPieceBytes = std::size_t{1} << 20;

bool isUrl(const std::string& operand) {
    return operand.find("://") != std::string::npos;
}

/// fieldfare-fetch beside this program (as in a build tree), or where it is installed.
std::filesystem::path fetchProgram() {
    std::error_code fault;
    const auto beside =
        std::filesystem::read_symlink("/proc/self/exe", fault).parent_path() / "fieldfare-fetch";
    return std::filesystem::exists(beside, fault)
               ? beside
               : std::filesystem::path(FIELDFARE_LIBEXEC_DIR) / "fieldfare-fetch";
}

FetchOptions fetchOptions(const device::DeviceConfig& config, const Arguments& arguments) {
    FetchOptions options;
    options.program = fetchProgram();
    if (config.policy.httpAllowed) {
        options.arguments.emplace_back("--allow-http");
    }
    if (!arguments.caFile.empty()) {
        options.arguments.insert(options.arguments.end(),
                                 {"--ca", std::filesystem::absolute(arguments.caFile).string()});
    }
    return options;
}

/// Copies the bundle's head into the state folder. `willRead` is told how much comes, before it comes.
Result<std::string> receiveHead(ByteSource& bundle, StateStore& state,
                                const std::function<Result<>(std::uint64_t)>& willRead = {}) {
    FF_TRY(const std::uint64_t headBytes, headBytesOf(bundle));
    if (headBytes > bundle.sizeBytes()) {
        return Error(ErrorCode::TruncatedBundle, {{"need", headBytes}, {"have", bundle.sizeBytes()}});
    }
    if (willRead) {
        FF_CHECK(willRead(headBytes));
    }
    HeadStore heads(state);
    FF_TRY(const std::string name, heads.begin(headBytes));
    Bytes piece;
    for (std::uint64_t offset = 0; offset < headBytes; offset += piece.size()) {
        piece.resize(std::min<std::uint64_t>(headPieceBytes, headBytes - offset));
        FF_CHECK(bundle.readAt(offset, piece));
        FF_CHECK(heads.append(name, piece));
    }
    return name;
}

ProgressLine::Style progressStyle(const Arguments& arguments) {
    if (arguments.json) {
        return ProgressLine::Style::Silent;
    }
    return ::isatty(STDERR_FILENO) != 0 ? ProgressLine::Style::Terminal : ProgressLine::Style::Plain;
}

void showInstalled(const InstallationStatus& status, const Arguments& arguments) {
    if (arguments.json) {
        std::printf("%s\n", toJson(status).dump().c_str());
        return;
    }
    std::printf("Installed %s %s into slot %s. It runs after a reboot, on trial until it is committed.\n",
                status.release.name.c_str(), status.release.version.c_str(), status.target.c_str());
}

/// An opened bundle, whatever the road.
struct OpenedBundle {
    std::unique_ptr<FetchChild> child;
    std::unique_ptr<ByteSource> bytes;
    std::unique_ptr<BundleSource> source;
    std::function<Result<>(std::uint64_t)> willRead;
};

Result<OpenedBundle> openBundle(const device::DeviceConfig& config, const Arguments& arguments) {
    OpenedBundle opened;
    if (isUrl(arguments.operand)) {
        FF_TRY(opened.child, FetchChild::start(arguments.operand, fetchOptions(config, arguments)));
        auto head = std::make_unique<FetchHead>(*opened.child);
        opened.willRead = [head = head.get()](std::uint64_t bytes) { return head->willRead(bytes); };
        opened.bytes = std::move(head);
        opened.source = std::make_unique<FetchSource>(*opened.child);
    } else {
        FF_TRY(opened.bytes, openByteSource(arguments.operand));
        opened.source = std::make_unique<FileSource>(*opened.bytes);
    }
    return opened;
}

} // namespace

Result<ExitCode> installCommand(const device::DeviceConfig& config, const Arguments& arguments) {
    FF_TRY(const auto system, SystemServices::open(config));
    Services& services = system->services();
    FF_TRY(const InstanceLock lock, InstanceLock::take(config.stateFolder));
    FF_TRY(InstallationLog log, InstallationLog::open(services.state));
    FF_CHECK(reconcile(services, log));
    FF_CHECK(dropUnusedHeads(services.state, log));
    FF_TRY(const OpenedBundle bundle, openBundle(config, arguments));
    FF_TRY(const std::string headName, receiveHead(*bundle.bytes, services.state, bundle.willRead));

    ProgressLine progress(progressStyle(arguments));
    Installation installation(services, log, signalledControl(), progress);
    if (auto offered = installation.offer(headName, {arguments.older, arguments.after, "console"});
        !offered.ok()) {
        showError(offered.error(), arguments.json);
        return ExitCode::Refused;
    }
    auto done = installation.run(*bundle.source);
    progress.endLine();
    if (!done.ok()) {
        showError(done.error(), arguments.json);
        return isUnfinished(installation.status().state) ? ExitCode::Interrupted : ExitCode::Failed;
    }
    showInstalled(installation.status(), arguments);
    if (installation.wantsReboot()) {
        std::fflush(stdout);
        FF_CHECK(restartDevice(services));
    }
    return ExitCode::Done;
}

namespace {

/// Compares the booted slot with the release, frame by frame.
Result<> checkContent(ByteSource& slot, const Index& index, const std::string& slotName) {
    Bytes piece;
    for (const Frame& frame : index.frames()) {
        Sha256 hash;
        for (std::uint64_t done = 0; done < frame.imageBytes; done += piece.size()) {
            piece.resize(std::min<std::uint64_t>(headPieceBytes, frame.imageBytes - done));
            FF_CHECK(slot.readAt(frame.imageOffset + done, piece));
            hash.update(piece);
        }
        if (hash.finish() != frame.contentDigest) {
            return Error(ErrorCode::DigestMismatch, {{"member", slotName}, {"offset", frame.imageOffset}});
        }
    }
    return {};
}

} // namespace

Result<ExitCode> adoptCommand(const device::DeviceConfig& config, const Arguments& arguments) {
    FF_TRY(const auto system, SystemServices::open(config));
    Services& services = system->services();
    FF_TRY(const InstanceLock lock, InstanceLock::take(config.stateFolder));
    FF_TRY(DeviceView view, DeviceView::read(services));
    FF_TRY(const DeviceTrust trust, DeviceTrust::load(services, view.floors));
    FF_TRY(const auto file, openByteSource(arguments.operand));
    FF_TRY(const std::string headName, receiveHead(*file, services.state));
    FF_TRY(const auto head, HeadStore(services.state).open(headName));
    FF_TRY(const VerifiedBundle bundle, trust.verify(head));
    const Release& release = bundle.manifest().release;
    const std::int64_t signedAt = bundle.signature().signedAt().time_since_epoch().count();
    const std::uint64_t sequence = view.records.nextSequence();
    for (std::size_t i = 0; i < bundle.manifest().payloads.size(); ++i) {
        const Payload& payload = bundle.manifest().payloads[i];
        const SlotPair* pair = view.slots.find(payload.group);
        if (pair == nullptr) {
            return Error(ErrorCode::SlotMissing, {{"payload", payload.name}, {"group", payload.group}});
        }
        FF_TRY(const auto slot, services.slots.openBooted(*pair->booted));
        FF_CHECK(checkContent(*slot, bundle.index(i), pair->booted->name));
        view.records.put(pair->booted->name, {{release.name, release.version, release.epoch},
                                              bundle.manifestDigest().hex(),
                                              headName,
                                              payload.name,
                                              signedAt,
                                              sequence});
    }
    FF_CHECK(view.records.save(services.state));
    FF_TRY(const DeviceView after, DeviceView::read(services));
    FF_CHECK(raiseFloors(services, after.floors));
    if (arguments.json) {
        std::puts("{}");
    } else {
        std::printf("Slot %s holds %s %s.\n", view.slots.bootedName().c_str(), release.name.c_str(),
                    release.version.c_str());
    }
    return ExitCode::Done;
}

} // namespace fieldfare::installer
