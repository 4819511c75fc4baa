// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/builder.h"

#include "core/base/file.h"
#include "core/bundle/head.h"
#include "core/bundle/member_writer.h"
#include "core/bundle/patch_builder.h"
#include "core/bundle/payload_encoder.h"
#include "core/bundle/slice_source.h"

#include <algorithm>
#include <cerrno>
#include <set>

namespace fieldfare {

namespace {

using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// Everything of a build that is kept from step to step.
class Build {
public:
    Build(const BuildRequest& request, const Progress& progress)
        : m_request(request)
        , m_progress(progress) {}

    Result<BuildReport> run() {
        FF_CHECK(checkRequest());
        FF_CHECK(openInputs());
        FF_TRY(m_data, OutputFile::createNameless(m_request.output));
        FF_TRY(m_patches, OutputFile::createNameless(m_request.output));
        for (std::size_t i = 0; i < m_request.payloads.size(); ++i) {
            FF_CHECK(encodePayload(i));
            if (m_request.patches) {
                FF_CHECK(addPatches(i));
            }
        }
        return assemble();
    }

private:
    /// Writes the manifest with sizes to come and reads it as a device will: what it would refuse is refused
    /// now.
    Result<> checkRequest() {
        m_report.manifest = m_request.manifest;
        m_report.manifest.payloads.clear();
        for (const PayloadSource& source : m_request.payloads) {
            Payload payload = source.payload;
            payload.group = payload.group.empty() ? payload.name : payload.group;
            payload.imageBytes = payload.indexBytes = payload.dataBytes = 1;
            m_report.manifest.payloads.push_back(std::move(payload));
        }
        if (m_request.previous.size() > KnownContent::maxReleases) {
            return Error(ErrorCode::BadValue, {{"key", "previous"}, {"detail", "at most 16 bundles"}});
        }
        const Bytes text = writeManifest(m_report.manifest);
        return parseManifest(text).ok() ? Result<>() : Result<>(parseManifest(text).error());
    }

    Result<> openInputs() {
        for (const std::filesystem::path& path : m_request.previous) {
            FF_TRY(auto source, openByteSource(path));
            FF_TRY(BundleHead head, readUnverifiedHead(std::move(source)).with("path", path.string()));
            m_previous.push_back(std::move(head));
        }
        for (const PayloadSource& source : m_request.payloads) {
            FF_TRY(ImageFile image, ImageFile::open(source.image));
            m_report.imageBytes += image.sizeBytes();
            m_images.push_back(std::move(image));
            m_totalBytes += m_images.back().sizeBytes();
            FF_CHECK(forEachPrevious(source.payload, [this](std::size_t, const Payload& old, std::size_t) {
                m_totalBytes += m_request.patches ? old.imageBytes : 0;
                return Result<>();
            }));
        }
        return {};
    }

    /// Calls `take(release, payload, its number)` for what the devices may have in the slots that `payload`
    /// goes to.
    template <typename Take>
    Result<> forEachPrevious(const Payload& payload, Take take) const {
        const std::string& group = payload.group.empty() ? payload.name : payload.group;
        for (std::size_t release = 0; release < m_previous.size(); ++release) {
            const std::vector<Payload>& payloads = m_previous[release].manifest.payloads;
            for (std::size_t i = 0; i < payloads.size(); ++i) {
                if (payloads[i].group == group) {
                    FF_CHECK(take(release, payloads[i], i));
                }
            }
        }
        return {};
    }

    Result<KnownContent> knownContent(const Payload& payload, FingerprintScheme scheme) const {
        KnownContent known(scheme);
        FF_CHECK(forEachPrevious(payload, [&](std::size_t release, const Payload&, std::size_t number) {
            return known.add(m_previous[release].indexes[number], release);
        }));
        known.finish();
        return known;
    }

    bool tell(std::uint64_t bytesOfThis) const {
        return !m_progress || m_progress(m_doneBytes + bytesOfThis, m_totalBytes);
    }

    Result<> writeWork(const UniqueFd& file, ByteView data) const {
        Result<> written = writeAll(file.get(), data, m_request.output.string());
        return written.ok() || !(written.error() == ErrorCode::NoSpace)
                   ? written
                   : writeFailure(m_request.output, ENOSPC, data.size());
    }

