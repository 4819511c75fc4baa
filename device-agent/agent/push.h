// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/agent/api/exchange.h"
#include "device-agent/agent/installer_connection.h"

#include <map>

namespace fieldfare::agent {

struct PushLimits {
    std::chrono::milliseconds withoutConnection{
        10'000}; ///< Then the installation of a holder who left is interrupted.
    std::chrono::milliseconds withoutData{60'000}; ///< The same for one who stays but sends nothing.
    std::chrono::milliseconds installerStall{
        120'000};                          ///< The installer takes no data for this long: it hangs.
    std::chrono::milliseconds gap{20'000}; ///< A PUT that is ahead waits while what is before it comes.
    std::chrono::minutes planning{30};     ///< Checking the head may mean reading the whole booted slot.
};

/// The installation that technicians push data into: who holds it, and the stream to the installer. At most
/// one at a time. One thread.
class Push {
public:
    Push(Executor executor, std::filesystem::path socket, PushLimits limits);

    struct Offer {
        bool allowOlder = false;
        bool reboot = false;
    };
    /// Streams the head in `exchange`'s body to the installer. The answer's body:
    /// {"installation":...,"needed":...}. Errors: InstallRunning{id,holder}, BadRequest,
    /// InstallerUnavailable, LinkLost, and the installer's.
    [[nodiscard]] Task<Result<Json>> offer(Exchange& exchange, Offer offer);
    /// The same for an installation whose head the installer still has.
    [[nodiscard]] Task<Result<Json>> resume(Exchange& exchange);
    /// Streams a body to the installer, after those of the PUTs before it, and waits until it was taken.
    /// Answers with Progress. Errors: NotReceiving, InstallRunning, InstallationPaused,
    /// WrongPosition{need,have}, LinkLost, and more.
    [[nodiscard]] Task<Result<Json>> put(Exchange& exchange, std::uint64_t position);
    /// Errors: NotReceiving, NoInstallation, InstallerUnavailable.
    [[nodiscard]] Task<Result<Json>> needed(std::string id);

    void connectionOpened(const Peer& peer) { ++m_connections[peer.key]; }
    void connectionClosed(const Peer& peer);
    /// What the installer said of an installation.
    void noteInstallation(const Json& installation);
    /// Interrupts the installation of a holder who vanished; runs until the io_context ends.
    [[nodiscard]] Task<> watchHolder();

private:
    struct Stream;
    using StreamPointer = std::shared_ptr<Stream>;

    [[nodiscard]] Task<Result<>> makeRoom(const Peer& peer);
    [[nodiscard]] Task<Result<StreamPointer>> open(const Peer& peer, SocketMessage request);
    [[nodiscard]] Task<Result<Json>> awaitRanges(StreamPointer stream);
    [[nodiscard]] Task<Result<>> sendHead(Exchange& exchange, StreamPointer stream, std::uint64_t headBytes);
    [[nodiscard]] Task<Result<>> sendBody(Exchange& exchange, StreamPointer stream, std::uint64_t bodyBytes);
    [[nodiscard]] Task<Result<>> sendBodyPieces(Exchange& exchange, StreamPointer stream,
                                                std::uint64_t bodyBytes, std::uint64_t turn);
    [[nodiscard]] Task<Result<>> awaitTurn(StreamPointer stream, std::uint64_t position);
    [[nodiscard]] Task<Result<>> passOn(StreamPointer stream, ByteView data);
    [[nodiscard]] Task<Result<>> awaitInstaller(StreamPointer stream, bool (Stream::*ready)() const);
    [[nodiscard]] Result<> checkPut(const Exchange& exchange, const Stream& stream,
                                    std::uint64_t position) const;
    [[nodiscard]] bool holderPresent(const Stream& stream) const;
    [[nodiscard]] Error runningError(const Stream& stream) const;
    [[nodiscard]] Task<Error> notReceiving(std::string id);
    static Task<> receiveAll(StreamPointer stream);

    Executor m_executor;
    std::filesystem::path m_socket;
    PushLimits m_limits;
    std::map<Digest, std::size_t> m_connections;
    StreamPointer m_stream;
};

} // namespace fieldfare::agent
