// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/slice_source.h"
#include "core/bundle/transfer_plan.h"

#include <cstdlib>

using namespace fieldfare;

/// Image size, data size and size of the patches (8 bytes each, little-endian), then an index that some
/// signed manifest vouches for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView input = std::as_bytes(std::span(data, size));
    if (size < 24) {
        return 0;
    }
    const Bytes bytes = toBytes(input.subspan(24));
    Payload payload;
    payload.name = "rootfs";
    payload.imageBytes = loadLittleEndian<std::uint64_t>(input) % (maxImageBytes + 1);
    payload.dataBytes = loadLittleEndian<std::uint64_t>(input.subspan(8)) % (maxMemberBytes + 1);
    payload.patchBytes = loadLittleEndian<std::uint64_t>(input.subspan(16)) % (maxMemberBytes + 1);
    payload.indexBytes = bytes.size();
    payload.indexDigest = sha256(bytes);
    const Result<Index> index = Index::open(std::make_shared<MemorySource>(bytes), payload);
    if (!index.ok()) {
        return 0;
    }
    std::uint64_t imageBytes = 0;
    std::uint64_t dataBytes = 0;
    for (const Frame& frame : index->frames()) {
        if (frame.imageOffset != imageBytes || frame.dataOffset != dataBytes) {
            std::abort();
        }
        imageBytes += frame.imageBytes;
        dataBytes += frame.dataBytes;
    }
    if (imageBytes != payload.imageBytes || dataBytes != payload.dataBytes) {
        std::abort();
    }
    const Result<ContentLookup> lookup = ContentLookup::fromIndex(*index);
    const Result<TransferPlan> plan = planTransfer(*index, &lookup.value());
    if (!plan.ok() || plan->fetchBytes > dataBytes) {
        std::abort();
    }
    std::uint64_t patchBytes = 0;
    for (std::size_t base = 0; base < index->patchBases().size(); ++base) {
        const Result<std::vector<Patch>> patches = index->patches(base);
        if (!patches.ok()) {
            std::abort();
        }
        for (const Patch& patch : *patches) {
            if (patch.dataOffset != patchBytes || patch.contentBytes > maxFrameContentBytes ||
                patch.baseBytes > maxPatchBaseBytes) {
                std::abort();
            }
            patchBytes += patch.dataBytes;
        }
        const Result<TransferPlan> patched = planTransfer(*index, nullptr, 0, 0, *patches);
        if (!patched.ok() || patched->fetchBytes > dataBytes) {
            std::abort();
        }
    }
    if (patchBytes != payload.patchBytes) {
        std::abort();
    }
    return 0;
}
