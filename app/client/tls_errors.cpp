// SPDX-License-Identifier: Apache-2.0
#include "app/client/tls_errors.h"

#include "app/client/identity.h"

#include <QSslSocket>

namespace fieldfare::app {

QSslConfiguration tlsConfiguration(const Identity& identity) {
    QSslConfiguration configuration;
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setLocalCertificateChain(identity.chain());
    configuration.setPrivateKey(identity.key());
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionSharing, true);
    return configuration;
}

Error errorOfAlert(QSsl::AlertType alert, const Certificate& own, const std::string& device) {
    const std::string subject = own.commonName();
    const auto with = [&](ErrorCode code) {
        return Error(code, {{"subject", subject},
                            {"device", device},
                            {"path", "own certificate, refused by " + device},
                            {"detail", std::string("the device refused it")}});
    };
    switch (alert) {
    case QSsl::AlertType::CertificateRequired:
    case QSsl::AlertType::NoCertificate:
        return Error(ErrorCode::NoIdentity, {{"path", device}});
    case QSsl::AlertType::UnknownCa:
    case QSsl::AlertType::BadCertificate:
        return with(ErrorCode::UntrustedChain);
    case QSsl::AlertType::UnsupportedCertificate:
        return with(ErrorCode::WrongRole)
            .with("want", std::string("technician"))
            .with("have", std::string("another"));
    case QSsl::AlertType::CertificateExpired:
        return with(ErrorCode::CertificateExpired).with("date", toRfc3339(own.notAfter()).substr(0, 10));
    case QSsl::AlertType::CertificateRevoked:
        return with(ErrorCode::CertificateRevoked);
    default:
        return Error(ErrorCode::TlsFailed, {{"device", device},
                                            {"detail", "the device ended the handshake with alert " +
                                                           std::to_string(static_cast<int>(alert))}});
    }
}

Result<std::vector<Certificate>> coreChain(const QList<QSslCertificate>& chain) {
    if (chain.isEmpty() || chain.size() > 16) {
        return Error(ErrorCode::UntrustedChain, {{"subject", std::string("the device")}});
    }
    std::vector<Certificate> certificates;
    for (const QSslCertificate& certificate : chain) {
        const QByteArray der = certificate.toDer();
        FF_TRY(Certificate one,
               Certificate::fromDer(asBytes({der.constData(), static_cast<std::size_t>(der.size())})));
        certificates.push_back(std::move(one));
    }
    return certificates;
}

} // namespace fieldfare::app
