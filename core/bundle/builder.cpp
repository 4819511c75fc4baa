// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/builder.h"

#include "core/base/file.h"
#include "core/bundle/head.h"
#include "core/bundle/member_writer.h"
#include "core/bundle/payload_encoder.h"

#include <algorithm>
#include <cerrno>

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
        for (std::size_t i = 0; i < m_request.payloads.size(); ++i) {
            FF_CHECK(encodePayload(i));
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
        }
        return {};
    }

    /// What the devices may have in the slots that this payload goes to.
    Result<KnownContent> knownContent(const Payload& payload, FingerprintScheme scheme) const {
        KnownContent known(scheme);
        for (std::size_t release = 0; release < m_previous.size(); ++release) {
            const BundleHead& head = m_previous[release];
            for (std::size_t i = 0; i < head.manifest.payloads.size(); ++i) {
                if (head.manifest.payloads[i].group == payload.group) {
                    FF_CHECK(known.add(head.indexes[i], release));
                }
            }
        }
        known.finish();
        return known;
    }

    Result<> encodePayload(std::size_t i) {
        Payload& payload = m_report.manifest.payloads[i];
        FF_TRY(const FingerprintScheme scheme, schemeFor(m_images[i]));
        FF_TRY(const KnownContent known, knownContent(payload, scheme));
        const auto write = [this](ByteView data) -> Result<> {
            Result<> written = writeAll(m_data.get(), data, m_request.output.string());
            return written.ok() || !(written.error() == ErrorCode::NoSpace)
                       ? written
                       : writeFailure(m_request.output, ENOSPC, data.size());
        };
        const auto progress = [this](std::uint64_t imageBytes) {
            return !m_progress || m_progress(m_doneBytes + imageBytes, m_report.imageBytes);
        };
        PayloadEncoder encoder(known, {m_request.compressionLevel, threads()}, write);
        FF_TRY(PayloadEncoder::Outcome outcome,
               encoder.run(m_images[i], progress).with("path", m_request.payloads[i].image.string()));
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
    UniqueFd m_data; ///< All compressed data, in order: the indexes, which stand before it, are known only
                     ///< afterwards.
    std::uint64_t m_doneBytes = 0;
};

} // namespace

Result<BuildReport> buildBundle(const BuildRequest& request, const Progress& progress) {
    return Build(request, progress).run();
}

} // namespace fieldfare
