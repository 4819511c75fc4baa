// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/bundle/limits.h"
#include "core/crypto/digest.h"

namespace fieldfare {

struct Release {
    std::string name;        ///< 1 to 64 of [A-Za-z0-9._+-]
    std::string version;     ///< 1 to 64 of the same; for people
    std::uint64_t epoch = 0; ///< The signed security counter; a device never goes below its floor.
    UnixTime builtAt{};
    std::string updateClass = "feature"; ///< "security", "feature" or "maintenance"
    std::string notes;                   ///< Plain text, at most 64 KiB
    std::vector<std::string> advisories; ///< e.g. CVE ids that this release fixes
    std::optional<Digest> sbomDigest;
    friend bool operator==(const Release&, const Release&) = default;
};

struct CompatibleDevice {
    std::string model;                          ///< "vendor,board", as in a device tree
    std::vector<std::string> hardwareRevisions; ///< empty: all
    friend bool operator==(const CompatibleDevice&, const CompatibleDevice&) = default;
};

/// What must already be committed on the device.
struct Precondition {
    std::string release;               ///< release name; empty: do not care
    std::vector<std::string> versions; ///< one of these; empty: do not care
    friend bool operator==(const Precondition&, const Precondition&) = default;
};

struct Payload {
    std::string
        name; ///< [a-z0-9][a-z0-9-]{0,31}; members are <name>.index, <name>.zst and maybe <name>.patch
    std::string kind = "raw";
    std::string group; ///< slot group on the device; the name by default
    std::uint64_t imageBytes = 0;
    Digest imageDigest; ///< Of the whole image: for people and `extract`; a device checks frame by frame.
    std::uint64_t indexBytes = 0;
    Digest indexDigest;
    std::uint64_t dataBytes = 0;
    std::uint64_t patchBytes = 0; ///< Of the member with patches; 0: there is none.
    friend bool operator==(const Payload&, const Payload&) = default;
};

/// The newest format that this version reads; a builder writes the lowest that serves.
inline constexpr std::uint64_t manifestFormat = 1;
/// A feature in `requires`: payloads have patches (core/bundle/patch.h).
inline constexpr std::string_view patchesFeature = "patches";

/// manifest.json. Written and read as docs/FORMAT.md says.
struct Manifest {
    std::uint64_t format = 1;
    std::vector<std::string> requiredFeatures; ///< `requires`
    Release release;
    std::vector<CompatibleDevice> compatible;
    Precondition precondition;
    bool carriesAgent = false;
    std::vector<Payload> payloads;
    Json annotations = Json::object();
    friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// Parses and validates every field; the caller has verified the signature over exactly these bytes.
/// Errors: TooLarge, BadJson, MissingKey, UnknownKey, BadValue, UnsupportedFormat, UnknownFeature.
[[nodiscard]] Result<Manifest> parseManifest(ByteView json);
/// The canonical text: sorted keys, two spaces of indent, a final newline. Same manifest, same bytes.
[[nodiscard]] Bytes writeManifest(const Manifest& manifest);

} // namespace fieldfare
