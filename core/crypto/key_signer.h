// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/crypto/certificate_builder.h"
#include "core/crypto/signer.h"

namespace fieldfare {

/// Reads a PEM private key of at most 64 KiB; `passphrase` is asked only if it is encrypted. Errors:
/// NotFound, TooLarge, BadKey, WrongPassphrase, and those of `passphrase`.
[[nodiscard]] Result<PrivateKey> openPrivateKey(const std::filesystem::path& path,
                                                const SecretProvider& passphrase);

/// A Signer with an opened key, in memory or behind an engine. `chain` is leaf first. Errors: BadKey,
/// KeyMismatch, BadCertificate.
[[nodiscard]] Result<std::unique_ptr<Signer>> makeKeySigner(PrivateKey key, std::vector<Certificate> chain);

} // namespace fieldfare
