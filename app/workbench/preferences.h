// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QUrl>
#include <QVariant>

#include <optional>

class QSettings;

namespace fieldfare::app {

/// What a person chose beside the looks: whether devices are searched for, where reports go. Kept in the
/// settings file.
class Preferences : public QObject {
    Q_OBJECT
    Q_PROPERTY(bool discovery READ discovery WRITE setDiscovery NOTIFY changed)
    Q_PROPERTY(QString reportFolder READ reportFolder WRITE setReportFolder NOTIFY changed)
    Q_PROPERTY(QUrl reportFolderUrl READ reportFolderUrl NOTIFY changed)
    Q_PROPERTY(QVariant trouble READ trouble NOTIFY changed)

public:
    /// `settings` must outlive it. `trouble`: what checkSettings() said before the settings were read.
    Preferences(QSettings& settings, const Result<>& trouble, QObject* parent = nullptr);

    /// Whether devices that announce themselves are shown (Avahi).
    [[nodiscard]] bool discovery() const { return m_discovery; }
    void setDiscovery(bool on);
    /// Where the report of a push goes unless another place is chosen; empty: where the last file was saved.
    [[nodiscard]] QString reportFolder() const { return m_reportFolder; }
    void setReportFolder(const QString& folder);
    [[nodiscard]] QUrl reportFolderUrl() const;
    /// Why defaults hold instead of what stands in the file; null: nothing is wrong with it.
    [[nodiscard]] QVariant trouble() const;
    /// The person has read it.
    Q_INVOKABLE void dismissTrouble();

Q_SIGNALS:
    void changed();
    void discoveryChanged(bool on);

private:
    QSettings& m_settings;
    std::optional<Error> m_trouble;
    QString m_reportFolder;
    bool m_discovery = true;
};

/// Checks a settings file (INI) line by line: what it cannot hold, and values that this version does not
/// know, are told with their line; what is wrong is not used, defaults are. A file that is not there is fine.
/// Errors: BadConfig{path,key,line,detail}, TooLarge, Io.
[[nodiscard]] Result<> checkSettings(const QString& path);

} // namespace fieldfare::app
