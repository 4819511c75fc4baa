// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <functional>

namespace fieldfare::app {

class NewBundle;
class PushFlow;

/// What the desktop is asked for while a job runs.
class Desktop {
public:
    virtual ~Desktop() = default;
    /// Tells the person, who looks at something else, that a job is over. `failed`: not as wanted.
    virtual void notify(const QString& title, const QString& text, bool failed) = 0;
    /// The computer must not fall asleep by itself from now on, because of `reason`.
    virtual void keepAwake(const QString& reason) = 0;
    virtual void letSleep() = 0;
};

/// Watches pushes and builds: keeps the computer awake while one runs, and notifies at its end where the
/// window is not looked at.
class JobWatch : public QObject {
    Q_OBJECT

public:
    /// All must outlive the watch. `active` says whether the window has the keyboard now.
    JobWatch(PushFlow& push, NewBundle& newBundle, Desktop& desktop, std::function<bool()> active,
             QObject* parent = nullptr);
    ~JobWatch() override;

private:
    void follow();
    void notify(const QString& title, const QString& text, bool failed);
    PushFlow& m_push;
    NewBundle& m_newBundle;
    Desktop& m_desktop;
    std::function<bool()> m_active;
    bool m_awake = false;
    bool m_building = false;
};

} // namespace fieldfare::app
