// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/cms_signature.h"

#include "core/crypto/openssl.h"

#include <algorithm>
#include <ctime>

namespace fieldfare {

namespace {

Error badSignature(std::string detail) {
    return Error(ErrorCode::BadSignature, {{"detail", std::move(detail)}});
}

CMS_SignerInfo* signerInfo(CMS_ContentInfo* cms, std::size_t index) {
    return sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(cms), static_cast<int>(index));
}

/// A signed attribute that is there exactly once with exactly one value of `type`; else null.
template <typename T>
const T* onlyAttribute(CMS_SignerInfo* signer, int nid, int type) {
    return static_cast<const T*>(CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(nid), -3, type));
}

struct Algorithms {
    const EVP_MD* digest = nullptr;
    bool allowed = false;
};

/// SHA-256, 384 or 512 with RSA (PKCS#1 v1.5) or ECDSA, and the same digest in both places.
Algorithms algorithmsOf(CMS_SignerInfo* signer) {
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    X509_ALGOR* digest = nullptr;
    X509_ALGOR* signature = nullptr;
    CMS_SignerInfo_get0_algs(signer, &key, &certificate, &digest, &signature);
    if (digest == nullptr || signature == nullptr) {
        return {};
    }
    const int digestNid = OBJ_obj2nid(digest->algorithm);
    const int signatureNid = OBJ_obj2nid(signature->algorithm);
    const bool digestAllowed = digestNid == NID_sha256 || digestNid == NID_sha384 || digestNid == NID_sha512;
    int impliedDigest = NID_undef;
    int keyType = NID_undef;
    OBJ_find_sigid_algs(signatureNid, &impliedDigest, &keyType);
    const bool plainRsa = signatureNid == NID_rsaEncryption;
    const bool combined =
        impliedDigest == digestNid && (keyType == NID_rsaEncryption || keyType == NID_X9_62_id_ecPublicKey);
    return {EVP_get_digestbynid(digestNid), digestAllowed && (plainRsa || combined)};
}

bool digestMatches(CMS_SignerInfo* signer, const EVP_MD* algorithm, ByteView content) {
    const auto* claimed =
        onlyAttribute<ASN1_OCTET_STRING>(signer, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING);
    unsigned char actual[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    return claimed != nullptr &&
           EVP_Digest(content.data(), content.size(), actual, &length, algorithm, nullptr) == 1 &&
           ASN1_STRING_length(claimed) == static_cast<int>(length) &&
           std::equal(actual, actual + length, ASN1_STRING_get0_data(claimed));
}

std::optional<UnixTime> signingTimeOf(CMS_SignerInfo* signer) {
    const ASN1_OBJECT* const object = OBJ_nid2obj(NID_pkcs9_signingTime);
    const void* time = CMS_signed_get0_data_by_OBJ(signer, object, -3, V_ASN1_UTCTIME);
    if (time == nullptr) {
        time = CMS_signed_get0_data_by_OBJ(signer, object, -3, V_ASN1_GENERALIZEDTIME);
    }
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(static_cast<const ASN1_TIME*>(time), &parts) != 1) {
        return std::nullopt;
    }
    return UnixTime{std::chrono::seconds(::timegm(&parts))};
}

bool namesData(CMS_SignerInfo* signer) {
    const auto* type = onlyAttribute<ASN1_OBJECT>(signer, NID_pkcs9_contentType, V_ASN1_OBJECT);
    return type != nullptr && OBJ_obj2nid(type) == NID_pkcs7_data;
}

struct CertificatesFree {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_pop_free(stack, X509_free); }
};

std::vector<Certificate> embeddedCertificates(CMS_ContentInfo* cms) {
    const std::unique_ptr<STACK_OF(X509), CertificatesFree> stack(CMS_get1_certs(cms));
    std::vector<Certificate> list;
    for (int i = 0; stack && i < sk_X509_num(stack.get()); ++i) {
        X509* const x509 = sk_X509_value(stack.get(), i);
        X509_up_ref(x509);
        list.emplace_back(std::shared_ptr<X509>(x509, X509_free));
    }
    return list;
}

} // namespace

Result<SignedData> SignedData::parse(ByteView der) {
    const openssl::ErrorQueue queue;
    if (der.size() > maxCmsBytes) {
        return Error(ErrorCode::TooLarge, {{"have", der.size()}, {"limit", maxCmsBytes}});
    }
    const unsigned char* at = openssl::raw(der);
    openssl::Cms cms(der.empty() ? nullptr
                                 : d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
    if (!cms) {
        return badSignature("it is not a CMS structure in DER form");
    }
    if (at != openssl::raw(der) + der.size()) {
        return badSignature("something follows the signature");
    }
    if (OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed ||
        OBJ_obj2nid(CMS_get0_eContentType(cms.get())) != NID_pkcs7_data) {
        return badSignature("it is not a CMS SignedData over data");
    }
    ASN1_OCTET_STRING** const content = CMS_get0_content(cms.get());
    if (content == nullptr || *content != nullptr) {
        return badSignature("it is not detached");
    }
    STACK_OF(CMS_SignerInfo)* const signers = CMS_get0_SignerInfos(cms.get());
    const int count = signers == nullptr ? 0 : sk_CMS_SignerInfo_num(signers);
    if (count < 1 || count > static_cast<int>(maxSignerInfos)) {
        return badSignature(count < 1 ? "there is no signature" : "there are more than 16 signatures");
    }
    SignedData parsed;
    parsed.m_certificates = embeddedCertificates(cms.get());
    parsed.m_size = static_cast<std::size_t>(count);
    parsed.m_cms = std::shared_ptr<CMS_ContentInfo>(cms.release(), CMS_ContentInfo_free);
    return parsed;
}

std::optional<Certificate> SignedData::signerCertificate(std::size_t index) const {
    const openssl::ErrorQueue queue;
    for (const Certificate& certificate : m_certificates) {
        if (CMS_SignerInfo_cert_cmp(signerInfo(native(), index), certificate.native()) == 0) {
            return certificate;
        }
    }
    return std::nullopt;
}

std::optional<UnixTime> SignedData::signingTime(std::size_t index) const {
    const openssl::ErrorQueue queue;
    return signingTimeOf(signerInfo(native(), index));
}

Result<CheckedSignature> SignedData::check(std::size_t index, ByteView content) const {
    const openssl::ErrorQueue queue;
    CMS_SignerInfo* const signer = signerInfo(native(), index);
    const Algorithms algorithms = algorithmsOf(signer);
    if (!algorithms.allowed || algorithms.digest == nullptr) {
        return badSignature("its algorithm is not allowed");
    }
    const std::optional<UnixTime> time = signingTimeOf(signer);
    if (!time || !namesData(signer)) {
        return badSignature("it lacks contentType data or signingTime");
    }
    if (!digestMatches(signer, algorithms.digest, content)) {
        return badSignature("its digest is that of other content");
    }
    const std::optional<Certificate> certificate = signerCertificate(index);
    if (!certificate) {
        return Error(ErrorCode::UntrustedSigner, {{"signer", "its certificate is not there"}});
    }
    if (!openssl::keyIsAllowed(X509_get0_pubkey(certificate->native()))) {
        return badSignature("the signer's key is not RSA 3072 or ECDSA P-256 or P-384");
    }
    CMS_SignerInfo_set1_signer_cert(signer, certificate->native());
    if (CMS_SignerInfo_verify(signer) != 1) {
        return badSignature(queue.reason("wrong signature"));
    }
    return CheckedSignature{*certificate, *time};
}

} // namespace fieldfare
