// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/key_signer.h"

#include "core/crypto/cms_signature.h"
#include "core/crypto/key_files.h"
#include "core/crypto/openssl.h"

#include <algorithm>
#include <openssl/pem.h>

namespace fieldfare {

namespace {

constexpr std::size_t maxKeyBytes = std::size_t{64} << 10;

/// What OpenSSL's passphrase callback sees.
struct PassphraseCall {
    const SecretProvider* provider = nullptr;
    std::string what;
    std::optional<Error> error;
    bool asked = false;
};

int givePassphrase(char* into, int size, int /*forWriting*/, void* user) {
    auto& call = *static_cast<PassphraseCall*>(user);
    call.asked = true;
    if (!*call.provider) {
        return -1;
    }
    Result<Secret> secret = (*call.provider)(call.what);
    if (!secret.ok()) {
        call.error = std::move(secret).error();
        return -1;
    }
    const std::string_view text = secret->reveal();
    if (text.empty() || text.size() > static_cast<std::size_t>(size)) {
        call.error = Error(ErrorCode::WrongPassphrase);
        return -1;
    }
    std::copy(text.begin(), text.end(), into);
    return static_cast<int>(text.size());
}

Error signingFailed(std::string detail) {
    return Error(ErrorCode::SigningFailed, {{"detail", std::move(detail)}});
}

openssl::Cms newSignedData() {
    return openssl::Cms(
        CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_DETACHED | CMS_PARTIAL | CMS_BINARY));
}

openssl::Cms copyOf(const SignedData& existing) {
    const Bytes der = openssl::encode(existing.native(), i2d_CMS_ContentInfo);
    const unsigned char* at = openssl::raw(der);
    return openssl::Cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
}

bool addAttributes(CMS_SignerInfo* signer, ByteView content, UnixTime signingTime) {
    const Digest digest = sha256(content);
    const openssl::Asn1Time time(ASN1_TIME_set(nullptr, signingTime.time_since_epoch().count()));
    return time &&
           CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_contentType, V_ASN1_OBJECT,
                                       OBJ_nid2obj(NID_pkcs7_data), -1) == 1 &&
           CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING,
                                       digest.bytes.data(), static_cast<int>(digest.bytes.size())) == 1 &&
           CMS_signed_add1_attr_by_NID(signer, NID_pkcs9_signingTime, time->type, time.get(), -1) == 1;
}

class KeySigner final : public Signer {
public:
    KeySigner(PrivateKey key, std::vector<Certificate> chain)
        : m_key(std::move(key))
        , m_chain(std::move(chain)) {}

    const Certificate& certificate() const override { return m_chain.front(); }

    Result<Bytes> sign(ByteView content, UnixTime signingTime, ByteView existing) override {
        const openssl::ErrorQueue queue;
        openssl::Cms cms;
        std::vector<Certificate> embedded;
        if (existing.empty()) {
            cms = newSignedData();
        } else {
            FF_TRY(const SignedData parsed, SignedData::parse(existing));
            embedded = parsed.certificates();
            cms = copyOf(parsed);
        }
        CMS_SignerInfo* const signer =
            !cms ? nullptr
                 : CMS_add1_signer(cms.get(), certificate().native(), m_key.native(), EVP_sha256(),
                                   CMS_PARTIAL | CMS_BINARY | CMS_NOCERTS | CMS_NOSMIMECAP);
        if (signer == nullptr || !addAttributes(signer, content, signingTime) ||
            !addCertificates(cms.get(), embedded) || CMS_SignerInfo_sign(signer) != 1) {
            return signingFailed(queue.reason("no signature could be made"));
        }
        Bytes der = openssl::encode(cms.get(), i2d_CMS_ContentInfo);
        // A signature that no device would read must not leave this place.
        FF_TRY(const SignedData made, SignedData::parse(der));
        FF_CHECK(checkOwn(made, content));
        return der;
    }

private:
    /// The signer and what leads to a root, without the root: a device has its own.
    bool addCertificates(CMS_ContentInfo* cms, const std::vector<Certificate>& embedded) const {
        for (const Certificate& each : m_chain) {
            const Bytes der = each.der();
            const bool there = std::any_of(embedded.begin(), embedded.end(),
                                           [&](const Certificate& other) { return other.der() == der; });
            const bool isRoot = &each != &m_chain.front() && X509_self_signed(each.native(), 0) == 1;
            if (!there && !isRoot && CMS_add1_cert(cms, each.native()) != 1) {
                return false;
            }
        }
        return true;
    }

    Result<> checkOwn(const SignedData& made, ByteView content) const {
        for (std::size_t i = 0; i < made.size(); ++i) {
            const Result<CheckedSignature> checked = made.check(i, content);
            if (checked.ok() && checked->certificate.publicKeyDigest() == certificate().publicKeyDigest()) {
                return {};
            }
        }
        return signingFailed("the new signature does not verify");
    }

    PrivateKey m_key;
    std::vector<Certificate> m_chain;
};

} // namespace

Result<PrivateKey> openPrivateKey(const std::filesystem::path& path, const SecretProvider& passphrase) {
    FF_TRY(const Secret pem, readSecretFile(path, maxKeyBytes));
    const openssl::ErrorQueue queue;
    const openssl::Bio bio = openssl::readBio(asBytes(pem.reveal()));
    PassphraseCall call{&passphrase, path.string(), std::nullopt, false};
    openssl::Pkey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, givePassphrase, &call));
    if (call.error) {
        return std::move(*call.error).with("path", path.string());
    }
    if (!key && call.asked) {
        return Error(ErrorCode::WrongPassphrase, {{"path", path.string()}});
    }
    if (!key) {
        return Error(ErrorCode::BadKey,
                     {{"path", path.string()}, {"detail", "there is no private key in PEM form"}});
    }
    if (!openssl::keyIsAllowed(key.get())) {
        return Error(ErrorCode::BadKey,
                     {{"path", path.string()}, {"detail", "its kind or size is not allowed"}});
    }
    return PrivateKey(std::shared_ptr<EVP_PKEY>(key.release(), EVP_PKEY_free));
}

Result<std::unique_ptr<Signer>> makeKeySigner(PrivateKey key, std::vector<Certificate> chain) {
    const openssl::ErrorQueue queue;
    if (chain.empty()) {
        return Error(ErrorCode::BadCertificate, {{"detail", "there is none"}});
    }
    if (!openssl::keyIsAllowed(X509_get0_pubkey(chain.front().native()))) {
        return Error(ErrorCode::BadKey, {{"detail", "its kind or size is not allowed"}});
    }
    if (X509_check_private_key(chain.front().native(), key.native()) != 1) {
        return Error(ErrorCode::KeyMismatch);
    }
    return std::unique_ptr<Signer>(std::make_unique<KeySigner>(std::move(key), std::move(chain)));
}

} // namespace fieldfare
