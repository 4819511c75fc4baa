// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/passphrases.h"

#include <algorithm>

namespace fieldfare::app {

namespace {

constexpr int longestMinutes = 120;

} // namespace

Passphrases::Passphrases(QObject* parent)
    : QObject(parent) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Passphrases::dropOld);
}

void Passphrases::setMinutes(int minutes) {
    const int allowed = std::clamp(minutes, 0, longestMinutes);
    if (allowed == m_minutes) {
        return;
    }
    m_minutes = allowed;
    Q_EMIT minutesChanged(m_minutes);
    dropOld();
}

void Passphrases::keep(const QString& key, Secret passphrase) {
    if (m_minutes > 0 && !passphrase.empty()) {
        m_kept.insert_or_assign(key, Kept{std::move(passphrase), std::chrono::steady_clock::now()});
        dropOld();
    }
}

std::optional<Secret> Passphrases::recall(const QString& key) const {
    const auto found = m_kept.find(key);
    return found == m_kept.end() ? std::nullopt : std::optional(found->second.passphrase.clone());
}

void Passphrases::forget(const QString& key) {
    if (m_kept.erase(key) > 0) {
        Q_EMIT changed();
    }
}

void Passphrases::lockNow() {
    m_kept.clear();
    m_timer.stop();
    Q_EMIT changed();
    Q_EMIT locked();
}

void Passphrases::dropOld() {
    const auto now = std::chrono::steady_clock::now();
    const std::chrono::minutes allowed(m_minutes);
    std::erase_if(m_kept, [&](const auto& each) { return each.second.since + allowed <= now; });
    if (!m_kept.empty()) {
        const auto oldest =
            std::ranges::min_element(m_kept, {}, [](const auto& each) { return each.second.since; });
        m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(oldest->second.since + allowed - now));
    }
    Q_EMIT changed();
}

} // namespace fieldfare::app
