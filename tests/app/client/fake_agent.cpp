// SPDX-License-Identifier: Apache-2.0
#include "tests/app/client/fake_agent.h"

#include "core/base/base64.h"
#include "core/base/file.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QUrl>
#include <QUrlQuery>

namespace fieldfare::test {

namespace {

QByteArray pemOf(const std::filesystem::path& path) {
    const Bytes content = need(readFile(path, 1 << 20));
    return {reinterpret_cast<const char*>(content.data()), static_cast<qsizetype>(content.size())};
}

/// The head as received, to read its manifest.
class MemorySource final : public ByteSource {
public:
    explicit MemorySource(const QByteArray& bytes)
        : m_bytes(bytes) {}
    std::uint64_t sizeBytes() const override { return static_cast<std::uint64_t>(m_bytes.size()); }
    Result<> readAt(std::uint64_t offset, MutableBytes into) override {
        if (offset + into.size() > sizeBytes()) {
            return Error(ErrorCode::Io);
        }
        std::memcpy(into.data(), m_bytes.constData() + offset, into.size());
        return {};
    }

private:
    QByteArray m_bytes;
};

} // namespace

FakeAgent::FakeAgent(TestFleet& fleet, const std::string& name, Behaviour how)
    : FakeAgent(fleet, fleet.issue(Role::Device, name), std::move(how)) {}

FakeAgent::FakeAgent(TestFleet& fleet, const TestIdentity& identity, Behaviour how)
    : behaviour(std::move(how))
    , m_identity(identity)
    , m_root(fleet.rootPath()) {
    m_status.id = behaviour.claimsId.empty() ? identity.certificate().commonName() : behaviour.claimsId;
    m_status.name = m_status.id;
    m_status.model = "acme,gateway";
    m_status.bootId = "boot-1";
    m_status.revocationNumber = behaviour.revocationNumber;
    m_status.revocationsDamaged = behaviour.revocationsDamaged;
    m_status.release = m_before = {"gateway-os", "1.0", 1};
    m_status.slots = {{"rootfs-a", "rootfs", "a", true, SlotState::Good, m_before, 1 << 30},
                      {"rootfs-b", "rootfs", "b", false, SlotState::Empty, std::nullopt, 1 << 30}};
    listen(QHostAddress::LocalHost, 0);
}

app::DeviceAddress FakeAgent::address() const {
    return {QStringLiteral("127.0.0.1"), serverPort()};
}

void FakeAgent::startAgainOn(quint16 port) {
    close();
    listen(QHostAddress::LocalHost, port);
}

void FakeAgent::incomingConnection(qintptr descriptor) {
    auto* socket = new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    if (m_refuseConnections > 0) {
        --m_refuseConnections;
        socket->abort();
        socket->deleteLater();
        return;
    }
    QSslConfiguration configuration;
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    configuration.setLocalCertificateChain(QSslCertificate::fromData(pemOf(m_identity.certPath)));
    configuration.setPrivateKey(QSslKey(pemOf(m_identity.keyPath), QSsl::Ec));
    configuration.setCaCertificates(QSslCertificate::fromData(pemOf(m_root)));
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    socket->setSslConfiguration(configuration);
    connect(socket, &QSslSocket::readyRead, this, [this, socket] { onReadyRead(socket); });
    connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
    socket->startServerEncryption();
}

void FakeAgent::onReadyRead(QSslSocket* socket) {
    QByteArray buffer = socket->property("buffer").toByteArray();
    const QByteArray bytes = socket->readAll();
    m_plainBytes += static_cast<std::uint64_t>(bytes.size());
    buffer += bytes;
    const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
    socket->setProperty("buffer", buffer);
    if (headEnd < 0) {
        return;
    }
    qsizetype length = 0;
    const QList<QByteArray> lines = buffer.first(headEnd).split('\n');
    for (const QByteArray& line : lines) {
        if (line.toLower().startsWith("content-length:")) {
            length = line.mid(15).trimmed().toLongLong();
        }
    }
    const QList<QByteArray> first = lines[0].trimmed().split(' ');
    const QByteArray soFar = buffer.mid(headEnd + 4);
    if (first[1].contains("/data?")) {
        const std::uint64_t here = m_received + static_cast<std::uint64_t>(soFar.size());
        if (behaviour.dieAtByte != 0 && here >= behaviour.dieAtByte && m_deaths < behaviour.deaths) {
            ++m_deaths;
            m_status.installation->state = InstallationState::Interrupted;
            socket->abort();
            return;
        }
        if (behaviour.stallAtByte != 0 && here >= behaviour.stallAtByte) {
            socket->disconnect(this);
            return;
        }
    }
    if (soFar.size() < length) {
        return;
    }
    socket->setProperty("buffer", QByteArray());
    handle(socket, {first[0], first[1], soFar});
}

void FakeAgent::answer(QSslSocket* socket, int status, const Json& body) {
    const QByteArray text = QByteArray::fromStdString(body.dump());
    socket->write("HTTP/1.1 " + QByteArray::number(status) +
                  " X\r\nContent-Type: application/json\r\nContent-Length: " +
                  QByteArray::number(text.size()) + "\r\n\r\n" + text);
}

void FakeAgent::refuse(QSslSocket* socket, int status, const Error& error) {
    answer(socket, status, Json{{"error", toJson(error)}});
}

void FakeAgent::handle(QSslSocket* socket, const Request& request) {
    if (request.target == "/v1/device") {
        if (!behaviour.rawDeviceReply.isEmpty()) {
            socket->write(behaviour.rawDeviceReply);
            return;
        }
        settleTrial();
        answer(socket, 200, toJson(m_status));
    } else if (request.target == "/v1/events") {
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + behaviour.eventStream);
        if (behaviour.eventStream.endsWith("end\n\n")) {
            socket->disconnectFromHost();
        }
    } else if (request.target.startsWith("/v1/installations")) {
        handleInstallation(socket, request);
    } else if (request.target == "/v1/revocations") {
        takeRevocations(socket, request);
    } else {
        act(socket, request.target.mid(4));
    }
}

