// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/live/live_link.h"

#include "app/text/sanitize.h"

#include <QTimer>

namespace fieldfare::app {

namespace {

constexpr int firstLogLines = 200;
constexpr qsizetype maxLogLineBytes = 4096;

const char* verbOf(DeviceAction action) {
    switch (action) {
    case DeviceAction::Reboot:
        return "reboot";
    case DeviceAction::Commit:
        return "commit";
    case DeviceAction::RollBack:
        return "rollback";
    case DeviceAction::Identify:
        break;
    }
    return "identify";
}

std::vector<CertificateFacts> factsOf(const std::vector<Certificate>& chain) {
    std::vector<CertificateFacts> facts;
    const auto time = [](UnixTime at) {
        return QDateTime::fromSecsSinceEpoch(at.time_since_epoch().count());
    };
    for (const Certificate& certificate : chain) {
        facts.push_back({sanitized(certificate.commonName(), 64),
                         QString::fromStdString(certificate.serialHex()),
                         QString::fromStdString(certificate.fingerprint().hex()),
                         time(certificate.notBefore()), time(certificate.notAfter())});
    }
    return facts;
}

/// A client may be what is just calling: it goes when the event loop comes round.
void release(std::unique_ptr<AgentClient>& client) {
    if (client) {
        client->abort();
        client.release()->deleteLater();
    }
}

} // namespace

LiveLink::LiveLink(QString address, QString expectedId, Technician& technician, KnownDevices* known)
    : m_address(std::move(address))
    , m_expectedId(std::move(expectedId))
    , m_technician(technician)
    , m_known(known) {
    connect(&technician, &Technician::shut, this, [this] {
        if (m_client || m_logClient) {
            const auto reason = m_technician.identity();
            lose(reason ? Error(ErrorCode::LinkLost) : reason.error());
        }
    });
}

LiveLink::~LiveLink() {
    release(m_client);
    release(m_logClient);
}

Result<std::unique_ptr<AgentClient>> LiveLink::makeClient() const {
    FF_TRY(const DeviceAddress address, DeviceAddress::parse(m_address));
    m_technician.reload();
    FF_TRY(const std::shared_ptr<const Identity> identity, m_technician.identity());
    return std::make_unique<AgentClient>(address, identity, m_expectedId.toStdString());
}

void LiveLink::open() {
    auto client = makeClient();
    if (!client) {
        QTimer::singleShot(0, this, [this, error = client.error()] { lose(error); });
        return;
    }
    m_client = std::move(*client);
    m_client->watch([this](const std::string& name, const Json& data) { onEvent(name, data); },
                    [this](Result<Json> ended) {
                        lose(ended ? Error(ErrorCode::LinkLost, {{"device", m_address.toStdString()}})
                                   : std::move(ended).error());
                    });
}

void LiveLink::onEvent(const std::string& name, const Json& data) {
    if (name == "device") {
        const Result<DeviceStatus> status = deviceStatusFromJson(data);
        if (!status) {
            lose(status.error());
        } else if (status->id != m_client->deviceId()) {
            lose(Error(ErrorCode::WrongDevice, {{"have", status->id}, {"want", m_client->deviceId()}}));
        } else {
            onDevice(*status);
        }
    } else if (name == "installation") {
        if (const auto installation = installationStatusFromJson(data)) {
            Q_EMIT installationArrived(*installation);
        }
    }
}

void LiveLink::onDevice(const DeviceStatus& status) {
    if (!m_seen && m_known != nullptr) {
        m_known->seen(m_client->address(), status);
    }
    const bool first = !std::exchange(m_seen, true);
    Q_EMIT statusArrived(status);
    if (first && m_client) {
        Q_EMIT certificatesArrived(factsOf(m_client->deviceChain()));
    }
}

void LiveLink::lose(Error error) {
    release(m_client);
    release(m_logClient);
    Q_EMIT lost(std::move(error).with("device", m_address.toStdString()));
}

void LiveLink::perform(DeviceAction action) {
    if (!m_client) {
        Q_EMIT actionFailed(action, Error(ErrorCode::LinkLost, {{"device", m_address.toStdString()}}));
        return;
    }
    m_client->act(verbOf(action), [this, action](Result<Json> done) {
        if (!done) {
            Q_EMIT actionFailed(action, done.error());
            return;
        }
        Q_EMIT actionDone(action);
        if (m_client) { // what the act changed is shown at once
            m_client->device([this](Result<DeviceStatus> status) {
                if (status) {
                    onDevice(*status);
                }
            });
        }
    });
}

void LiveLink::followLog() {
    auto client = makeClient();
    if (!client) {
        Q_EMIT logEnded(client.error());
        return;
    }
    release(m_logClient);
    m_logRest.clear();
    m_logClient = std::move(*client);
    m_logClient->logs(
        firstLogLines, true, [this](std::string_view text) { onLogText(text); },
        [this](Result<Json> ended) {
            release(m_logClient);
            Q_EMIT logEnded(ended ? Error(ErrorCode::LinkLost, {{"device", m_address.toStdString()}})
                                  : ended.error());
        });
}

void LiveLink::stopLog() {
    release(m_logClient);
}

void LiveLink::onLogText(std::string_view text) {
    m_logRest.append(text.data(), static_cast<qsizetype>(text.size()));
    QStringList lines;
    qsizetype begin = 0;
    for (qsizetype end = m_logRest.indexOf('\n'); end >= 0; end = m_logRest.indexOf('\n', begin)) {
        lines += QString::fromUtf8(m_logRest.mid(begin, std::min(end - begin, maxLogLineBytes)));
        begin = end + 1;
    }
    m_logRest.remove(0, begin);
    m_logRest.truncate(maxLogLineBytes); // a line without end stays bounded
    if (!lines.isEmpty()) {
        Q_EMIT logArrived(lines);
    }
}

std::unique_ptr<DeviceLink> LiveLinks::make(const QString& address, const QString& expectedId) {
    return std::make_unique<LiveLink>(address, expectedId, m_technician, m_known);
}

} // namespace fieldfare::app
