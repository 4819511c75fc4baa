// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/payload_walk.h"
#include "core/bundle/reader.h"
#include "core/bundle/slice_source.h"

using namespace fieldfare;

namespace {

void append(Bytes& bundle, std::string_view name, ByteView content) {
    const auto header = tarHeader(name, content.size());
    bundle.insert(bundle.end(), header.begin(), header.end());
    bundle.insert(bundle.end(), content.begin(), content.end());
    bundle.resize((bundle.size() + tarBlockBytes - 1) / tarBlockBytes * tarBlockBytes);
}

void readAll(Bytes bundle) {
    const auto source = std::make_shared<MemorySource>(std::move(bundle));
    static_cast<void>(headBytesOf(*source));
    const Result<BundleHead> head = readUnverifiedHead(source);
    if (head.ok()) {
        static_cast<void>(checkBundleData(*source, *head, {}));
    }
}

} // namespace

/// A whole bundle, its signature taken for granted; and, since no mutation gets a tar header right, the input
/// as the manifest of a bundle that is right around it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView input = std::as_bytes(std::span(data, size));
    readAll(toBytes(input));
    Bytes wrapped;
    append(wrapped, "manifest.json", input);
    append(wrapped, "manifest.cms", {});
    wrapped.resize(wrapped.size() + 4 * tarBlockBytes);
    readAll(std::move(wrapped));
    return 0;
}
