// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/client_connection.h"

#include <algorithm>
#include <cerrno>
#include <grp.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fieldfare::installer {
namespace {

constexpr std::size_t receiveBytes = std::size_t{64} << 10;
constexpr std::size_t maxOutputBytes = std::size_t{2} << 20;
constexpr int maxGroups = 64;

Error lost() {
    return Error(ErrorCode::LinkLost, {{"device", std::string("socket")}});
}

bool isMember(uid_t uid, gid_t gid, const char* groupName) {
    const group* wanted = ::getgrnam(groupName);
    if (wanted == nullptr) {
        return false;
    }
    const gid_t wantedId = wanted->gr_gid;
    if (gid == wantedId) {
        return true;
    }
    const passwd* user = ::getpwuid(uid);
    if (user == nullptr) {
        return false;
    }
    std::array<gid_t, maxGroups> groups{};
    int count = maxGroups;
    if (::getgrouplist(user->pw_name, user->pw_gid, groups.data(), &count) < 0) {
        return false;
    }
    return std::find(groups.begin(), groups.begin() + count, wantedId) != groups.begin() + count;
}

} // namespace

Result<> ClientConnection::receive() {
    m_input.resize(receiveBytes);
    const ssize_t got = ::recv(m_fd.get(), m_input.data(), m_input.size(), 0);
    if (got < 0) {
        return errno == EAGAIN || errno == EINTR ? Result<>() : Result<>(lost());
    }
    if (got == 0) {
        m_ended = true;
        return {};
    }
    m_decoder.feed(ByteView(m_input).first(static_cast<std::size_t>(got)));
    return {};
}

void ClientConnection::send(const SocketMessage& message) {
    if (m_deaf) {
        return;
    }
    if (!hasOutput()) {
        m_output.clear();
        m_sent = 0;
    }
    const Bytes bytes = encodeMessage(message);
    m_output.insert(m_output.end(), bytes.begin(), bytes.end());
}

Result<> ClientConnection::flush() {
    while (hasOutput()) {
        const ssize_t sent =
            ::send(m_fd.get(), m_output.data() + m_sent, m_output.size() - m_sent, MSG_NOSIGNAL);
        if (sent < 0 && errno == EPIPE) {
            m_deaf = true; // what it said before it left is still to be read
            break;
        }
        if (sent < 0) {
            return errno == EAGAIN || errno == EINTR ? Result<>() : Result<>(lost());
        }
        m_sent += static_cast<std::size_t>(sent);
    }
    m_output = {};
    m_sent = 0;
    return {};
}

bool ClientConnection::isTooSlow() const {
    return m_output.size() - m_sent > maxOutputBytes;
}

bool isTrustedPeer(int fd, const char* groupName) {
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) {
        return false;
    }
    return peer.uid == 0 || peer.uid == ::geteuid() || isMember(peer.uid, peer.gid, groupName);
}

} // namespace fieldfare::installer
