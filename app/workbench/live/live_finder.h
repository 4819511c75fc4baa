// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/discovery.h"
#include "app/workbench/device_finder.h"

#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>

namespace fieldfare::app {

/// The finder of the window on top of the client's discovery; where that is not there, it is tried again
/// every half minute.
class LiveFinder final : public DeviceFinder {
    Q_OBJECT

public:
    using MakeDiscovery = std::function<std::unique_ptr<Discovery>()>;
    explicit LiveFinder(MakeDiscovery make, std::chrono::milliseconds retry = std::chrono::seconds(30));
    void start() override;
    void setOn(bool on) override;

private:
    void search();
    MakeDiscovery m_make;
    std::unique_ptr<Discovery> m_discovery;
    QTimer m_retry;
    QSet<QString> m_found; ///< Services.
    bool m_on = true;
    bool m_started = false;
};

} // namespace fieldfare::app
