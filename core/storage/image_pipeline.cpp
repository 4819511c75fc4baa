// SPDX-License-Identifier: Apache-2.0
#include "core/storage/image_pipeline.h"

namespace fieldfare {

namespace {

/// Waiting ones; with the one being written and the one in the caller's hands that makes bufferCount.
constexpr std::size_t maxWaiting = ImagePipeline::bufferCount - 2;

} // namespace

ImagePipeline::ImagePipeline(PayloadSink& sink)
    : m_sink(sink)
    , m_thread([this] { run(); }) {}

ImagePipeline::~ImagePipeline() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

Bytes ImagePipeline::buffer() {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_spare.empty()) {
            Bytes spare = std::move(m_spare.back());
            m_spare.pop_back();
            return spare;
        }
    }
    Bytes fresh;
    fresh.reserve(bufferBytes);
    return fresh;
}

Result<> ImagePipeline::submit(std::uint64_t offset, Bytes data) {
    if (data.size() > bufferBytes) {
        return Error(ErrorCode::TooLarge,
                     {{"have", std::uint64_t{data.size()}}, {"limit", std::uint64_t{bufferBytes}}});
    }
    return enqueue(Job{offset, 0, std::move(data)});
}

Result<> ImagePipeline::zero(std::uint64_t offset, std::uint64_t length) {
    return enqueue(Job{offset, length, {}});
}

Result<> ImagePipeline::enqueue(Job job) {
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_error.has_value() || m_waiting.size() < maxWaiting; });
        if (m_error) {
            return *m_error;
        }
        m_waiting.push_back(std::move(job));
    }
    m_changed.notify_all();
    return {};
}

Result<> ImagePipeline::barrier() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_error.has_value() || (m_waiting.empty() && !m_writing); });
    if (m_error) {
        return *m_error;
    }
    // The thread sleeps until something is submitted, which only this caller does: the sink is ours
    // meanwhile.
    Result<> flushed = m_sink.checkpoint();
    if (!flushed.ok()) {
        m_error = flushed.error();
    }
    return flushed;
}

void ImagePipeline::run() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_stop || (!m_waiting.empty() && !m_error); });
        if (m_stop) {
            return;
        }
        Job job = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_writing = true;
        lock.unlock();
        m_changed.notify_all(); // there is room for one more
        const Result<> written =
            job.data.empty() ? m_sink.zero(job.offset, job.zeroLength) : m_sink.write(job.offset, job.data);
        job.data.clear();
        lock.lock();
        m_writing = false;
        if (!written.ok()) {
            m_error = written.error();
            m_waiting.clear();
        } else if (job.data.capacity() >= bufferBytes && m_spare.size() < bufferCount) {
            m_spare.push_back(std::move(job.data));
        }
        m_changed.notify_all();
    }
}

} // namespace fieldfare
