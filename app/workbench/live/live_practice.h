// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/background.h"
#include "app/workbench/live/live_link.h"
#include "app/workbench/practice_room.h"

#include <QThread>

#include <atomic>

namespace fieldfare::app {

/// The practice on this computer. Its virtual device runs on a thread of its own, and agent and installer of
/// it end with this program, however that ends (PR_SET_PDEATHSIG).
class LivePractice final : public PracticeRoom {
    Q_OBJECT

public:
    explicit LivePractice(PracticeFolder folder);
    ~LivePractice() override;

    [[nodiscard]] bool whole() const override { return m_folder.whole(); }
    [[nodiscard]] QString update() const override;
    [[nodiscard]] DeviceLinks& links() override { return m_links; }
    void make() override;
    void powerOn() override;
    void remove() override;

    /// Who pushes to the practice device, and to no other.
    [[nodiscard]] Technician& technician() { return m_technician; }
    /// True if the bundle lies among those of the practice.
    [[nodiscard]] bool holdsBundle(const QString& path) const {
        return m_folder.holdsBundle(path.toStdString());
    }

private:
    struct Device;
    void powerOff();
    void startDevice();
    void tell(std::function<void()> news);

    PracticeFolder m_folder;
    Technician m_technician;
    LiveLinks m_links;
    SystemProcessRunner m_runner;
    std::atomic_bool m_ends{false};
    QThread m_thread;
    QObject m_onThread;               ///< Lives on the thread: what is called on it runs there.
    std::unique_ptr<Device> m_device; ///< Of the thread.
    std::unique_ptr<Background> m_background;
};

} // namespace fieldfare::app
