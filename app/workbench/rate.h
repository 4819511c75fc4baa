// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <chrono>
#include <cstdint>

namespace fieldfare::app {

/// How fast something goes, averaged so that the number can be read.
class Rate {
public:
    using Time = std::chrono::steady_clock::time_point;
    /// Begins anew at `doneBytes`: what was before does not count.
    void begin(std::uint64_t doneBytes, Time now);
    void update(std::uint64_t doneBytes, Time now);
    [[nodiscard]] std::uint64_t measuredBytes() const { return m_measuredBytes; }
    /// "2 MB/s, 8 s left"; empty as long as it is not known.
    [[nodiscard]] QString text(std::uint64_t doneBytes, std::uint64_t totalBytes) const;

private:
    double m_bytesPerSecond = 0; ///< 0: not known.
    Time m_measuredAt;
    std::uint64_t m_measuredBytes = 0;
};

} // namespace fieldfare::app
