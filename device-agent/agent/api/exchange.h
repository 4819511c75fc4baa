// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/agent/api/routes.h"
#include "device-agent/agent/async.h"
#include "device-agent/agent/peer_trust.h"

#include <functional>

namespace fieldfare::agent {

/// One request of an admitted technician and the way to answer it. Lives until Api::handle has returned.
class Exchange {
public:
    virtual ~Exchange() = default;

    [[nodiscard]] virtual const RoutedRequest& request() const = 0;
    [[nodiscard]] virtual const Peer& peer() const = 0;
    /// What Content-Length says; nothing if it is missing.
    [[nodiscard]] virtual std::optional<std::uint64_t> bodyBytes() const = 0;
    /// The next bytes of the body, 0 at its end. Errors: TooLarge (beyond the route's limit), LinkLost.
    [[nodiscard]] virtual Task<Result<std::size_t>> readBody(MutableBytes into) = 0;

    /// Answers with a JSON text, after what is left of the body was read and dropped. Errors: LinkLost.
    [[nodiscard]] virtual Task<Result<>> reply(int status, std::string json) = 0;
    /// Begins an answer whose length is not known; writeStream() then gives one piece at a time. It ends when
    /// handle() returns. Errors: LinkLost.
    [[nodiscard]] virtual Task<Result<>> beginStream(std::string_view contentType) = 0;
    [[nodiscard]] virtual Task<Result<>> writeStream(std::string text) = 0;
    /// True if the peer closed the connection, or sent more although an answer is still on its way.
    [[nodiscard]] virtual bool peerGone() = 0;
    /// Calls `then` once as soon as peerGone() becomes true, but not after handle() returned. The body must
    /// have been read.
    virtual void whenPeerGone(std::function<void()> then) = 0;
};

/// The whole body as text. Errors: TooLarge, LinkLost.
[[nodiscard]] Task<Result<std::string>> readWholeBody(Exchange& exchange);

} // namespace fieldfare::agent
