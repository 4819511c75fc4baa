// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/certificate.h"

#include <QSsl>
#include <QSslCertificate>
#include <QSslConfiguration>

namespace fieldfare::app {

class Identity;

/// TLS 1.3 with the identity's certificate, no tickets. Chain and role of the peer are judged by core after
/// the handshake, so Qt's own checks are off; nothing may be sent before that.
[[nodiscard]] QSslConfiguration tlsConfiguration(const Identity& identity);

/// What a TLS alert of the device means for the technician (docs/PROTOCOL.md lists them).
/// Errors: NoIdentity, UntrustedChain, WrongRole, CertificateExpired, CertificateRevoked, TlsFailed.
[[nodiscard]] Error errorOfAlert(QSsl::AlertType alert, const Certificate& own, const std::string& device);

/// The certificates of a peer as core's. Errors: BadCertificate; UntrustedChain if there is none, or more
/// than 16.
[[nodiscard]] Result<std::vector<Certificate>> coreChain(const QList<QSslCertificate>& chain);

} // namespace fieldfare::app
