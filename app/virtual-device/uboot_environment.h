// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"

#include <array>
#include <filesystem>
#include <map>

namespace fieldfare::app {

/// U-Boot's variables, sorted by name.
using Variables = std::map<std::string, std::string, std::less<>>;

/// One copy of a redundant environment: CRC-32 of the data (u32 little-endian), a flag byte (the higher of
/// two valid copies is the newer; 0 follows 255), then NAME=VALUE strings that each end in a zero byte, and
/// zeros. Format: U-Boot's include/env_internal.h (struct environment_s with
/// CONFIG_SYS_REDUNDAND_ENVIRONMENT).
struct EnvironmentCopy {
    std::uint8_t flag = 0;
    Variables variables;
};

inline constexpr std::size_t environmentBytes = std::size_t{16} << 10;

/// Errors: BootEnvironment if the variables do not fit into environmentBytes.
[[nodiscard]] Result<Bytes> encodeEnvironment(const EnvironmentCopy& copy);
/// Errors: BootEnvironment if the checksum is wrong.
[[nodiscard]] Result<EnvironmentCopy> decodeEnvironment(ByteView bytes);

/// The boot loader's side of an environment in two files. It reads and writes the format by itself, as U-Boot
/// does, and not through the library that the installer uses: so each checks the other.
class RedundantEnvironment {
public:
    explicit RedundantEnvironment(std::array<std::filesystem::path, 2> files)
        : m_files(std::move(files)) {}

    /// Takes the newer valid copy. Returns false, and holds no variables, if there is no valid one.
    [[nodiscard]] bool load();
    [[nodiscard]] int validCopies() const { return m_validCopies; }
    [[nodiscard]] const Variables& variables() const { return m_current.variables; }
    [[nodiscard]] std::string valueOr(std::string_view name, std::string fallback) const;
    void set(std::string_view name, std::string value);
    /// Writes all variables to the older copy and flushes it: a power cut leaves the other one.
    [[nodiscard]] Result<> save();

private:
    std::array<std::filesystem::path, 2> m_files;
    EnvironmentCopy m_current;
    std::size_t m_active = 1;
    int m_validCopies = 0;
};

} // namespace fieldfare::app
