// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/protocol/installer_socket.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace fieldfare::agent {

/// What a request asks for.
enum class Operation {
    Device,
    Offer,
    Installation,
    Needed,
    Resume,
    Data,
    Pause,
    Unpause,
    Cancel,
    Events,
    Logs,
    Reboot,
    Commit,
    Rollback,
    Identify,
    SetClock,
    SetRevocations,
};

struct Route {
    Operation operation;
    std::string_view method;
    std::string_view pattern; ///< A segment "{id}" takes any installation's id.
    std::uint64_t bodyLimitBytes;
};

/// Bodies of requests that need none are read and dropped up to this.
inline constexpr std::uint64_t ignoredBodyBytes = 4096;

/// The whole API; docs/openapi.yaml says the same, and a test holds the two together.
inline constexpr std::array routes = {
    Route{Operation::Device, "GET", "/v1/device", ignoredBodyBytes},
    Route{Operation::Offer, "POST", "/v1/installations", maxHeadBytes},
    Route{Operation::Installation, "GET", "/v1/installations/{id}", ignoredBodyBytes},
    Route{Operation::Needed, "GET", "/v1/installations/{id}/needed", ignoredBodyBytes},
    Route{Operation::Resume, "POST", "/v1/installations/{id}/resume", ignoredBodyBytes},
    Route{Operation::Data, "PUT", "/v1/installations/{id}/data", largestPutBytes},
    Route{Operation::Pause, "POST", "/v1/installations/{id}/pause", ignoredBodyBytes},
    Route{Operation::Unpause, "POST", "/v1/installations/{id}/unpause", ignoredBodyBytes},
    Route{Operation::Cancel, "POST", "/v1/installations/{id}/cancel", ignoredBodyBytes},
    Route{Operation::Events, "GET", "/v1/events", ignoredBodyBytes},
    Route{Operation::Logs, "GET", "/v1/logs", ignoredBodyBytes},
    Route{Operation::Reboot, "POST", "/v1/reboot", ignoredBodyBytes},
    Route{Operation::Commit, "POST", "/v1/commit", ignoredBodyBytes},
    Route{Operation::Rollback, "POST", "/v1/rollback", ignoredBodyBytes},
    Route{Operation::Identify, "POST", "/v1/identify", ignoredBodyBytes},
    Route{Operation::SetClock, "PUT", "/v1/clock", 4096},
    Route{Operation::SetRevocations, "PUT", "/v1/revocations", maxControlFrame},
};

/// A request that was understood so far.
struct RoutedRequest {
    const Route* route = nullptr;
    std::string id;    ///< The `{id}` of the path, 1 to 64 letters, digits and hyphens; or empty.
    std::string query; ///< What follows `?`, undecoded.
};

/// Finds the route of a request line. Errors: BadRequest, UnknownPath, WrongMethod (with `allow`, for the
/// header).
[[nodiscard]] Result<RoutedRequest> routeRequest(std::string_view method, std::string_view target);

} // namespace fieldfare::agent
