// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/tls_context.h"

#include "core/base/file.h"

#include <cerrno>
#include <cstring>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/stat.h>

namespace fieldfare::agent {

namespace {

constexpr std::size_t maxKeyFileBytes = std::size_t{16} << 10;
constexpr int maxPeerCertificates = 4;
constexpr long maxPeerChainBytes = 32L << 10;

using KeyPointer = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

Certificate shareCertificate(X509* x509) {
    X509_up_ref(x509);
    return Certificate(std::shared_ptr<X509>(x509, X509_free));
}

std::vector<Certificate> certificateList(X509* leaf, STACK_OF(X509) * others) {
    std::vector<Certificate> chain;
    if (leaf == nullptr || (others != nullptr && sk_X509_num(others) > maxPeerCertificates)) {
        return chain;
    }
    chain.push_back(shareCertificate(leaf));
    for (int i = 0; others != nullptr && i < sk_X509_num(others); ++i) {
        X509* other = sk_X509_value(others, i);
        if (X509_cmp(other, leaf) != 0) {
            chain.push_back(shareCertificate(other));
        }
    }
    return chain;
}

/// The alert that tells the peer what was wrong (docs/PROTOCOL.md).
int verifyResultOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::CertificateExpired:
        return X509_V_ERR_CERT_HAS_EXPIRED;
    case ErrorCode::CertificateRevoked:
        return X509_V_ERR_CERT_REVOKED;
    case ErrorCode::WrongRole:
        return X509_V_ERR_INVALID_PURPOSE;
    default:
        return X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY;
    }
}

/// Replaces OpenSSL's own check of the chain altogether: roles, floor of time and revocation are ours to
/// judge.
int verifyPeerCertificate(X509_STORE_CTX* context, void* trustPointer) {
    const auto& trust = *static_cast<const PeerTrust*>(trustPointer);
    auto chain = certificateList(X509_STORE_CTX_get0_cert(context), X509_STORE_CTX_get0_untrusted(context));
    const auto peer = trust.admit(std::move(chain));
    X509_STORE_CTX_set_error(context, peer.ok() ? X509_V_OK : verifyResultOf(peer.error().code()));
    return peer.ok() ? 1 : 0;
}

int refuseEncryptedKey(char*, int, int, void*) {
    return -1;
}

Result<> checkKeyFile(const std::filesystem::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        return errno == ENOENT ? Error(ErrorCode::NotFound, {{"path", path.string()}})
                               : ioError("stat", path.string(), errno);
    }
    if ((status.st_mode & (S_IRWXO | S_IWGRP | S_IXGRP)) != 0) {
        return Error(ErrorCode::NotPermitted,
                     {{"path", path.string()},
                      {"detail", "the key file " + path.string() +
                                     " must not be open to others (chmod 0640 or 0400)"}});
    }
    return {};
}

Result<KeyPointer> readKey(const std::filesystem::path& path) {
    FF_CHECK(checkKeyFile(path));
    FF_TRY(Bytes pem, readFile(path, maxKeyFileBytes));
    std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())),
                                                  BIO_free);
    KeyPointer key(PEM_read_bio_PrivateKey(bio.get(), nullptr, refuseEncryptedKey, nullptr), EVP_PKEY_free);
    explicit_bzero(pem.data(), pem.size());
    if (!key) {
        return Error(ErrorCode::BadKey,
                     {{"path", path.string()}, {"detail", "not a plain private key in PEM form"}});
    }
    char group[32] = "";
    std::size_t length = 0;
    EVP_PKEY_get_group_name(key.get(), group, sizeof(group), &length);
    if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_EC || std::string_view(group) != "prime256v1") {
        return Error(ErrorCode::BadKey,
                     {{"path", path.string()}, {"detail", "a device's key is ECDSA on P-256"}});
    }
    return key;
}

bool configure(SSL_CTX* context) {
    SSL_CTX_set_options(context, SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                  SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_max_cert_list(context, maxPeerChainBytes);
    return SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) == 1 &&
           SSL_CTX_set_num_tickets(context, 0) == 1 && SSL_CTX_set_max_early_data(context, 0) == 1 &&
           SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384") == 1;
}

/// Tells peers which fleet's certificates are wanted, so that a program with several identities can choose.
void nameRoots(SSL_CTX* context, const TrustStore& store) {
    for (const Certificate& root : store.roots()) {
        SSL_CTX_add_client_CA(context, root.native());
    }
}

} // namespace

Result<TlsContext> TlsContext::create(const std::filesystem::path& certificate,
                                      const std::filesystem::path& key, const PeerTrust& trust) {
    TlsContext tls;
    FF_TRY(tls.m_chain, Certificate::listFromFile(certificate));
    if (tls.m_chain.empty()) {
        return Error(ErrorCode::BadCertificate,
                     {{"path", certificate.string()}, {"detail", "no certificate in it"}});
    }
    FF_TRY(const KeyPointer privateKey, readKey(key));
    tls.m_context = std::shared_ptr<SSL_CTX>(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    SSL_CTX* context = tls.m_context.get();
    if (context == nullptr || !configure(context)) {
        return Error(ErrorCode::TlsFailed, {{"detail", "OpenSSL does not offer what is needed"}});
    }
    if (SSL_CTX_use_certificate(context, tls.m_chain.front().native()) != 1) {
        return Error(ErrorCode::BadCertificate,
                     {{"path", certificate.string()}, {"detail", "TLS does not take it"}});
    }
    for (std::size_t i = 1; i < tls.m_chain.size(); ++i) {
        SSL_CTX_add1_chain_cert(context, tls.m_chain[i].native());
    }
    if (SSL_CTX_use_PrivateKey(context, privateKey.get()) != 1 || SSL_CTX_check_private_key(context) != 1) {
        return Error(ErrorCode::KeyMismatch, {{"path", key.string()}});
    }
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    SSL_CTX_set_cert_verify_callback(context, verifyPeerCertificate, const_cast<PeerTrust*>(&trust));
    nameRoots(context, trust.store());
    return tls;
}

Result<std::vector<Certificate>> peerChain(ssl_st* tls) {
    auto chain = certificateList(SSL_get0_peer_certificate(tls), SSL_get_peer_cert_chain(tls));
    if (chain.empty()) {
        return Error(ErrorCode::UntrustedChain, {{"subject", "?"}});
    }
    return chain;
}

} // namespace fieldfare::agent
