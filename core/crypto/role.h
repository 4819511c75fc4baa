// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace fieldfare {

/// What a certificate may do. A role holds only if the certificate was issued by that role's authority (an
/// intermediate whose extended key usage carries the role's OID) AND the certificate carries the same OID
/// itself.
enum class Role { Release, Technician, Device, Depot };

inline constexpr std::array allRoles = {Role::Release, Role::Technician, Role::Device, Role::Depot};

/// "release", "technician", "device", "depot".
[[nodiscard]] std::string_view roleName(Role role);
[[nodiscard]] std::optional<Role> roleFromName(std::string_view name);
/// The role's object identifier in dotted form, under 2.25 (UUID arc, ITU-T X.667).
[[nodiscard]] const char* roleOid(Role role);

} // namespace fieldfare
