// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/agent/async.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace fieldfare::agent {

/// What the device says of itself on the local network: a hint for people, never proof of anything.
struct Announcement {
    std::string id; ///< The certificate's common name; also the instance's name.
    std::string model;
    std::string release; ///< Name and version.
    std::uint16_t port = 0;
    friend bool operator==(const Announcement&, const Announcement&) = default;
};

/// The TXT record (RFC 6763, section 6): id=, model=, release=, api=1; at most 200 bytes each.
[[nodiscard]] std::vector<std::string> txtRecord(const Announcement& announcement);
/// The instance's name: the id, cut to what a DNS label holds (63 bytes); from the second attempt on with "
/// (2)", " (3)".
[[nodiscard]] std::string instanceName(const std::string& id, unsigned attempt);

/// Announces the device as _fieldfare._tcp. Silent where nobody listens to it. One thread.
class Announcer {
public:
    virtual ~Announcer() = default;
    /// Announces this from now on.
    virtual void publish(Announcement announcement) = 0;
    /// Does the work; runs until the io_context ends.
    [[nodiscard]] virtual Task<> run() = 0;
};

/// Through avahi-daemon on the system's D-Bus. Comes back by itself when either of them restarts; a name that
/// is taken gets a number.
[[nodiscard]] std::unique_ptr<Announcer> makeAvahiAnnouncer(Executor executor);

} // namespace fieldfare::agent
