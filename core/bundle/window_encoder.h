// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/frame_codec.h"
#include "core/bundle/known_blocks.h"

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
    std::vector<Fingerprint> fingerprints;
    Bytes data;
};

/// Cuts and compresses one window of at most windowBytes. A pure function of its arguments.
[[nodiscard]] Result<EncodedWindow> encodeWindow(ByteView window, const KnownBlocks& known,
                                                 FrameEncoder& encoder);

/// Threads that encode windows. The caller takes the results in the order of its submissions and bounds how
/// many are under way. Destroying it drops what is left.
class WindowEncoderPool {
public:
    WindowEncoderPool(unsigned threads, int level, const KnownBlocks& known);
    ~WindowEncoderPool();
    [[nodiscard]] std::future<Result<EncodedWindow>> submit(Bytes window);

private:
    struct Job {
        Bytes window;
        std::promise<Result<EncodedWindow>> result;
    };
    void work(int level);

    const KnownBlocks& m_known;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::queue<Job> m_jobs; ///< Guarded by m_mutex, like m_stop.
    bool m_stop = false;
    std::vector<std::thread> m_threads;
};

} // namespace fieldfare
