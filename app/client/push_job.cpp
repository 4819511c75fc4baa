// SPDX-License-Identifier: Apache-2.0
#include "app/client/push_job.h"

#include <algorithm>

namespace fieldfare::app {

namespace {

/// Whatever a device allows: progress should move, and a lost link cost little.
constexpr std::uint64_t putBytes = std::uint64_t{4} << 20;
constexpr auto longestBackoff = std::chrono::milliseconds(10'000);
constexpr int maxRefusalsInARow = 10;

/// What may pass by itself: the link, a device that restarts, an installer that comes back.
bool mayPass(ErrorCode code) {
    switch (code) {
    case ErrorCode::Unreachable:
    case ErrorCode::LinkLost:
    case ErrorCode::TimedOut:
    case ErrorCode::Busy:
    case ErrorCode::InstallerUnavailable:
    case ErrorCode::TooManyConnections:
        return true;
    default:
        return false;
    }
}

PushState stateOfEnd(InstallationState state) {
    switch (state) {
    case InstallationState::Committed:
        return PushState::Committed;
    case InstallationState::RolledBack:
        return PushState::RolledBack;
    case InstallationState::FellBack:
        return PushState::FellBack;
    default:
        return PushState::Failed;
    }
}

/// Why an installation ended badly; devices name the reason, older ones may not.
Error reasonOf(const InstallationStatus& installation) {
    if (installation.error) {
        return *installation.error;
    }
    switch (installation.state) {
    case InstallationState::RolledBack:
        return Error(ErrorCode::RolledBackByUser);
    case InstallationState::FellBack:
        return Error(ErrorCode::FellBack);
    case InstallationState::Cancelled:
        return Error(ErrorCode::Cancelled, {{"detail", std::string("on the device")}});
    default:
        return Error(ErrorCode::RemoteError, {{"detail", std::string(toString(installation.state))}});
    }
}

} // namespace

PushJob::PushJob(DeviceAddress address, std::shared_ptr<const BundleFile> bundle,
                 std::shared_ptr<const Identity> identity, PushOptions options, KnownDevices* known,
                 QObject* parent)
    : QObject(parent)
    , m_address(std::move(address))
    , m_bundle(std::move(bundle))
    , m_identity(std::move(identity))
    , m_options(options)
    , m_known(known)
    , m_backoff(options.firstBackoff) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { (this->*std::exchange(m_next, nullptr))(); });
}

void PushJob::start(OnProgress onProgress, OnDone onDone) {
    m_onProgress = std::move(onProgress);
    m_onDone = std::move(onDone);
    m_startedAt = m_progressAt = std::chrono::steady_clock::now();
    later(std::chrono::milliseconds(0), &PushJob::connectDevice);
}

void PushJob::stop() {
    if (m_onDone) {
        QMetaObject::invokeMethod(
            this, [this] { finish(PushState::Stopped, Error(ErrorCode::Cancelled)); }, Qt::QueuedConnection);
    }
}

void PushJob::newClient() {
    if (m_client != nullptr) {
        m_sentByEarlierClients += m_client->bodyBytesSent();
        m_client->abort();
        m_client->deleteLater();
    }
    // Within one job the device stays the same one, whatever happens to the address meanwhile.
    std::string expected = m_outcome.deviceId;
    if (expected.empty() && m_known != nullptr) {
        expected = m_known->idAt(m_address);
    }
    m_client = new AgentClient(m_address, m_identity, std::move(expected), this);
    m_client->setSilence(m_options.silence);
}

void PushJob::connectDevice() {
    enter(m_progress.phase == PushPhase::LinkLost ? PushPhase::LinkLost : PushPhase::Connecting);
    newClient();
    m_client->device([this](Result<DeviceStatus> status) {
        if (!status) {
            retryOrFail(std::move(status).error(), &PushJob::connectDevice);
            return;
        }
        m_outcome.deviceId = status->id;
        if (m_known != nullptr) {
            m_known->seen(m_address, *status);
        }
        bringRevocations(*status);
    });
}

/// Revocation travels with whatever goes to a device: no release should be judged by an older list than ours.
void PushJob::bringRevocations(const DeviceStatus& status) {
    const auto& list = m_identity->revocations();
    const bool wanted = list && (list->number > status.revocationNumber ||
                                 (status.revocationsDamaged && list->number == status.revocationNumber));
    if (!wanted) {
        chooseStep(status);
        return;
    }
    m_client->setRevocations(list->json, list->cms, [this, status](Result<Json> taken) {
        if (taken) {
            progressed();
            chooseStep(status);
        } else {
            retryOrFail(std::move(taken).error(), &PushJob::connectDevice);
        }
    });
}

bool PushJob::runsBundle(const DeviceStatus& status) const {
    return status.release == m_bundle->release();
}

