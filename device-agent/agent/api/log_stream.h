// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/agent/api/exchange.h"
#include "device-agent/agent/installer_connection.h"

namespace fieldfare::agent {

inline constexpr std::uint64_t maxLogLines = 10'000;
inline constexpr std::uint64_t defaultLogLines = 200;

struct LogRequest {
    std::uint64_t lines = defaultLogLines;
    bool follow = false;
    std::string by;
};

/// Answers `exchange` with the device's log as plain text. An error means that nothing was answered yet.
/// Errors: InstallerUnavailable, and the installer's.
[[nodiscard]] Task<Result<>> streamLogs(Exchange& exchange, Executor executor, std::filesystem::path socket,
                                        LogRequest request);

} // namespace fieldfare::agent
