// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/progress_line.h"
#include "app/cli/secret_prompt.h"
#include "core/base/error.h"
#include "core/base/json.h"

#include <QStringList>

#include <cstdio>
#include <memory>

namespace fieldfare::app {

enum class OutputMode { Text, Json };
enum class Chattiness { Normal, Quiet };

/// What a command may use of its surroundings. One thread.
///
/// Text mode: results on stdout, everything else on stderr. JSON mode: exactly one document on stdout (a
/// stream of lines for commands that watch), be it a result or {"error":{...}}; nothing on stderr.
class CliContext {
public:
    CliContext(OutputMode mode, Chattiness chattiness, SecretPrompt secrets, std::FILE* out = stdout,
               std::FILE* err = stderr);

    [[nodiscard]] bool json() const { return m_mode == OutputMode::Json; }
    [[nodiscard]] bool quiet() const { return m_chattiness == Chattiness::Quiet; }

    /// A line of the result; nothing in JSON mode.
    void line(const QString& text);
    /// A table of the result with a header line, columns as wide as needed (CJK counts double); nothing in
    /// JSON mode.
    void table(const QStringList& headers, const std::vector<QStringList>& rows);
    /// The result document; nothing in text mode. Invalid UTF-8 in it is replaced.
    void document(const Json& result);
    /// One compact line of JSON at once, for commands that watch; nothing in text mode.
    void documentLine(const Json& event);
    /// A remark for a person, on stderr; nothing in JSON mode or if quiet.
    void note(const QString& text);
    /// An error: three parts on stderr, or {"error":{...}} as the document.
    void error(const Error& error);

    /// A progress display that fits where stderr goes: a line that is redrawn on a terminal, a plain line now
    /// and then without one, nothing in JSON mode or if quiet. Ended by destroying it.
    [[nodiscard]] std::unique_ptr<ProgressLine> progress(const QString& title);
    /// How a display on stderr may look.
    [[nodiscard]] ProgressStyle progressStyle() const;
    [[nodiscard]] std::FILE* errorStream() const { return m_err; }

    /// Passphrases, from --passphrase-file, FIELDFARE_PASSPHRASE or the terminal.
    [[nodiscard]] SecretPrompt& secrets() { return m_secrets; }

private:
    OutputMode m_mode;
    Chattiness m_chattiness;
    SecretPrompt m_secrets;
    std::FILE* m_out;
    std::FILE* m_err;
};

/// {"code", "params", "happened", "where", "remedy"}: an error as every JSON document of the program shows
/// it.
[[nodiscard]] Json errorDocument(const Error& error);

} // namespace fieldfare::app
