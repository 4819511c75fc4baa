// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/certificate_builder.h"

#include "core/crypto/openssl.h"

#include <openssl/pem.h>
#include <openssl/rand.h>

namespace fieldfare {

namespace {

constexpr std::size_t maxRequestBytes = std::size_t{16} << 10;

using BigNumber = openssl::Owned<BIGNUM, BN_free>;
using Extension = openssl::Owned<X509_EXTENSION, X509_EXTENSION_free>;

Error failed(const openssl::ErrorQueue& queue) {
    return Error(ErrorCode::SigningFailed, {{"detail", queue.reason("the certificate could not be made")}});
}

/// 128 random bits, the first of which is 0 and the second 1: positive, and always 16 bytes long.
bool setRandomSerial(X509* x509) {
    unsigned char bytes[16];
    if (RAND_bytes(bytes, sizeof bytes) != 1) {
        return false;
    }
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x3f) | 0x40);
    const BigNumber number(BN_bin2bn(bytes, sizeof bytes, nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(x509)) != nullptr;
}

bool addName(X509_NAME* name, const char* field, const std::string& value) {
    return value.empty() || X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                                       reinterpret_cast<const unsigned char*>(value.data()),
                                                       static_cast<int>(value.size()), -1, 0) == 1;
}

bool setDates(X509* x509, const CertificateSpec& spec) {
    return ASN1_TIME_set(X509_getm_notBefore(x509), spec.notBefore.time_since_epoch().count()) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(x509), spec.notAfter.time_since_epoch().count()) != nullptr;
}

bool addExtension(X509* x509, X509* issuer, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, x509, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_nconf_nid(nullptr, &context, nid, value.c_str()));
    return extension && X509_add_ext(x509, extension.get(), -1) == 1;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) {
        text += (text.empty() ? "" : ",") + part;
    }
    return text;
}

bool addExtensions(X509* x509, X509* issuer, const CertificateSpec& spec) {
    const bool isRoot = issuer == x509;
    const std::string constraints = spec.caPathLength
                                        ? "critical,CA:TRUE,pathlen:" + std::to_string(*spec.caPathLength)
                                        : "critical,CA:FALSE";
    // A root also signs the list of revoked keys, which is a signature over data.
    const std::string usage = !spec.caPathLength ? "critical,digitalSignature"
                              : isRoot           ? "critical,keyCertSign,cRLSign,digitalSignature"
                                                 : "critical,keyCertSign,cRLSign";
    return addExtension(x509, issuer, NID_basic_constraints, constraints) &&
           addExtension(x509, issuer, NID_key_usage, usage) &&
           addExtension(x509, issuer, NID_subject_key_identifier, "hash") &&
           (isRoot || addExtension(x509, issuer, NID_authority_key_identifier, "keyid:always")) &&
           (spec.extendedKeyUsage.empty() ||
            addExtension(x509, issuer, NID_ext_key_usage, joined(spec.extendedKeyUsage)));
}

/// `issuer` null: the certificate is its own issuer.
Result<Certificate> make(const CertificateSpec& spec, EVP_PKEY* subjectKey, X509* issuer,
                         EVP_PKEY* issuerKey) {
    const openssl::ErrorQueue queue;
    openssl::X509Ptr x509(X509_new());
    if (!x509 || X509_set_version(x509.get(), X509_VERSION_3) != 1 || !setRandomSerial(x509.get()) ||
        !addName(X509_get_subject_name(x509.get()), "O", spec.organization) ||
        !addName(X509_get_subject_name(x509.get()), "CN", spec.commonName) || !setDates(x509.get(), spec)) {
        return failed(queue);
    }
    X509* const signer = issuer == nullptr ? x509.get() : issuer;
    const EVP_MD* digest = EVP_PKEY_get_bits(issuerKey) == 384 ? EVP_sha384() : EVP_sha256();
    if (X509_set_issuer_name(x509.get(), X509_get_subject_name(signer)) != 1 ||
        X509_set_pubkey(x509.get(), subjectKey) != 1 || !addExtensions(x509.get(), signer, spec) ||
        X509_sign(x509.get(), issuerKey, digest) <= 0) {
        return failed(queue);
    }
    return Certificate(std::shared_ptr<X509>(x509.release(), X509_free));
}

} // namespace

std::vector<std::string> roleKeyUsage(Role role) {
    switch (role) {
    case Role::Release:
        return {roleOid(role)};
    case Role::Technician:
        return {roleOid(role), "clientAuth"};
    case Role::Device: // A server on the LAN; a client of an update server over the air.
        return {roleOid(role), "serverAuth", "clientAuth"};
    case Role::Depot:
        return {roleOid(role), "serverAuth"};
    }
    return {};
}

Result<Certificate> selfSign(const CertificateSpec& spec, const PrivateKey& key) {
    return make(spec, key.native(), nullptr, key.native());
}

Result<Certificate> issueCertificate(const CertificateSpec& spec, const PrivateKey& subjectKey,
                                     const Certificate& issuer, const PrivateKey& issuerKey) {
    const openssl::ErrorQueue queue;
    if (X509_check_private_key(issuer.native(), issuerKey.native()) != 1) {
        return Error(ErrorCode::KeyMismatch);
    }
    return make(spec, subjectKey.native(), issuer.native(), issuerKey.native());
}

Result<std::string> makeSigningRequest(const std::string& commonName, const PrivateKey& key) {
    const openssl::ErrorQueue queue;
    const openssl::X509Request request(X509_REQ_new());
    const openssl::Bio bio(BIO_new(BIO_s_mem()));
    if (!request || !bio || !addName(X509_REQ_get_subject_name(request.get()), "CN", commonName) ||
        X509_REQ_set_pubkey(request.get(), key.native()) != 1 ||
        X509_REQ_sign(request.get(), key.native(), EVP_sha256()) <= 0 ||
        PEM_write_bio_X509_REQ(bio.get(), request.get()) != 1) {
        return failed(queue);
    }
    return std::string(asText(openssl::contentOf(bio.get())));
}

Result<SigningRequest> openSigningRequest(std::string_view pem) {
    const openssl::ErrorQueue queue;
    if (pem.size() > maxRequestBytes) {
        return Error(ErrorCode::BadCertificate, {{"detail", "the request is too long"}});
    }
    const openssl::Bio bio = openssl::readBio(asBytes(pem));
    const openssl::X509Request request(PEM_read_bio_X509_REQ(bio.get(), nullptr, nullptr, nullptr));
    if (!request) {
        return Error(ErrorCode::BadCertificate, {{"detail", "there is no certificate request in PEM form"}});
    }
    openssl::Pkey key(X509_REQ_get_pubkey(request.get()));
    if (!key || !openssl::keyIsAllowed(key.get())) {
        return Error(ErrorCode::BadKey, {{"detail", "the request is for a key of another kind"}});
    }
    if (X509_REQ_verify(request.get(), key.get()) != 1) {
        return Error(ErrorCode::BadSignature, {{"detail", "the request was not signed by its key"}});
    }
    char name[128] = {};
    X509_NAME_get_text_by_NID(X509_REQ_get_subject_name(request.get()), NID_commonName, name, sizeof name);
    return SigningRequest{name, PrivateKey(std::shared_ptr<EVP_PKEY>(key.release(), EVP_PKEY_free))};
}

} // namespace fieldfare
