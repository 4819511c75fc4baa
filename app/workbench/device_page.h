// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/store/push_records.h"
#include "app/workbench/check_steps.h"
#include "app/workbench/device_book.h"
#include "app/workbench/log_lines.h"

#include <QVariantList>

namespace fieldfare::app {

/// What the page of one device shows and does.
class DevicePage : public QObject {
    Q_OBJECT
    Q_PROPERTY(int serial READ serial NOTIFY changed)
    Q_PROPERTY(bool present READ present NOTIFY changed)
    Q_PROPERTY(bool connected READ connected NOTIFY changed)
    Q_PROPERTY(bool practice READ practice NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(QString subtitle READ subtitle NOTIFY changed)
    Q_PROPERTY(QVariantMap stateWords READ stateWords NOTIFY changed)
    Q_PROPERTY(QString activity READ activity NOTIFY changed)
    Q_PROPERTY(double progress READ progress NOTIFY changed)
    Q_PROPERTY(QVariantList slotGroups READ slotGroups NOTIFY changed)
    Q_PROPERTY(QString note READ note NOTIFY changed)
    Q_PROPERTY(QString group READ group NOTIFY changed)
    Q_PROPERTY(QStringList groups READ groups NOTIFY changed)
    Q_PROPERTY(QVariantList certificates READ certificates NOTIFY changed)
    Q_PROPERTY(QVariantList history READ history NOTIFY historyChanged)
    Q_PROPERTY(QVariantList facts READ facts NOTIFY changed)
    Q_PROPERTY(QVariantList health READ health NOTIFY changed)
    Q_PROPERTY(QVariant linkError READ linkError NOTIFY changed)
    Q_PROPERTY(QVariant trustError READ trustError NOTIFY changed)
    Q_PROPERTY(bool canCommit READ canCommit NOTIFY changed)
    Q_PROPERTY(bool canRollBack READ canRollBack NOTIFY changed)
    Q_PROPERTY(QString rollBackTarget READ rollBackTarget NOTIFY changed)
    Q_PROPERTY(QString runningRelease READ runningRelease NOTIFY changed)
    Q_PROPERTY(QString sshCommand READ sshCommand NOTIFY changed)
    Q_PROPERTY(QString actionNote READ actionNote NOTIFY actionChanged)
    Q_PROPERTY(QVariant actionError READ actionError NOTIFY actionChanged)
    Q_PROPERTY(bool acting READ acting NOTIFY actionChanged)
    Q_PROPERTY(QAbstractItemModel* logLines READ logLines CONSTANT)
    Q_PROPERTY(bool followingLog READ followingLog NOTIFY logChanged)
    Q_PROPERTY(QVariant logError READ logError NOTIFY logChanged)
    Q_PROPERTY(QString logFilter READ logFilter WRITE setLogFilter NOTIFY logChanged)
    Q_PROPERTY(fieldfare::app::CheckSteps* check READ check CONSTANT)

public:
    /// `records` may be null: then there is no history.
    DevicePage(DeviceBook& book, ConnectionChecks& checks, PushRecords* records = nullptr,
               QObject* parent = nullptr);

    /// Turns to another device; 0 for none.
    Q_INVOKABLE void show(int serial);

    [[nodiscard]] int serial() const { return m_serial; }
    [[nodiscard]] bool present() const { return entry() != nullptr; }
    [[nodiscard]] bool connected() const;
    [[nodiscard]] bool practice() const { return entry() != nullptr && entry()->practice; }
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString subtitle() const;
    [[nodiscard]] QVariantMap stateWords() const;
    [[nodiscard]] QString activity() const;
    [[nodiscard]] double progress() const;
    /// {group, slots}; the group that the device boots from first.
    [[nodiscard]] QVariantList slotGroups() const;
    [[nodiscard]] QString note() const;
    [[nodiscard]] QString group() const;
    [[nodiscard]] QStringList groups() const { return m_book.groups(); }
    /// {title, name, valid, fingerprint, serial, expired} of the chain that it showed, its own first.
    [[nodiscard]] QVariantList certificates() const;
    /// {release, when, kind, icon, state, sentence}: what was pushed to it from this laptop, the newest
    /// first.
    [[nodiscard]] QVariantList history() const { return m_history; }
    /// {label, value}: what can be copied.
    [[nodiscard]] QVariantList facts() const;
    /// {name, passed, message} of the last installation.
    [[nodiscard]] QVariantList health() const;
    [[nodiscard]] QVariant linkError() const;
    /// What is wrong with the device's own list of revoked keys; null: nothing.
    [[nodiscard]] QVariant trustError() const;
    [[nodiscard]] bool canCommit() const;
    [[nodiscard]] bool canRollBack() const;
    [[nodiscard]] QString rollBackTarget() const; ///< Name and version of the other good release.
    [[nodiscard]] QString runningRelease() const;
    /// "ssh root@ADDRESS", from the address that is connected to; empty if that holds anything but an
    /// address.
    [[nodiscard]] QString sshCommand() const;
    [[nodiscard]] QString actionNote() const { return m_note; }
    [[nodiscard]] QVariant actionError() const;
    [[nodiscard]] bool acting() const { return m_acting; }
    [[nodiscard]] QAbstractItemModel* logLines() { return &m_log; }
    [[nodiscard]] bool followingLog() const { return m_followingLog; }
    [[nodiscard]] QVariant logError() const;
    [[nodiscard]] QString logFilter() const { return m_logFilter; }
    void setLogFilter(const QString& text);
    [[nodiscard]] CheckSteps* check() { return &m_check; }

    Q_INVOKABLE void reboot() { act(DeviceAction::Reboot); }
    Q_INVOKABLE void commit() { act(DeviceAction::Commit); }
    Q_INVOKABLE void rollBack() { act(DeviceAction::RollBack); }
    Q_INVOKABLE void identify() { act(DeviceAction::Identify); }
    Q_INVOKABLE void describe(const QString& note, const QString& group);
    /// Reads the history anew.
    Q_INVOKABLE void readHistory();
    Q_INVOKABLE void dismissNote();
    Q_INVOKABLE void followLog(bool follow);
    Q_INVOKABLE QString logText() const { return m_log.shownText(); }
    Q_INVOKABLE void startCheck();
    Q_INVOKABLE QString factsText() const;

Q_SIGNALS:
    void changed();
    void actionChanged();
    void logChanged();
    void historyChanged();
    /// For the record of what was done. `trouble`: slug of an error, or empty.
    void acted(fieldfare::app::DeviceAction action, const QString& device, const QString& trouble);

private:
    [[nodiscard]] const DeviceEntry* entry() const;
    [[nodiscard]] const SlotStatus* otherGoodSlot() const;
    void act(DeviceAction action);
    void hearLink();
    void onDone(DeviceAction action);
    void onFailed(const Error& error);

    DeviceBook& m_book;
    PushRecords* m_records;
    QVariantList m_history;
    CheckSteps m_check;
    LogLines m_log;
    DeviceLink* m_heard = nullptr; ///< The link whose signals come here; only compared, never used.
    int m_serial = 0;
    bool m_acting = false;
    bool m_followingLog = false;
    QString m_note;
    QString m_logFilter;
    std::optional<Error> m_actionError;
    std::optional<Error> m_logError;
};

} // namespace fieldfare::app
