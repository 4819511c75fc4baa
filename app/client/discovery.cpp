// SPDX-License-Identifier: Apache-2.0
#include "app/client/discovery.h"

#include "app/text/sanitize.h"

#include <QHostAddress>

#include <algorithm>

namespace fieldfare::app {

namespace {

constexpr qsizetype maxTxtRecords = 32;
constexpr qsizetype maxHintUnits = 128;
constexpr std::size_t maxAddresses = 16;

QString hint(const QByteArrayList& txt, const char* key) {
    const QByteArray start = QByteArray(key) + '=';
    for (qsizetype i = 0; i < std::min(txt.size(), maxTxtRecords); ++i) {
        if (txt[i].startsWith(start)) {
            const QByteArray value = txt[i].mid(start.size());
            return sanitized({value.constData(), static_cast<std::size_t>(value.size())}, maxHintUnits);
        }
    }
    return {};
}

/// Smaller is better.
int rank(const DeviceAddress& address) {
    const QHostAddress host(address.host);
    const bool v6 = host.protocol() == QAbstractSocket::IPv6Protocol;
    return (host.isLinkLocal() ? 2 : 0) + (v6 ? 1 : 0);
}

} // namespace

Result<FoundDevice> readAnnouncement(const RawAnnouncement& raw, const std::function<QString(int)>& zoneOf) {
    const auto bad = [](const char* detail) {
        return Error(ErrorCode::BadValue,
                     {{"key", std::string("announcement")}, {"detail", std::string(detail)}});
    };
    if (raw.port == 0 || raw.name.isEmpty()) {
        return bad("it has no name or port");
    }
    QHostAddress host;
    if (!host.setAddress(raw.address.section(u'%', 0, 0))) {
        return bad("it has no address");
    }
    QString literal = host.toString();
    if (host.protocol() == QAbstractSocket::IPv6Protocol && host.isLinkLocal()) {
        literal += u'%' + zoneOf(raw.interfaceIndex);
    }
    const bool v6 = host.protocol() == QAbstractSocket::IPv6Protocol;
    FoundDevice device;
    FF_TRY(DeviceAddress address, DeviceAddress::parse(v6 ? u'[' + literal + u']' : literal));
    address.port = raw.port;
    device.addresses = {address};
    device.name = sanitized(raw.name, maxHintUnits);
    device.id = hint(raw.txt, "id");
    device.model = hint(raw.txt, "model");
    device.release = hint(raw.txt, "release");
    return device;
}

bool mergeAnnouncement(FoundDevice& device, const FoundDevice& more) {
    const FoundDevice before = device;
    device.id = more.id;
    device.model = more.model;
    device.release = more.release;
    for (const DeviceAddress& address : more.addresses) {
        const bool known =
            std::find(device.addresses.begin(), device.addresses.end(), address) != device.addresses.end();
        if (!known && device.addresses.size() < maxAddresses) {
            device.addresses.push_back(address);
        }
    }
    std::stable_sort(device.addresses.begin(), device.addresses.end(),
                     [](const DeviceAddress& a, const DeviceAddress& b) { return rank(a) < rank(b); });
    return !(device == before);
}

} // namespace fieldfare::app
