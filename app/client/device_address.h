// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QString>

namespace fieldfare::app {

inline constexpr quint16 defaultAgentPort = 8443;

/// Where a device listens. Not who it is: that is its certificate's id.
struct DeviceAddress {
    QString host; ///< A name, an IPv4 or an IPv6 address without brackets, link-local ones with their %zone.
    quint16 port = defaultAgentPort;

    /// Reads HOST, HOST:PORT, IPv4, IPv6 without brackets (then without a port), [IPv6%zone]:port. A
    /// link-local IPv6 address needs its zone. Errors: BadValue{key,detail}.
    [[nodiscard]] static Result<DeviceAddress> parse(const QString& text);
    /// The shortest form that parse() reads back: the default port is left out. Also the key in the store.
    [[nodiscard]] QString toString() const;
    friend bool operator==(const DeviceAddress&, const DeviceAddress&) = default;
};

} // namespace fieldfare::app
