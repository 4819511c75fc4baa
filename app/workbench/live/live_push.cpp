// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/live/live_push.h"

#include "app/text/sanitize.h"

#include <QFileInfo>

namespace fieldfare::app {

namespace {

const char* verbOf(RowVerb verb) {
    switch (verb) {
    case RowVerb::Pause:
        return "pause";
    case RowVerb::Unpause:
        return "unpause";
    case RowVerb::Cancel:
        break;
    }
    return "cancel";
}

BundleSummary summaryOf(const BundleFile& bundle, const QString& path) {
    QStringList models;
    for (const CompatibleDevice& device : bundle.manifest().compatible) {
        models += sanitized(device.model, 64);
    }
    const Release& release = bundle.manifest().release;
    return {QFileInfo(path).absoluteFilePath(),
            QFileInfo(path).fileName(),
            sanitized(release.name + " " + release.version, 160),
            models.join(QStringLiteral(", ")),
            bundle.signers(),
            sanitized(QString::fromStdString(release.notes).simplified(), 600),
            release.epoch,
            bundle.sizeBytes(),
            QString::fromStdString(bundle.installationId()),
            false};
}

} // namespace

Result<BundleSummary> LivePushDesk::open(const QString& path) {
    m_practising = m_practice != nullptr && m_practice->holdsBundle(path);
    Technician& technician = m_practising ? m_practice->technician() : m_technician;
    technician.reload();
    FF_TRY(const std::shared_ptr<const Identity> identity, technician.identity());
    FF_TRY(const std::shared_ptr<const BundleFile> bundle,
           BundleFile::open(path.toStdString(), identity->trust(), laptopTimePolicy(SystemClock())));
    m_identity = identity;
    m_bundle = bundle;
    BundleSummary summary = summaryOf(*bundle, path);
    summary.practice = m_practising;
    return summary;
}

Result<> LivePushDesk::fits(const std::string& model, const std::string& hardwareRevision) const {
    return m_bundle ? m_bundle->fits(model, hardwareRevision) : Result<>();
}

QString LivePushDesk::technicianName() const {
    return m_identity ? sanitized(m_identity->certificate().commonName(), 64) : QString();
}

std::unique_ptr<PushRun> LivePushDesk::run(const QStringList& addresses, const BatchOptions& options) {
    std::vector<DeviceAddress> devices;
    for (const QString& address : addresses) {
        // What is in the book was read by the same function before.
        devices.push_back(DeviceAddress::parse(address).value());
    }
    return std::make_unique<LivePushRun>(std::move(devices), m_bundle, m_identity, options,
                                         m_practising ? nullptr : m_known);
}

LivePushRun::LivePushRun(std::vector<DeviceAddress> devices, std::shared_ptr<const BundleFile> bundle,
                         std::shared_ptr<const Identity> identity, const BatchOptions& options,
                         KnownDevices* known)
    : m_devices(std::move(devices))
    , m_identity(identity)
    , m_installation(bundle->installationId())
    , m_batch(m_devices, std::move(bundle), std::move(identity), options, known) {}

void LivePushRun::start() {
    m_batch.start(
        [this](std::size_t device, const PushProgress& progress) { Q_EMIT progressed(device, progress); },
        [this](std::size_t device, const PushOutcome& outcome) { Q_EMIT deviceDone(device, outcome); },
        [this](const std::vector<PushOutcome>& outcomes) {
            for (std::size_t device = 0; device < outcomes.size(); ++device) {
                Q_EMIT deviceDone(device, outcomes[device]);
            }
            Q_EMIT finished();
        });
}

void LivePushRun::steer(std::size_t device, RowVerb verb) {
    auto* client = new AgentClient(m_devices.at(device), m_identity, {}, this);
    client->steer(m_installation, verbOf(verb), [this, client, device](Result<InstallationStatus> done) {
        if (!done) {
            Q_EMIT steerFailed(device, done.error());
        }
        client->deleteLater();
    });
}

} // namespace fieldfare::app
