// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/live/single_instance.h"

#include "core/base/json.h"

#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>

#include <sys/socket.h>
#include <unistd.h>

namespace fieldfare::app {

namespace {

constexpr int patienceMs = 5000;
constexpr qint64 maxLineBytes = 64 << 10;
constexpr std::size_t maxFiles = 32;
const QByteArray taken = QByteArrayLiteral("taken\n");

bool isOwnUser(const QLocalSocket& socket) {
    ucred peer{};
    socklen_t size = sizeof(peer);
    return ::getsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size) ==
               0 &&
           peer.uid == ::getuid();
}

} // namespace

QByteArray handOverLine(const QStringList& files) {
    Json list = Json::array();
    for (const QString& file : files) {
        list.push_back(file.toStdString());
    }
    return QByteArray::fromStdString(Json{{"open", list}}.dump(-1, ' ', true)) + '\n';
}

std::optional<QStringList> readHandOver(const QByteArray& line) {
    const auto json = parseJson(std::string_view(line.constData(), static_cast<std::size_t>(line.size())),
                                {static_cast<std::size_t>(maxLineBytes), 3});
    if (!json) {
        return std::nullopt;
    }
    JsonReader reader(*json, "hand-over");
    const std::vector<std::string> paths = reader.textArray("open", maxFiles, 4096);
    if (!reader.finish()) {
        return std::nullopt;
    }
    QStringList files;
    for (const std::string& path : paths) {
        const QString file = QString::fromStdString(path);
        if (QDir::isAbsolutePath(file) && file.endsWith(u".ffb", Qt::CaseInsensitive)) {
            files += QDir::cleanPath(file);
        }
    }
    return files;
}

QString SingleInstance::defaultPath() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return folder.isEmpty() ? QString() : folder + QStringLiteral("/fieldfare-workbench.sock");
}

SingleInstance::SingleInstance(QString path, QObject* parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_lock(m_path + QStringLiteral(".lock")) {
    m_lock.setStaleLockTime(
        0); // it is held for as long as the window lives; a dead holder is found by its process
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::receive);
}

SingleInstance::~SingleInstance() = default;

SingleInstance::Role SingleInstance::start(const QStringList& files) {
    if (m_path.isEmpty()) {
        return Role::Alone;
    }
    if (m_lock.tryLock(0)) {
        QLocalServer::removeServer(m_path); // left by one that crashed: whoever has the lock may
        // Qt leaves the bits for executing, which mean nothing here.
        return m_server.listen(m_path) && QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner)
                   ? Role::First
                   : Role::Alone;
    }
    return handOver(files) ? Role::HandedOver : Role::Alone;
}

bool SingleInstance::handOver(const QStringList& files) const {
    QLocalSocket socket;
    socket.connectToServer(m_path);
    if (!socket.waitForConnected(patienceMs) || !isOwnUser(socket)) {
        return false;
    }
    socket.write(handOverLine(files));
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(patienceMs)) {
            return false;
        }
    }
    return socket.readLine() == taken;
}

void SingleInstance::receive() {
    while (QLocalSocket* client = m_server.nextPendingConnection()) {
        connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
        if (!isOwnUser(*client)) {
            client->abort();
            continue;
        }
        client->setReadBufferSize(maxLineBytes);
        connect(client, &QLocalSocket::readyRead, this, [this, client] {
            if (!client->canReadLine()) {
                if (client->bytesAvailable() >= maxLineBytes) {
                    client->abort();
                }
                return;
            }
            if (const auto files = readHandOver(client->readLine())) {
                client->write(taken);
                client->disconnectFromServer();
                Q_EMIT opened(*files);
            } else {
                client->abort();
            }
        });
    }
}

} // namespace fieldfare::app
