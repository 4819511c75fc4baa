// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QStringList>

#include <memory>

namespace fieldfare::app {

/// One window for each user: the first start listens on a socket in the runtime folder (0600), a later one
/// hands over what it was given to open and ends. Only processes of the same user are heard, and no more than
/// 64 KiB of each.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    /// fieldfare-workbench.sock in $XDG_RUNTIME_DIR.
    [[nodiscard]] static QString defaultPath();
    explicit SingleInstance(QString path, QObject* parent = nullptr);
    ~SingleInstance() override;

    enum class Role {
        First,      ///< Listens now; opened() tells what later starts hand over.
        HandedOver, ///< The first one has taken it and comes to the front.
        Alone, ///< Neither worked: the first one hangs, or there is no runtime folder. Goes on by itself.
    };
    /// `files`: absolute paths. Blocks for five seconds at most.
    [[nodiscard]] Role start(const QStringList& files);

Q_SIGNALS:
    void opened(const QStringList& files); ///< Maybe none: the window only comes to the front.

private:
    [[nodiscard]] bool handOver(const QStringList& files) const;
    void receive();
    QString m_path;
    QLockFile m_lock;
    QLocalServer m_server;
};

/// What is handed over, as one line of JSON.
[[nodiscard]] QByteArray handOverLine(const QStringList& files);
/// The files of such a line that are absolute paths to bundles, 32 at most. Empty if it is none.
[[nodiscard]] std::optional<QStringList> readHandOver(const QByteArray& line);

} // namespace fieldfare::app
