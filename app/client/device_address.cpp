// SPDX-License-Identifier: Apache-2.0
#include "app/client/device_address.h"

#include <QHostAddress>
#include <QRegularExpression>

namespace fieldfare::app {

namespace {

Error badAddress(const char* detail) {
    return Error(ErrorCode::BadValue, {{"key", std::string("address")}, {"detail", std::string(detail)}});
}

bool matches(const QString& text, const QString& pattern) {
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

Result<QString> checkedIpv6(const QString& text) {
    const QString literal = text.section(u'%', 0, 0);
    const QString zone = text.section(u'%', 1);
    QHostAddress address;
    if (!matches(literal, QStringLiteral("[0-9A-Fa-f:.]{2,45}")) || !address.setAddress(literal) ||
        address.protocol() != QAbstractSocket::IPv6Protocol) {
        return badAddress("this is not an IPv6 address");
    }
    if (text.contains(u'%') && !matches(zone, QStringLiteral("[A-Za-z0-9._-]{1,15}"))) {
        return badAddress("after % the name of a network interface is expected");
    }
    if (address.isLinkLocal() && zone.isEmpty()) {
        return badAddress("a link-local address needs its network interface, as in fe80::1%eth0");
    }
    return zone.isEmpty() ? address.toString() : address.toString() + u'%' + zone;
}

Result<QString> checkedNameOrIpv4(const QString& text) {
    if (matches(text, QStringLiteral("[0-9.]+"))) {
        static const QString byte = QStringLiteral("(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])");
        return matches(text, byte + QStringLiteral("(\\.") + byte + QStringLiteral("){3}"))
                   ? Result<QString>(text)
                   : badAddress("this is not an IPv4 address");
    }
    static const QString label = QStringLiteral("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
    if (text.size() > 253 ||
        !matches(text, label + QStringLiteral("(\\.") + label + QStringLiteral(")*\\.?"))) {
        return badAddress("this is neither a host name nor an address");
    }
    return text.toLower();
}

Result<quint16> checkedPort(const QString& text) {
    const uint port = matches(text, QStringLiteral("[0-9]{1,5}")) ? text.toUInt() : 0;
    if (port == 0 || port > 65535) {
        return badAddress("the port is a number from 1 to 65535");
    }
    return static_cast<quint16>(port);
}

} // namespace

Result<DeviceAddress> DeviceAddress::parse(const QString& text) {
    if (text.isEmpty() || text.size() > 300) {
        return badAddress(text.isEmpty() ? "it is empty" : "it is too long");
    }
    DeviceAddress address;
    if (text.startsWith(u'[')) {
        const qsizetype close = text.indexOf(u']');
        const QString rest = close < 0 ? QString() : text.mid(close + 1);
        if (close < 0 || (!rest.isEmpty() && !rest.startsWith(u':'))) {
            return badAddress("after [ an IPv6 address, ] and perhaps :PORT are expected");
        }
        FF_TRY(address.host, checkedIpv6(text.mid(1, close - 1)));
        if (!rest.isEmpty()) {
            FF_TRY(address.port, checkedPort(rest.mid(1)));
        }
        return address;
    }
    if (text.count(u':') > 1) {
        FF_TRY(address.host, checkedIpv6(text));
        return address;
    }
    FF_TRY(address.host, checkedNameOrIpv4(text.section(u':', 0, 0)));
    if (text.contains(u':')) {
        FF_TRY(address.port, checkedPort(text.section(u':', 1)));
    }
    return address;
}

QString DeviceAddress::toString() const {
    if (port == defaultAgentPort) {
        return host;
    }
    return (host.contains(u':') ? u'[' + host + u']' : host) + u':' + QString::number(port);
}

} // namespace fieldfare::app
