// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/trust_store.h"

#include "core/base/file.h"
#include "core/crypto/chain.h"
#include "core/crypto/openssl.h"

namespace fieldfare {

namespace {

constexpr std::size_t maxRootsBytes = std::size_t{256} << 10;

Result<> checkRoot(const Certificate& root) {
    const openssl::ErrorQueue queue;
    X509* const x509 = root.native();
    if (!openssl::keyIsAllowed(X509_get0_pubkey(x509))) {
        return Error(ErrorCode::BadCertificate,
                     {{"detail", "the root's key is not RSA 3072 or ECDSA P-256 or P-384"}});
    }
    if (X509_check_ca(x509) != 1 || X509_self_signed(x509, 1) != 1) {
        return Error(ErrorCode::BadCertificate, {{"detail", "it is not a self-signed root"}});
    }
    return {};
}

} // namespace

Result<TrustStore> TrustStore::fromPem(std::string_view pem) {
    FF_TRY(std::vector<Certificate> roots, Certificate::listFromPem(pem));
    for (const Certificate& root : roots) {
        FF_CHECK(checkRoot(root));
    }
    return TrustStore(std::move(roots));
}

Result<TrustStore> TrustStore::fromPemFile(const std::filesystem::path& roots) {
    FF_TRY(const Bytes pem, readFile(roots, maxRootsBytes));
    return fromPem(asText(pem)).with("path", roots.string());
}

Result<> TrustStore::verifyPeer(const std::vector<Certificate>& chain, Role role,
                                const TimePolicy& time) const {
    if (chain.empty()) {
        return Error(ErrorCode::UntrustedChain,
                     {{"subject", std::string()}, {"detail", "there is no certificate"}});
    }
    const std::span<const Certificate> others = std::span(chain).subspan(1);
    if (others.size() > maxPeerCertificates) {
        return Error(ErrorCode::ChainTooLong, {{"subject", chain.front().commonName()}});
    }
    FF_TRY(const Chain built, buildChain(chain.front(), others, m_roots, role));
    FF_CHECK(checkRole(built, role));
    FF_CHECK(checkNotRevoked(built, m_revocations));
    return checkNotExpired(built, time);
}

} // namespace fieldfare