void PushJob::chooseStep(const DeviceStatus& status) {
    if (const Result<> fits = m_bundle->fits(status.model, status.hardwareRevision); !fits) {
        finish(PushState::Failed, fits.error());
        return;
    }
    const auto& installation = status.installation;
    const bool same = installation && installation->id == m_bundle->installationId();
    if (!same || (hasEnded(installation->state) && installation->state != InstallationState::Committed)) {
        offerHead();
    } else if (installation->state == InstallationState::Committed) {
        // Installed and committed before: nothing to do, unless the device has been given something else
        // since.
        runsBundle(status) ? finish(PushState::Committed) : offerHead();
    } else if (installation->state == InstallationState::Trial) {
        judgeTrial(status);
    } else if (installation->state == InstallationState::Installed) {
        m_bootIdBefore = status.bootId;
        onInstalled();
    } else {
        continueInstallation(*installation);
    }
}

void PushJob::continueInstallation(const InstallationStatus& installation) {
    if (installation.state == InstallationState::Paused) {
        unpauseInstallation();
    } else {
        resumeInstallation();
    }
}

void PushJob::unpauseInstallation() {
    // Pushing again is the deliberate act that ends a pause. If the device disagrees, resuming says why.
    m_client->steer(m_bundle->installationId(), "unpause",
                    [this](const Result<InstallationStatus>&) { resumeInstallation(); });
}

void PushJob::offerHead() {
    enter(PushPhase::Offering);
    m_client->offer(
        [bundle = m_bundle](std::uint64_t offset, MutableBytes into) { return bundle->readAt(offset, into); },
        m_bundle->headBytes(), m_options.older, [this](Result<Offer> offer) { onOffer(std::move(offer)); });
}

void PushJob::resumeInstallation() {
    enter(PushPhase::Offering);
    m_client->resume(m_bundle->installationId(), [this](Result<Offer> offer) {
        const bool headIsGone =
            !offer && (offer.error() == ErrorCode::NoInstallation ||
                       offer.error() == ErrorCode::NotReceiving || offer.error() == ErrorCode::NotSupported);
        headIsGone ? offerHead() : onOffer(std::move(offer));
    });
}

void PushJob::onOffer(Result<Offer> offer) {
    if (!offer) {
        retryOrFail(std::move(offer).error(), &PushJob::connectDevice);
        return;
    }
    if (offer->installation.id != m_bundle->installationId()) {
        finish(PushState::Failed,
               Error(ErrorCode::BadMessage, {{"detail", std::string("another installation answered")}}));
        return;
    }
    progressed();
    takeNeeded(offer->needed);
}

void PushJob::takeNeeded(const NeededRanges& needed) {
    auto stream = NeededStream::make(needed, m_bundle->sizeBytes());
    if (!stream) {
        finish(PushState::Failed, std::move(stream).error());
        return;
    }
    m_stream = std::move(*stream);
    m_position = m_sentTo = needed.position;
    m_listGrew = false;
    m_window.setGranted(std::min(needed.maxPutBytes, putBytes));
    m_outcome.neededBytes = m_stream.totalBytes();
    m_progress.totalBytes = m_stream.totalBytes();
    m_progress.doneBytes = m_position;
    sendMore();
}

void PushJob::askNeeded() {
    m_client->needed(m_bundle->installationId(), [this](Result<NeededRanges> needed) {
        needed ? takeNeeded(*needed) : retryOrFail(std::move(needed).error(), &PushJob::connectDevice);
    });
}

bool PushJob::maySend() const {
    if (m_listGrew || m_sentTo == m_stream.totalBytes()) {
        return false;
    }
    const bool hasRoom = m_sentTo - m_position + m_window.pieceBytes() <= m_window.windowBytes();
    return m_flights.empty() || (hasRoom && static_cast<int>(m_flights.size()) < m_window.pieces());
}

void PushJob::sendMore() {
    if (m_position == m_stream.totalBytes() && !m_listGrew) {
        m_progress.doneBytes = m_progress.totalBytes = 0; // from here on the image counts
        enter(PushPhase::Writing);
        dropFlights(); // answers that the last one has overtaken
        pollInstallation();
        return;
    }
    enter(PushPhase::Sending);
    if (const auto link = m_options.link ? std::optional(m_options.link()) : m_client->link()) {
        m_window.setLink(*link, std::chrono::steady_clock::now());
        m_client->setPutConnections(static_cast<std::size_t>(m_window.connections()));
    }
    while (maySend()) {
        sendPiece();
    }
}

