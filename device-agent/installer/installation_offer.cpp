// SPDX-License-Identifier: Apache-2.0
// The first half of an installation: everything that happens before anything is touched.
#include "device-agent/installer/head_store.h"
#include "device-agent/installer/hooks.h"
#include "device-agent/installer/installation.h"

namespace fieldfare::installer {
namespace {

constexpr std::size_t maxByBytes = 64;

} // namespace

Installation::Installation(Services& services, InstallationLog& log, InstallationControl& control,
                           InstallationObserver& observer)
    : m_services(services)
    , m_log(log)
    , m_control(control)
    , m_observer(observer) {}

Result<> Installation::offer(const std::string& headName, const InstallRequest& request) {
    auto accepted = accept(headName, request);
    const auto dropped =
        dropUnusedHeads(m_services.state, m_log); // of a refused bundle, or of the one that was replaced
    FF_CHECK(std::move(accepted));
    FF_CHECK(dropped);
    publish();
    return {};
}

Result<> Installation::resume(const std::string& id, const std::string& by) {
    const auto& current = m_log.current();
    const bool known =
        current && current->status.id == id &&
        (isUnfinished(current->status.state) || current->status.state == InstallationState::Installed);
    if (!known) {
        return Error(ErrorCode::NoInstallation, {{"id", id}});
    }
    InstallRequest request;
    request.older = OlderVersions::Allow; // that was decided when it was offered
    request.after = current->reboot ? AfterInstall::Reboot : AfterInstall::Stay;
    request.by = by;
    return offer(std::string(current->headName), request);
}

Result<> Installation::accept(const std::string& headName, const InstallRequest& request) {
    FF_TRY(m_view, DeviceView::read(m_services));
    FF_TRY(const DeviceTrust trust, DeviceTrust::load(m_services, m_view->floors));
    FF_TRY(const auto head, HeadStore(m_services.state).open(headName));
    FF_TRY(m_bundle, trust.verify(head));

    InstallationRecord record = newRecord(headName, request);
    const auto& current = m_log.current();
    const bool same =
        current && current->status.id == record.status.id && current->status.target == record.status.target;
    if (same && current->status.state == InstallationState::Installed && m_view->switchPending()) {
        m_record = *current;
        m_isInstalled = true;
        return {};
    }
    m_goesOn = same && isUnfinished(current->status.state);
    const OlderVersions older = m_goesOn ? OlderVersions::Allow : request.older;
    FF_CHECK(admit(m_services, *m_view, *m_bundle, older));
    if (m_goesOn) {
        record.checkpoint = current->checkpoint;
        record.status = current->status;
        record.status.error.reset();
        const bool running = record.status.state == InstallationState::Receiving ||
                             record.status.state == InstallationState::Verifying;
        if (running) { // its process died without a word
            FF_CHECK(record.apply(InstallationEvent::SourceLost));
        }
        FF_CHECK(record.apply(InstallationEvent::Offered));
    } else {
        const ProgramContext context{record.status.target, record.status.release, false};
        FF_CHECK(runHooks(HookPoint::PreInstall, m_services.config.hookFolder, context,
                          m_services.config.hookLimit, m_services.processes));
        FF_CHECK(record.apply(InstallationEvent::Admitted));
    }
    FF_CHECK(m_log.save(record));
    m_record = std::move(record);
    return {};
}

InstallationRecord Installation::newRecord(const std::string& headName, const InstallRequest& request) const {
    const Manifest& manifest = m_bundle->manifest();
    InstallationRecord record;
    record.headName = headName;
    record.reboot = request.after == AfterInstall::Reboot;
    record.by = request.by.substr(0, maxByBytes);
    record.status.manifestDigest = m_bundle->manifestDigest().hex();
    record.status.id = installationId(m_bundle->manifestDigest());
    record.status.release = {manifest.release.name, manifest.release.version, manifest.release.epoch};
    record.status.target = m_view->slots.targetName();
    for (const Payload& payload : manifest.payloads) {
        record.status.imageBytes += payload.imageBytes;
    }
    for (const auto& [group, pair] : m_view->slots.pairs()) {
        record.groups.push_back(group);
    }
    return record;
}

Result<> dropUnusedHeads(StateStore& state, const InstallationLog& log) {
    std::vector<std::string> needed = SlotRecords::load(state).headNames();
    if (log.current()) {
        needed.push_back(log.current()->headName);
    }
    return HeadStore(state).keepOnly(needed);
}

bool Installation::wantsReboot() const {
    return m_record.status.state == InstallationState::Installed &&
           (m_record.reboot || m_services.config.policy.rebootAfterInstall);
}

} // namespace fieldfare::installer
