// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/powercut/machine.h"

namespace fieldfare::powercut {

/// One way in which the power can fail: before operation `at`, with these of the writes that were not yet
/// durable (in the order in which they were made), the last of them torn.
struct Cut {
    std::size_t at = 0;
    std::vector<bool> keep;
    unsigned tearBytes = 0;
};

/// "0b1011": the first digit is the oldest write.
[[nodiscard]] std::string toText(const std::vector<bool>& keep);
[[nodiscard]] std::vector<bool> keepFromText(std::string_view text);

/// Walks through a recording and says what is durable before each operation.
///
/// The medium is taken to be as bad as its promises allow: what was written is durable only behind a flush of
/// the same device, file or folder; any subset of the rest may be there, whatever the order. A flush that
/// failed leaves what it should have written in doubt for ever. Renaming is atomic.
class History {
public:
    explicit History(const Recording& recording)
        : m_recording(recording)
        , m_durable(recording.start) {}

    [[nodiscard]] std::size_t position() const { return m_position; }
    /// The state before the next operation becomes the one behind it; false at the end.
    bool advance();
    void advanceTo(std::size_t position);
    /// Numbers of the operations that are not durable here.
    [[nodiscard]] const std::vector<std::size_t>& pending() const { return m_pending; }
    /// The medium after `cut`, which is one of this position.
    [[nodiscard]] Medium after(const Cut& cut, std::uint64_t seed) const;
    /// The ways in which the power can fail here: nothing of the pending writes, all of them, and `subsets`
    /// drawn by lot; each torn at 512 bytes and at 4 KiB where the last one is long enough.
    [[nodiscard]] std::vector<Cut> cuts(std::size_t subsets, std::uint64_t seed) const;

private:
    void settle(const Operation& sync);
    const Recording& m_recording;
    Medium m_durable;
    std::size_t m_position = 0;
    std::vector<std::size_t> m_pending;
    std::vector<std::size_t> m_doubtful; ///< Of the pending ones: no later flush makes them durable.
};

} // namespace fieldfare::powercut
