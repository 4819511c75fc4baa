// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/frame_codec.h"
#include "core/bundle/known_content.h"

#include <condition_variable>
#include <future>
#include <mutex>
#include <queue>
#include <thread>

namespace fieldfare {

inline constexpr std::uint64_t windowBytes = windowBlocks * fingerprintBlockBytes;

/// What became of one window of an image.
struct EncodedWindow {
    std::vector<Frame>
        frames; ///< Sizes and digests; a Zero frame has neither data nor digests yet, since it may go on.
    std::vector<Fingerprint> fingerprints; ///< For scheme Blocks.
    Bytes data;
    Bytes spent; ///< The window's buffer, for the next one.
};

/// Up to windowBytes of an image, and where they come from in it.
struct ImageWindow {
    std::uint64_t imageOffset = 0;
    Bytes bytes;
};

/// What the builder knows before it reads the windows of an image.
struct WindowKnowledge {
    const KnownContent& known;
    std::vector<BlockClass> classes;         ///< Of all blocks of the image, for scheme Chunks; else empty.
    std::size_t longestNew = newFrameBlocks; ///< Of a frame of what is new.
};

/// Cuts and compresses one window. A pure function of its arguments.
[[nodiscard]] Result<EncodedWindow> encodeWindow(const ImageWindow& window, const WindowKnowledge& knowledge,
                                                 FrameEncoder& encoder);

/// Threads that encode windows. The caller takes the results in the order of its submissions and bounds how
/// many are under way. Destroying it drops what is left.
class WindowEncoderPool {
public:
    /// Borrows `knowledge`.
    WindowEncoderPool(unsigned threads, int level, const WindowKnowledge& knowledge);
    ~WindowEncoderPool();
    [[nodiscard]] std::future<Result<EncodedWindow>> submit(ImageWindow window);

private:
    struct Job {
        ImageWindow window;
        std::promise<Result<EncodedWindow>> result;
    };
    void work(int level);

    const WindowKnowledge& m_knowledge;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::queue<Job> m_jobs; ///< Guarded by m_mutex, like m_stop.
    bool m_stop = false;
    std::vector<std::thread> m_threads;
};

} // namespace fieldfare
