// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/window_encoder.h"

#include <algorithm>

namespace fieldfare {

namespace {

/// The blocks of a window; the last one may be short.
std::vector<ByteView> blocksOf(ByteView window) {
    std::vector<ByteView> blocks;
    for (std::size_t at = 0; at < window.size(); at += fingerprintBlockBytes) {
        blocks.push_back(
            window.subspan(at, std::min<std::size_t>(fingerprintBlockBytes, window.size() - at)));
    }
    return blocks;
}

ByteView contentOf(const Cut& cut, ByteView window) {
    const std::size_t at = cut.firstBlock * fingerprintBlockBytes;
    return window.subspan(at, std::min(cut.blocks * fingerprintBlockBytes, window.size() - at));
}

void appendFrame(ByteView content, ByteView data, EncodedWindow& encoded) {
    Frame frame;
    frame.imageBytes = content.size();
    frame.method = FrameMethod::Zstd;
    frame.dataBytes = static_cast<std::uint32_t>(data.size());
    frame.dataDigest = sha256(data);
    frame.contentDigest = sha256(content);
    encoded.data.insert(encoded.data.end(), data.begin(), data.end());
    encoded.frames.push_back(frame);
}

/// A frame of what is new that hardly compresses (it is packed already) is cut smaller: nothing is gained by
/// its length, and less of it has to travel where only a part turns out to be needed.
bool isPacked(const Cut& cut, std::size_t dataBytes) {
    return cut.blocks > packedFrameBlocks && cut.blocks <= newFrameBlocks &&
           dataBytes * 8 > cut.blocks * fingerprintBlockBytes * 5;
}

Result<> encodeCut(const Cut& cut, ByteView window, FrameEncoder& encoder, EncodedWindow& encoded) {
    const ByteView content = contentOf(cut, window);
    if (cut.zero) {
        Frame frame;
        frame.imageBytes = content.size();
        frame.method = FrameMethod::Zero;
        encoded.frames.push_back(frame);
        return {};
    }
    FF_TRY(const Bytes data, encoder.encode(content));
    if (!isPacked(cut, data.size())) {
        appendFrame(content, data, encoded);
        return {};
    }
    constexpr std::size_t pieceBytes = packedFrameBlocks * fingerprintBlockBytes;
    for (std::size_t at = 0; at < content.size(); at += pieceBytes) {
        const ByteView piece = content.subspan(at, std::min(pieceBytes, content.size() - at));
        FF_TRY(const Bytes pieceData, encoder.encode(piece));
        appendFrame(piece, pieceData, encoded);
    }
    return {};
}

} // namespace

Result<EncodedWindow> encodeWindow(const ImageWindow& input, const WindowKnowledge& knowledge,
                                   FrameEncoder& encoder) {
    const ByteView window = input.bytes;
    const bool byChunks = knowledge.known.scheme() == FingerprintScheme::Chunks;
    std::vector<Fingerprint> fingerprints;
    std::vector<BlockClass> classes;
    auto block = static_cast<std::size_t>(input.imageOffset / fingerprintBlockBytes);
    for (const ByteView content : blocksOf(window)) {
        if (byChunks) {
            const BlockClass known = knowledge.classes[block++] & ~zeroBlock;
            classes.push_back(isAllZero(content) ? zeroBlock : known);
            continue;
        }
        const Fingerprint fingerprint = fingerprintOf(content);
        const bool full = content.size() == fingerprintBlockBytes;
        fingerprints.push_back(fingerprint);
        classes.push_back(full || fingerprint == 0 ? knowledge.known.find(fingerprint) : newBlock);
    }
    EncodedWindow encoded;
    for (const Cut& cut : cutWindow(classes, knowledge.longestNew)) {
        FF_CHECK(encodeCut(cut, window, encoder, encoded));
        if (!cut.zero && !byChunks) {
            const auto first = fingerprints.begin() + static_cast<std::ptrdiff_t>(cut.firstBlock);
            const auto full =
                static_cast<std::ptrdiff_t>(contentOf(cut, window).size() / fingerprintBlockBytes);
            encoded.fingerprints.insert(encoded.fingerprints.end(), first, first + full);
        }
    }
    return encoded;
}

WindowEncoderPool::WindowEncoderPool(unsigned threads, int level, const WindowKnowledge& knowledge)
    : m_knowledge(knowledge) {
    for (unsigned i = 0; i < threads; ++i) {
        m_threads.emplace_back([this, level] { work(level); });
    }
}

WindowEncoderPool::~WindowEncoderPool() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    for (std::thread& thread : m_threads) {
        thread.join();
    }
}

std::future<Result<EncodedWindow>> WindowEncoderPool::submit(ImageWindow window) {
    Job job{std::move(window), {}};
    auto future = job.result.get_future();
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push(std::move(job));
    }
    m_wake.notify_one();
    return future;
}

void WindowEncoderPool::work(int level) {
    FrameEncoder encoder(level);
    while (true) {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_stop || !m_jobs.empty(); });
        if (m_stop) {
            return;
        }
        Job job = std::move(m_jobs.front());
        m_jobs.pop();
        lock.unlock();
        auto encoded = encodeWindow(job.window, m_knowledge, encoder);
        if (encoded.ok()) {
            encoded->spent = std::move(job.window.bytes);
        }
        job.result.set_value(std::move(encoded));
    }
}

} // namespace fieldfare