    Result<> encodePayload(std::size_t i) {
        Payload& payload = m_report.manifest.payloads[i];
        FF_TRY(const FingerprintScheme scheme, schemeFor(m_images[i]));
        FF_TRY(const KnownContent known, knownContent(payload, scheme));
        const auto write = [this](ByteView data) { return writeWork(m_data, data); };
        PayloadEncoder encoder(known, {m_request.compressionLevel, threads()}, write);
        FF_TRY(PayloadEncoder::Outcome outcome,
               encoder.run(m_images[i], [this](std::uint64_t imageBytes) { return tell(imageBytes); })
                   .with("path", m_request.payloads[i].image.string()));
        m_doneBytes += m_images[i].sizeBytes();
        payload.imageBytes = m_images[i].sizeBytes();
        payload.imageDigest = outcome.imageDigest;
        payload.indexBytes = outcome.index.size();
        payload.indexDigest = sha256(outcome.index);
        payload.dataBytes = outcome.dataBytes;
        m_report.frames += outcome.frames;
        m_report.zeroFrames += outcome.zeroFrames;
        m_indexes.push_back(std::move(outcome.index));
        return {};
    }

    /// Writes the patches for payload `i`, and lists them in its index.
    Result<> addPatches(std::size_t i) {
        Payload& payload = m_report.manifest.payloads[i];
        FF_TRY(const Index index, Index::open(std::make_shared<MemorySource>(m_indexes[i]), payload));
        PatchBuilder builder(index, m_images[i], {m_request.compressionLevel, threads(), m_request.output},
                             [this, &payload](ByteView data) -> Result<> {
                                 payload.patchBytes += data.size();
                                 m_report.patchBytes += data.size();
                                 return writeWork(m_patches, data);
                             });
        std::vector<PatchList> lists;
        std::set<Digest> seen{payload.imageDigest};
        FF_CHECK(forEachPrevious(
            payload, [&](std::size_t release, const Payload& old, std::size_t number) -> Result<> {
                const std::filesystem::path& path = m_request.previous[release];
                if (seen.insert(old.imageDigest).second && lists.size() < maxPatchBases) {
                    FF_TRY(const auto source, openByteSource(path));
                    FF_TRY(PatchList list, builder
                                               .build(*source, m_previous[release], number,
                                                      [this](std::uint64_t bytes) { return tell(bytes); })
                                               .with("path", path.string()));
                    if (!list.patches.empty()) {
                        lists.push_back(std::move(list));
                    }
                }
                m_doneBytes += old.imageBytes;
                return {};
            }));
        if (!lists.empty()) {
            appendPatchSection(m_indexes[i], lists);
            payload.indexBytes = m_indexes[i].size();
            payload.indexDigest = sha256(m_indexes[i]);
            m_report.manifest.requiredFeatures = {std::string(patchesFeature)};
        }
        return {};
    }

    unsigned threads() const {
        const unsigned wanted =
            m_request.threads != 0 ? m_request.threads : std::thread::hardware_concurrency();
        return std::clamp(wanted, 1U, maxBuildThreads);
    }

    Result<BuildReport> assemble() {
        const Bytes manifest = writeManifest(m_report.manifest);
        Bytes cms;
        for (Signer* signer : m_request.signers) {
            FF_TRY(cms, signer->sign(manifest, m_request.signingTime, cms));
        }
        FF_TRY(const Layout layout, layoutOf(m_report.manifest, manifest.size(), cms.size()));
        FF_TRY(OutputFile out, OutputFile::create(m_request.output));
        FF_CHECK(writeMember(out, layout.members[0], manifest));
        FF_CHECK(writeMember(out, layout.members[1], cms));
        for (std::size_t i = 0; i < m_indexes.size(); ++i) {
            FF_CHECK(writeMember(out, layout.indexOf(i), m_indexes[i]));
        }
        std::uint64_t at = 0;
        for (std::size_t i = 0; i < m_indexes.size(); ++i) {
            FF_CHECK(copyMember(out, layout.dataOf(i), m_data.get(), at));
            at += layout.dataOf(i).content.length;
        }
        at = 0;
        for (std::size_t i = 0; i < m_indexes.size(); ++i) {
            if (const Member* patches = layout.patchesOf(i)) {
                FF_CHECK(copyMember(out, *patches, m_patches.get(), at));
                at += patches->content.length;
            }
        }
        FF_CHECK(out.write(std::array<std::byte, tarEndBytes>{}));
        FF_CHECK(out.commit());
        m_report.manifestDigest = sha256(manifest);
        m_report.bundleBytes = layout.totalBytes;
        m_report.headBytes = layout.headBytes;
        return std::move(m_report);
    }

    const BuildRequest& m_request;
    const Progress& m_progress;
    BuildReport m_report;
    std::vector<BundleHead> m_previous;
    std::vector<ImageFile> m_images;
    std::vector<Bytes> m_indexes;
    UniqueFd m_data;    ///< All compressed data, in order: the indexes, which stand before it, are known only
                        ///< afterwards.
    UniqueFd m_patches; ///< All patches, in order.
    std::uint64_t m_doneBytes = 0;
    std::uint64_t m_totalBytes = 0; ///< Of all images, those of previous bundles too.
};

} // namespace

Result<BuildReport> buildBundle(const BuildRequest& request, const Progress& progress) {
    return Build(request, progress).run();
}

} // namespace fieldfare
