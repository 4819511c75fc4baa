// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/event_hub.h"

#include "device-agent/agent/api/http_status.h"

namespace fieldfare::agent {

namespace {

constexpr std::size_t maxBehindBytes = std::size_t{256} << 10;

} // namespace

Task<std::string> EventHub::Reader::next(std::chrono::milliseconds limit) {
    if (m_events.empty()) {
        co_await m_signal.wait(limit);
    }
    if (m_events.empty()) {
        co_return std::string();
    }
    std::string event = *m_events.front();
    m_bytes -= event.size();
    m_events.pop_front();
    co_return event;
}

void EventHub::Reader::push(const std::shared_ptr<const std::string>& event) {
    if (m_tooSlow || m_bytes + event->size() > maxBehindBytes) {
        m_tooSlow = true;
        return;
    }
    m_bytes += event->size();
    m_events.push_back(event);
    m_signal.notify();
}

EventHub::Event* EventHub::latest(std::string_view name) {
    if (name == "installer") {
        return &m_installer;
    }
    if (name == "device") {
        return &m_device;
    }
    return name == "installation" ? &m_installation : nullptr;
}

std::shared_ptr<EventHub::Reader> EventHub::subscribe() {
    auto reader = std::make_shared<Reader>(m_executor);
    for (const Event& event : {m_installer, m_device, m_installation}) {
        if (event) {
            reader->push(event);
        }
    }
    m_readers.push_back(reader);
    return reader;
}

void EventHub::publish(std::string_view name, const Json& data) {
    std::string text = "id: " + std::to_string(++m_lastId) + "\nevent: ";
    text += name;
    text += "\ndata: " + jsonText(data) + "\n\n"; // a JSON text has no line breaks
    const Event event = std::make_shared<const std::string>(std::move(text));
    if (Event* kept = latest(name)) {
        *kept = event;
    }
    std::erase_if(m_readers, [](const auto& weak) { return weak.expired(); });
    for (const auto& weak : m_readers) {
        if (const auto reader = weak.lock()) {
            reader->push(event);
        }
    }
}

} // namespace fieldfare::agent
