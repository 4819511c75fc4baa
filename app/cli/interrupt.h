// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace fieldfare::app {

/// While one of these lives, Ctrl-C and SIGTERM only set a flag, so that long work can end in good order.
/// At most one at a time.
class InterruptFlag {
public:
    InterruptFlag();
    ~InterruptFlag();
    InterruptFlag(const InterruptFlag&) = delete;
    InterruptFlag& operator=(const InterruptFlag&) = delete;
    [[nodiscard]] bool raised() const;
};

} // namespace fieldfare::app
