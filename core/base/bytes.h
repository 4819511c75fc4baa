// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace fieldfare {

using Bytes = std::vector<std::byte>;
using ByteView = std::span<const std::byte>;
using MutableBytes = std::span<std::byte>;

/// The bytes of a string, without copying.
[[nodiscard]] inline ByteView asBytes(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}
/// Bytes seen as text, without copying and without checking the encoding.
[[nodiscard]] inline std::string_view asText(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
[[nodiscard]] inline Bytes toBytes(ByteView bytes) {
    return {bytes.begin(), bytes.end()};
}

/// Lower-case hexadecimal.
[[nodiscard]] std::string toHex(ByteView bytes);
/// Reads hexadecimal of either case. Errors: BadValue.
[[nodiscard]] Result<Bytes> fromHex(std::string_view text);

/// Little-endian integers, the byte order of everything binary in the project. `bytes` must hold sizeof(T).
template <typename T>
[[nodiscard]] T loadLittleEndian(ByteView bytes) {
    static_assert(std::is_unsigned_v<T>);
    T value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        value = static_cast<T>(value | static_cast<T>(static_cast<T>(bytes[i]) << (8 * i)));
    }
    return value;
}
template <typename T>
void storeLittleEndian(MutableBytes bytes, T value) {
    static_assert(std::is_unsigned_v<T>);
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        bytes[i] = static_cast<std::byte>((value >> (8 * i)) & 0xff);
    }
}
template <typename T>
void appendLittleEndian(Bytes& out, T value) {
    const std::size_t at = out.size();
    out.resize(at + sizeof(T));
    storeLittleEndian<T>(MutableBytes(out).subspan(at), value);
}

/// True if every byte is zero; an empty view is.
[[nodiscard]] inline bool isAllZero(ByteView bytes) {
    return bytes.empty() ||
           (bytes[0] == std::byte{0} && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

} // namespace fieldfare
