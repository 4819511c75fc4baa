// SPDX-License-Identifier: Apache-2.0
// make_seeds DIR: writes DIR/<fuzzer>/seed-* for the targets of this folder that need more than a committed
// text.
#include "core/base/file.h"
#include "core/bundle/builder.h"
#include "core/bundle/frame_codec.h"
#include "core/bundle/head.h"

#include <cstdio>

using namespace fieldfare;

namespace {

void save(const std::filesystem::path& folder, const char* fuzzer, const char* name, ByteView content) {
    std::error_code ignored;
    std::filesystem::create_directories(folder / fuzzer, ignored);
    if (!writeFileAtomically(folder / fuzzer / name, content).ok()) {
        std::fprintf(stderr, "make_seeds: cannot write into %s\n", folder.c_str());
        std::exit(1);
    }
}

/// Text, zeros and an end that is no whole block.
Bytes smallImage() {
    Bytes image(40 * fingerprintBlockBytes + 77);
    for (std::size_t i = 0; i < 3 * fingerprintBlockBytes; ++i) {
        image[i] = static_cast<std::byte>("a small image "[i % 14]);
    }
    image.back() = std::byte{1};
    return image;
}

BuildRequest smallRequest(const std::filesystem::path& folder) {
    BuildRequest request;
    request.manifest.release.name = "gateway-os";
    request.manifest.release.version = "2.0";
    request.manifest.release.notes = "notes";
    request.manifest.release.advisories = {"CVE-2026-1"};
    request.manifest.compatible = {{"acme,gateway", {"b"}}};
    request.manifest.precondition = {"gateway-os", {"1.0"}};
    request.manifest.annotations = {{"build", 17}};
    PayloadSource source;
    source.payload.name = source.payload.group = "rootfs";
    source.image = folder / "image";
    request.payloads = {source};
    request.output = folder / "bundle" / "seed-bundle";
    return request;
}

/// What fuzz_index takes: the sizes that the manifest says, then the index.
Result<> saveIndex(const std::filesystem::path& folder, const std::filesystem::path& bundle,
                   const char* name) {
    FF_TRY(std::unique_ptr<ByteSource> file, openByteSource(bundle));
    const std::shared_ptr<ByteSource> source = std::move(file);
    FF_TRY(const BundleHead head, readUnverifiedHead(source));
    const Payload& payload = head.manifest.payloads[0];
    Bytes index;
    for (const std::uint64_t size : {payload.imageBytes, payload.dataBytes, payload.patchBytes}) {
        appendLittleEndian<std::uint64_t>(index, size);
    }
    const std::size_t sizes = index.size();
    index.resize(sizes + static_cast<std::size_t>(payload.indexBytes));
    FF_CHECK(source->readAt(head.layout.indexOf(0).content.offset, MutableBytes(index).subspan(sizes)));
    save(folder, "index", name, index);
    return {};
}

Result<> savePatched(const std::filesystem::path& folder) {
    BuildRequest request = smallRequest(folder);
    Bytes image = smallImage();
    image.insert(image.begin(), std::byte{'+'});
    save(folder, ".", "new-image", image);
    request.payloads[0].image = folder / "new-image";
    request.previous = {request.output};
    request.output = folder / "bundle" / "seed-patched";
    FF_CHECK(buildBundle(request));
    return saveIndex(folder, request.output, "seed-patched");
}

Result<> makeSeeds(const std::filesystem::path& folder) {
    const Bytes image = smallImage();
    save(folder, ".", "image", image);
    save(folder, "bundle", "seed-empty", {});
    FF_CHECK(buildBundle(smallRequest(folder)));
    FF_TRY(std::unique_ptr<ByteSource> file, openByteSource(folder / "bundle" / "seed-bundle"));
    const std::shared_ptr<ByteSource> bundle = std::move(file);
    FF_TRY(const SignedPart part, readSignedPart(*bundle));
    FF_TRY(const BundleHead head, parseHead(bundle, part));
    save(folder, "manifest", "seed-manifest", part.manifest);
    save(folder, "bundle", "seed-manifest", part.manifest);

    FF_CHECK(saveIndex(folder, folder / "bundle" / "seed-bundle", "seed-index"));
    FF_CHECK(savePatched(folder));

    const ByteView content = ByteView(image).first(8192);
    FF_TRY(const Bytes data, FrameEncoder(3).encode(content));
    Bytes frame;
    appendLittleEndian<std::uint16_t>(frame, static_cast<std::uint16_t>(content.size()));
    frame.insert(frame.end(), data.begin(), data.end());
    save(folder, "frame", "seed-frame", frame);
    return {};
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: make_seeds DIR\n");
        return 2;
    }
    const Result<> made = makeSeeds(argv[1]);
    if (!made.ok()) {
        std::fprintf(stderr, "make_seeds: %s\n", describeLine(made.error()).c_str());
        return 1;
    }
    return 0;
}
