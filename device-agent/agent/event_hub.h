// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "device-agent/agent/async.h"

#include <deque>
#include <memory>
#include <string>

namespace fieldfare::agent {

/// Hands events to everyone who reads the event stream. One thread.
class EventHub {
public:
    explicit EventHub(Executor executor)
        : m_executor(executor) {}

    class Reader {
    public:
        explicit Reader(Executor executor)
            : m_signal(executor) {}
        /// The next event as it is sent (WHATWG server-sent events), or an empty text after `limit` without
        /// one.
        [[nodiscard]] Task<std::string> next(std::chrono::milliseconds limit);
        /// Makes next() return, as if its time were up.
        void wake() { m_signal.notify(); }
        /// The reader is too far behind and has lost events: it has to begin anew.
        [[nodiscard]] bool tooSlow() const { return m_tooSlow; }

    private:
        friend class EventHub;
        void push(const std::shared_ptr<const std::string>& event);
        Signal m_signal;
        std::deque<std::shared_ptr<const std::string>> m_events;
        std::size_t m_bytes = 0;
        bool m_tooSlow = false;
    };

    /// A reader that begins with the latest `installer`, `device` and `installation` events.
    [[nodiscard]] std::shared_ptr<Reader> subscribe();
    void publish(std::string_view name, const Json& data);

private:
    using Event = std::shared_ptr<const std::string>;
    Event* latest(std::string_view name);

    Executor m_executor;
    std::uint64_t m_lastId = 0;
    Event m_installer;
    Event m_device;
    Event m_installation;
    std::vector<std::weak_ptr<Reader>> m_readers;
};

} // namespace fieldfare::agent
