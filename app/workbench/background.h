// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace fieldfare::app {

/// Work that would hold up the window, on a thread of its own, one piece after the other. Destroying it drops
/// what has not begun and waits for what has.
class Background : public QObject {
    Q_OBJECT

public:
    explicit Background(QObject* parent = nullptr);
    ~Background() override;

    /// Runs `work` on the thread, then `done` with its result on the thread that this object lives on.
    template <typename Work, typename Done>
    void run(Work work, Done done) {
        add([this, work = std::move(work), done = std::move(done)]() mutable {
            auto result = std::make_shared<decltype(work())>(work());
            post([done = std::move(done), result]() mutable { done(std::move(*result)); });
        });
    }
    /// Does what has been given so far; nothing may be given afterwards.
    void finish();
    /// For use within work: has `news` said on the thread that this object lives on.
    void post(std::function<void()> news);

private:
    void add(std::function<void()> job);
    void loop();
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_jobs;
    bool m_ends = false;
    bool m_finishes = false; ///< Ends when nothing is left to do.
    std::thread m_thread;    ///< Started with the first piece of work.
};

} // namespace fieldfare::app
