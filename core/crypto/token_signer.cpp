// SPDX-License-Identifier: Apache-2.0
// OpenSSL 3.0 marks the engine interface as deprecated, but offers no provider for PKCS#11 on Debian 12;
// libp11's engine is the one that is packaged and maintained there. The warning is silenced for this file
// alone.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "core/crypto/key_signer.h"
#include "core/crypto/openssl.h"

#include <cstdlib>
#include <openssl/engine.h>
#include <openssl/ui.h>

namespace fieldfare {

namespace {

using Engine = openssl::Owned<ENGINE, ENGINE_free>;
using UiMethod = openssl::Owned<UI_METHOD, UI_destroy_method>;

Error unavailable(std::string detail) {
    return Error(ErrorCode::TokenUnavailable, {{"detail", std::move(detail)}});
}

/// The value of a query or path attribute of a PKCS#11 URI; plain, since module paths hold nothing to escape.
std::string uriAttribute(std::string_view uri, std::string_view name) {
    const std::string wanted = std::string(name) + "=";
    for (std::size_t at = uri.find(wanted); at != std::string_view::npos; at = uri.find(wanted, at + 1)) {
        const char before = at == 0 ? ':' : uri[at - 1];
        if (before == ';' || before == '?' || before == '&' || before == ':') {
            const std::string_view rest = uri.substr(at + wanted.size());
            return std::string(rest.substr(0, rest.find_first_of("&;?")));
        }
    }
    return {};
}

/// The URI without its PIN, for errors and prompts.
std::string withoutPin(std::string_view uri) {
    const std::size_t pin = uri.find("pin-");
    return std::string(pin == std::string_view::npos ? uri : uri.substr(0, pin > 0 ? pin - 1 : 0));
}

struct PinCall {
    const SecretProvider* provider = nullptr;
    std::string what;
    std::optional<Error> error;
    bool asked = false;
};

int readPin(UI* ui, UI_STRING* question) {
    auto& call = *static_cast<PinCall*>(UI_get0_user_data(ui));
    if (UI_get_string_type(question) != UIT_PROMPT && UI_get_string_type(question) != UIT_VERIFY) {
        return 1;
    }
    if (call.asked || !*call.provider) {
        return 0; // A second question means that the PIN was wrong; asking on would lock the token.
    }
    call.asked = true;
    Result<Secret> pin = (*call.provider)(call.what);
    if (!pin.ok()) {
        call.error = std::move(pin).error();
        return 0;
    }
    return UI_set_result_ex(ui, question, pin->reveal().data(), static_cast<int>(pin->reveal().size())) >= 0
               ? 1
               : 0;
}

/// The engine, initialised for the module that the URI or PKCS11_MODULE_PATH names (else p11-kit's list of
/// modules).
Result<std::shared_ptr<ENGINE>> openEngine(const openssl::ErrorQueue& queue, const std::string& module) {
    ENGINE_load_dynamic();
    Engine engine(ENGINE_by_id("pkcs11"));
    if (!engine) {
        return unavailable("OpenSSL has no engine pkcs11; install libengine-pkcs11-openssl");
    }
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

std::string moduleFor(std::string_view uri) {
    std::string module = uriAttribute(uri, "module-path");
    const char* fromEnvironment = std::getenv("PKCS11_MODULE_PATH");
    return module.empty() && fromEnvironment != nullptr ? fromEnvironment : module;
}

Result<PrivateKey> openTokenKey(std::string_view uri, const SecretProvider& pin) {
    const openssl::ErrorQueue queue;
    FF_TRY(std::shared_ptr<ENGINE> engine, openEngine(queue, moduleFor(uri)));
    const UiMethod ui(UI_create_method("fieldfare"));
    if (!ui || UI_method_set_reader(ui.get(), readPin) != 0) {
        return unavailable("no memory");
    }
    PinCall call{&pin, withoutPin(uri), std::nullopt, false};
    EVP_PKEY* const key = ENGINE_load_private_key(engine.get(), std::string(uri).c_str(), ui.get(), &call);
    if (call.error) {
        return std::move(*call.error);
    }
    if (key == nullptr) {
        return unavailable(queue.reason("there is no such key, or the PIN is wrong"));
    }
    // The key holds the engine: it is closed with the last copy of the key.
    return PrivateKey(std::shared_ptr<EVP_PKEY>(key, [engine](EVP_PKEY* opened) { EVP_PKEY_free(opened); }));
}

} // namespace

Result<std::unique_ptr<Signer>> openTokenSigner(std::string_view pkcs11Uri,
                                                const std::filesystem::path& certificate,
                                                const SecretProvider& pin) {
    FF_TRY(std::vector<Certificate> chain, Certificate::listFromFile(certificate));
    Result<PrivateKey> key = openTokenKey(pkcs11Uri, pin).with("path", withoutPin(pkcs11Uri));
    if (!key.ok()) {
        return std::move(key).error();
    }
    return makeKeySigner(std::move(key).value(), std::move(chain)).with("path", certificate.string());
}

} // namespace fieldfare
