// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/discovery/announcer.h"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <optional>
#include <poll.h>
#include <systemd/sd-bus.h>

namespace fieldfare::agent {

namespace {

// Avahi's D-Bus interface: /usr/share/dbus-1/interfaces/org.freedesktop.Avahi.{Server,EntryGroup}.xml
constexpr const char* avahiName = "org.freedesktop.Avahi";
constexpr const char* serverInterface = "org.freedesktop.Avahi.Server";
constexpr const char* groupInterface = "org.freedesktop.Avahi.EntryGroup";
constexpr std::int32_t serverRunning = 2;
constexpr std::int32_t groupCollision = 3;
constexpr std::int32_t groupFailure = 4;
constexpr unsigned maxAttempts = 100;
constexpr std::chrono::seconds busRetry{30};

struct BusCloser {
    void operator()(sd_bus* bus) const { sd_bus_close_unref(bus); }
};
struct MessageCloser {
    void operator()(sd_bus_message* message) const { sd_bus_message_unref(message); }
};
using MessagePointer = std::unique_ptr<sd_bus_message, MessageCloser>;
using Descriptor = asio::posix::basic_stream_descriptor<Executor>;

class AvahiAnnouncer final : public Announcer {
public:
    explicit AvahiAnnouncer(Executor executor)
        : m_executor(executor) {}
    ~AvahiAnnouncer() override { disconnect(); }

    void publish(Announcement announcement) override {
        if (m_announcement == announcement) {
            return;
        }
        m_announcement = std::move(announcement);
        m_attempt = 1;
        announce();
    }
    [[nodiscard]] Task<> run() override {
        for (;;) {
            if (connect()) {
                announce();
                co_await serveBus();
            }
            disconnect();
            co_await sleepFor(m_executor, busRetry);
        }
    }

private:
    using Handler = int (AvahiAnnouncer::*)(sd_bus_message*);
    /// D-Bus calls are answered through here; an error in an answer never ends the program.
    template <Handler handler>
    static int call(sd_bus_message* message, void* self, sd_bus_error*) {
        (static_cast<AvahiAnnouncer*>(self)->*handler)(message);
        return 0;
    }

    bool connect();
    void disconnect();
    Task<> serveBus();
    [[nodiscard]] bool wantsWrite() const { return (sd_bus_get_events(m_bus.get()) & POLLOUT) != 0; }

    void announce();
    void withdraw();
    int onOwnerChanged(sd_bus_message* message);
    int onServerState(sd_bus_message* message);
    int onNewGroup(sd_bus_message* message);
    int onGroupState(sd_bus_message* message);
    int onAdded(sd_bus_message* message);
    bool addService();

