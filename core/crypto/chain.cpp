// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/chain.h"

#include "core/crypto/openssl.h"

namespace fieldfare {

namespace {

using StoreContext = openssl::Owned<X509_STORE_CTX, X509_STORE_CTX_free>;

/// A stack that borrows its certificates.
struct StackFree {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using Stack = std::unique_ptr<STACK_OF(X509), StackFree>;

Stack borrow(std::span<const Certificate> certificates) {
    Stack stack(sk_X509_new_null());
    for (const Certificate& certificate : certificates) {
        if (!stack || sk_X509_push(stack.get(), certificate.native()) == 0) {
            return nullptr;
        }
    }
    return stack;
}

Error chainError(const Certificate& leaf, int reason) {
    const bool tooLong =
        reason == X509_V_ERR_CERT_CHAIN_TOO_LONG || reason == X509_V_ERR_PATH_LENGTH_EXCEEDED;
    return Error(tooLong ? ErrorCode::ChainTooLong : ErrorCode::UntrustedChain,
                 {{"subject", leaf.commonName()}, {"detail", X509_verify_cert_error_string(reason)}});
}

Error roleError(const Certificate& leaf, Role wanted, std::string have) {
    return Error(
        ErrorCode::WrongRole,
        {{"subject", leaf.commonName()}, {"want", std::string(roleName(wanted))}, {"have", std::move(have)}});
}

std::string roleText(std::optional<Role> role) {
    return role ? std::string(roleName(*role)) : "none";
}

struct KeyUsageFree {
    void operator()(EXTENDED_KEY_USAGE* usage) const { EXTENDED_KEY_USAGE_free(usage); }
};

const ASN1_OBJECT* roleObject(Role role) {
    static const std::array<ASN1_OBJECT*, allRoles.size()> objects = [] {
        std::array<ASN1_OBJECT*, allRoles.size()> made{};
        for (const Role each : allRoles) {
            made[static_cast<std::size_t>(each)] = OBJ_txt2obj(roleOid(each), 1);
        }
        return made;
    }();
    return objects[static_cast<std::size_t>(role)];
}

} // namespace

Result<Chain> buildChain(const Certificate& leaf, std::span<const Certificate> untrusted,
                         std::span<const Certificate> roots, Role wanted) {
    const openssl::ErrorQueue queue;
    const Stack trusted = borrow(roots);
    const Stack others = borrow(untrusted);
    const StoreContext context(X509_STORE_CTX_new());
    if (!trusted || !others || !context ||
        X509_STORE_CTX_init(context.get(), nullptr, leaf.native(), others.get()) != 1) {
        return chainError(leaf, X509_V_ERR_OUT_OF_MEM);
    }
    X509_STORE_CTX_set0_trusted_stack(context.get(), trusted.get());
    X509_VERIFY_PARAM* param = X509_STORE_CTX_get0_param(context.get());
    // Dates are judged by the caller, who knows which clock to believe.
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_NO_CHECK_TIME | X509_V_FLAG_X509_STRICT);
    X509_VERIFY_PARAM_set_depth(param, 2); // of authorities; longer ones are refused here, those of two below
    X509_VERIFY_PARAM_set_auth_level(param, 3); // 128 bits: RSA 3072, P-256, SHA-256 and better
    if (X509_verify_cert(context.get()) != 1) {
        return chainError(leaf, X509_STORE_CTX_get_error(context.get()));
    }
    Chain chain;
    STACK_OF(X509)* const found = X509_STORE_CTX_get0_chain(context.get());
    for (int i = 0; i < sk_X509_num(found); ++i) {
        X509* const x509 = sk_X509_value(found, i);
        if (!openssl::keyIsAllowed(X509_get0_pubkey(x509))) {
            return chainError(leaf, X509_V_ERR_EE_KEY_TOO_SMALL);
        }
        X509_up_ref(x509);
        chain.certificates.emplace_back(std::shared_ptr<X509>(x509, X509_free));
    }
    if (chain.certificates.size() > 3) {
        return chainError(leaf, X509_V_ERR_CERT_CHAIN_TOO_LONG);
    }
    if (chain.certificates.size() < 3) {
        return roleError(leaf, wanted, "none");
    }
    return chain;
}

std::optional<Role> roleOf(const Certificate& certificate) {
    const openssl::ErrorQueue queue;
    const std::unique_ptr<EXTENDED_KEY_USAGE, KeyUsageFree> usage(static_cast<EXTENDED_KEY_USAGE*>(
        X509_get_ext_d2i(certificate.native(), NID_ext_key_usage, nullptr, nullptr)));
    std::optional<Role> found;
    for (int i = 0; usage && i < sk_ASN1_OBJECT_num(usage.get()); ++i) {
        const ASN1_OBJECT* const object = sk_ASN1_OBJECT_value(usage.get(), i);
        for (const Role role : allRoles) {
            if (OBJ_cmp(object, roleObject(role)) != 0) {
                continue;
            }
            if (found && *found != role) {
                return std::nullopt;
            }
            found = role;
        }
    }
    return found;
}

Result<> checkRole(const Chain& chain, Role wanted) {
    const openssl::ErrorQueue queue;
    const Certificate& leaf = chain.leaf();
    const std::optional<Role> own = roleOf(leaf);
    const std::optional<Role> issuers = roleOf(chain.authority());
    if (own != wanted) {
        return roleError(leaf, wanted, roleText(own));
    }
    if (issuers != wanted) {
        return roleError(leaf, wanted, roleText(issuers));
    }
    if (X509_check_ca(leaf.native()) != 0 ||
        (X509_get_key_usage(leaf.native()) & KU_DIGITAL_SIGNATURE) == 0) {
        return roleError(leaf, wanted, "authority");
    }
    return {};
}

Result<> checkNotRevoked(const Chain& chain, const RevocationList& revocations) {
    for (const Certificate& certificate : chain.certificates) {
        if (revocations.contains(certificate.publicKeyDigest())) {
            return Error(ErrorCode::CertificateRevoked, {{"subject", certificate.commonName()}});
        }
    }
    return {};
}

Result<> checkNotExpired(const Chain& chain, UnixTime at) {
    for (const Certificate& certificate : chain.certificates) {
        if (certificate.notAfter() < at) {
            return Error(ErrorCode::CertificateExpired, {{"subject", certificate.commonName()},
                                                         {"date", toRfc3339(certificate.notAfter())}});
        }
    }
    return {};
}

Result<> checkNotExpired(const Chain& chain, const TimePolicy& time) {
    FF_CHECK(checkNotExpired(chain, time.floor));
    return time.now ? checkNotExpired(chain, *time.now) : Result<>{};
}

} // namespace fieldfare
