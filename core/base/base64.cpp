// SPDX-License-Identifier: Apache-2.0
#include "core/base/base64.h"

#include <algorithm>

namespace fieldfare {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Error notBase64() {
    return Error(ErrorCode::BadValue, {{"detail", "not base64"}});
}

} // namespace

std::string toBase64(ByteView bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            group = (group << 8U) | (i < count ? std::to_integer<std::uint32_t>(bytes[at + i]) : 0U);
        }
        for (std::size_t i = 0; i < 4; ++i) {
            text += i <= count ? alphabet[(group >> (18U - 6U * i)) & 63U] : '=';
        }
    }
    return text;
}

Result<Bytes> fromBase64(std::string_view text) {
    if (text.size() % 4 != 0) {
        return notBase64();
    }
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t at = 0; at < text.size(); at += 4) {
        std::string_view digits = text.substr(at, 4);
        const bool last = at + 4 == text.size();
        while (last && digits.size() > 2 && digits.back() == '=') {
            digits.remove_suffix(1);
        }
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const std::size_t value = i < digits.size() ? alphabet.find(digits[i]) : 0;
            if (value == std::string_view::npos) {
                return notBase64();
            }
            group = (group << 6U) | static_cast<std::uint32_t>(value);
        }
        for (std::size_t i = 0; i < 3; ++i) {
            const auto byte = static_cast<std::byte>((group >> (16U - 8U * i)) & 0xffU);
            if (i + 1 < digits.size()) {
                bytes.push_back(byte);
            } else if (byte != std::byte{0}) {
                return notBase64();
            }
        }
    }
    return bytes;
}

} // namespace fieldfare
