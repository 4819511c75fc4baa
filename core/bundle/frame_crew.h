// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/frame_codec.h"

#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <queue>
#include <thread>

namespace fieldfare {

/// Threads that check and unpack frames while their owner reads the next ones and writes those before: all
/// input and output stays with the owner's thread, in one order. The threads start with the first task.
class FrameCrew {
public:
    using Task = std::function<Result<>(FrameDecoder& decoder)>;

    /// As many threads as there are processors, but at most two: what a device's medium takes they can give.
    FrameCrew();
    /// Drops what has not begun, and waits for what has. What tasks borrow must live until then.
    ~FrameCrew();
    FrameCrew(const FrameCrew&) = delete;
    FrameCrew& operator=(const FrameCrew&) = delete;

    /// Tasks begin in the order of their submission. Called from one thread.
    [[nodiscard]] std::future<Result<>> begin(Task task);

private:
    void work();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::queue<std::packaged_task<Result<>(FrameDecoder&)>> m_tasks; ///< Guarded by m_mutex, like m_stop.
    bool m_stop = false;
    std::vector<std::thread> m_threads;
};

} // namespace fieldfare
