// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <filesystem>
#include <functional>
#include <optional>

namespace fieldfare::app {

/// Where passphrases come from, in this order: the first line of --passphrase-file, the variable
/// FIELDFARE_PASSPHRASE, the terminal (/dev/tty, without echo). Never stored, never printed.
class SecretPrompt {
public:
    explicit SecretPrompt(std::optional<std::filesystem::path> passphraseFile = std::nullopt);

    /// The passphrase of something that exists; `what` names it in the prompt, e.g. "release.key".
    /// Errors: NotFound (the file), WrongPassphrase{path} if there is nowhere to ask.
    [[nodiscard]] Result<Secret> ask(std::string_view what);
    /// A new passphrase: on a terminal asked for twice, at least `minLength` characters. Errors: as ask,
    /// BadUsage.
    [[nodiscard]] Result<Secret> askNew(std::string_view what, std::size_t minLength = 8);
    /// The same for what replaces a passphrase that ask() gave: from the first line of `file` or the
    /// terminal, never from --passphrase-file or the variable. Errors: as askNew.
    [[nodiscard]] static Result<Secret> askReplacement(const std::optional<std::filesystem::path>& file,
                                                       std::string_view what, std::size_t minLength = 8);
    /// ask() as a function, for core's SecretProvider. Borrows this.
    [[nodiscard]] std::function<Result<Secret>(std::string_view)> provider();

private:
    [[nodiscard]] Result<std::optional<Secret>> fromFileOrVariable() const;
    std::optional<std::filesystem::path> m_passphraseFile;
};

} // namespace fieldfare::app
