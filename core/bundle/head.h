// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/index.h"

namespace fieldfare {

/// The first two members of a bundle, before anything in them is believed.
struct SignedPart {
    Bytes manifest; ///< The exact bytes that the signature covers.
    Bytes cms;      ///< Empty in a bundle that nobody signed yet.
};

/// The parsed head of a bundle: everything before the data. Its structure was compared byte for byte; whether
/// anybody vouches for it is not said here. A device only ever sees it inside a VerifiedBundle
/// (core/bundle/reader.h); the builder reads previous bundles with it, and `bundle inspect` shows unsigned
/// ones.
struct BundleHead {
    Digest manifestDigest;
    Manifest manifest;
    Layout layout;
    std::vector<Index> indexes; ///< One for each payload.
};

/// Reads the first two members: canonical headers, sizes within limits, zero padding.
/// Errors: TruncatedBundle, TooLarge, BadBundle{member,detail}, Io.
[[nodiscard]] Result<SignedPart> readSignedPart(ByteSource& source);

/// Parses the manifest, derives the layout from it and checks headers, padding and indexes against it. The
/// caller has verified the signature, or knows that it does not matter. Keeps `source` for reading
/// fingerprints. Errors: those of parseManifest and Index::open; TruncatedBundle, BadBundle{member,detail},
/// Io.
[[nodiscard]] Result<BundleHead> parseHead(std::shared_ptr<ByteSource> source, const SignedPart& signedPart);

/// Both in one, for a bundle whose signature does not matter here.
[[nodiscard]] Result<BundleHead> readUnverifiedHead(std::shared_ptr<ByteSource> source);

/// Reads `into` from `offset`. Errors: TruncatedBundle{member,need,have}, Io.
[[nodiscard]] Result<> readBundleBytes(ByteSource& source, std::uint64_t offset, MutableBytes into,
                                       std::string_view member);
/// Compares a member's header with the canonical one. Errors: TruncatedBundle, BadBundle, Io.
[[nodiscard]] Result<> checkMemberHeader(ByteSource& source, const Member& member);
/// Checks that zeros fill the member's last tar block. Errors: TruncatedBundle, BadBundle, Io.
[[nodiscard]] Result<> checkMemberPadding(ByteSource& source, const Member& member);

} // namespace fieldfare
