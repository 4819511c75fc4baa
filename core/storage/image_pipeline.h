// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/payload_sink.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace fieldfare {

/// Write-behind for one payload: decoding goes on while a thread writes. At most 4 buffers of 1 MiB live at a
/// time: one with the caller, two waiting, one being written; then submit() waits.
///
/// Called from one thread. The sink belongs to the pipeline until it is destroyed, or until barrier() has
/// returned and nothing was submitted since. The first error stops everything: it is returned by the next
/// call and by each one after it.
class ImagePipeline {
public:
    static constexpr std::size_t bufferBytes = std::size_t{1} << 20;
    static constexpr std::size_t bufferCount = 4;

    explicit ImagePipeline(PayloadSink& sink);
    /// Drops what is still waiting; what barrier() promised stays.
    ~ImagePipeline();
    ImagePipeline(const ImagePipeline&) = delete;
    ImagePipeline& operator=(const ImagePipeline&) = delete;

    /// An empty buffer with room for bufferBytes, from an earlier submit() where there is one.
    [[nodiscard]] Bytes buffer();
    /// Queues a write of at most bufferBytes. Errors: of the sink, TooLarge.
    [[nodiscard]] Result<> submit(std::uint64_t offset, Bytes data);
    /// Queues zeros, of any length.
    [[nodiscard]] Result<> zero(std::uint64_t offset, std::uint64_t length);
    /// Returns once everything submitted is durable (PayloadSink::checkpoint). Errors: of the sink.
    [[nodiscard]] Result<> barrier();

private:
    struct Job {
        std::uint64_t offset = 0;
        std::uint64_t zeroLength = 0; ///< zeros if `data` is empty
        Bytes data;
    };
    Result<> enqueue(Job job);
    void run();

    PayloadSink& m_sink;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_waiting;
    std::vector<Bytes> m_spare;
    std::optional<Error> m_error;
    bool m_writing = false;
    bool m_stop = false;
    std::thread m_thread; ///< Last: starts when all else is ready.
};

} // namespace fieldfare
