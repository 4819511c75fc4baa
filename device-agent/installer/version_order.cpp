// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/version_order.h"

#include <cstddef>

namespace fieldfare::installer {
namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The rank of the first character of `text` in a run that is not digits.
int rank(std::string_view text) {
    if (text.empty() || isDigit(text.front())) {
        return 0;
    }
    const char c = text.front();
    if (c == '~') {
        return -1;
    }
    return isLetter(c) ? c : static_cast<unsigned char>(c) + 256;
}

std::weak_ordering compareText(std::string_view& a, std::string_view& b) {
    while ((!a.empty() && !isDigit(a.front())) || (!b.empty() && !isDigit(b.front()))) {
        if (const auto order = rank(a) <=> rank(b); order != 0) {
            return order;
        }
        a.remove_prefix(1); // equal ranks: both have a character here
        b.remove_prefix(1);
    }
    return std::weak_ordering::equivalent;
}

/// Takes a run of digits without its leading zeros.
std::string_view takeDigits(std::string_view& text) {
    while (!text.empty() && text.front() == '0') {
        text.remove_prefix(1);
    }
    std::size_t length = 0;
    while (length < text.size() && isDigit(text[length])) {
        ++length;
    }
    const std::string_view digits = text.substr(0, length);
    text.remove_prefix(length);
    return digits;
}

std::weak_ordering compareDigits(std::string_view& a, std::string_view& b) {
    const std::string_view left = takeDigits(a);
    const std::string_view right = takeDigits(b);
    if (left.size() != right.size()) {
        return left.size() <=> right.size();
    }
    return left.compare(right) <=> 0;
}

} // namespace

std::weak_ordering compareVersions(std::string_view a, std::string_view b) {
    while (!a.empty() || !b.empty()) {
        if (const auto order = compareText(a, b); order != 0) {
            return order;
        }
        if (const auto order = compareDigits(a, b); order != 0) {
            return order;
        }
    }
    return std::weak_ordering::equivalent;
}

} // namespace fieldfare::installer
