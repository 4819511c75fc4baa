// SPDX-License-Identifier: Apache-2.0
#include "tests/core/bundle/bundle_kit.h"

#include "core/base/file.h"
#include "core/bundle/payload_walk.h"

#include <random>
#include <zstd.h>

namespace fieldfare::bundlekit {

Bytes noise(std::size_t size, unsigned seed) {
    std::mt19937_64 random(seed);
    Bytes bytes(size);
    for (std::byte& b : bytes) {
        b = static_cast<std::byte>(random());
    }
    return bytes;
}

Bytes prose(std::size_t size, unsigned seed) {
    std::mt19937 random(seed);
    std::string text;
    while (text.size() < size) {
        text += "line " + std::to_string(random() % 100000) + " of a file that compresses well\n";
    }
    text.resize(size);
    return toBytes(asBytes(text));
}

void writeImage(const QString& path, ByteView content) {
    if (!writeFileAtomically(path.toStdString(), content).ok()) {
        std::abort();
    }
}

Bytes readBytes(const QString& path) {
    return readFile(path.toStdString(), std::size_t{1} << 30).value();
}

BuildRequest requestFor(const QString& image, const QString& output) {
    BuildRequest request;
    request.manifest.release.name = "gateway-os";
    request.manifest.release.version = "2.0";
    request.manifest.release.epoch = 1;
    request.manifest.release.builtAt = UnixTime(std::chrono::seconds(1'700'000'000));
    request.manifest.compatible = {{"acme,gateway", {}}};
    PayloadSource source;
    source.payload.name = "rootfs";
    source.payload.group = "rootfs";
    source.image = image.toStdString();
    request.payloads = {source};
    request.threads = 2;
    request.output = output.toStdString();
    return request;
}

Parts takeApart(const Bytes& bundle) {
    MemorySource source(bundle);
    const SignedPart part = readSignedPart(source).value();
    Parts parts;
    parts.manifest = parseManifest(part.manifest).value();
    parts.cms = part.cms;
    const Layout layout = layoutOf(parts.manifest, part.manifest.size(), part.cms.size()).value();
    const auto content = [&](const Member& member) {
        return toBytes(ByteView(bundle).subspan(member.content.offset, member.content.length));
    };
    for (std::size_t i = 0; i < parts.manifest.payloads.size(); ++i) {
        parts.indexes.push_back(content(layout.indexOf(i)));
        parts.data.push_back(content(layout.dataOf(i)));
        const Member* patches = layout.patchesOf(i);
        parts.patches.push_back(patches != nullptr ? content(*patches) : Bytes());
    }
    return parts;
}

Bytes assemble(Parts parts, const Bytes& manifestText) {
    parts.patches.resize(parts.manifest.payloads.size());
    for (std::size_t i = 0; i < parts.manifest.payloads.size(); ++i) {
        Payload& payload = parts.manifest.payloads[i];
        payload.indexBytes = parts.indexes[i].size();
        payload.indexDigest = sha256(parts.indexes[i]);
        payload.dataBytes = parts.data[i].size();
        payload.patchBytes = parts.patches[i].size();
    }
    const Bytes manifest = manifestText.empty() ? writeManifest(parts.manifest) : manifestText;
    Bytes bundle;
    const auto append = [&](const std::string& name, const Bytes& content) {
        const auto header = tarHeader(name, content.size());
        bundle.insert(bundle.end(), header.begin(), header.end());
        bundle.insert(bundle.end(), content.begin(), content.end());
        bundle.resize((bundle.size() + 511) / 512 * 512);
    };
    append("manifest.json", manifest);
    append("manifest.cms", parts.cms);
    for (std::size_t i = 0; i < parts.indexes.size(); ++i) {
        append(parts.manifest.payloads[i].name + ".index", parts.indexes[i]);
    }
    for (std::size_t i = 0; i < parts.data.size(); ++i) {
        append(parts.manifest.payloads[i].name + ".zst", parts.data[i]);
    }
    for (std::size_t i = 0; i < parts.patches.size(); ++i) {
        if (!parts.patches[i].empty()) {
            append(parts.manifest.payloads[i].name + ".patch", parts.patches[i]);
        }
    }
    bundle.resize(bundle.size() + 1024);
    return bundle;
}

MadeFrame makeFrame(ByteView content) {
    MadeFrame made;
    made.data.resize(ZSTD_compressBound(content.size()));
    made.data.resize(ZSTD_compress(made.data.data(), made.data.size(), content.data(), content.size(), 3));
    made.frame.imageBytes = content.size();
    made.frame.dataBytes = static_cast<std::uint32_t>(made.data.size());
    made.frame.dataDigest = sha256(made.data);
    made.frame.contentDigest = sha256(content);
    return made;
}

Parts partsOf(const std::vector<MadeFrame>& frames, std::uint64_t imageBytes) {
    Parts parts;
    parts.manifest = requestFor("", "").manifest;
    Payload payload;
    payload.name = payload.group = "rootfs";
    std::vector<Frame> records;
    std::uint64_t fingerprintCount = 0;
    Bytes data;
    for (const MadeFrame& made : frames) {
        records.push_back(made.frame);
        payload.imageBytes += made.frame.imageBytes;
        fingerprintCount += made.frame.method == FrameMethod::Zero ? 0 : made.frame.imageBytes / block;
        data.insert(data.end(), made.data.begin(), made.data.end());
    }
    payload.imageBytes = imageBytes != 0 ? imageBytes : payload.imageBytes;
    parts.manifest.payloads = {payload};
    parts.indexes = {encodeIndex(records, std::vector<Fingerprint>(fingerprintCount, 1))};
    parts.data = {data};
    return parts;
}

QString slug(const Error& error) {
    const std::string_view text = errorSlug(error.code());
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString judge(const Bytes& bundle) {
    const auto source = std::make_shared<MemorySource>(bundle);
    const Result<BundleHead> head = readUnverifiedHead(source);
    return head.ok() ? slug(checkBundleData(*source, *head, {})) : slug(head.error());
}

} // namespace fieldfare::bundlekit