    Executor m_executor;
    std::unique_ptr<sd_bus, BusCloser> m_bus;
    std::unique_ptr<Descriptor> m_descriptor;
    std::optional<Announcement> m_announcement;
    std::string m_group; ///< Object path of our entry group; empty while there is none.
    unsigned m_attempt = 1;
};

bool AvahiAnnouncer::connect() {
    sd_bus* bus = nullptr;
    if (sd_bus_open_system(&bus) < 0) {
        return false;
    }
    m_bus.reset(bus);
    m_descriptor = std::make_unique<Descriptor>(m_executor, sd_bus_get_fd(bus));
    return sd_bus_match_signal_async(bus, nullptr, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                     "org.freedesktop.DBus", "NameOwnerChanged",
                                     call<&AvahiAnnouncer::onOwnerChanged>, nullptr, this) >= 0 &&
           sd_bus_match_signal_async(bus, nullptr, avahiName, "/", serverInterface, "StateChanged",
                                     call<&AvahiAnnouncer::onServerState>, nullptr, this) >= 0 &&
           sd_bus_match_signal_async(bus, nullptr, avahiName, nullptr, groupInterface, "StateChanged",
                                     call<&AvahiAnnouncer::onGroupState>, nullptr, this) >= 0;
}

void AvahiAnnouncer::disconnect() {
    if (m_descriptor) {
        m_descriptor->release(); // sd-bus closes it
        m_descriptor.reset();
    }
    m_bus.reset();
    m_group.clear();
}

Task<> AvahiAnnouncer::serveBus() {
    for (;;) {
        int processed = 0;
        do {
            processed = sd_bus_process(m_bus.get(), nullptr);
        } while (processed > 0);
        if (processed < 0) {
            co_return;
        }
        error_code error;
        const auto direction = wantsWrite() ? Descriptor::wait_write : Descriptor::wait_read;
        co_await m_descriptor->async_wait(direction,
                                          awaitInto(error)); // cancelled when there is something to send
        if (error && error != asio::error::operation_aborted) {
            co_return;
        }
    }
}

/// Begins anew: asks whether Avahi runs; everything else follows from its answer.
void AvahiAnnouncer::announce() {
    if (!m_bus || !m_announcement) {
        return;
    }
    withdraw();
    sd_bus_call_method_async(m_bus.get(), nullptr, avahiName, "/", serverInterface, "GetState",
                             call<&AvahiAnnouncer::onServerState>, this, nullptr);
    m_descriptor->cancel();
}

void AvahiAnnouncer::withdraw() {
    if (!m_group.empty()) {
        sd_bus_call_method_async(m_bus.get(), nullptr, avahiName, m_group.c_str(), groupInterface, "Free",
                                 nullptr, nullptr, nullptr);
        m_group.clear();
    }
}

int AvahiAnnouncer::onOwnerChanged(sd_bus_message* message) {
    const char* name = nullptr;
    const char* before = nullptr;
    const char* now = nullptr;
    if (sd_bus_message_read(message, "sss", &name, &before, &now) < 0 ||
        std::string_view(name) != avahiName) {
        return 0;
    }
    m_group.clear(); // went with its owner
    if (*now != '\0') {
        announce();
    }
    return 0;
}

/// An answer to GetState, or the signal: the host's own name is settled.
int AvahiAnnouncer::onServerState(sd_bus_message* message) {
    std::int32_t state = 0;
    if (sd_bus_message_is_method_error(message, nullptr) > 0 ||
        sd_bus_message_read(message, "i", &state) < 0 || state != serverRunning) {
        return 0;
    }
    withdraw();
    return sd_bus_call_method_async(m_bus.get(), nullptr, avahiName, "/", serverInterface, "EntryGroupNew",
                                    call<&AvahiAnnouncer::onNewGroup>, this, nullptr);
}

int AvahiAnnouncer::onNewGroup(sd_bus_message* message) {
    const char* path = nullptr;
    if (sd_bus_message_is_method_error(message, nullptr) > 0 ||
        sd_bus_message_read(message, "o", &path) < 0) {
        return 0;
    }
    withdraw();
    m_group = path;
    return addService() ? 1 : 0;
}

bool AvahiAnnouncer::addService() {
    sd_bus_message* raw = nullptr;
    if (sd_bus_message_new_method_call(m_bus.get(), &raw, avahiName, m_group.c_str(), groupInterface,
                                       "AddService") < 0) {
        return false;
    }
    const MessagePointer message(raw);
    const std::string name = instanceName(m_announcement->id, m_attempt);
    constexpr std::int32_t anyInterface = -1;
    constexpr std::int32_t anyProtocol = -1;
    bool built = sd_bus_message_append(raw, "iiussssq", anyInterface, anyProtocol, std::uint32_t{0},
                                       name.c_str(), "_fieldfare._tcp", "", "", m_announcement->port) >= 0 &&
                 sd_bus_message_open_container(raw, 'a', "ay") >= 0;
    for (const std::string& text : txtRecord(*m_announcement)) {
        built = built && sd_bus_message_append_array(raw, 'y', text.data(), text.size()) >= 0;
    }
    return built && sd_bus_message_close_container(raw) >= 0 &&
           sd_bus_call_async(m_bus.get(), nullptr, raw, call<&AvahiAnnouncer::onAdded>, this, 0) >= 0;
}

int AvahiAnnouncer::onAdded(sd_bus_message* message) {
    if (sd_bus_message_is_method_error(message, "org.freedesktop.Avahi.CollisionError") > 0) {
        if (++m_attempt <= maxAttempts) {
            addService();
        }
        return 0;
    }
    if (sd_bus_message_is_method_error(message, nullptr) > 0) {
        return 0;
    }
    return sd_bus_call_method_async(m_bus.get(), nullptr, avahiName, m_group.c_str(), groupInterface,
                                    "Commit", nullptr, nullptr, nullptr);
}

/// Somebody else on the network has the name, or Avahi gave up.
int AvahiAnnouncer::onGroupState(sd_bus_message* message) {
    std::int32_t state = 0;
    const char* detail = nullptr;
    const char* path = sd_bus_message_get_path(message);
    if (path == nullptr || m_group != path || sd_bus_message_read(message, "is", &state, &detail) < 0) {
        return 0;
    }
    if ((state == groupCollision || state == groupFailure) && ++m_attempt <= maxAttempts) {
        announce();
    }
    return 0;
}

} // namespace

std::unique_ptr<Announcer> makeAvahiAnnouncer(Executor executor) {
    return std::make_unique<AvahiAnnouncer>(executor);
}

} // namespace fieldfare::agent
