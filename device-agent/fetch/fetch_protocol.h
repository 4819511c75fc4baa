// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"

namespace fieldfare::fetch {

/// What fieldfare-installer and its child fieldfare-fetch say to each other over the child's stdin and
/// stdout. Both ends come from one build, so there is no version; the installer still trusts nothing that
/// arrives.
///
/// Requests (to the child): u64 offset, u64 length, little-endian; answered in order. Many may be under way.
/// A length of 0 asks what one more request costs, once everything asked before has come.
/// Replies (from the child): one type byte, u32 length, that many bytes:
///   Size   u64: the size of the file on the server; the first reply of all
///   Data   the next bytes of the oldest request that is not complete
///   Cost   u64: bytes that could have come in the time that a request takes; 0: not known
///   Fault  an Error as JSON (core/protocol); the child ends after it
enum class ReplyType : std::uint8_t { Size = 1, Data = 2, Fault = 3, Cost = 4 };

inline constexpr std::size_t requestBytes = 16;
inline constexpr std::size_t replyHeaderBytes = 5;
inline constexpr std::size_t maxReplyBytes = std::size_t{64} << 10;

} // namespace fieldfare::fetch
