// SPDX-License-Identifier: Apache-2.0
#include "app/store/activity_seal.h"
#include "tests/fuzz/fuzz_root.h"

#include <cstdlib>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

const TrustStore& trust() {
    static const Result<TrustStore> store = TrustStore::fromPem(fuzzRootPem);
    return store.value();
}

} // namespace

/// Reads the input as a signed copy of an activity log. Its form is the same when it was written and read
/// again; and nobody who made an input is a technician of the fleet that is trusted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto sealed = SealedActivity::parse(text);
    if (!sealed.ok()) {
        return 0;
    }
    const auto again = SealedActivity::parse(sealed->toText());
    if (!again.ok() || again->statement != sealed->statement || again->signature != sealed->signature ||
        again->lines != sealed->lines || openSealedActivity(*sealed, trust()).ok()) {
        std::abort();
    }
    return 0;
}
