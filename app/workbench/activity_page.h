// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/store/activity_seal.h"
#include "app/workbench/activity_recorder.h"

#include <QAbstractListModel>
#include <QUrl>
#include <QVariant>

namespace fieldfare::app {

/// The rows of the Activity page: the entries that match the filter, the newest first. All texts are safe to
/// show.
class ActivityRows : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        NumberRole = Qt::UserRole + 1,
        WhenRole,
        TitleRole,
        SubjectRole,
        DeviceRole,
        DetailRole,
        KindRole,
        IconRole,
        ResultRole,
        ProgramRole,
    };
    using QAbstractListModel::QAbstractListModel;
    void set(std::vector<ActivityEntry> entries);
    [[nodiscard]] const std::vector<ActivityEntry>& entries() const { return m_entries; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    std::vector<ActivityEntry> m_entries;
};

/// What was done on this laptop: filtered, and exported.
class ActivityPage : public QObject {
    Q_OBJECT
    Q_PROPERTY(QAbstractItemModel* rows READ rows CONSTANT)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(int total READ total NOTIFY changed)
    Q_PROPERTY(QVariantList areas READ areas NOTIFY changed)
    Q_PROPERTY(QString area READ area WRITE setArea NOTIFY changed)
    Q_PROPERTY(QStringList devices READ devices NOTIFY changed)
    Q_PROPERTY(QString device READ device WRITE setDevice NOTIFY changed)
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY changed)
    Q_PROPERTY(QString broken READ broken NOTIFY changed)
    Q_PROPERTY(QString head READ head NOTIFY changed)
    Q_PROPERTY(QVariant error READ error NOTIFY changed)
    Q_PROPERTY(QString exported READ exported NOTIFY changed)
    Q_PROPERTY(QString passphraseProblem READ passphraseProblem NOTIFY changed)

public:
    /// `recorder` must outlive the page.
    explicit ActivityPage(ActivityRecorder& recorder, QObject* parent = nullptr);
    /// Signs as the technician; WrongPassphrase from it means that the key is locked.
    void setSigner(StatementSigner sign) { m_sign = std::move(sign); }
    /// Opens the technician's key; what is wrong in words, empty if it is open now.
    void setUnlocker(std::function<QString(const QString& passphrase)> unlock) {
        m_unlock = std::move(unlock);
    }

    [[nodiscard]] QAbstractItemModel* rows() { return &m_rows; }
    [[nodiscard]] int count() const { return m_rows.rowCount(); }
    [[nodiscard]] int total() const { return static_cast<int>(m_history.entries.size()); }
    /// {key, text}: of the filter, the first one for all.
    [[nodiscard]] QVariantList areas() const;
    [[nodiscard]] QString area() const { return m_area; } ///< Empty: all.
    void setArea(const QString& area);
    [[nodiscard]] QStringList devices() const; ///< All that occur.
    [[nodiscard]] QString device() const { return m_device; }
    void setDevice(const QString& device);
    [[nodiscard]] QString search() const { return m_search; }
    void setSearch(const QString& text); ///< Words, all of which must occur.
    /// Where the chain is broken, in one sentence; empty: it is whole.
    [[nodiscard]] QString broken() const { return brokenText(); }
    [[nodiscard]] QString head() const; ///< Hash of the last entry.
    [[nodiscard]] QVariant error() const;
    [[nodiscard]] QString exported() const { return m_exported; } ///< Path of the last file.
    void retranslate();

    /// Reads the log; done by itself whenever something is written, while the page is shown.
    Q_INVOKABLE void refresh();
    Q_INVOKABLE void setShown(bool shown);
    /// Writes the rows that are shown: JSON if the file ends so, else CSV. One that ends with .fflog gets the
    /// whole log, signed.
    Q_INVOKABLE void exportTo(const QUrl& file);
    /// After passphraseWanted(): opens the technician's key and goes on.
    Q_INVOKABLE void givePassphrase(const QString& passphrase);
    [[nodiscard]] QString passphraseProblem() const { return m_passphraseProblem; }

Q_SIGNALS:
    void changed();
    void passphraseWanted(); ///< Of the technician's key: a signed export waits for it.

private:
    [[nodiscard]] QString brokenText() const;
    [[nodiscard]] bool matches(const ActivityEntry& entry) const;
    void filter();
    void exportSigned(const QString& path);

    ActivityRecorder& m_recorder;
    ActivityHistory m_history;
    ActivityRows m_rows;
    QString m_area;
    QString m_device;
    QString m_search;
    QString m_exported;
    StatementSigner m_sign;
    std::function<QString(const QString&)> m_unlock;
    QString m_pendingExport; ///< Waits for the passphrase.
    QString m_passphraseProblem;
    std::optional<Error> m_error;
    bool m_shown = false;
};

/// For spreadsheets (RFC 4180, UTF-8 with a byte order mark), a line for each entry below one with the names;
/// what a spreadsheet would take for a formula is told apart by a leading apostrophe.
[[nodiscard]] QByteArray activityAsCsv(const std::vector<ActivityEntry>& entries);
/// {"head", "broken", "entries": [...]}
[[nodiscard]] QByteArray activityAsJson(const std::vector<ActivityEntry>& entries,
                                        const ActivityHistory& history);
/// Errors: Io.
[[nodiscard]] Result<> writeExport(const QString& path, const QByteArray& content);

} // namespace fieldfare::app
