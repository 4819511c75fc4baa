// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/installation.h"

namespace fieldfare::installer {

/// Shows an installation on a terminal, one line that is redrawn with speed and time left; elsewhere one line
/// for each change of state; or nothing. One thread.
class ProgressLine final : public InstallationObserver {
public:
    enum class Style { Terminal, Plain, Silent };
    explicit ProgressLine(Style style)
        : m_style(style) {}
    ~ProgressLine() override { endLine(); }

    void changed(const InstallationStatus& status) override;
    /// Leaves what is shown.
    void endLine();

private:
    void draw(const InstallationStatus& status);

    Style m_style;
    std::optional<InstallationState> m_state;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_drawn;
    std::uint64_t m_firstReceived = 0;
    bool m_lineOpen = false;
};

} // namespace fieldfare::installer
