// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/store/activity_log.h"
#include "core/crypto/cms_verifier.h"

#include <functional>

namespace fieldfare::app {

/// What is signed about a log: where it stood, and when.
struct ActivityStatement {
    std::uint64_t number = 0; ///< Of the last entry.
    Digest head;              ///< Hash of its line.
    UnixTime at{};
    friend bool operator==(const ActivityStatement&, const ActivityStatement&) = default;
};

/// A signed copy of an activity log (.fflog, JSON): its lines, a statement of its head, and a detached CMS
/// (DER) over the exact bytes of the statement by a technician of the fleet. docs/WORKBENCH.md describes it.
struct SealedActivity {
    std::string statement; ///< JSON; signed as it stands here.
    Bytes signature;
    std::vector<std::string> lines;

    [[nodiscard]] std::string toText() const;
    /// Checks the form alone. Errors: TooLarge, BadJson, BadValue, MissingKey, UnknownKey.
    [[nodiscard]] static Result<SealedActivity> parse(std::string_view text);
};

inline constexpr std::size_t maxSealedBytes = std::size_t{64} << 20;

/// Signs some bytes as the laptop's technician.
using StatementSigner = std::function<Result<Bytes>(ByteView content)>;

/// Errors: ActivityMismatch (the log is empty, or its chain is broken: that is not confirmed by a signature),
/// those of `sign`.
[[nodiscard]] Result<SealedActivity> sealActivity(const ActivityHistory& history, UnixTime now,
                                                  const StatementSigner& sign);

struct SealVerdict {
    ActivityStatement statement;
    AcceptedSigner signer;
    std::vector<ActivityEntry> entries;
};
/// Signature by a technician of this fleet, an unbroken chain, and that it ends where the statement says.
/// Errors: those of verifySignatureBy; ActivityMismatch; BadJson and the JsonReader's for the statement.
[[nodiscard]] Result<SealVerdict> openSealedActivity(const SealedActivity& sealed, const TrustStore& trust);

/// Whether a log still has what was signed about it. Errors: ActivityMismatch.
enum class SealedPart {
    Present, ///< The entry is there as it was signed.
    Older,   ///< The log begins after it: its oldest part is gone, as it may.
};
[[nodiscard]] Result<SealedPart> compareWithLog(const ActivityStatement& statement,
                                                const ActivityHistory& history);

} // namespace fieldfare::app
