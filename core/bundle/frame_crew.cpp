// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/frame_crew.h"

#include <algorithm>

namespace fieldfare {

namespace {

constexpr unsigned maxThreads = 2;

} // namespace

FrameCrew::FrameCrew() = default;

FrameCrew::~FrameCrew() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    for (std::thread& thread : m_threads) {
        thread.join();
    }
}

std::future<Result<>> FrameCrew::begin(Task task) {
    std::packaged_task<Result<>(FrameDecoder&)> packaged(std::move(task));
    auto future = packaged.get_future();
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push(std::move(packaged));
    }
    m_wake.notify_one();
    const unsigned wanted = std::clamp(std::thread::hardware_concurrency(), 1U, maxThreads);
    while (m_threads.size() < wanted) {
        m_threads.emplace_back([this] { work(); });
    }
    return future;
}

void FrameCrew::work() {
    FrameDecoder decoder;
    while (true) {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_stop || !m_tasks.empty(); });
        if (m_stop) {
            return;
        }
        auto task = std::move(m_tasks.front());
        m_tasks.pop();
        lock.unlock();
        task(decoder);
    }
}

} // namespace fieldfare