void PushJob::sendPiece() {
    const std::uint64_t start = m_sentTo;
    const std::uint64_t length = std::min(m_stream.totalBytes() - start, m_window.pieceBytes());
    m_sentTo += length;
    m_flights.push_back(m_window.send(m_sentTo, m_position, std::chrono::steady_clock::now()));
    m_client->put(
        m_bundle->installationId(), start,
        [this, start](std::uint64_t offset, MutableBytes into) {
            return m_stream.readAt(*m_bundle, start + offset, into);
        },
        length, [this, end = m_sentTo](Result<PutProgress> progress) { onPut(end, std::move(progress)); });
}

void PushJob::onPut(std::uint64_t end, Result<PutProgress> progress) {
    const auto flight =
        std::find_if(m_flights.begin(), m_flights.end(), [&](const auto& piece) { return piece.end == end; });
    if (flight == m_flights.end()) {
        return;
    }
    const SendWindow::Piece piece = *flight;
    m_flights.erase(flight);
    if (!progress) {
        onPutRefused(std::move(progress).error());
        return;
    }
    // Answers may overtake each other, and one that is late tells what the pieces behind it brought
    // meanwhile.
    if (progress->received < end || progress->received > m_sentTo ||
        progress->totalBytes < m_stream.totalBytes()) {
        finish(PushState::Failed,
               Error(ErrorCode::BadMessage, {{"detail", std::string("the device counts otherwise")}}));
        return;
    }
    progressed();
    m_refusals = 0;
    m_position = std::max(m_position, progress->received);
    m_window.answer(piece, m_position, std::chrono::steady_clock::now());
    if (progress->maxPutBytes > 0) {
        m_window.setGranted(std::min(progress->maxPutBytes, putBytes));
    }
    m_progress.doneBytes = std::max(m_progress.doneBytes, progress->durable);
    enter(m_progress.phase);
    m_listGrew = m_listGrew || progress->totalBytes != m_stream.totalBytes();
    if (m_listGrew && m_flights.empty()) {
        askNeeded();
    } else {
        sendMore();
    }
}

/// Ends the puts that nobody waits for any more; the connections that they had are not used again.
void PushJob::dropFlights() {
    if (!m_flights.empty()) {
        m_flights.clear();
        m_client->abortPuts();
    }
}

void PushJob::onPutRefused(Error error) {
    dropFlights();
    if (++m_refusals > maxRefusalsInARow) {
        finish(PushState::Failed, std::move(error));
    } else if (error == ErrorCode::WrongPosition) {
        askNeeded();
    } else if (error == ErrorCode::InstallationPaused || error == ErrorCode::NotReceiving ||
               error == ErrorCode::Cancelled) {
        later(m_options.pollEvery, &PushJob::pollInstallation);
    } else {
        if (error == ErrorCode::TooManyConnections) {
            m_window.useFewerConnections();
        }
        retryOrFail(std::move(error), &PushJob::connectDevice);
    }
}

void PushJob::pollInstallation() {
    m_client->installation(m_bundle->installationId(), [this](Result<InstallationStatus> installation) {
        installation ? onInstallation(*installation)
                     : retryOrFail(std::move(installation).error(), &PushJob::connectDevice);
    });
}

void PushJob::onInstallation(const InstallationStatus& installation) {
    switch (installation.state) {
    case InstallationState::Installed:
    case InstallationState::Trial:
    case InstallationState::Committed:
        later(std::chrono::milliseconds(0),
              &PushJob::connectDevice); // the device's status says what comes next
        return;
    case InstallationState::RolledBack:
    case InstallationState::FellBack:
    case InstallationState::Failed:
    case InstallationState::Cancelled:
        finish(stateOfEnd(installation.state), reasonOf(installation));
        return;
    case InstallationState::Paused:
        progressed(); // a pause is not silence
        enter(PushPhase::Paused);
        break;
    case InstallationState::Interrupted:
        resumeInstallation();
        return;
    case InstallationState::Receiving:
        if (installation.neededBytes > m_stream.totalBytes() || m_position < m_stream.totalBytes()) {
            askNeeded();
            return;
        }
        break;
    default:
        break;
    }
    if (std::max(installation.durableBytes, m_progress.doneBytes) != m_progress.doneBytes) {
        progressed();
    }
    if (m_progress.phase == PushPhase::Writing) {
        m_progress.doneBytes = installation.durableBytes;
        m_progress.totalBytes = installation.imageBytes;
        enter(PushPhase::Writing);
    }
    if (std::chrono::steady_clock::now() - m_progressAt > m_options.patience) {
        finish(PushState::Failed,
               Error(ErrorCode::TimedOut, {{"detail", std::string(toString(installation.state))}}));
        return;
    }
    later(m_options.pollEvery, &PushJob::pollInstallation);
}

void PushJob::onInstalled() {
    progressed();
    if (m_options.goal == PushGoal::Installed) {
        finish(PushState::Installed);
    } else {
        restart();
    }
}

