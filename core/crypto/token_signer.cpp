// SPDX-License-Identifier: Apache-2.0
// OpenSSL 3.0 marks the engine interface as deprecated, but offers no provider for PKCS#11 on Debian 12;
// libp11's engine is the one that is packaged and maintained there. The warning is silenced for this file
// alone.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "core/crypto/key_files.h"
#include "core/crypto/key_signer.h"
#include "core/crypto/openssl.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <openssl/engine.h>
#include <openssl/err.h>
#include <openssl/ui.h>

namespace fieldfare {

namespace {

using Engine = openssl::Owned<ENGINE, ENGINE_free>;
using UiMethod = openssl::Owned<UI_METHOD, UI_destroy_method>;

Error unavailable(std::string detail) {
    return Error(ErrorCode::TokenUnavailable, {{"detail", std::move(detail)}});
}

constexpr std::size_t maxPinFileBytes = 1024;

/// A PKCS#11 URI in its two parts: the path names the key, the query says how to reach it.
struct TokenUri {
    std::string path; ///< With "pkcs11:"; holds no secret.
    std::string_view query;
    /// The value of a query attribute, decoded; nothing if it is not there.
    [[nodiscard]] std::optional<Secret> attribute(std::string_view name) const;
};

TokenUri splitUri(std::string_view uri) {
    const std::size_t question = uri.find('?');
    return {std::string(uri.substr(0, question)),
            question == std::string_view::npos ? std::string_view() : uri.substr(question + 1)};
}

Secret percentDecoded(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size()); // so that growing leaves no copy behind
    for (std::size_t i = 0; i < text.size(); ++i) {
        const Result<Bytes> byte = text[i] == '%' ? fromHex(text.substr(i + 1, 2)) : Result<Bytes>(Bytes{});
        const bool isEscape = text[i] == '%' && byte.ok() && byte->size() == 1;
        decoded += isEscape ? static_cast<char>(byte->front()) : text[i];
        i += isEscape ? 2 : 0;
    }
    return Secret(std::move(decoded));
}

std::optional<Secret> TokenUri::attribute(std::string_view name) const {
    std::string_view rest = query;
    while (!rest.empty()) {
        const std::string_view part = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), part.size() + 1));
        if (part.size() > name.size() && part.starts_with(name) && part[name.size()] == '=') {
            return percentDecoded(part.substr(name.size() + 1));
        }
    }
    return std::nullopt;
}

/// The PIN from the URI (pin-value), from the file that it names (pin-source), or from `provider`.
Result<Secret> findPin(const TokenUri& uri, const SecretProvider& provider) {
    if (std::optional<Secret> value = uri.attribute("pin-value")) {
        return std::move(*value);
    }
    if (const std::optional<Secret> source = uri.attribute("pin-source")) {
        std::string_view path = source->reveal();
        path.remove_prefix(path.starts_with("file:") ? 5 : 0);
        FF_TRY(const Secret content, readSecretFile(path, maxPinFileBytes));
        return Secret(std::string(content.reveal().substr(0, content.reveal().find_first_of("\r\n"))));
    }
    return provider ? provider(uri.path)
                    : Result<Secret>(Error(ErrorCode::TokenUnavailable, {{"detail", "it needs a PIN"}}));
}

struct PinCall {
    const TokenUri* uri = nullptr;
    const SecretProvider* provider = nullptr;
    std::optional<Error> error;
    bool asked = false;
};

int readPin(UI* ui, UI_STRING* question) {
    auto& call = *static_cast<PinCall*>(UI_get0_user_data(ui));
    if (UI_get_string_type(question) != UIT_PROMPT && UI_get_string_type(question) != UIT_VERIFY) {
        return 1;
    }
    if (call.asked) {
        return 0; // A second question means that the PIN was wrong; asking on would lock the token.
    }
    call.asked = true;
    Result<Secret> pin = findPin(*call.uri, *call.provider);
    if (!pin.ok()) {
        call.error = std::move(pin).error();
        return 0;
    }
    return UI_set_result_ex(ui, question, pin->reveal().data(), static_cast<int>(pin->reveal().size())) >= 0
               ? 1
               : 0;
}

