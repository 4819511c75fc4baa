// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/cms_signature.h"
#include "core/crypto/openssl.h"

#include <algorithm>

namespace fieldfare {

namespace {

/// The certificates of `from` that `into` lacks; those of `into` are its own.
bool addCertificates(const SignedData& into, const SignedData& from) {
    for (const Certificate& certificate : from.certificates()) {
        const Bytes der = certificate.der();
        const bool there = std::any_of(into.certificates().begin(), into.certificates().end(),
                                       [&](const Certificate& other) { return other.der() == der; });
        if (!there && CMS_add1_cert(into.native(), certificate.native()) != 1) {
            return false;
        }
    }
    return true;
}

/// Moves every signature; both structures must live until `into` was encoded.
bool moveSignatures(const SignedData& into, const SignedData& from) {
    STACK_OF(CMS_SignerInfo)* const target = CMS_get0_SignerInfos(into.native());
    STACK_OF(CMS_SignerInfo)* const source = CMS_get0_SignerInfos(from.native());
    while (sk_CMS_SignerInfo_num(source) > 0) {
        if (sk_CMS_SignerInfo_push(target, sk_CMS_SignerInfo_value(source, 0)) == 0) {
            return false;
        }
        static_cast<void>(sk_CMS_SignerInfo_delete(source, 0));
    }
    return true;
}

} // namespace

Result<Bytes> mergeCms(ByteView content, ByteView existing, ByteView added) {
    const openssl::ErrorQueue queue;
    FF_TRY(const SignedData from, SignedData::parse(added));
    for (std::size_t i = 0; i < from.size(); ++i) {
        FF_CHECK(from.check(i, content));
    }
    if (existing.empty()) {
        return toBytes(added);
    }
    FF_TRY(const SignedData into, SignedData::parse(existing));
    if (!addCertificates(into, from) || !moveSignatures(into, from)) {
        return Error(ErrorCode::SigningFailed, {{"detail", "the signatures cannot be put together"}});
    }
    Bytes merged = openssl::encode(into.native(), i2d_CMS_ContentInfo);
    FF_CHECK(SignedData::parse(merged));
    return merged;
}

} // namespace fieldfare
