// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/cms_verifier.h"

#include <cstdlib>

using namespace fieldfare;

namespace {

/// The root of a fleet that was made for this target; its keys are gone. The seeds are signatures by two of
/// its release keys over `content`.
constexpr std::string_view rootPem = R"(-----BEGIN CERTIFICATE-----
MIIBvjCCAUSgAwIBAgIQcd1MRB/GzlH7lNyUu22aXTAKBggqhkjOPQQDAzAeMQ0w
CwYDVQQKDARGVVpaMQ0wCwYDVQQDDARyb290MCAXDTI2MTEyMzAwMzExN1oYDzIw
NTYxMTE1MDEzMTE3WjAeMQ0wCwYDVQQKDARGVVpaMQ0wCwYDVQQDDARyb290MHYw
EAYHKoZIzj0CAQYFK4EEACIDYgAEJT46pCikN5aP9YqBAbp9HWoLI0GItT5kdDLE
amS6UdPmIUxggEZ2iHoHg4eWRcryodRKK3xVjGt8+b0izHTZ6be0ROrcBE5dJusc
VA2kSs/P9iDCatPXMM9tM5Ifj88vo0UwQzASBgNVHRMBAf8ECDAGAQH/AgEBMA4G
A1UdDwEB/wQEAwIBhjAdBgNVHQ4EFgQUyXvyWHeXxf4mP8fNq8yzDdPA1ikwCgYI
KoZIzj0EAwMDaAAwZQIwA3vP7ZUSBhp4hBo7reuEmOH0e7kF6BckhRblEU3Yw5Fp
/jGPqBGu8RQjRqRbydsKAjEAqHPAkZsDW2Id3YbGIzuP0VueNGrk21fsvsisUT3s
1UVR8lZDAry4urXaeKPOF275
-----END CERTIFICATE-----
)";
constexpr std::string_view content = R"({"format":1})";

const TrustStore& trust() {
    static const Result<TrustStore> store = TrustStore::fromPem(rootPem);
    return store.value();
}

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

} // namespace

/// A detached signature, as a bundle or a list of revoked keys brings it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView cms = std::as_bytes(std::span(data, size));
    const Result<SignatureVerdict> verdict = verifyCms(asBytes(content), cms, trust(), {}, {});
    const Result<std::vector<CmsSignature>> seen = inspectCms(asBytes(content), cms);
    if (verdict.ok()) {
        // Nobody can make a signature without a key: only the two that the seeds were made with.
        require(seen.ok() && verdict->signers.size() <= 2 &&
                verdict->signers.size() + verdict->ignored <= seen->size());
        for (const AcceptedSigner& signer : verdict->signers) {
            const std::string name = signer.certificate.commonName();
            require(name == "one" || name == "two");
        }
    }
    require(!verifyCms(asBytes("other content"), cms, trust(), {}, {}).ok());
    require(!openRevocations(asBytes(content), cms, trust()).ok());
    const Result<Bytes> merged = mergeCms(asBytes(content), cms, cms);
    require(!merged.ok() || merged->size() <= 2 * maxCmsBytes);
    return 0;
}
