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

} // namespace

Result<EncodedWindow> encodeWindow(ByteView window, const KnownBlocks& known, FrameEncoder& encoder) {
    std::vector<Fingerprint> fingerprints;
    std::vector<BlockClass> classes;
    for (const ByteView block : blocksOf(window)) {
        const Fingerprint fingerprint = fingerprintOf(block);
        const bool full = block.size() == fingerprintBlockBytes;
        fingerprints.push_back(fingerprint);
        classes.push_back(full || fingerprint == 0 ? known.find(fingerprint) : newBlock);
    }
    EncodedWindow encoded;
    for (const Cut& cut : cutWindow(classes)) {
        const std::size_t at = cut.firstBlock * fingerprintBlockBytes;
        const ByteView content =
            window.subspan(at, std::min(cut.blocks * fingerprintBlockBytes, window.size() - at));
        Frame frame;
        frame.imageBytes = content.size();
        frame.method = cut.zero ? FrameMethod::Zero : FrameMethod::Zstd;
        if (!cut.zero) {
            FF_TRY(const Bytes data, encoder.encode(content));
            frame.dataBytes = static_cast<std::uint32_t>(data.size());
            frame.dataDigest = sha256(data);
            frame.contentDigest = sha256(content);
            encoded.data.insert(encoded.data.end(), data.begin(), data.end());
            const auto first = fingerprints.begin() + static_cast<std::ptrdiff_t>(cut.firstBlock);
            const auto full = static_cast<std::ptrdiff_t>(content.size() / fingerprintBlockBytes);
            encoded.fingerprints.insert(encoded.fingerprints.end(), first, first + full);
        }
        encoded.frames.push_back(frame);
    }
    return encoded;
}

WindowEncoderPool::WindowEncoderPool(unsigned threads, int level, const KnownBlocks& known)
    : m_known(known) {
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

std::future<Result<EncodedWindow>> WindowEncoderPool::submit(Bytes window) {
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
        job.result.set_value(encodeWindow(job.window, m_known, encoder));
    }
}

} // namespace fieldfare
