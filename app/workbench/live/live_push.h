// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/bundle_file.h"
#include "app/workbench/live/live_practice.h"
#include "app/workbench/live/technician.h"
#include "app/workbench/push_desk.h"

namespace fieldfare::app {

/// Pushes over the LAN API.
class LivePushDesk final : public PushDesk {
public:
    /// A bundle of `practice` is opened with the practice's identity, every other one with the technician's:
    /// neither is ever tried for the other's devices. Pointers may be null; all must outlive the desk.
    LivePushDesk(Technician& technician, KnownDevices* known, LivePractice* practice = nullptr)
        : m_technician(technician)
        , m_known(known)
        , m_practice(practice) {}
    [[nodiscard]] Result<BundleSummary> open(const QString& path) override;
    [[nodiscard]] Result<> fits(const std::string& model, const std::string& hardwareRevision) const override;
    [[nodiscard]] std::unique_ptr<PushRun> run(const QStringList& addresses,
                                               const BatchOptions& options) override;
    [[nodiscard]] QString technicianName() const override;

private:
    Technician& m_technician;
    KnownDevices* m_known;
    LivePractice* m_practice;
    bool m_practising = false;
    std::shared_ptr<const Identity> m_identity;
    std::shared_ptr<const BundleFile> m_bundle;
};

class LivePushRun final : public PushRun {
    Q_OBJECT

public:
    LivePushRun(std::vector<DeviceAddress> devices, std::shared_ptr<const BundleFile> bundle,
                std::shared_ptr<const Identity> identity, const BatchOptions& options, KnownDevices* known);
    void start() override;
    void stop() override { m_batch.stop(); }
    void steer(std::size_t device, RowVerb verb) override;

private:
    std::vector<DeviceAddress> m_devices;
    std::shared_ptr<const Identity> m_identity;
    std::string m_installation;
    PushBatch m_batch;
};

} // namespace fieldfare::app
