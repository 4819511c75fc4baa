// SPDX-License-Identifier: Apache-2.0
#include "app/cli/secret_prompt.h"

#include "core/base/file.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <termios.h>

namespace fieldfare::app {

namespace {

constexpr std::size_t maxSecretBytes = 1024;

/// Switches the terminal's echo off for its life.
class WithoutEcho {
public:
    explicit WithoutEcho(int fd)
        : m_fd(fd)
        , m_changed(::tcgetattr(fd, &m_before) == 0) {
        if (m_changed) {
            termios silent = m_before;
            silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            ::tcsetattr(fd, TCSAFLUSH, &silent);
        }
    }
    ~WithoutEcho() {
        if (m_changed) {
            ::tcsetattr(m_fd, TCSAFLUSH, &m_before);
        }
    }
    WithoutEcho(const WithoutEcho&) = delete;
    WithoutEcho& operator=(const WithoutEcho&) = delete;

private:
    int m_fd;
    termios m_before{};
    bool m_changed;
};

Error nobodyToAsk(std::string_view what) {
    return Error(ErrorCode::WrongPassphrase, {{"path", std::string(what)}});
}

Result<Secret> readFromTerminal(const QString& prompt, std::string_view what) {
    const UniqueFd terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
    if (!terminal) {
        return nobodyToAsk(what);
    }
    const QByteArray question = prompt.toUtf8();
    std::string line;
    line.reserve(maxSecretBytes); // so that growing leaves no copy behind
    {
        // The question comes after the switch, so that nothing typed in answer to it is shown or dropped.
        const WithoutEcho silent(terminal.get());
        FF_CHECK(writeAll(terminal.get(),
                          asBytes({question.constData(), static_cast<std::size_t>(question.size())}),
                          "/dev/tty"));
        char c = 0;
        while (line.size() < maxSecretBytes && ::read(terminal.get(), &c, 1) == 1 && c != '\n') {
            line += c;
        }
    }
    FF_CHECK(writeAll(terminal.get(), asBytes("\n"), "/dev/tty"));
    return Secret(std::move(line));
}

Result<Secret> firstLine(const std::filesystem::path& file) {
    FF_TRY(Bytes content, readFile(file, maxSecretBytes));
    std::string line(asText(content).substr(0, asText(content).find_first_of("\r\n")));
    ::explicit_bzero(content.data(), content.size());
    return Secret(std::move(line));
}

Result<Secret> longEnough(Secret secret, std::size_t minLength) {
    if (secret.reveal().size() < minLength) {
        return Error(
            ErrorCode::BadUsage,
            {{"detail", QCoreApplication::translate("Cli", "a passphrase needs at least %1 characters")
                            .arg(minLength)
                            .toStdString()}});
    }
    return secret;
}

Result<Secret> newFromTerminal(std::string_view what, std::size_t minLength) {
    const QString name = QString::fromUtf8(what.data(), static_cast<qsizetype>(what.size()));
    FF_TRY(Secret typed,
           readFromTerminal(QCoreApplication::translate("Cli", "New passphrase of %1: ").arg(name), what));
    FF_TRY(Secret first, longEnough(std::move(typed), minLength));
    FF_TRY(const Secret second,
           readFromTerminal(QCoreApplication::translate("Cli", "The same again: "), what));
    if (first.reveal() != second.reveal()) {
        return Error(
            ErrorCode::BadUsage,
            {{"detail", QCoreApplication::translate("Cli", "the two passphrases differ").toStdString()}});
    }
    return first;
}

} // namespace

SecretPrompt::SecretPrompt(std::optional<std::filesystem::path> passphraseFile)
    : m_passphraseFile(std::move(passphraseFile)) {}

Result<std::optional<Secret>> SecretPrompt::fromFileOrVariable() const {
    if (m_passphraseFile) {
        FF_TRY(Secret line, firstLine(*m_passphraseFile));
        return std::optional<Secret>(std::move(line));
    }
    if (const char* variable = std::getenv("FIELDFARE_PASSPHRASE");
        variable != nullptr && *variable != '\0') {
        return std::optional<Secret>(Secret(std::string(variable)));
    }
    return std::optional<Secret>();
}

Result<Secret> SecretPrompt::ask(std::string_view what) {
    FF_TRY(std::optional<Secret> given, fromFileOrVariable());
    if (given) {
        return std::move(*given);
    }
    const QString name = QString::fromUtf8(what.data(), static_cast<qsizetype>(what.size()));
    return readFromTerminal(QCoreApplication::translate("Cli", "Passphrase of %1: ").arg(name), what);
}

Result<Secret> SecretPrompt::askNew(std::string_view what, std::size_t minLength) {
    FF_TRY(std::optional<Secret> given, fromFileOrVariable());
    return given ? longEnough(std::move(*given), minLength) : newFromTerminal(what, minLength);
}

Result<Secret> SecretPrompt::askReplacement(const std::optional<std::filesystem::path>& file,
                                            std::string_view what, std::size_t minLength) {
    if (!file) {
        return newFromTerminal(what, minLength);
    }
    FF_TRY(Secret given, firstLine(*file));
    return longEnough(std::move(given), minLength);
}

std::function<Result<Secret>(std::string_view)> SecretPrompt::provider() {
    return [this](std::string_view what) { return ask(what); };
}

} // namespace fieldfare::app
