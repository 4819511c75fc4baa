// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/agent/peer_trust.h"

#include <filesystem>

struct ssl_ctx_st;
struct ssl_st;

namespace fieldfare::agent {

/// The device's end of TLS: 1.3 only, both ends with certificates, no tickets, no resumption, no early data.
class TlsContext {
public:
    /// Reads the device's certificate (leaf first, then the intermediate) and key (PEM, not encrypted, ECDSA
    /// P-256). `trust` judges every peer during the handshake and must outlive this. Errors: NotFound,
    /// TooLarge, BadCertificate, BadKey, KeyMismatch, NotPermitted (others may read the key).
    [[nodiscard]] static Result<TlsContext> create(const std::filesystem::path& certificate,
                                                   const std::filesystem::path& key, const PeerTrust& trust);

    /// The device's certificates, leaf first.
    [[nodiscard]] const std::vector<Certificate>& chain() const { return m_chain; }
    /// Borrowed.
    [[nodiscard]] ssl_ctx_st* native() const { return m_context.get(); }

private:
    TlsContext() = default;
    std::shared_ptr<ssl_ctx_st> m_context;
    std::vector<Certificate> m_chain;
};

/// The certificates that the peer of a finished handshake showed, leaf first. Errors: UntrustedChain if there
/// are none.
[[nodiscard]] Result<std::vector<Certificate>> peerChain(ssl_st* tls);

} // namespace fieldfare::agent
