// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

namespace fieldfare::installer {

/// What others want of a running installation. Set by any thread or a signal handler, obeyed by the thread
/// that installs at the next frame.
enum class Wish { GoOn, Pause, Cancel, Interrupt };

class InstallationControl {
public:
    void want(Wish wish) { m_wish.store(wish); }
    [[nodiscard]] Wish wish() const { return m_wish.load(); }

private:
    std::atomic<Wish> m_wish{Wish::GoOn};
    static_assert(std::atomic<Wish>::is_always_lock_free, "set from signal handlers");
};

} // namespace fieldfare::installer
