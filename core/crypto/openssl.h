// SPDX-License-Identifier: Apache-2.0
#pragma once

// Only for .cpp files of core/crypto and their tests: the seam between OpenSSL's ways and ours.

#include "core/base/bytes.h"
#include "core/crypto/digest.h"

#include <memory>

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace fieldfare::openssl {

/// Frees with the function that belongs to the type.
template <auto freeFunction>
struct Free {
    template <typename T>
    void operator()(T* object) const {
        freeFunction(object);
    }
};
template <typename T, auto freeFunction>
using Owned = std::unique_ptr<T, Free<freeFunction>>;

using Bio = Owned<BIO, BIO_free_all>;
using Pkey = Owned<EVP_PKEY, EVP_PKEY_free>;
using X509Ptr = Owned<X509, X509_free>;
using X509Request = Owned<X509_REQ, X509_REQ_free>;
using Cms = Owned<CMS_ContentInfo, CMS_ContentInfo_free>;
using Asn1Time = Owned<ASN1_TIME, ASN1_TIME_free>;
using Asn1Object = Owned<ASN1_OBJECT, ASN1_OBJECT_free>;

/// OpenSSL keeps errors in a queue per thread, where an old one can be taken for a new one. Every function of
/// this folder that calls OpenSSL holds one of these: it starts with an empty queue and leaves an empty one.
class ErrorQueue {
public:
    ErrorQueue() { ERR_clear_error(); }
    ~ErrorQueue() { ERR_clear_error(); }
    ErrorQueue(const ErrorQueue&) = delete;
    ErrorQueue& operator=(const ErrorQueue&) = delete;
    /// The reason of the latest error, or `fallback`. OpenSSL's reasons are fixed texts: they hold no secret.
    [[nodiscard]] std::string reason(std::string_view fallback) const;
    /// True if any error in the queue has this library and reason.
    [[nodiscard]] static bool has(int library, int reason);
};

/// A read-only memory BIO over `data`, which must outlive it. `data` must be below 2 GiB.
[[nodiscard]] Bio readBio(ByteView data);
/// Everything written to a memory BIO.
[[nodiscard]] Bytes contentOf(BIO* bio);

/// What `i2d` makes of `object`; empty if it fails.
template <typename T, typename Encoder>
[[nodiscard]] Bytes encode(T* object, Encoder i2d) {
    const int length = i2d(object, nullptr);
    if (length <= 0) {
        return {};
    }
    Bytes der(static_cast<std::size_t>(length));
    auto* out = reinterpret_cast<unsigned char*>(der.data());
    if (i2d(object, &out) != length) {
        return {};
    }
    return der;
}

[[nodiscard]] inline const unsigned char* raw(ByteView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// RSA of 3072 to 8192 bits, or ECDSA on P-256 or P-384 given as a named curve.
[[nodiscard]] bool keyIsAllowed(const EVP_PKEY* key);
/// SHA-256 of the key's SubjectPublicKeyInfo.
[[nodiscard]] Digest publicKeyDigest(const EVP_PKEY* key);

} // namespace fieldfare::openssl
