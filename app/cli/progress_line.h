// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <chrono>
#include <cstdint>
#include <cstdio>

namespace fieldfare::app {

enum class ProgressStyle {
    Redrawn,    ///< A terminal: one line, drawn over itself.
    PlainLines, ///< A file or a CI log: a whole line at each new phase and then at most every ten seconds.
    Silent,
};

/// How fast something goes and how long it will take, smoothed over the last seconds.
class RateMeter {
public:
    using Time = std::chrono::steady_clock::time_point;
    void update(std::uint64_t done, Time now);
    [[nodiscard]] double bytesPerSecond() const { return m_rate; }
    /// Empty if it cannot be told yet.
    [[nodiscard]] QString timeLeft(std::uint64_t done, std::uint64_t total) const;

private:
    Time m_last{};
    std::uint64_t m_lastDone = 0;
    double m_rate = 0;
};

/// Progress of one piece of work: phase, bar, percent, amounts, speed, time left. May be called as often as
/// one likes.
class ProgressLine {
public:
    ProgressLine(QString title, ProgressStyle style, std::FILE* stream);
    /// Ends the line so that what follows starts on a new one.
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// Bytes done of `total`; `total` 0: not known.
    void update(std::uint64_t done, std::uint64_t total);
    /// What is being done now, in words.
    void phase(const QString& words);

private:
    void draw(std::uint64_t done, std::uint64_t total, bool force);
    QString m_title;
    ProgressStyle m_style;
    std::FILE* m_stream;
    RateMeter m_rate;
    std::chrono::steady_clock::time_point m_drawn{};
    bool m_lineIsOpen = false;
};

/// "[#####-----]" of `columns` cells in all.
[[nodiscard]] QString progressBar(std::uint64_t done, std::uint64_t total, int columns);

} // namespace fieldfare::app