void FakeAgent::takeRevocations(QSslSocket* socket, const Request& request) {
    if (behaviour.refuseRevocations) {
        refuse(socket, 507, *behaviour.refuseRevocations);
        return;
    }
    const Json json = need(parseJson(request.body.toStdString()));
    const std::string text = json.at("json");
    const std::string cms = json.at("cms");
    const RevocationList list =
        need(openRevocations(asBytes(text), need(fromBase64(cms)), need(TrustStore::fromPemFile(m_root))));
    m_status.revocationNumber = list.number;
    m_status.revocationsDamaged = false;
    ++m_listsTaken;
    answer(socket, 200, Json{{"number", list.number}});
}

void FakeAgent::act(QSslSocket* socket, const QByteArray& verb) {
    if (verb == "reboot") {
        answer(socket, 202, Json::object());
        restart();
    } else if (verb == "commit" && !m_status.onTrial) {
        refuse(socket, 409, Error(ErrorCode::NothingToCommit));
    } else {
        answer(socket, 200, Json::object());
    }
}

void FakeAgent::restart() {
    m_status.bootId = "boot-" + std::to_string(++m_boots);
    m_refuseConnections = behaviour.refusedConnectionsAfterReboot;
    if (!m_status.installation || m_status.installation->state != InstallationState::Installed) {
        return;
    }
    m_status.switchPending = false;
    if (behaviour.fallsBack) {
        m_status.installation->state = InstallationState::FellBack;
        m_status.installation->error = Error(ErrorCode::FellBack, {{"slot", std::string("b")}});
        return;
    }
    m_status.release = m_status.installation->release;
    m_status.onTrial = true;
    m_status.installation->state = InstallationState::Trial;
    m_polls = 0;
}

void FakeAgent::settleTrial() {
    if (!m_status.onTrial || ++m_polls < behaviour.pollsUntilCommit) {
        return;
    }
    m_status.onTrial = false;
    m_status.installation->state = InstallationState::Committed;
    if (!behaviour.healthFails.empty()) {
        m_status.release = m_before;
        m_status.rolledBack = true;
        m_status.installation->state = InstallationState::RolledBack;
        m_status.installation->error =
            Error(ErrorCode::HealthCheckFailed,
                  {{"check", behaviour.healthFails}, {"detail", std::string("exit status 1")}});
    }
}

NeededRanges FakeAgent::needed() const {
    return {m_ranges, m_total, m_received, behaviour.maxPutBytes, m_received == m_total};
}

