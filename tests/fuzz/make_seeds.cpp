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

    Bytes index;
    appendLittleEndian<std::uint64_t>(index, head.manifest.payloads[0].imageBytes);
    appendLittleEndian<std::uint64_t>(index, head.manifest.payloads[0].dataBytes);
    index.resize(16 + static_cast<std::size_t>(head.manifest.payloads[0].indexBytes));
    FF_CHECK(bundle->readAt(head.layout.indexOf(0).content.offset, MutableBytes(index).subspan(16)));
    save(folder, "index", "seed-index", index);

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