/// Why the engine gave no key. libp11 leaves the module's own answer (a CKR_ value of PKCS#11) in OpenSSL's
/// queue, under a library number that is only known while the program runs; so it is told by its name.
Error refusal() {
    constexpr int pinIncorrect = 0xA0;
    constexpr int pinInvalid = 0xA1;
    constexpr int pinLengthRange = 0xA2;
    constexpr int pinLocked = 0xA4;
    std::optional<Error> told;
    while (const unsigned long code = ERR_get_error()) {
        const char* const library = ERR_lib_error_string(code);
        if (library == nullptr) {
            continue;
        }
        const int reason = ERR_GET_REASON(code);
        if (std::string_view(library) == "PKCS#11 module" && reason == pinLocked) {
            return Error(ErrorCode::PinLocked);
        }
        if (std::string_view(library) == "PKCS#11 module" &&
            (reason == pinIncorrect || reason == pinInvalid || reason == pinLengthRange)) {
            told = Error(ErrorCode::PinRefused);
        } else if (std::string_view(library) == "PKCS#11 module" && !told) {
            const char* const text = ERR_reason_error_string(code);
            told = unavailable(text == nullptr ? "the token reported error " + std::to_string(reason) : text);
        }
    }
    return told.value_or(Error(ErrorCode::TokenKeyMissing));
}

/// The engine, initialised for the module that the URI or PKCS11_MODULE_PATH names (else p11-kit's list of
/// modules).
Result<std::shared_ptr<ENGINE>> openEngine(const openssl::ErrorQueue& queue, const std::string& module) {
    ENGINE_load_dynamic();
    Engine engine(ENGINE_by_id("pkcs11"));
    if (!engine) {
        return unavailable("OpenSSL has no engine pkcs11; install libengine-pkcs11-openssl");
    }
    ENGINE_ctrl_cmd_string(engine.get(), "QUIET", nullptr, 0);
    if (!module.empty() && ENGINE_ctrl_cmd_string(engine.get(), "MODULE_PATH", module.c_str(), 0) != 1) {
        return unavailable("the PKCS#11 module cannot be set");
    }
    if (ENGINE_init(engine.get()) != 1) {
        return unavailable(queue.reason("the PKCS#11 module cannot be loaded"));
    }
    return std::shared_ptr<ENGINE>(engine.release(), [](ENGINE* opened) {
        ENGINE_finish(opened);
        ENGINE_free(opened);
    });
}

/// OpenSSL has one engine for the whole process, and the engine keeps the first PIN that it was told: it
/// would try it on the next token and cost that one an attempt. So from the second key on, the PIN is given
/// before it is asked for.
Result<> replaceOldPin(ENGINE* engine, const TokenUri& uri, const SecretProvider& provider) {
    static std::atomic<bool> usedBefore = false;
    if (!usedBefore.exchange(true)) {
        return {};
    }
    FF_TRY(const Secret pin, findPin(uri, provider));
    // A Secret holds a string, so its text ends with a zero byte.
    return ENGINE_ctrl_cmd_string(engine, "PIN", pin.reveal().data(), 0) == 1
               ? Result<>{}
               : Result<>(unavailable("the PIN cannot be given to the engine"));
}

std::string moduleFor(const TokenUri& uri) {
    if (const std::optional<Secret> module = uri.attribute("module-path")) {
        return std::string(module->reveal());
    }
    const char* fromEnvironment = std::getenv("PKCS11_MODULE_PATH");
    return fromEnvironment == nullptr ? std::string() : fromEnvironment;
}

Result<PrivateKey> openTokenKey(const TokenUri& uri, const SecretProvider& pin) {
    const openssl::ErrorQueue queue;
    FF_TRY(std::shared_ptr<ENGINE> engine, openEngine(queue, moduleFor(uri)));
    FF_CHECK(replaceOldPin(engine.get(), uri, pin));
    const UiMethod ui(UI_create_method("fieldfare"));
    if (!ui || UI_method_set_reader(ui.get(), readPin) != 0) {
        return unavailable("no memory");
    }
    PinCall call{&uri, &pin, std::nullopt, false};
    EVP_PKEY* const key = ENGINE_load_private_key(engine.get(), uri.path.c_str(), ui.get(), &call);
    if (call.error) {
        return std::move(*call.error);
    }
    if (key == nullptr) {
        return refusal();
    }
    // The key holds the engine: it is closed with the last copy of the key.
    return PrivateKey(std::shared_ptr<EVP_PKEY>(key, [engine](EVP_PKEY* opened) { EVP_PKEY_free(opened); }));
}

} // namespace

Result<std::unique_ptr<Signer>> openTokenSigner(std::string_view pkcs11Uri,
                                                const std::filesystem::path& certificate,
                                                const SecretProvider& pin) {
    FF_TRY(std::vector<Certificate> chain, Certificate::listFromFile(certificate));
    const TokenUri uri = splitUri(pkcs11Uri); // the engine never sees a PIN in a URI, since it prints URIs
    Result<PrivateKey> key = openTokenKey(uri, pin).with("path", uri.path);
    if (!key.ok()) {
        return std::move(key).error();
    }
    return makeKeySigner(std::move(key).value(), std::move(chain)).with("path", certificate.string());
}

} // namespace fieldfare
