// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/device_book.h"
#include "app/workbench/practice_room.h"

#include <QVariant>

namespace fieldfare::app {

/// *Try it with a virtual device*: a device that this program makes, in a fleet of its own, for a first
/// update without hardware. It stands in the list of devices, marked, and ends with the window.
class Practice : public QObject {
    Q_OBJECT
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString doing READ doing NOTIFY changed)
    Q_PROPERTY(double fraction READ fraction NOTIFY changed)
    Q_PROPERTY(bool alone READ alone NOTIFY changed)
    Q_PROPERTY(bool updated READ updated NOTIFY changed)
    Q_PROPERTY(QString update READ update CONSTANT)
    Q_PROPERTY(QVariant error READ error NOTIFY changed)

public:
    /// Both must outlive it.
    Practice(DeviceBook& book, PracticeRoom& room, QObject* parent = nullptr);

    /// "none", "making", "starting", "on", "off" (it is there, and not switched on) or "removing".
    [[nodiscard]] QString state() const;
    [[nodiscard]] bool busy() const;
    /// What is being done, in words; empty: nothing.
    [[nodiscard]] QString doing() const;
    [[nodiscard]] double fraction() const; ///< Of what is being done: 0 to 1.
    /// True if its device is the only one in the list.
    [[nodiscard]] bool alone() const;
    /// True if its device runs and keeps the update.
    [[nodiscard]] bool updated() const;
    [[nodiscard]] QString update() const { return m_room.update(); }
    [[nodiscard]] QVariant error() const;

    /// Makes it if it is not there, and switches the device on.
    Q_INVOKABLE void tryIt();
    /// Makes it anew, with a device as it left the factory.
    Q_INVOKABLE void again();
    Q_INVOKABLE void remove();

Q_SIGNALS:
    void changed();
    void madeNew();      ///< For the record of what was done.
    void removedWhole(); ///< Likewise.

private:
    enum class State { None, Making, Starting, On, Off, Removing };
    void go(State state);
    void admit(const QString& address);
    void fail(const Error& error);
    [[nodiscard]] const DeviceEntry* device() const;

    DeviceBook& m_book;
    PracticeRoom& m_room;
    State m_state;
    PracticeStep m_step = PracticeStep::Keys;
    std::optional<Error> m_error;
};

} // namespace fieldfare::app
