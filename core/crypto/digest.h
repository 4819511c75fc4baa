// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.h"

#include <memory>

namespace fieldfare {

/// A SHA-256 value.
struct Digest {
    std::array<std::byte, 32> bytes{};
    friend bool operator==(const Digest&, const Digest&) = default;
    friend auto operator<=>(const Digest&, const Digest&) = default;
    [[nodiscard]] std::string hex() const { return toHex(bytes); }
};

/// Reads 64 hexadecimal digits. Errors: BadValue.
[[nodiscard]] Result<Digest> digestFromHex(std::string_view text);

/// Incremental SHA-256 (FIPS 180-4) by OpenSSL, which uses the CPU's SHA instructions. One thread at a time.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    void update(ByteView data);
    /// The digest of everything since construction or the last finish(), which also starts anew.
    [[nodiscard]] Digest finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

[[nodiscard]] Digest sha256(ByteView data);

} // namespace fieldfare
