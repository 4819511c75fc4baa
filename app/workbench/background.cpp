// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/background.h"

#include <QMetaObject>

namespace fieldfare::app {

Background::Background(QObject* parent)
    : QObject(parent) {}

Background::~Background() {
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
        m_jobs.clear();
    }
    m_wake.notify_one();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void Background::add(std::function<void()> job) {
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    if (!m_thread.joinable()) {
        m_thread = std::thread([this] { loop(); });
    }
    m_wake.notify_one();
}

void Background::finish() {
    {
        const std::lock_guard lock(m_mutex);
        m_finishes = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void Background::post(std::function<void()> news) {
    // What has not been said when this object goes is dropped with it.
    QMetaObject::invokeMethod(this, std::move(news), Qt::QueuedConnection);
}

void Background::loop() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_ends || m_finishes || !m_jobs.empty(); });
        if (m_ends || m_jobs.empty()) {
            return;
        }
        const std::function<void()> job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job();
        lock.lock();
    }
}

} // namespace fieldfare::app
