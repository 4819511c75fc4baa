// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/revocations.h"

#include "core/base/json.h"
#include "core/crypto/cms_signature.h"
#include "core/crypto/trust_store.h"

#include <algorithm>
#include <limits>

namespace fieldfare {

namespace {

constexpr std::uint64_t revocationsFormat = 1;
constexpr std::size_t maxRevoked = 4096;

/// The signature of one root is enough; those of strangers beside it are ignored, as in a bundle.
Result<> checkSignedByRoot(ByteView json, ByteView cms, const TrustStore& trust) {
    FF_TRY(const SignedData signedData, SignedData::parse(cms));
    std::optional<Error> furthest;
    for (std::size_t i = 0; i < signedData.size(); ++i) {
        Result<CheckedSignature> checked = signedData.check(i, json);
        if (!checked.ok()) {
            furthest = furthest ? furthest : std::move(checked).error();
            continue;
        }
        const Bytes signer = checked->certificate.der();
        const auto isSigner = [&](const Certificate& root) { return root.der() == signer; };
        if (std::any_of(trust.roots().begin(), trust.roots().end(), isSigner)) {
            return {};
        }
        furthest = Error(ErrorCode::UntrustedSigner, {{"signer", checked->certificate.commonName()}});
    }
    return furthest ? *furthest : Error(ErrorCode::BadSignature, {{"detail", "there is no signature"}});
}

} // namespace

bool RevocationList::contains(const Digest& publicKey) const {
    return std::binary_search(publicKeys.begin(), publicKeys.end(), publicKey);
}

Result<RevocationList> openRevocations(ByteView json, ByteView cms, const TrustStore& trust) {
    if (json.size() > maxRevocationsBytes) {
        return Error(ErrorCode::TooLarge, {{"have", json.size()}, {"limit", maxRevocationsBytes}});
    }
    FF_CHECK(checkSignedByRoot(json, cms, trust));
    FF_TRY(const Json parsed, parseJson(asText(json), {.maxBytes = maxRevocationsBytes, .maxDepth = 4}));
    JsonReader reader(parsed, "revocations");
    RevocationList list;
    if (reader.number("format", std::numeric_limits<std::uint32_t>::max()) != revocationsFormat) {
        reader.fail("format", "only format 1 is known");
    }
    list.number = reader.number("number", std::numeric_limits<std::uint64_t>::max());
    const std::vector<std::string> keys = reader.textArray("publicKeys", maxRevoked, 64);
    FF_CHECK(reader.finish());
    for (const std::string& key : keys) {
        FF_TRY(list.publicKeys.emplace_back(), digestFromHex(key));
    }
    std::sort(list.publicKeys.begin(), list.publicKeys.end());
    return list;
}

Bytes revocationsJson(const RevocationList& list) {
    Json keys = Json::array();
    for (const Digest& key : list.publicKeys) {
        keys.push_back(key.hex());
    }
    const Json json = {
        {"format", revocationsFormat}, {"number", list.number}, {"publicKeys", std::move(keys)}};
    return toBytes(asBytes(json.dump(1) + "\n"));
}

} // namespace fieldfare
