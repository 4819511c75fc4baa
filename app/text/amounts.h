// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <chrono>
#include <cstdint>

namespace fieldfare::app {

/// An amount of bytes for people, decimal units as on the label of a stick: "512 B", "31 MB", "4.2 GB".
[[nodiscard]] QString bytesText(std::uint64_t bytes);
/// "31 MB/s".
[[nodiscard]] QString speedText(double bytesPerSecond);
/// "8 s", "3 min 5 s", "2 h 4 min".
[[nodiscard]] QString durationText(std::chrono::seconds duration);

} // namespace fieldfare::app