void PushJob::restart() {
    enter(PushPhase::Restarting);
    m_client->act("reboot", [this](Result<Json> answer) {
        // A device may be gone before its answer arrives: what counts is the boot that follows.
        if (!answer && !mayPass(answer.error().code())) {
            finish(PushState::Failed, std::move(answer).error());
            return;
        }
        if (answer) {
            later(m_options.pollEvery, &PushJob::pollRestarted);
        } else {
            retryOrFail(std::move(answer).error(), &PushJob::connectDevice);
        }
    });
}

void PushJob::pollRestarted() {
    if (m_progress.phase != PushPhase::OnTrial) {
        enter(PushPhase::Restarting);
        newClient();
    }
    m_client->device([this](Result<DeviceStatus> status) {
        if (status) {
            onRestarted(*status);
            return;
        }
        m_progress.phase = PushPhase::Restarting;
        retryOrFail(std::move(status).error(), &PushJob::pollRestarted);
    });
}

void PushJob::onRestarted(const DeviceStatus& status) {
    if (status.bootId == m_bootIdBefore) {
        if (std::chrono::steady_clock::now() - m_progressAt > m_options.patience) {
            finish(PushState::Failed,
                   Error(ErrorCode::TimedOut, {{"detail", std::string("the device did not restart")}}));
            return;
        }
        later(m_options.pollEvery, &PushJob::pollRestarted);
        return;
    }
    if (m_known != nullptr) {
        m_known->seen(m_address, status);
    }
    judgeTrial(status);
}

void PushJob::judgeTrial(const DeviceStatus& status) {
    const auto& installation = status.installation;
    const bool same = installation && installation->id == m_bundle->installationId();
    if (same && hasEnded(installation->state)) {
        const PushState state = stateOfEnd(installation->state);
        const bool well = state == PushState::Committed;
        finish(state, well ? std::nullopt : std::optional(reasonOf(*installation)));
        return;
    }
    if (!status.onTrial && !status.switchPending && !runsBundle(status)) {
        finish(PushState::FellBack, Error(ErrorCode::FellBack)); // by itself, and it does not know why
        return;
    }
    if (status.onTrial && runsBundle(status) && m_options.goal != PushGoal::Committed) {
        finish(PushState::Restarted);
        return;
    }
    if (m_progress.phase != PushPhase::OnTrial) {
        progressed();
    }
    enter(PushPhase::OnTrial);
    if (std::chrono::steady_clock::now() - m_progressAt > m_options.patience) {
        finish(PushState::Failed,
               Error(ErrorCode::TimedOut, {{"detail", std::string("the release stayed on trial")}}));
        return;
    }
    m_bootIdBefore.clear();
    later(m_options.pollEvery, &PushJob::pollRestarted);
}

void PushJob::later(std::chrono::milliseconds delay, Step step) {
    m_next = step;
    m_timer.start(delay);
}

void PushJob::retryOrFail(Error error, Step step) {
    const auto now = std::chrono::steady_clock::now();
    // The device may not have noticed yet that an earlier push of this very bundle is gone.
    const ErrorValue* running = error == ErrorCode::InstallRunning ? error.find("id") : nullptr;
    const bool ownEarlierPush = running != nullptr && toString(*running) == m_bundle->installationId();
    const auto patience = m_outcome.deviceId.empty() ? m_options.contactPatience.value_or(m_options.patience)
                                                     : m_options.patience;
    if (!(mayPass(error.code()) || ownEarlierPush) || now - m_progressAt > patience) {
        const bool cancelled = error == ErrorCode::Cancelled;
        finish(cancelled ? PushState::Stopped : PushState::Failed, std::move(error));
        return;
    }
    if (m_progress.phase != PushPhase::Restarting && m_progress.phase != PushPhase::Connecting) {
        enter(PushPhase::LinkLost);
    }
    const auto delay = m_backoff;
    m_backoff = std::min(m_backoff * 2, longestBackoff);
    later(delay, step);
}

void PushJob::progressed() {
    m_progressAt = std::chrono::steady_clock::now();
    m_backoff = m_options.firstBackoff;
}

void PushJob::enter(PushPhase phase) {
    m_progress.phase = phase;
    if (m_onProgress) {
        m_onProgress(m_progress);
    }
}

void PushJob::finish(PushState state, std::optional<Error> error) {
    if (!m_onDone) {
        return;
    }
    m_timer.stop();
    m_outcome.state = state;
    if (error) {
        m_outcome.error = std::move(*error).with("device", m_address.toString().toStdString());
    }
    if (m_client != nullptr) {
        m_outcome.sentBytes = m_sentByEarlierClients + m_client->bodyBytesSent();
        m_client->abort();
    }
    m_outcome.duration =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_startedAt);
    enter(PushPhase::Finished);
    const OnDone done = std::exchange(m_onDone, nullptr);
    done(m_outcome);
}

} // namespace fieldfare::app
