// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "device-agent/agent/tls_context.h"
#include "device-agent/config/device_config.h"

namespace fieldfare::agent {

/// What must be right before the agent can start: who it is, and whom it trusts.
struct Identity {
    std::unique_ptr<PeerTrust> trust; ///< On the heap: the TLS context points to it.
    TlsContext tls;
    [[nodiscard]] std::string id() const { return tls.chain().front().commonName(); }
};

/// Reads roots, certificate and key. A device's certificate that is expired or lacks the device's role is
/// only logged: the technician's program judges it. Errors: those of TrustStore::fromPemFile and
/// TlsContext::create.
[[nodiscard]] Result<Identity> loadIdentity(const device::DeviceConfig& config, const Clock& clock);

/// Serves until SIGTERM or SIGINT. Errors: Io if it cannot listen.
[[nodiscard]] Result<> runAgent(const device::DeviceConfig& config, Identity identity);

} // namespace fieldfare::agent
