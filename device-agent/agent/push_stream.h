// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/agent/push.h"

namespace fieldfare::agent {

/// The stream of one installation: what was sent, what came back. Shared by the coroutines that send and
/// receive.
struct Push::Stream {
    Stream(Executor executor, const Peer& peer, std::shared_ptr<InstallerConnection> to)
        : holderName(peer.name)
        , holderKey(peer.key)
        , connection(std::move(to))
        , changed(executor)
        , lastMoved(std::chrono::steady_clock::now()) {}

    std::string holderName;
    Digest holderKey;
    std::shared_ptr<InstallerConnection> connection;
    Signal changed; ///< Anything below changed.

    std::string id; ///< Known once the first Ranges came.
    Json installation = Json::object();
    std::optional<NeededRanges> needed;
    std::uint64_t sent = 0;              ///< Position in the stream of needed ranges.
    SocketAck ack;                       ///< What the installer has, and how far it lets us send.
    std::optional<Result<Json>> outcome; ///< The stream has ended, with this.

    std::uint64_t turn = 0;    ///< Of PUTs: a newer one ends those before it.
    bool passing = false;      ///< A PUT is handing bytes to the installer.
    std::uint64_t bodyEnd = 0; ///< Where the body ends that is being passed on; 0: none is.
    std::chrono::steady_clock::time_point lastMoved;
    std::optional<std::chrono::steady_clock::time_point>
        aloneSince; ///< The holder has no connection since then.

    [[nodiscard]] bool ended() const { return outcome.has_value(); }
    [[nodiscard]] bool paused() const { return state() == "paused"; }
    /// Everything that was asked for is there: the installer can do the rest alone.
    [[nodiscard]] bool allSent() const { return needed && ack.position == needed->totalBytes; }
    /// Everything that was passed on has arrived.
    [[nodiscard]] bool allTaken() const { return ack.position == sent; }
    /// How much the installer takes now.
    [[nodiscard]] std::uint64_t granted() const { return ack.granted > sent ? ack.granted - sent : 0; }
    /// The next PUT may come: there is room for it, or nothing more to send.
    [[nodiscard]] bool takesMore() const { return granted() > 0 || (needed && sent == needed->totalBytes); }
    /// The same, or another PUT fills that room already.
    [[nodiscard]] bool takesMoreOrGoesOn() const { return takesMore() || bodyEnd > 0; }
    [[nodiscard]] std::string state() const;
    void end(Result<Json> with);
    /// Takes one message of the installer. Errors: BadMessage.
    [[nodiscard]] Result<> take(const SocketMessage& message);
    [[nodiscard]] Json progress() const;
};

} // namespace fieldfare::agent
