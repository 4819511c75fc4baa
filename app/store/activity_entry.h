// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/crypto/digest.h"

namespace fieldfare::app {

/// One act in the activity log. What is done with it is in activity_log.h; this is the line alone.
///
/// A line is one JSON object with these members and no others; its hash is the SHA-256 of its bytes without
/// the line feed, and `previous` is the hash of the line before it: so nothing can be changed, taken out or
/// put in without breaking the chain from there on.
struct ActivityEntry {
    std::uint64_t number = 0; ///< From 1, without gaps.
    UnixTime at{};
    std::string program; ///< "workbench" or "fieldfare"
    std::string act;     ///< Slug: "push-started", "key-issued", ...
    std::string subject; ///< What it was done with or to: a release, a key's name, a fleet; may be empty.
    std::string device;  ///< Id of a device; may be empty.
    std::string result;  ///< Empty: done. Else how it ended: "rolled-back", or the slug of an error.
    std::string detail;  ///< Free text; may be empty. May come from a device: untrusted.
    Digest previous;     ///< All zeros in the first line that ever was.

    friend bool operator==(const ActivityEntry&, const ActivityEntry&) = default;
};

inline constexpr std::size_t maxActivityLineBytes = 8192;

/// The line, without a line feed. Texts are cut so that it stays below maxActivityLineBytes, and what is not
/// UTF-8 in them is replaced.
[[nodiscard]] std::string activityLine(const ActivityEntry& entry);
/// Errors: TooLarge, BadJson, MissingKey, UnknownKey, BadValue.
[[nodiscard]] Result<ActivityEntry> parseActivityLine(std::string_view line);

/// Where a chain of lines breaks.
struct ActivityBreak {
    std::uint64_t number = 0; ///< The first line that does not follow.
    enum class Fault {
        Unreadable, ///< The line is no entry.
        Changed,    ///< It does not carry the hash of the line before it.
        Missing,    ///< Its number is not the next one.
    } fault = Fault::Changed;
    friend bool operator==(const ActivityBreak&, const ActivityBreak&) = default;
};

/// What a text of lines holds.
struct ActivityChain {
    std::vector<ActivityEntry> entries; ///< All that can be read, also behind a break.
    std::optional<ActivityBreak> broken;
    Digest head;                ///< Hash of the last whole line; `before` if there is none.
    std::size_t wholeBytes = 0; ///< Up to the last line feed: what is behind it was never finished.
};

/// Reads lines that follow a line with hash `before` and number `lastNumber`; without `before` the first line
/// begins a chain, or goes on with one whose older part is gone. Never fails: what is wrong is in `broken`.
[[nodiscard]] ActivityChain readActivityChain(std::string_view text, const std::optional<Digest>& before = {},
                                              std::uint64_t lastNumber = 0);

} // namespace fieldfare::app
