// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the agent's coroutines share. Everything runs on one thread, in one io_context.

#include <utility> // Boost 1.74's awaitable.hpp forgets it

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <vector>

namespace fieldfare::agent {

namespace asio = boost::asio;
using Executor = asio::io_context::executor_type;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;
using boost::system::error_code;

template <typename T = void>
using Task = asio::awaitable<T, Executor>;

/// Makes an asynchronous operation awaitable; its error goes into `error`.
inline auto awaitInto(error_code& error) {
    return asio::redirect_error(asio::use_awaitable_t<Executor>(), error);
}

/// Starts a coroutine that nobody waits for. An exception in it is a broken invariant (or no memory): the
/// program ends, and the service manager starts it again.
inline void spawn(Executor executor, Task<> task) {
    asio::co_spawn(executor, std::move(task), [](const std::exception_ptr& exception) {
        if (exception) {
            std::terminate();
        }
    });
}

inline Task<> sleepFor(Executor executor, std::chrono::milliseconds time) {
    Timer timer(executor, time);
    error_code ignored;
    co_await timer.async_wait(awaitInto(ignored));
}

/// Wakes the coroutines that wait for something to change; they look again at what they wait for.
class Signal {
public:
    explicit Signal(Executor executor)
        : m_executor(executor) {}

    void notify() {
        for (Timer* timer : m_waiting) {
            timer->cancel();
        }
    }
    /// Returns after notify() or after `limit`, whichever comes first. The Signal must outlive the wait.
    Task<> wait(std::chrono::milliseconds limit) {
        Timer timer(m_executor, limit);
        m_waiting.push_back(&timer);
        error_code ignored;
        co_await timer.async_wait(awaitInto(ignored));
        m_waiting.erase(std::find(m_waiting.begin(), m_waiting.end(), &timer));
    }

private:
    Executor m_executor;
    std::vector<Timer*> m_waiting;
};

} // namespace fieldfare::agent
