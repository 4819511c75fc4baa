// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/role.h"

#include <cstddef>

namespace fieldfare {

namespace {

struct RoleEntry {
    Role role;
    std::string_view name;
    const char* oid;
};

// The arc is 2.25.<UUID as a number>, for the UUID 2ad25748-7e7a-42d3-a843-7211ef0ac9e7 made for this
// project.
constexpr std::array<RoleEntry, 4> roles = {{
    {Role::Release, "release", "2.25.56919728476464914954368483318035040743.1"},
    {Role::Technician, "technician", "2.25.56919728476464914954368483318035040743.2"},
    {Role::Device, "device", "2.25.56919728476464914954368483318035040743.3"},
    {Role::Depot, "depot", "2.25.56919728476464914954368483318035040743.4"},
}};
static_assert([] {
    for (std::size_t i = 0; i < roles.size(); ++i) {
        if (static_cast<std::size_t>(roles[i].role) != i) {
            return false;
        }
    }
    return roles.size() == allRoles.size();
}());

} // namespace

std::string_view roleName(Role role) {
    return roles.at(static_cast<std::size_t>(role)).name;
}

std::optional<Role> roleFromName(std::string_view name) {
    for (const RoleEntry& entry : roles) {
        if (entry.name == name) {
            return entry.role;
        }
    }
    return std::nullopt;
}

const char* roleOid(Role role) {
    return roles.at(static_cast<std::size_t>(role)).oid;
}

} // namespace fieldfare
