// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/key_request.h"
#include "core/crypto/trust_store.h"

using namespace fieldfare;

namespace {

/// Everything that is asked of a certificate from a peer or a file.
void use(const Certificate& certificate) {
    static_cast<void>(certificate.commonName());
    static_cast<void>(certificate.serialHex());
    static_cast<void>(certificate.notBefore());
    static_cast<void>(certificate.notAfter());
    static_cast<void>(certificate.publicKeyDigest());
    static_cast<void>(certificate.fingerprint());
}

} // namespace

/// A certificate in DER, a list of them in PEM, a request for one, an answer to that.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView input = std::as_bytes(std::span(data, size));
    if (const Result<Certificate> certificate = Certificate::fromDer(input); certificate.ok()) {
        use(certificate.value());
    }
    if (const auto list = Certificate::listFromPem(asText(input)); list.ok()) {
        for (const Certificate& certificate : list.value()) {
            use(certificate);
        }
        if (const auto trust = TrustStore::fromPem(list->back().pem()); trust.ok()) {
            for (const Role role : allRoles) {
                static_cast<void>(trust->verifyPeer(list.value(), role, {}));
            }
        }
    }
    static_cast<void>(KeyRequest::parse(asText(input)));
    static_cast<void>(KeyAnswer::parse(asText(input)));
    return 0;
}
