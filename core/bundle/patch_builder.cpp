// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/patch_builder.h"

#include "core/base/file.h"
#include "core/bundle/output_file.h"
#include "core/bundle/patch_codec.h"
#include "core/bundle/payload_walk.h"
#include "core/bundle/similar_content.h"
#include "core/bundle/transfer_plan.h"

#include <algorithm>
#include <future>

namespace fieldfare {

namespace {

constexpr int leastLevel = 12;
/// What one patch makes, and so what a lost link costs: no more than where frames travel. A single frame may
/// be longer.
constexpr std::uint64_t groupBytes = std::uint64_t{256} << 10;

/// A patch that hardly spares anything would only make the bundle larger.
constexpr std::uint64_t worthwhile(std::uint64_t sparedBytes) {
    return sparedBytes - sparedBytes / 8;
}

/// A file without a name, by its descriptor.
class NamelessImage final : public ByteSource {
public:
    NamelessImage(UniqueFd fd, std::uint64_t sizeBytes)
        : m_fd(std::move(fd))
        , m_sizeBytes(sizeBytes) {}
    [[nodiscard]] std::uint64_t sizeBytes() const override { return m_sizeBytes; }
    [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) override {
        return preadAll(m_fd.get(), offset, into, "old image");
    }

private:
    UniqueFd m_fd;
    std::uint64_t m_sizeBytes;
};

Result<NamelessImage> unpack(ByteSource& source, const BundleHead& old, std::size_t payload,
                             const std::filesystem::path& besides, const PayloadWalk::Progress& progress) {
    FF_TRY(UniqueFd fd, OutputFile::createNameless(besides));
    FF_CHECK(writeImage(source, old, payload, fd.get(), besides, progress));
    return NamelessImage(std::move(fd), old.manifest.payloads[payload].imageBytes);
}

} // namespace

/// Frames that one patch makes.
struct PatchBuilder::Group {
    std::vector<PatchRun> frames;
    std::uint64_t contentBytes = 0;
    std::uint64_t sparedBytes = 0; ///< Data of these frames.

    void add(std::uint32_t number, const Frame& frame) {
        if (!frames.empty() && frames.back().first + frames.back().count == number) {
            ++frames.back().count;
        } else {
            frames.push_back({number, 1});
        }
        contentBytes += frame.imageBytes;
        sparedBytes += frame.dataBytes;
    }
    [[nodiscard]] bool takes(const Frame& frame) const {
        return frames.empty() ||
               (contentBytes + frame.imageBytes <= groupBytes && frames.size() < maxPatchRuns);
    }
};

struct PatchBuilder::Encoded {
    Patch patch;
    Bytes data;
};

PatchBuilder::PatchBuilder(const Index& index, const ImageFile& image, Options options, DataSink sink)
    : m_index(index)
    , m_image(image)
    , m_options(std::move(options))
    , m_sink(std::move(sink)) {}

/// What a device with the old release would fetch, planned as it plans.
Result<std::vector<PatchBuilder::Group>> PatchBuilder::groupsFor(const Index& old) const {
    std::optional<ContentLookup> lookup;
    if (old.scheme() == m_index.scheme()) {
        FF_TRY(lookup, ContentLookup::fromIndex(old));
    }
    FF_TRY(const TransferPlan plan, planTransfer(m_index, lookup ? &*lookup : nullptr));
    std::vector<Group> groups(1);
    for (std::size_t i = 0; i < plan.actions.size(); ++i) {
        if (plan.actions[i] != FrameAction::Fetch) {
            continue;
        }
        const Frame& frame = m_index.frames()[i];
        if (!groups.back().takes(frame)) {
            groups.emplace_back();
        }
        groups.back().add(static_cast<std::uint32_t>(i), frame);
    }
    if (groups.back().frames.empty()) {
        groups.pop_back();
    }
    return groups;
}

Result<PatchBuilder::Encoded> PatchBuilder::encode(const Group& group, ByteSource& oldImage,
                                                   const SimilarContent& similar) const {
    Bytes content;
    content.reserve(static_cast<std::size_t>(group.contentBytes));
    for (const PatchRun& run : group.frames) {
        const Frame& first = m_index.frames()[run.first];
        const Frame& last = m_index.frames()[run.first + run.count - 1];
        const auto length = static_cast<std::size_t>(last.imageOffset + last.imageBytes - first.imageOffset);
        content.resize(content.size() + length);
        FF_CHECK(m_image.readAt(first.imageOffset, MutableBytes(content).last(length)));
    }
    Encoded encoded;
    encoded.patch.frames = group.frames;
    encoded.patch.base = similar.find(content);
    Bytes base;
    FF_CHECK(readPatchBase(oldImage, encoded.patch.base, base));
    PatchEncoder encoder(std::max(m_options.level, leastLevel));
    FF_TRY(encoded.data, encoder.encode(content, base));
    encoded.patch.dataBytes = static_cast<std::uint32_t>(encoded.data.size());
    encoded.patch.dataDigest = sha256(encoded.data);
    return encoded;
}

Result<PatchList> PatchBuilder::build(ByteSource& source, const BundleHead& old, std::size_t payload,
                                      const Progress& progress) {
    const Payload& meta = old.manifest.payloads[payload];
    FF_TRY(const std::vector<Group> groups, groupsFor(old.indexes[payload]));
    PatchList list;
    list.base = {meta.imageDigest, meta.imageBytes, 0};
    if (groups.empty()) {
        return list;
    }
    // Unpacking, searching and compressing take about the same time.
    const std::uint64_t third = meta.imageBytes / 3;
    const auto tell = [&](std::uint64_t part, double done) {
        return !progress ||
               progress(part * third + static_cast<std::uint64_t>(done * static_cast<double>(third)));
    };
    FF_TRY(NamelessImage image,
           unpack(source, old, payload, m_options.besides, [&](std::uint64_t done, std::uint64_t total) {
               return tell(0, static_cast<double>(done) / static_cast<double>(total));
           }));
    FF_TRY(const SimilarContent similar, SimilarContent::of(image, [&](std::uint64_t done) {
               return tell(1, static_cast<double>(done) / static_cast<double>(meta.imageBytes));
           }));
    for (std::size_t next = 0; next < groups.size();) {
        std::vector<std::future<Result<Encoded>>> batch; // taken in order: the threads do not show
        for (; next < groups.size() && batch.size() < m_options.threads; ++next) {
            batch.push_back(std::async(std::launch::async,
                                       [&, at = next] { return encode(groups[at], image, similar); }));
        }
        std::size_t number = next - batch.size();
        for (auto& one : batch) {
            FF_TRY(Encoded encoded, one.get());
            if (encoded.data.size() < worthwhile(groups[number++].sparedBytes)) {
                FF_CHECK(m_sink(encoded.data));
                list.patches.push_back(std::move(encoded.patch));
            }
        }
        if (!tell(2, static_cast<double>(next) / static_cast<double>(groups.size()))) {
            return Error(ErrorCode::Cancelled);
        }
    }
    return list;
}

} // namespace fieldfare
