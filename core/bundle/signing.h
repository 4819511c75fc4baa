// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/manifest.h"
#include "core/crypto/signer.h"

#include <filesystem>

namespace fieldfare {

/// What happens to signatures that a bundle has already.
enum class ExistingSignatures { Keep, Drop };

/// Signs a bundle that is built: adds a SignerInfo for each signer, or makes the signature anew. Everything
/// behind manifest.cms moves, so the file is written again; `output` (which may be `bundle` itself) appears
/// when it is complete. Errors: those of readUnverifiedHead, Signer::sign and OutputFile.
[[nodiscard]] Result<> signBundle(const std::filesystem::path& bundle, const std::filesystem::path& output,
                                  const std::vector<Signer*>& signers, UnixTime signingTime,
                                  ExistingSignatures existing);

/// The exact bytes to sign in a locked room. Errors: those of readUnverifiedHead.
[[nodiscard]] Result<Bytes> exportManifest(const std::filesystem::path& bundle);

/// Gives a bundle the signature (CMS, DER, detached) that came back from there: beside the ones that it has,
/// or in place of them. It must match this bundle's manifest; whether it is trusted is for verifyBundle to
/// say. Errors: as signBundle; BadSignature, TooLarge.
[[nodiscard]] Result<> importSignature(const std::filesystem::path& bundle,
                                       const std::filesystem::path& output, ByteView cms,
                                       ExistingSignatures existing);

} // namespace fieldfare
