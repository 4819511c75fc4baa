// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/key_request.h"

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/crypto/key_files.h"
#include "core/crypto/key_signer.h"
#include "core/crypto/openssl.h"
#include "core/crypto/trust_store.h"

namespace fieldfare {

namespace {

constexpr std::uint64_t fileFormat = 1;
constexpr std::size_t maxFileBytes = std::size_t{64} << 10;
constexpr std::size_t maxPemBytes = std::size_t{48} << 10;
constexpr std::string_view requestType = "fieldfare-key-request";
constexpr std::string_view answerType = "fieldfare-key-answer";

/// Format, type, role and name, which both files begin with.
struct Heading {
    std::string role;
    std::string name;
};

Heading readHeading(JsonReader& reader, std::string_view type) {
    if (reader.number("format", 0xffffffff) != fileFormat) {
        reader.fail("format", "only format 1 is known");
    }
    if (reader.text("type", 64) != type) {
        reader.fail("type", "it is another kind of file");
    }
    Heading heading{reader.text("role", 16), reader.text("name", 64)};
    if (!roleFromName(heading.role)) {
        reader.fail("role", "not a role");
    }
    return heading;
}

std::string pemOf(const std::vector<Certificate>& chain) {
    std::string pem;
    for (const Certificate& certificate : chain) {
        pem += certificate.pem();
    }
    return pem;
}

Result<> checkThatKeyFits(const KeyAnswer& answer, const std::filesystem::path& key,
                          const SecretProvider& passphrase) {
    FF_TRY(const PrivateKey opened, openPrivateKey(key, passphrase));
    const bool fits = !answer.chain.empty() && answer.root &&
                      opened.publicKeyDigest() == answer.chain.front().publicKeyDigest();
    return fits ? Result<>{} : Error(ErrorCode::KeyMismatch, {{"path", key.string()}});
}

} // namespace

std::string KeyRequest::toText() const {
    const Json json = {{"format", fileFormat},
                       {"type", requestType},
                       {"role", roleName(role)},
                       {"name", name},
                       {"csr", csrPem}};
    return json.dump(1) + "\n";
}

Result<KeyRequest> KeyRequest::parse(std::string_view text) {
    FF_TRY(const Json json, parseJson(text, {.maxBytes = maxFileBytes, .maxDepth = 2}));
    JsonReader reader(json, "request");
    Heading heading = readHeading(reader, requestType);
    std::string csr = reader.text("csr", maxPemBytes);
    FF_CHECK(reader.finish());
    FF_CHECK(checkIdentityName("name", heading.name));
    FF_TRY(const SigningRequest opened, openSigningRequest(csr));
    if (opened.commonName != heading.name) {
        return Error(ErrorCode::BadValue,
                     {{"key", "name"}, {"detail", "the signed request is for another name"}});
    }
    return KeyRequest{*roleFromName(heading.role), std::move(heading.name), std::move(csr),
                      opened.publicKey.publicKeyDigest()};
}

Result<PrivateKey> publicKeyOf(const KeyRequest& request) {
    FF_TRY(SigningRequest opened, openSigningRequest(request.csrPem));
    return std::move(opened.publicKey);
}

std::string KeyAnswer::toText() const {
    const Json json = {{"format", fileFormat},
                       {"type", answerType},
                       {"role", roleName(role)},
                       {"name", name},
                       {"fleet", fleet},
                       {"certificate", pemOf(chain)},
                       {"root", root ? root->pem() : std::string()}};
    return json.dump(1) + "\n";
}

Result<KeyAnswer> KeyAnswer::parse(std::string_view text) {
    FF_TRY(const Json json, parseJson(text, {.maxBytes = maxFileBytes, .maxDepth = 2}));
    JsonReader reader(json, "answer");
    Heading heading = readHeading(reader, answerType);
    KeyAnswer answer;
    answer.fleet = reader.text("fleet", 64);
    const std::string chainPem = reader.text("certificate", maxPemBytes);
    const std::string rootPem = reader.text("root", maxPemBytes);
    FF_CHECK(reader.finish());
    FF_CHECK(checkIdentityName("name", heading.name));
    FF_CHECK(checkIdentityName("fleet", answer.fleet));
    answer.role = *roleFromName(heading.role);
    answer.name = std::move(heading.name);
    FF_TRY(answer.chain, Certificate::listFromPem(chainPem));
    FF_TRY(const TrustStore trust, TrustStore::fromPem(rootPem));
    FF_CHECK(trust.verifyPeer(answer.chain, answer.role, {}));
    if (trust.roots().size() != 1 || answer.chain.front().commonName() != answer.name) {
        return Error(ErrorCode::BadValue,
                     {{"key", "certificate"}, {"detail", "it is for another name, or has several roots"}});
    }
    answer.root = trust.roots().front();
    return answer;
}

Result<RequestFiles> makeKeyRequest(Role role, const std::string& name, const std::filesystem::path& folder,
                                    const Secret* passphrase, const KeyProtection& protection) {
    FF_CHECK(checkIdentityName("name", name));
    FF_TRY(const PrivateKey key, PrivateKey::generate(KeyKind::EcP256));
    KeyRequest request{role, name, {}, key.publicKeyDigest()};
    FF_TRY(request.csrPem, makeSigningRequest(name, key));
    FF_TRY(const Secret pem, passphrase == nullptr ? key.toPem() : key.toPem(*passphrase, protection));
    const RequestFiles files{folder / (name + ".key"), folder / (name + ".request"), request.publicKey};
    FF_CHECK(createPrivateFolders(folder));
    FF_CHECK(createFile(files.key, asBytes(pem.reveal()), 0600));
    Result<> written = createFile(files.request, asBytes(request.toText()), 0644);
    if (!written.ok()) { // A key whose request is lost is of no use.
        std::error_code ignored;
        std::filesystem::remove(files.key, ignored);
        return std::move(written).error();
    }
    return files;
}

Result<> installIdentity(const KeyAnswer& answer, const std::filesystem::path& key,
                         const std::filesystem::path& folder, ExistingIdentity existing,
                         const SecretProvider& passphrase) {
    const std::filesystem::path identityKey = folder / "identity.key";
    std::error_code ignored;
    if (existing == ExistingIdentity::Keep && std::filesystem::exists(identityKey, ignored)) {
        return Error(ErrorCode::AlreadyExists,
                     {{"path", identityKey.string()}, {"detail", "this laptop has an identity"}});
    }
    FF_CHECK(checkThatKeyFits(answer, key, passphrase));
    FF_TRY(const Secret keyText, readSecretFile(key, maxFileBytes));
    FF_CHECK(createPrivateFolders(folder));
    FF_CHECK(writeFileAtomically(folder / "root.crt", asBytes(answer.root->pem())));
    FF_CHECK(writeFileAtomically(folder / "identity.crt", asBytes(pemOf(answer.chain))));
    return writeFileAtomically(identityKey, asBytes(keyText.reveal()), 0600);
}

Result<std::filesystem::path> placeCertificate(const KeyAnswer& answer, const std::filesystem::path& key,
                                               const SecretProvider& passphrase) {
    FF_CHECK(checkThatKeyFits(answer, key, passphrase));
    std::filesystem::path target = std::filesystem::path(key).replace_extension(".crt");
    const std::string pem = pemOf(answer.chain);
    const Result<> written = createFile(target, asBytes(pem), 0644);
    if (!written.ok() && written.error().code() == ErrorCode::AlreadyExists) {
        const Result<Bytes> there = readFile(target, maxFileBytes);
        return there.ok() && asText(*there) == pem ? Result<std::filesystem::path>(std::move(target))
                                                   : written.error();
    }
    FF_CHECK(written);
    return target;
}

} // namespace fieldfare
