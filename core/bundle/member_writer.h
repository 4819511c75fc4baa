// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/layout.h"
#include "core/bundle/output_file.h"

namespace fieldfare {

/// Writes one member's header, content and padding. Errors: those of OutputFile.
[[nodiscard]] Result<> writeMember(OutputFile& out, const Member& member, ByteView content);
/// The same with content that stands in another file.
[[nodiscard]] Result<> copyMember(OutputFile& out, const Member& member, int fd, std::uint64_t offset);

} // namespace fieldfare
