// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/payload_encoder.h"

#include "core/bundle/chunker.h"

#include <algorithm>

namespace fieldfare {

namespace {

/// Windows under way: enough that the threads have work while a long run of zeros at the image's end is
/// hashed.
constexpr std::size_t pendingWindows = 16;
/// From this level on a small bundle is worth more than small frames.
constexpr int smallestLevel = 19;
constexpr int zeroLevel = 3; ///< Runs of zeros compress to nothing at any level.

} // namespace

PayloadEncoder::PayloadEncoder(const KnownContent& known, const Options& options, DataSink sink)
    : m_options(options)
    , m_sink(std::move(sink))
    , m_knowledge{known, {}, options.level >= smallestLevel ? knownFrameBlocks : newFrameBlocks}
    , m_pool(options.threads, options.level, m_knowledge)
    , m_zeroEncoder(zeroLevel) {}

Result<PayloadEncoder::Outcome> PayloadEncoder::run(ImageFile& image, const Progress& progress) {
    if (m_knowledge.known.scheme() == FingerprintScheme::Chunks) {
        FF_CHECK(cutImage(image));
    }
    const Bytes zeros(static_cast<std::size_t>(windowBytes));
    Sha256 imageHash;
    for (std::uint64_t at = 0; at < image.sizeBytes(); at += windowBytes) {
        Pending pending{std::min(windowBytes, image.sizeBytes() - at), std::nullopt};
        if (image.isHole(at, pending.imageBytes)) {
            imageHash.update(ByteView(zeros).first(static_cast<std::size_t>(pending.imageBytes)));
        } else {
            Bytes window = std::exchange(m_spent, {});
            window.resize(static_cast<std::size_t>(pending.imageBytes));
            FF_CHECK(image.readAt(at, window));
            imageHash.update(window);
            pending.window = m_pool.submit({at, std::move(window)});
        }
        m_pending.push_back(std::move(pending));
        if (m_pending.size() > std::max<std::size_t>(pendingWindows, m_options.threads + 2)) {
            FF_CHECK(takeOldest(progress));
        }
    }
    while (!m_pending.empty()) {
        FF_CHECK(takeOldest(progress));
    }
    FF_CHECK(flushZeros());
    Outcome outcome;
    const bool byChunks = m_knowledge.known.scheme() == FingerprintScheme::Chunks;
    outcome.index = byChunks ? encodeChunkIndex(m_frames, m_chunks) : encodeIndex(m_frames, m_fingerprints);
    if (outcome.index.size() > maxIndexBytes) {
        return Error(ErrorCode::TooLarge,
                     {{"have", std::uint64_t{outcome.index.size()}}, {"limit", maxIndexBytes}});
    }
    outcome.dataBytes = m_dataBytes;
    outcome.imageDigest = imageHash.finish();
    outcome.frames = m_frames.size();
    outcome.zeroFrames =
        static_cast<std::uint64_t>(std::count_if(m_frames.begin(), m_frames.end(), [](const Frame& frame) {
            return frame.method == FrameMethod::Zero;
        }));
    return outcome;
}

/// Chunks do not keep to windows, so they are found before the windows are cut.
Result<> PayloadEncoder::cutImage(const ImageFile& image) {
    FF_CHECK(cutIntoChunks(
        image.sizeBytes(),
        [&image](std::uint64_t offset, MutableBytes into) { return image.readAt(offset, into); },
        [this](const ContentPiece& chunk) -> Result<> {
            m_chunks.push_back(chunk);
            return {};
        }));
    m_knowledge.classes = classifyBlocks(m_chunks, m_knowledge.known);
    return {};
}

Result<> PayloadEncoder::takeOldest(const Progress& progress) {
    Pending pending = std::move(m_pending.front());
    m_pending.pop_front();
    if (pending.window) {
        FF_TRY(EncodedWindow window, pending.window->get());
        FF_CHECK(takeWindow(window));
        m_spent = std::move(window.spent);
    } else {
        m_openZeros += pending.imageBytes;
    }
    m_doneBytes += pending.imageBytes;
    if (progress && !progress(m_doneBytes)) {
        return Error(ErrorCode::Cancelled);
    }
    return {};
}

Result<> PayloadEncoder::takeWindow(const EncodedWindow& window) {
    std::size_t dataAt = 0;
    for (const Frame& frame : window.frames) {
        if (frame.method == FrameMethod::Zero) {
            m_openZeros += frame.imageBytes;
            continue;
        }
        FF_CHECK(flushZeros());
        FF_CHECK(emit(frame, ByteView(window.data).subspan(dataAt, frame.dataBytes)));
        dataAt += frame.dataBytes;
    }
    m_fingerprints.insert(m_fingerprints.end(), window.fingerprints.begin(), window.fingerprints.end());
    return {};
}

Result<> PayloadEncoder::flushZeros() {
    while (m_openZeros > 0) {
        FF_TRY(const ZeroFrame* zero, zeroFrame(std::min(m_openZeros, maxZeroFrameBytes)));
        FF_CHECK(emit(zero->frame, zero->data));
        m_openZeros -= zero->frame.imageBytes;
    }
    return {};
}

Result<const PayloadEncoder::ZeroFrame*> PayloadEncoder::zeroFrame(std::uint64_t imageBytes) {
    const auto known = m_zeroFrames.find(imageBytes);
    if (known != m_zeroFrames.end()) {
        return &known->second;
    }
    const Bytes content(static_cast<std::size_t>(imageBytes));
    ZeroFrame zero;
    FF_TRY(zero.data, m_zeroEncoder.encode(content));
    zero.frame.method = FrameMethod::Zero;
    zero.frame.imageBytes = imageBytes;
    zero.frame.dataBytes = static_cast<std::uint32_t>(zero.data.size());
    zero.frame.dataDigest = sha256(zero.data);
    zero.frame.contentDigest = sha256(content);
    return &m_zeroFrames.emplace(imageBytes, std::move(zero)).first->second;
}

Result<> PayloadEncoder::emit(Frame frame, ByteView data) {
    if (m_dataBytes + data.size() > maxMemberBytes) {
        return Error(ErrorCode::TooLarge, {{"have", m_dataBytes + data.size()}, {"limit", maxMemberBytes}});
    }
    FF_CHECK(m_sink(data));
    frame.dataOffset = m_dataBytes;
    m_dataBytes += data.size();
    m_frames.push_back(frame);
    return {};
}

} // namespace fieldfare
