// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/index.h"

#include <functional>

namespace fieldfare {

/// The section of an index that lists patches (type 3 of docs/FORMAT.md), read from front to back.
class PatchSection {
public:
    /// Gives the next bytes of the index (at most 4 KiB), valid until the next call.
    using Take = std::function<Result<ByteView>(std::size_t bytes)>;

    /// Checks the whole section, `content` of the index, against the frames and the size of the .patch
    /// member. Errors: BadIndex, those of `take`.
    [[nodiscard]] static Result<std::vector<PatchPlace>>
    check(const Take& take, ByteRange content, const std::vector<Frame>& frames, std::uint64_t patchBytes);
    /// Reads the patches of one base from its records. Errors: BadIndex, those of `take`.
    [[nodiscard]] static Result<std::vector<Patch>> read(const Take& take, const PatchPlace& place,
                                                         const std::vector<Frame>& frames);
};

/// The patches for one base, to be written.
struct PatchList {
    PatchBase base; ///< `patches` is counted when it is written.
    std::vector<Patch> patches;
};

/// Adds the section to an index that has none. `lists` have their data one behind the other, in this order.
void appendPatchSection(Bytes& index, const std::vector<PatchList>& lists);

} // namespace fieldfare
