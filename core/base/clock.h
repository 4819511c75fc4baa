// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace fieldfare {

/// Seconds since 1970-01-01T00:00:00Z; may be wrong on a device without a battery, see Clock::trusted().
using UnixTime = std::chrono::sys_seconds;

/// Where the time comes from. Implementations are thread-safe.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual UnixTime now() const = 0;
    /// Never goes backwards; its zero is meaningless.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point monotonic() const = 0;
    /// True if the kernel says that the clock was synchronised since boot (adjtimex(2) without STA_UNSYNC).
    [[nodiscard]] virtual bool synchronised() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
public:
    [[nodiscard]] UnixTime now() const override;
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override;
    [[nodiscard]] bool synchronised() const override;
};

/// RFC 3339 in UTC with whole seconds: 2026-01-31T12:00:00Z.
[[nodiscard]] std::string toRfc3339(UnixTime time);

} // namespace fieldfare
