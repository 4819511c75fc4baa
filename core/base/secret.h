// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string.h>
#include <string>
#include <string_view>
#include <utility>

namespace fieldfare {

/// A passphrase, PIN or token: has no formatter and no stream operator, and wipes its memory at the end.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value)
        : m_value(std::move(value)) {}
    Secret(Secret&& other) noexcept
        : m_value(std::move(other.m_value)) {
        other.wipe();
    }
    Secret& operator=(Secret&& other) noexcept {
        if (this != &other) {
            wipe();
            m_value = std::move(other.m_value);
            other.wipe();
        }
        return *this;
    }
    ~Secret() { wipe(); }

    /// The secret itself; never log it, never put it into an Error.
    [[nodiscard]] std::string_view reveal() const { return m_value; }
    [[nodiscard]] bool empty() const { return m_value.empty(); }
    [[nodiscard]] Secret clone() const { return Secret(m_value); }

private:
    void wipe() noexcept {
        if (!m_value.empty()) {
            ::explicit_bzero(m_value.data(), m_value.size());
        }
        m_value.clear();
    }
    std::string m_value;
};

} // namespace fieldfare
