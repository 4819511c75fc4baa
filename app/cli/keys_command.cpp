// SPDX-License-Identifier: Apache-2.0
#include "app/cli/keys_command.h"

#include "app/cli/activity_note.h"
#include "app/cli/keys_safekeeping.h"
#include "app/cli/keys_spec.h"
#include "app/client/fingerprint.h"
#include "app/client/identity.h"
#include "core/base/file.h"
#include "core/crypto/fleet.h"

#include <QCoreApplication>

#include <algorithm>
#include <fcntl.h>

namespace fieldfare::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t maxRequestFileBytes = std::size_t{64} << 10;
constexpr std::uint64_t maxDays = 36'500;

QString tr(const char* text) {
    return QCoreApplication::translate("Cli", text);
}

QString text(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

Error badUsage(const QString& detail) {
    return Error(ErrorCode::BadUsage, {{"detail", detail.toStdString()}});
}

UnixTime now() {
    return SystemClock().now();
}

Result<std::string> required(const Arguments& arguments, const char* option) {
    const auto value = arguments.value(option);
    if (!value) {
        return badUsage(tr("--%1 is missing").arg(QLatin1String(option)));
    }
    return *value;
}

Result<Role> roleFrom(const std::string& word) {
    const std::optional<Role> role = roleFromName(word);
    if (!role) {
        return badUsage(
            tr("%1 is not a role; the roles are release, technician, device and depot").arg(text(word)));
    }
    return *role;
}

Result<std::chrono::days> daysFrom(const Arguments& arguments) {
    FF_TRY(const std::uint64_t days, arguments.numberOr("days", 0, 1, maxDays));
    return std::chrono::days{days};
}

/// True if the person at the terminal says yes; an error if there is no terminal.
Result<bool> confirm(const QString& question) {
    const UniqueFd terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
    if (!terminal) {
        return badUsage(tr("there is no terminal to ask on; give --expect FINGERPRINT or --yes"));
    }
    FF_CHECK(writeAll(terminal.get(), asBytes((question + QLatin1Char(' ')).toStdString()), "/dev/tty"));
    char answer[16] = {};
    const ssize_t got = ::read(terminal.get(), answer, sizeof answer - 1);
    return got > 0 && (answer[0] == 'y' || answer[0] == 'Y');
}

Result<ExitCode> init(const Arguments& arguments, CliContext& context) {
    FF_TRY(const std::string name, required(arguments, "name"));
    const fs::path folder = arguments.positional(0);
    std::error_code ignored;
    if (fs::exists(folder / "fleet.json", ignored)) {
        return Error(ErrorCode::AlreadyExists,
                     {{"path", folder.string()}, {"detail", "a fleet is in this folder"}});
    }
    FF_TRY(const Secret passphrase, context.secrets().askNew(folder.string()));
    FF_TRY(const Fleet fleet, Fleet::create(folder, {.name = name, .now = now()}, passphrase));
    noteAct(context, {.act = "fleet-created", .subject = fleet.name()});
    context.document({{"fleet", fleet.name()},
                      {"folder", fleet.folder().string()},
                      {"root", fleet.rootPath().string()},
                      {"rootFingerprint", fleet.root().fingerprint().hex()}});
    context.line(tr("The fleet %1 is in %2.").arg(text(fleet.name()), text(fleet.folder().string())));
    context.line(tr("Fingerprint of its root: %1").arg(spokenFingerprint(fleet.root().fingerprint())));
    context.note(tr("Keep this folder offline (a stick in a safe), and a copy of it in another place.\n"
                    "Who has the folder and the passphrase rules every device of the fleet;\n"
                    "if both copies or the passphrase are lost, the fleet can never be updated again.\n"
                    "Devices and laptops need only root.crt."));
    return ExitCode::Ok;
}

Result<IssuePlan> issuePlan(const Arguments& arguments) {
    IssuePlan plan;
    plan.now = now();
    FF_TRY(plan.validity, daysFrom(arguments));
    plan.reissue = arguments.has("renew") ? IssuePlan::Reissue::Allow : IssuePlan::Reissue::Refuse;
    return plan;
}

Result<ExitCode> issue(const Arguments& arguments, CliContext& context) {
    FF_TRY(IssuePlan plan, issuePlan(arguments));
    FF_TRY(plan.role, roleFrom(arguments.positional(0)));
    FF_TRY(plan.name, required(arguments, "name"));
    plan.outputFolder = arguments.valueOr("out", "");
    if (arguments.has("encrypt") && arguments.has("no-encrypt")) {
        return badUsage(tr("--encrypt and --no-encrypt exclude each other"));
    }
    if (arguments.has("encrypt") || arguments.has("no-encrypt")) {
        plan.key = arguments.has("encrypt") ? IssuePlan::Encryption::Always : IssuePlan::Encryption::Never;
    }
    FF_TRY(Fleet fleet, Fleet::open(arguments.positional(1)));
    const SecretProvider newSecret = [&](std::string_view what) { return context.secrets().askNew(what); };
    FF_TRY(const IssuedFiles files, fleet.issue(plan, context.secrets().provider(), newSecret));
    noteAct(context, {.act = arguments.has("renew") ? "key-renewed" : "key-issued", .subject = plan.name});
    context.document({{"role", roleName(plan.role)},
                      {"name", plan.name},
                      {"key", files.key.string()},
                      {"certificate", files.certificate.string()},
                      {"serial", files.issued.serialHex()},
                      {"fingerprint", files.issued.fingerprint().hex()},
                      {"notAfter", toRfc3339(files.issued.notAfter())}});
    context.line(tr("Key:         %1").arg(text(files.key.string())));
    context.line(tr("Certificate: %1").arg(text(files.certificate.string())));
    context.line(tr("Valid until: %1").arg(text(toRfc3339(files.issued.notAfter()))));
    return ExitCode::Ok;
}

Result<ExitCode> request(const Arguments& arguments, CliContext& context) {
    FF_TRY(const Role role, roleFrom(arguments.positional(0)));
    FF_TRY(const std::string name, required(arguments, "name"));
    Secret passphrase;
    if (!arguments.has("no-encrypt")) {
        FF_TRY(passphrase, context.secrets().askNew(name + ".key"));
    }
    FF_TRY(const RequestFiles files, makeKeyRequest(role, name, arguments.valueOr("out", "."),
                                                    arguments.has("no-encrypt") ? nullptr : &passphrase));
    context.document({{"role", roleName(role)},
                      {"name", name},
                      {"key", files.key.string()},
                      {"request", files.request.string()},
                      {"fingerprint", files.publicKey.hex()}});
    context.line(tr("Key:         %1 (stays here)").arg(text(files.key.string())));
    context.line(
        tr("Request:     %1 (carry this to the keeper of the fleet)").arg(text(files.request.string())));
    context.line(tr("Fingerprint: %1").arg(spokenFingerprint(files.publicKey)));
    return ExitCode::Ok;
}

/// The fingerprint was expected, or a person compared it.
Result<> compareFingerprint(const Arguments& arguments, CliContext& context, const KeyRequest& asked) {
    if (const auto expected = arguments.value("expect")) {
        FF_TRY(const Digest wanted, fingerprintFromPerson(*expected));
        if (wanted != asked.publicKey) {
            return Error(ErrorCode::KeyMismatch, {{"detail", "the request has another fingerprint"}});
        }
        return {};
    }
    if (arguments.has("yes")) {
        return {};
    }
    if (context.json()) {
        return badUsage(tr("with --json nothing is asked; give --expect FINGERPRINT or --yes"));
    }
    context.note(tr("%1 wants to be: %2").arg(text(asked.name), text(roleName(asked.role))));
    context.note(tr("Fingerprint: %1").arg(spokenFingerprint(asked.publicKey)));
    FF_TRY(const bool yes, confirm(tr("Did the other side read the same fingerprint to you? [y/N]")));
    return yes ? Result<>{} : Error(ErrorCode::Cancelled, {{"detail", "the request was not approved"}});
}

Result<ExitCode> approve(const Arguments& arguments, CliContext& context) {
    const fs::path requestPath = arguments.positional(1);
    FF_TRY(IssuePlan plan, issuePlan(arguments));
    FF_TRY(Fleet fleet, Fleet::open(arguments.positional(0)));
    FF_TRY(const Bytes content, readFile(requestPath, maxRequestFileBytes));
    FF_TRY(const KeyRequest asked, KeyRequest::parse(asText(content)).with("path", requestPath.string()));
    const fs::path out =
        arguments.valueOr("out", (requestPath.parent_path() / (asked.name + ".answer")).string());
    FF_CHECK(compareFingerprint(arguments, context, asked));
    FF_TRY(const KeyAnswer answer, fleet.approve(asked, plan, context.secrets().provider()));
    FF_CHECK(writeFileAtomically(out, asBytes(answer.toText())));
    const Certificate& issued = answer.chain.front();
    noteAct(context, {.act = "key-approved", .subject = answer.name});
    context.document({{"role", roleName(answer.role)},
                      {"name", answer.name},
                      {"answer", out.string()},
                      {"serial", issued.serialHex()},
                      {"fingerprint", asked.publicKey.hex()},
                      {"rootFingerprint", fleet.root().fingerprint().hex()},
                      {"notAfter", toRfc3339(issued.notAfter())}});
    context.line(tr("Answer:      %1 (carry this back)").arg(text(out.string())));
    context.line(tr("Fingerprint of the root, to be compared on import: %1")
                     .arg(spokenFingerprint(fleet.root().fingerprint())));
    return ExitCode::Ok;
}

/// The key beside the answer, or in this folder, unless one was named.
fs::path keyFor(const Arguments& arguments, const fs::path& answer, const std::string& name) {
    if (const auto given = arguments.value("key")) {
        return *given;
    }
    std::error_code ignored;
    const fs::path beside = answer.parent_path() / (name + ".key");
    return fs::exists(beside, ignored) ? beside : fs::path(name + ".key");
}

/// A technician's answer: this laptop becomes somebody.
Result<ExitCode> importIdentity(const Arguments& arguments, CliContext& context, const KeyAnswer& answer) {
    const fs::path folder = arguments.valueOr("out", identityFolder().string());
    const auto existing = arguments.has("replace") ? ExistingIdentity::Replace : ExistingIdentity::Keep;
    FF_CHECK(installIdentity(answer, keyFor(arguments, arguments.positional(0), answer.name), folder,
                             existing, context.secrets().provider()));
    const Digest root = answer.root->fingerprint();
    noteAct(context, {.act = "fleet-joined", .subject = answer.name, .detail = answer.fleet});
    context.document({{"role", roleName(answer.role)},
                      {"name", answer.name},
                      {"fleet", answer.fleet},
                      {"folder", folder.string()},
                      {"rootFingerprint", root.hex()},
                      {"notAfter", toRfc3339(answer.chain.front().notAfter())}});
    context.line(tr("This laptop is now %1 (%2) of the fleet %3.")
                     .arg(text(answer.name), text(roleName(answer.role)), text(answer.fleet)));
    context.line(tr("Identity:    %1").arg(text(folder.string())));
    context.line(tr("Fingerprint of the fleet's root: %1").arg(spokenFingerprint(root)));
    context.note(tr("Compare it with what the keeper of the fleet has; if it differs, remove the identity."));
    return ExitCode::Ok;
}

/// Any other answer: the key gets its certificate, and this laptop stays who it is.
Result<ExitCode> importCertificate(const Arguments& arguments, CliContext& context, const KeyAnswer& answer) {
    if (arguments.has("out") || arguments.has("replace")) {
        return badUsage(
            tr("--out and --replace are for a technician's answer; this one is for a %1 key, whose "
               "certificate goes beside it")
                .arg(text(roleName(answer.role))));
    }
    const fs::path key = keyFor(arguments, arguments.positional(0), answer.name);
    FF_TRY(const fs::path certificate, placeCertificate(answer, key, context.secrets().provider()));
    const Digest root = answer.root->fingerprint();
    noteAct(context, {.act = "key-imported", .subject = answer.name, .detail = answer.fleet});
    context.document({{"role", roleName(answer.role)},
                      {"name", answer.name},
                      {"fleet", answer.fleet},
                      {"key", key.string()},
                      {"certificate", certificate.string()},
                      {"rootFingerprint", root.hex()},
                      {"notAfter", toRfc3339(answer.chain.front().notAfter())}});
    context.line(tr("Key:         %1").arg(text(key.string())));
    context.line(tr("Certificate: %1").arg(text(certificate.string())));
    context.line(tr("Fingerprint of the fleet's root: %1").arg(spokenFingerprint(root)));
    context.note(
        tr("Compare it with what the keeper of the fleet has; if it differs, remove the certificate."));
    return ExitCode::Ok;
}

Result<ExitCode> import(const Arguments& arguments, CliContext& context) {
    const fs::path path = arguments.positional(0);
    FF_TRY(const Bytes content, readFile(path, maxRequestFileBytes));
    FF_TRY(const KeyAnswer answer, KeyAnswer::parse(asText(content)).with("path", path.string()));
    if (const auto expected = arguments.value("expect")) {
        FF_TRY(const Digest wanted, fingerprintFromPerson(*expected));
        if (wanted != answer.root->fingerprint()) {
            return Error(ErrorCode::UntrustedChain, {{"subject", answer.name}, {"path", path.string()}});
        }
    }
    return answer.role == Role::Technician ? importIdentity(arguments, context, answer)
                                           : importCertificate(arguments, context, answer);
}

/// The public keys that a word of the command line means.
Result<std::vector<Digest>> keysMeant(const FleetRegister& issued, const std::string& what) {
    std::vector<Digest> keys;
    const std::vector<IssuedCertificate> found = issued.find(what);
    for (const IssuedCertificate& each : found) {
        if (each.role != found.front().role) {
            return badUsage(tr("several roles have a %1; say ROLE/%1").arg(text(what)));
        }
        keys.push_back(each.publicKey);
    }
    if (keys.empty()) {
        Result<std::vector<Certificate>> file = Certificate::listFromFile(what);
        if (!file.ok() && file.error().code() == ErrorCode::NotFound) {
            return badUsage(
                tr("the fleet issued nothing called %1, and there is no such file").arg(text(what)));
        }
        FF_TRY(const std::vector<Certificate> certificates, std::move(file));
        keys.push_back(certificates.front().publicKeyDigest());
    }
    return keys;
}

Result<ExitCode> revoke(const Arguments& arguments, CliContext& context) {
    FF_TRY(Fleet fleet, Fleet::open(arguments.positional(0)));
    FF_TRY(const FleetRegister issued, fleet.readRegister());
    std::vector<Digest> keys;
    for (std::size_t i = 1; i < arguments.positionals().size(); ++i) {
        FF_TRY(const std::vector<Digest> meant, keysMeant(issued, arguments.positional(i)));
        keys.insert(keys.end(), meant.begin(), meant.end());
    }
    FF_TRY(const RevocationList list, fleet.revoke(keys, now(), context.secrets().provider()));
    for (std::size_t i = 1; i < arguments.positionals().size(); ++i) {
        noteAct(context, {.act = "key-revoked", .subject = arguments.positional(i)});
    }
    const fs::path json = fleet.folder() / "revocations.json";
    const fs::path cms = fleet.folder() / "revocations.cms";
    context.document({{"number", list.number},
                      {"revokedKeys", list.publicKeys.size()},
                      {"json", json.string()},
                      {"cms", cms.string()}});
    context.line(tr("List %1 revokes %2 keys.").arg(list.number).arg(list.publicKeys.size()));
    context.line(tr("Carry these to the devices: %1, %2").arg(text(json.string()), text(cms.string())));
    return ExitCode::Ok;
}

QString stateOf(const FleetRegister& issued, const IssuedCertificate& each) {
    return issued.isRevoked(each) ? tr("revoked") : each.notAfter < now() ? tr("expired") : tr("valid");
}

Result<ExitCode> list(const Arguments& arguments, CliContext& context) {
    FF_TRY(const Fleet fleet, Fleet::open(arguments.positional(0)));
    FF_TRY(const FleetRegister issued, fleet.readRegister());
    Json entries = Json::array();
    std::vector<QStringList> rows;
    for (const IssuedCertificate& each : issued.certificates) {
        entries.push_back({{"role", roleName(each.role)},
                           {"name", each.name},
                           {"serial", each.serial},
                           {"fingerprint", each.fingerprint.hex()},
                           {"publicKey", each.publicKey.hex()},
                           {"issuedAt", toRfc3339(each.issuedAt)},
                           {"notAfter", toRfc3339(each.notAfter)},
                           {"revoked", issued.isRevoked(each)},
                           {"expired", each.notAfter < now()}});
        rows.push_back({text(roleName(each.role)), text(each.name), stateOf(issued, each),
                        text(toRfc3339(each.notAfter)), text(each.serial)});
    }
    context.document({{"fleet", fleet.name()},
                      {"rootFingerprint", fleet.root().fingerprint().hex()},
                      {"revocationNumber", issued.revocations.number},
                      {"certificates", std::move(entries)}});
    context.table({tr("ROLE"), tr("NAME"), tr("STATE"), tr("VALID UNTIL"), tr("SERIAL")}, rows);
    return ExitCode::Ok;
}

} // namespace

const CommandSpec& KeysCommand::spec() const {
    static const CommandSpec spec = keysSpec();
    return spec;
}

Result<ExitCode> KeysCommand::run(const Arguments& arguments, CliContext& context) {
    using Step = Result<ExitCode> (*)(const Arguments&, CliContext&);
    static constexpr std::pair<std::string_view, Step> steps[] = {
        {"init", init},           {"issue", issue},
        {"request", request},     {"approve", approve},
        {"import", import},       {"revoke", revoke},
        {"list", list},           {"backup", backUpKeys},
        {"restore", restoreKeys}, {"passphrase", changeKeysPassphrase}};
    for (const auto& [name, step] : steps) {
        if (name == arguments.subcommand()) {
            return step(arguments, context);
        }
    }
    return badUsage(tr("a command is missing"));
}

} // namespace fieldfare::app
