// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/fleet_register.h"

#include "core/base/file.h"
#include "core/base/json.h"

#include <algorithm>
#include <limits>

namespace fieldfare {

namespace {

constexpr std::uint64_t registerFormat = 1;
constexpr std::size_t maxRegisterBytes = std::size_t{256} << 20;
constexpr std::size_t maxEntries = 1'000'000;
constexpr auto maxNumber = std::numeric_limits<std::uint64_t>::max();

Json toJson(const IssuedCertificate& entry) {
    return {{"role", roleName(entry.role)},
            {"name", entry.name},
            {"serial", entry.serial},
            {"fingerprint", entry.fingerprint.hex()},
            {"publicKey", entry.publicKey.hex()},
            {"issuedAt", entry.issuedAt.time_since_epoch().count()},
            {"notAfter", entry.notAfter.time_since_epoch().count()}};
}

Result<IssuedCertificate> entryFrom(const Json& json) {
    JsonReader reader(json, "certificates");
    IssuedCertificate entry;
    const std::string role = reader.text("role", 16);
    entry.name = reader.text("name", 64);
    entry.serial = reader.text("serial", 64);
    const std::string fingerprint = reader.text("fingerprint", 64);
    const std::string publicKey = reader.text("publicKey", 64);
    entry.issuedAt = UnixTime{std::chrono::seconds{reader.signedNumber("issuedAt")}};
    entry.notAfter = UnixTime{std::chrono::seconds{reader.signedNumber("notAfter")}};
    const std::optional<Role> known = roleFromName(role);
    if (!known) {
        reader.fail("role", "not a role");
    }
    FF_CHECK(reader.finish());
    entry.role = *known;
    FF_TRY(entry.fingerprint, digestFromHex(fingerprint));
    FF_TRY(entry.publicKey, digestFromHex(publicKey));
    return entry;
}

Result<FleetRegister> parse(std::string_view text) {
    FF_TRY(const Json json, parseJson(text, {.maxBytes = maxRegisterBytes, .maxDepth = 4}));
    JsonReader reader(json, "register");
    FleetRegister parsed;
    if (reader.number("format", maxNumber) != registerFormat) {
        reader.fail("format", "only format 1 is known");
    }
    parsed.revocations.number = reader.number("revocationNumber", maxNumber);
    const std::vector<std::string> revoked = reader.textArray("revokedKeys", maxEntries, 64);
    const Json& entries = reader.array("certificates", maxEntries);
    FF_CHECK(reader.finish());
    for (const std::string& key : revoked) {
        FF_TRY(parsed.revocations.publicKeys.emplace_back(), digestFromHex(key));
    }
    std::sort(parsed.revocations.publicKeys.begin(), parsed.revocations.publicKeys.end());
    for (const Json& entry : entries) {
        FF_TRY(IssuedCertificate certificate, entryFrom(entry));
        parsed.certificates.push_back(std::move(certificate));
    }
    return parsed;
}

} // namespace

Result<FleetRegister> FleetRegister::read(const std::filesystem::path& path) {
    Result<Bytes> text = readFile(path, maxRegisterBytes);
    if (!text.ok() && text.error().code() == ErrorCode::NotFound) {
        return FleetRegister{};
    }
    FF_TRY(const Bytes content, std::move(text));
    return parse(asText(content)).with("path", path.string());
}

Result<> FleetRegister::write(const std::filesystem::path& path) const {
    Json entries = Json::array();
    for (const IssuedCertificate& entry : certificates) {
        entries.push_back(toJson(entry));
    }
    Json revoked = Json::array();
    for (const Digest& key : revocations.publicKeys) {
        revoked.push_back(key.hex());
    }
    const Json json = {{"format", registerFormat},
                       {"revocationNumber", revocations.number},
                       {"revokedKeys", std::move(revoked)},
                       {"certificates", std::move(entries)}};
    return writeFileAtomically(path, asBytes(json.dump(1) + "\n"), 0600);
}

std::vector<IssuedCertificate> FleetRegister::find(std::string_view what) const {
    std::vector<IssuedCertificate> found;
    std::copy_if(certificates.begin(), certificates.end(), std::back_inserter(found),
                 [&](const IssuedCertificate& each) {
                     return each.name == what || each.serial == what ||
                            std::string(roleName(each.role)) + "/" + each.name == what;
                 });
    return found;
}

bool FleetRegister::isInUse(Role role, std::string_view name, UnixTime now) const {
    return std::any_of(certificates.begin(), certificates.end(), [&](const IssuedCertificate& each) {
        return each.role == role && each.name == name && !isRevoked(each) && each.notAfter >= now;
    });
}

} // namespace fieldfare
