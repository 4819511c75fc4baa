// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/manifest.h"
#include "core/crypto/trust_store.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace fieldfare::app {

/// Whether this fleet's devices would take a bundle's signature.
enum class BundleTrust {
    Trusted,
    Unsigned,
    Untrusted, ///< Signed, and not by a key that this fleet trusts.
    NotJudged, ///< Signed; this laptop belongs to no fleet yet.
    Damaged,   ///< Not a whole bundle.
};

/// A signature as it stands in the file.
struct BundleSignature {
    QString name; ///< Of the certificate: untrusted text unless accepted.
    QDateTime signedAt;
    bool accepted = false;
};

/// What a look at the head of a bundle shows. Its data is not read: devices check each frame of it.
struct BundleFacts {
    QString path;
    std::uint64_t sizeBytes = 0;
    QDateTime changedAt;
    BundleTrust trust = BundleTrust::Damaged;
    std::optional<Error> error; ///< Why it is unsigned, not trusted or damaged.
    std::optional<Manifest> manifest;
    QString identity; ///< SHA-256 of the manifest, hexadecimal.
    std::vector<BundleSignature> signatures;
};

/// Looks at one bundle. `trust` may be null: then nothing is judged. May run on any thread.
[[nodiscard]] BundleFacts lookIntoBundle(const QString& path, const TrustStore* trust,
                                         const TimePolicy& time);

/// What a device that runs one release must fetch for another.
struct BundleTravel {
    std::uint64_t fetchBytes = 0;
    std::uint64_t totalBytes = 0;
};
/// From the indexes alone; reads a few megabytes of each file. May run on any thread. Errors: those of
/// openByteSource, readUnverifiedHead and planTransfer.
[[nodiscard]] Result<BundleTravel> travelBetween(const QString& installed, const QString& wanted);

} // namespace fieldfare::app
