// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <cstdlib>
#include <optional>
#include <utility>
#include <variant>

namespace fieldfare {

/// A value or the Error that prevented it: the one way in which functions of the project fail. No exceptions
/// cross the core's interface. Reading the value of a failed Result ends the program, as a broken invariant
/// does.
template <typename T = void>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value)) {} // NOLINT: implicit by design
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error)) {} // NOLINT: implicit by design

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] T& value() & { return *checked(std::get_if<0>(&m_state)); }
    [[nodiscard]] const T& value() const& { return *checked(std::get_if<0>(&m_state)); }
    [[nodiscard]] T&& value() && { return std::move(*checked(std::get_if<0>(&m_state))); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    [[nodiscard]] Error& error() & { return *checked(std::get_if<1>(&m_state)); }
    [[nodiscard]] const Error& error() const& { return *checked(std::get_if<1>(&m_state)); }
    [[nodiscard]] Error&& error() && { return std::move(*checked(std::get_if<1>(&m_state))); }

    /// Adds a parameter to the error, if there is one.
    [[nodiscard]] Result with(std::string_view name, ErrorValue extra) && {
        return ok() ? std::move(*this) : Result(std::move(error()).with(name, std::move(extra)));
    }

private:
    template <typename P>
    static P* checked(P* pointer) {
        if (pointer == nullptr) {
            std::abort();
        }
        return pointer;
    }
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error)) {} // NOLINT: implicit by design

    [[nodiscard]] bool ok() const { return !m_error.has_value(); }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] Error& error() & {
        if (!m_error) {
            std::abort();
        }
        return *m_error;
    }
    [[nodiscard]] const Error& error() const& { return const_cast<Result*>(this)->error(); }
    [[nodiscard]] Error&& error() && { return std::move(error()); }

    [[nodiscard]] Result with(std::string_view name, ErrorValue extra) && {
        return ok() ? std::move(*this) : Result(std::move(*m_error).with(name, std::move(extra)));
    }

private:
    std::optional<Error> m_error;
};

/// FF_TRY(auto x, f()): x is f()'s value, or the calling function returns f()'s error.
#define FF_TRY_JOIN2(a, b) a##b
#define FF_TRY_JOIN(a, b) FF_TRY_JOIN2(a, b)
#define FF_TRY(declaration, ...) FF_TRY_IMPL(FF_TRY_JOIN(ffTry, __LINE__), declaration, __VA_ARGS__)
#define FF_TRY_IMPL(temporary, declaration, ...)                                                             \
    auto temporary = (__VA_ARGS__);                                                                          \
    if (!temporary.ok()) {                                                                                   \
        return std::move(temporary).error();                                                                 \
    }                                                                                                        \
    declaration = std::move(temporary).value()

/// FF_CHECK(f()): the calling function returns f()'s error, if there is one; a value is dropped.
#define FF_CHECK(...)                                                                                        \
    do {                                                                                                     \
        if (auto ffCheck = (__VA_ARGS__); !ffCheck.ok()) {                                                   \
            return std::move(ffCheck).error();                                                               \
        }                                                                                                    \
    } while (false)

} // namespace fieldfare
