// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "core/bundle/reader.h"
#include "core/crypto/signer.h"

namespace fieldfare::app {

/// The subcommands of `fieldfare bundle`, one function each; bundle_command.cpp has their specs.
[[nodiscard]] Result<ExitCode> buildBundleAction(const Arguments& arguments, CliContext& context);
[[nodiscard]] Result<ExitCode> signBundleAction(const Arguments& arguments, CliContext& context);
[[nodiscard]] Result<ExitCode> verifyBundleAction(const Arguments& arguments, CliContext& context);
[[nodiscard]] Result<ExitCode> inspectBundleAction(const Arguments& arguments, CliContext& context);
[[nodiscard]] Result<ExitCode> extractBundleAction(const Arguments& arguments, CliContext& context);
[[nodiscard]] Result<ExitCode> planBundleAction(const Arguments& arguments, CliContext& context);

/// The signers of all --key and --cert pairs, in order. Errors: BadUsage, those of openSigner.
[[nodiscard]] Result<std::vector<std::unique_ptr<Signer>>> signersOf(const Arguments& arguments,
                                                                     CliContext& context);
[[nodiscard]] std::vector<Signer*> borrowed(const std::vector<std::unique_ptr<Signer>>& signers);

/// Opens and verifies a bundle against --trust, --required and now. Errors: NotFound, those of verifyBundle.
[[nodiscard]] Result<VerifiedBundle> openVerified(std::shared_ptr<ByteSource> source,
                                                  const Arguments& arguments);

/// "gateway-os 2.0 (epoch 1)".
[[nodiscard]] QString releaseText(const Release& release);
/// The manifest's facts as every JSON document of `bundle` shows them.
[[nodiscard]] Json manifestDocument(const BundleHead& head);
[[nodiscard]] Json signersDocument(const SignatureVerdict& verdict);

} // namespace fieldfare::app
