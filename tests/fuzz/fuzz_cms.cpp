// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/cms_verifier.h"
#include "tests/fuzz/fuzz_root.h"

#include <cstdlib>

using namespace fieldfare;

namespace {

constexpr std::string_view content = R"({"format":1})";

const TrustStore& trust() {
    static const Result<TrustStore> store = TrustStore::fromPem(fuzzRootPem);
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