void FakeAgent::offer(QSslSocket* socket, const QByteArray& head) {
    ++m_offers;
    if (behaviour.refuseOffer) {
        refuse(socket, 422, *behaviour.refuseOffer);
        return;
    }
    MemorySource source(head);
    const BundleHead parsed = need(readUnverifiedHead(std::make_shared<MemorySource>(source)));
    const std::string digest = parsed.manifestDigest.hex();
    if (!m_status.installation || m_status.installation->manifestDigest != digest ||
        hasEnded(m_status.installation->state)) {
        const Release& release = parsed.manifest.release;
        m_status.installation = InstallationStatus{};
        m_status.installation->id = digest.substr(0, 32);
        m_status.installation->manifestDigest = digest;
        m_status.installation->release = {release.name, release.version, release.epoch};
        m_status.installation->imageBytes = parsed.manifest.payloads[0].imageBytes;
        const ByteRange data = parsed.layout.dataOf(0).content;
        m_ranges = {{data.offset + behaviour.haveBytes, data.length - behaviour.haveBytes}};
        m_total = m_ranges[0].length;
        m_received = 0;
        m_growth.reset();
        if (behaviour.growsOnce) {
            m_growth = ByteRange{data.offset, behaviour.haveBytes};
        }
    }
    m_status.installation->state = InstallationState::Receiving;
    m_status.installation->neededBytes = m_total;
    answer(socket, 201, Json{{"installation", toJson(*m_status.installation)}, {"needed", toJson(needed())}});
}

void FakeAgent::handleInstallation(QSslSocket* socket, const Request& request) {
    const QUrl url = QUrl::fromEncoded(request.target);
    const QString path = url.path();
    if (path == QStringLiteral("/v1/installations")) {
        offer(socket, request.body);
        return;
    }
    if (!m_status.installation || path.section(u'/', 3, 3).toStdString() != m_status.installation->id) {
        refuse(socket, 404, Error(ErrorCode::NoInstallation));
        return;
    }
    InstallationStatus& installation = *m_status.installation;
    const QString verb = path.section(u'/', 4);
    if (verb == QStringLiteral("data")) {
        takeData(socket, request);
    } else if (verb == QStringLiteral("resume")) {
        installation.state = InstallationState::Receiving;
        answer(socket, 200, Json{{"installation", toJson(installation)}, {"needed", toJson(needed())}});
    } else if (verb == QStringLiteral("needed")) {
        answer(socket, 200, toJson(needed()));
    } else {
        if (verb == QStringLiteral("pause")) {
            installation.state = InstallationState::Paused;
        } else if (verb == QStringLiteral("unpause")) {
            installation.state = InstallationState::Receiving;
        } else if (verb == QStringLiteral("cancel")) {
            installation.state = InstallationState::Cancelled;
        } else if (m_received == m_total && installation.state == InstallationState::Receiving && !m_growth) {
            installation.state = InstallationState::Installed;
            m_status.switchPending = true;
        }
        answer(socket, 200, toJson(installation));
    }
}

void FakeAgent::takeData(QSslSocket* socket, const Request& request) {
    InstallationStatus& installation = *m_status.installation;
    const std::uint64_t position =
        QUrlQuery(QUrl::fromEncoded(request.target)).queryItemValue("position").toULongLong();
    if (installation.state == InstallationState::Paused) {
        refuse(socket, 409, Error(ErrorCode::InstallationPaused));
        return;
    }
    if (installation.state != InstallationState::Receiving) {
        refuse(socket, 409,
               Error(ErrorCode::NotReceiving, {{"state", std::string(toString(installation.state))}}));
        return;
    }
    if (position != m_received) {
        refuse(socket, 409, Error(ErrorCode::WrongPosition, {{"need", m_received}, {"have", position}}));
        return;
    }
    // Compare with the bundle: what arrives must be exactly the ranges that were asked for.
    std::uint64_t at = m_received;
    std::uint64_t before = 0;
    const auto end = m_received + static_cast<std::uint64_t>(request.body.size());
    for (const ByteRange& range : m_ranges) {
        if (at < end && at < before + range.length) {
            Bytes wanted(static_cast<std::size_t>(std::min(end, before + range.length) - at));
            need(m_bundle->readAt(range.offset + (at - before), wanted));
            if (std::memcmp(wanted.data(), request.body.constData() + (at - m_received), wanted.size()) !=
                0) {
                refuse(socket, 422, Error(ErrorCode::DigestMismatch));
                return;
            }
            at += wanted.size();
        }
        before += range.length;
    }
    m_received = at;
    m_dataBytesTaken += static_cast<std::uint64_t>(request.body.size());
    if (m_received == m_total && m_growth) {
        m_ranges.push_back(*m_growth);
        m_total += m_growth->length;
        m_growth.reset();
    }
    installation.receivedBytes = installation.durableBytes = m_received;
    installation.neededBytes = m_total;
    answer(socket, 200,
           Json{{"received", m_received},
                {"durable", m_received},
                {"totalBytes", m_total},
                {"complete", m_received == m_total},
                {"state", "receiving"}});
}

} // namespace fieldfare::test
