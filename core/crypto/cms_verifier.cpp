// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/cms_verifier.h"

#include "core/crypto/chain.h"
#include "core/crypto/cms_signature.h"
#include "core/crypto/openssl.h"

#include <algorithm>
#include <iterator>

namespace fieldfare {

namespace {

/// A signer that passed everything, and the key under which it counts.
struct CountedSigner {
    AcceptedSigner signer;
    Digest countsAs;
};

/// Under which key this signer counts: its own, or a pinned authority's.
std::optional<Digest> countingKey(const Chain& chain, const std::vector<Digest>& pinned) {
    const Digest own = chain.leaf().publicKeyDigest();
    const Digest authority = chain.authority().publicKeyDigest();
    const auto isPinned = [&](const Digest& key) {
        return std::find(pinned.begin(), pinned.end(), key) != pinned.end();
    };
    if (pinned.empty() || isPinned(own)) {
        return own;
    }
    return isPinned(authority) ? std::optional(authority) : std::nullopt;
}

/// A signer whose chain, role and revocation are in order; expiry is not judged yet.
struct KnownSigner {
    CheckedSignature checked;
    Chain chain;
};

Result<KnownSigner> recognise(const SignedData& cms, std::size_t index, ByteView content,
                              const TrustStore& trust, Role role) {
    FF_TRY(CheckedSignature checked, cms.check(index, content));
    Result<Chain> built = buildChain(checked.certificate, cms.certificates(), trust.roots(), role);
    if (!built.ok() && built.error().code() == ErrorCode::UntrustedChain) {
        return Error(ErrorCode::UntrustedSigner, {{"signer", checked.certificate.commonName()}});
    }
    FF_TRY(Chain chain, std::move(built));
    FF_CHECK(checkRole(chain, role));
    FF_CHECK(checkNotRevoked(chain, trust.revocations()));
    return KnownSigner{std::move(checked), std::move(chain)};
}

Result<CountedSigner> judge(const SignedData& cms, std::size_t index, ByteView content,
                            const TrustStore& trust, const SignaturePolicy& policy, const TimePolicy& time) {
    FF_TRY(const KnownSigner known, recognise(cms, index, content, trust, Role::Release));
    const auto& [checked, chain] = known;
    FF_CHECK(policy.judgeReleaseKeyNow ? checkNotExpired(chain, time)
                                       : checkNotExpired(chain, checked.signingTime));
    const std::optional<Digest> key = countingKey(chain, policy.pinnedKeys);
    if (!key) {
        return Error(ErrorCode::UntrustedSigner, {{"signer", checked.certificate.commonName()}});
    }
    return CountedSigner{{checked.certificate, checked.signingTime}, *key};
}

/// How far a refused signature came; the error of the furthest one is the one to tell.
std::size_t progressOf(ErrorCode code) {
    constexpr std::array order = {ErrorCode::BadSignature,       ErrorCode::UntrustedSigner,
                                  ErrorCode::ChainTooLong,       ErrorCode::WrongRole,
                                  ErrorCode::CertificateRevoked, ErrorCode::CertificateExpired};
    return static_cast<std::size_t>(
        std::distance(order.begin(), std::find(order.begin(), order.end(), code)));
}

void count(std::vector<CountedSigner>& counted, CountedSigner signer) {
    const auto same = std::find_if(counted.begin(), counted.end(), [&](const CountedSigner& other) {
        return other.countsAs == signer.countsAs;
    });
    if (same == counted.end()) {
        counted.push_back(std::move(signer));
    } else if (same->signer.signingTime < signer.signer.signingTime) {
        *same = std::move(signer);
    }
}

} // namespace

UnixTime SignatureVerdict::signedAt() const {
    UnixTime latest{};
    for (const AcceptedSigner& signer : signers) {
        latest = std::max(latest, signer.signingTime);
    }
    return latest;
}

Result<SignatureVerdict> verifyCms(ByteView content, ByteView cms, const TrustStore& trust,
                                   const SignaturePolicy& policy, const TimePolicy& time) {
    FF_TRY(const SignedData parsed, SignedData::parse(cms));
    std::vector<CountedSigner> counted;
    std::optional<Error> furthest;
    SignatureVerdict verdict;
    for (std::size_t i = 0; i < parsed.size(); ++i) {
        Result<CountedSigner> signer = judge(parsed, i, content, trust, policy, time);
        if (signer.ok()) {
            count(counted, std::move(signer).value());
            continue;
        }
        ++verdict.ignored;
        if (!furthest || progressOf(signer.error().code()) > progressOf(furthest->code())) {
            furthest = std::move(signer).error();
        }
    }
    if (counted.empty()) {
        return furthest ? *furthest : Error(ErrorCode::BadSignature, {{"detail", "there is no signature"}});
    }
    const std::size_t required = std::max<std::size_t>(policy.required, 1);
    if (counted.size() < required) {
        return Error(ErrorCode::TooFewSignatures, {{"need", required}, {"have", counted.size()}});
    }
    for (CountedSigner& signer : counted) {
        verdict.signers.push_back(std::move(signer.signer));
    }
    return verdict;
}

Result<AcceptedSigner> verifySignatureBy(Role role, ByteView content, ByteView cms, const TrustStore& trust) {
    FF_TRY(const SignedData parsed, SignedData::parse(cms));
    std::optional<Error> furthest;
    for (std::size_t i = 0; i < parsed.size(); ++i) {
        const auto judged = [&]() -> Result<AcceptedSigner> {
            FF_TRY(const KnownSigner known, recognise(parsed, i, content, trust, role));
            FF_CHECK(checkNotExpired(known.chain, known.checked.signingTime));
            return AcceptedSigner{known.checked.certificate, known.checked.signingTime};
        }();
        if (judged.ok()) {
            return judged;
        }
        if (!furthest || progressOf(judged.error().code()) > progressOf(furthest->code())) {
            furthest = judged.error();
        }
    }
    return furthest.value_or(Error(ErrorCode::BadSignature, {{"detail", "there is no signature"}}));
}

Result<std::vector<CmsSignature>> inspectCms(ByteView content, ByteView cms) {
    FF_TRY(const SignedData parsed, SignedData::parse(cms));
    std::vector<CmsSignature> list;
    for (std::size_t i = 0; i < parsed.size(); ++i) {
        list.push_back({parsed.signerCertificate(i), parsed.signingTime(i).value_or(UnixTime{}),
                        parsed.check(i, content).ok()});
    }
    return list;
}

} // namespace fieldfare
