// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <concepts>
#include <utility>

namespace fieldfare {

/// Arithmetic that refuses to wrap. Every size and offset that comes from outside goes through these.
/// Errors: Overflow.
template <std::integral T>
[[nodiscard]] Result<T> checkedAdd(T a, T b) {
    T sum{};
    if (__builtin_add_overflow(a, b, &sum)) {
        return Error(ErrorCode::Overflow);
    }
    return sum;
}
template <std::integral T>
[[nodiscard]] Result<T> checkedSub(T a, T b) {
    T difference{};
    if (__builtin_sub_overflow(a, b, &difference)) {
        return Error(ErrorCode::Overflow);
    }
    return difference;
}
template <std::integral T>
[[nodiscard]] Result<T> checkedMul(T a, T b) {
    T product{};
    if (__builtin_mul_overflow(a, b, &product)) {
        return Error(ErrorCode::Overflow);
    }
    return product;
}
/// The same number as another integer type, if it fits.
template <std::integral To, std::integral From>
[[nodiscard]] Result<To> checkedCast(From value) {
    if (!std::in_range<To>(value)) {
        return Error(ErrorCode::Overflow);
    }
    return static_cast<To>(value);
}
/// `value` rounded up to a multiple of `unit` (unit > 0).
template <std::unsigned_integral T>
[[nodiscard]] Result<T> checkedRoundUp(T value, T unit) {
    const T rest = value % unit;
    return rest == 0 ? Result<T>(value) : checkedAdd<T>(value, unit - rest);
}

} // namespace fieldfare
