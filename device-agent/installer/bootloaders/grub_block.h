// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fieldfare::installer {

/// GRUB's environment block as text: a signature, lines "name=value" or "# comment", and '#' up to the end.
/// In a value '\' stands before a '\' and before a line's end that belong to it (grub-core/lib/envblk.c).
///
/// What is held here fits into one sector with its signature: a write of one sector is not torn.
class GrubBlock {
public:
    static constexpr std::size_t sectorBytes = 512;
    /// Of the file: GRUB's own has 1024 bytes, of which all behind the first sector stay '#'.
    static constexpr std::size_t maxFileBytes = std::size_t{64} << 10;

    /// Reads a whole file, stricter than GRUB does: whatever is accepted, GRUB reads the same. `path` is for
    /// errors. Errors: BootEnvironment{path,detail}.
    [[nodiscard]] static Result<GrubBlock> parse(ByteView file, const std::filesystem::path& path);

    [[nodiscard]] std::optional<std::string> get(std::string_view name) const;
    /// In its line if there is one, else in a new last one. `name` has letters, digits and _.
    void set(std::string_view name, std::string_view value);
    /// The first sector of the file. Errors: BootEnvironment{path,detail} if it does not fit.
    [[nodiscard]] Result<Bytes> sector(const std::filesystem::path& path) const;

private:
    struct Line {
        std::string name; ///< Empty: a comment, whose whole text is the value.
        std::string value;
    };
    static Result<Line> parseLine(std::string_view text, std::size_t number,
                                  const std::filesystem::path& path);
    std::vector<Line> m_lines;
};

} // namespace fieldfare::installer
