// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/admission.h"

#include "device-agent/installer/version_order.h"

#include <algorithm>
#include <set>

namespace fieldfare::installer {
namespace {

std::string nameOf(const Release& release) {
    return release.name + " " + release.version;
}

Result<> checkModel(const device::DeviceConfig& config, const Manifest& manifest) {
    std::string wanted;
    for (const CompatibleDevice& device : manifest.compatible) {
        const auto& revisions = device.hardwareRevisions;
        const bool revisionFits = revisions.empty() || std::find(revisions.begin(), revisions.end(),
                                                                 config.hardwareRevision) != revisions.end();
        if (device.model == config.model && revisionFits) {
            return {};
        }
        wanted += (wanted.empty() ? "" : ", ") + device.model;
        for (const std::string& revision : revisions) {
            wanted += " " + revision;
        }
    }
    const std::string have =
        config.hardwareRevision.empty() ? config.model : config.model + " " + config.hardwareRevision;
    return Error(ErrorCode::WrongModel,
                 {{"want", wanted}, {"have", have}, {"path", nameOf(manifest.release)}});
}

Result<> checkAge(const DeviceView& view, const Release& release, OlderVersions older) {
    if (release.epoch < view.floors.epoch) {
        return Error(ErrorCode::EpochTooOld,
                     {{"have", release.epoch}, {"need", view.floors.epoch}, {"path", nameOf(release)}});
    }
    const SlotRecord* running = view.bootedRecord();
    const bool comparable = running != nullptr && running->release.name == release.name &&
                            release.epoch <= running->release.epoch;
    if (comparable && older == OlderVersions::Refuse &&
        compareVersions(release.version, running->release.version) < 0) {
        return Error(
            ErrorCode::OlderVersion,
            {{"have", release.version}, {"want", running->release.version}, {"path", nameOf(release)}});
    }
    return {};
}

Result<> checkPrecondition(const DeviceView& view, const Manifest& manifest) {
    const Precondition& need = manifest.precondition;
    if (need.release.empty() && need.versions.empty()) {
        return {};
    }
    const SlotRecord* running = view.bootedRecord();
    const bool met = running != nullptr && (need.release.empty() || running->release.name == need.release) &&
                     (need.versions.empty() || std::find(need.versions.begin(), need.versions.end(),
                                                         running->release.version) != need.versions.end());
    if (met) {
        return {};
    }
    std::string want = need.release;
    for (const std::string& version : need.versions) {
        want += " " + version;
    }
    const std::string have =
        running == nullptr ? "an unknown release" : running->release.name + " " + running->release.version;
    return Error(ErrorCode::PreconditionFailed,
                 {{"want", want}, {"have", have}, {"path", nameOf(manifest.release)}});
}

/// The bundle's payloads fit the target slots, each of which could be written now.
Result<> checkPayloads(Services& services, const DeviceView& view, const Manifest& manifest) {
    std::set<std::string> groups;
    for (const Payload& payload : manifest.payloads) {
        if (payload.kind != "raw") {
            return Error(ErrorCode::NotSupported,
                         {{"detail", "payloads of the kind " + payload.kind}, {"path", payload.name}});
        }
        const SlotPair* pair = view.slots.find(payload.group);
        if (pair == nullptr || !groups.insert(payload.group).second) {
            return Error(ErrorCode::SlotMissing, {{"payload", payload.name}, {"group", payload.group}});
        }
        FF_TRY(const auto target, services.slots.openTarget(*pair->target));
        if (payload.imageBytes > target->sizeBytes()) {
            return Error(
                ErrorCode::SlotTooSmall,
                {{"slot", pair->target->name}, {"need", payload.imageBytes}, {"have", target->sizeBytes()}});
        }
    }
    return {};
}

/// Groups that the bundle does not cover are copied from the booted slots: these must fit too.
Result<> checkCopies(Services& services, const DeviceView& view, const Manifest& manifest) {
    for (const auto& [group, pair] : view.slots.pairs()) {
        const bool covered =
            std::any_of(manifest.payloads.begin(), manifest.payloads.end(),
                        [&name = group](const Payload& payload) { return payload.group == name; });
        if (covered) {
            continue;
        }
        FF_TRY(const auto target, services.slots.openTarget(*pair.target));
        FF_TRY(const auto booted, services.slots.openBooted(*pair.booted));
        if (booted->sizeBytes() > target->sizeBytes()) {
            return Error(
                ErrorCode::SlotTooSmall,
                {{"slot", pair.target->name}, {"need", booted->sizeBytes()}, {"have", target->sizeBytes()}});
        }
    }
    return {};
}

} // namespace

Result<> admit(Services& services, const DeviceView& view, const VerifiedBundle& bundle,
               OlderVersions older) {
    const Manifest& manifest = bundle.manifest();
    if (view.onTrial()) {
        return Error(ErrorCode::OnTrial, {{"slot", view.slots.bootedName()}});
    }
    FF_CHECK(checkModel(services.config, manifest));
    FF_CHECK(checkAge(view, manifest.release, older));
    FF_CHECK(checkPrecondition(view, manifest));
    if (!manifest.carriesAgent && !services.config.policy.allowReleaseWithoutAgent) {
        return Error(ErrorCode::NoAgent, {{"path", nameOf(manifest.release)}});
    }
    FF_CHECK(checkPayloads(services, view, manifest));
    return checkCopies(services, view, manifest);
}

} // namespace fieldfare::installer
