// SPDX-License-Identifier: Apache-2.0
#include "app/cli/keys_spec.h"

#include <QCoreApplication>

namespace fieldfare::app {

namespace {

using Presence = PositionalSpec::Presence;

PositionalSpec fleetFolder() {
    return {"FLEET_DIR", QT_TRANSLATE_NOOP("Cli", "The folder with the fleet's keys"), Presence::Required,
            Completes::Folders};
}

PositionalSpec role() {
    return {"ROLE", QT_TRANSLATE_NOOP("Cli", "release, technician, device or depot"), Presence::Required,
            Completes::Nothing};
}

OptionSpec name(const char* help) {
    return {"name", "NAME", help};
}

OptionSpec outFolder(const char* help) {
    return {"out", "DIR", help, OptionSpec::Repeat::Once, Completes::Folders};
}

OptionSpec days() {
    return {"days", "N",
            QT_TRANSLATE_NOOP("Cli",
                              "How long it is valid (release 730, technician 365, device 7300, depot 730)")};
}

OptionSpec renew() {
    return {"renew", nullptr,
            QT_TRANSLATE_NOOP("Cli", "Issue it although this name has a valid certificate")};
}

OptionSpec expect(const char* help) {
    return {"expect", "FINGERPRINT", help};
}

CommandSpec initSpec() {
    CommandSpec spec{"init", QT_TRANSLATE_NOOP("Cli", "Make a new fleet: its root and four authorities")};
    spec.positionals = {fleetFolder()};
    spec.options = {name(QT_TRANSLATE_NOOP("Cli", "The fleet's name, part of every certificate"))};
    spec.details = QT_TRANSLATE_NOOP(
        "Cli",
        "The keys are encrypted with one passphrase. Who has the folder and the passphrase rules the fleet; "
        "who "
        "loses them can never update it again: keep the folder offline, and a copy of it in another place.");
    spec.examples = {"fieldfare keys init acme-fleet --name ACME"};
    return spec;
}

CommandSpec issueSpec() {
    CommandSpec spec{"issue", QT_TRANSLATE_NOOP("Cli", "Make a key and its certificate")};
    spec.positionals = {role(), fleetFolder()};
    spec.options = {
        name(QT_TRANSLATE_NOOP("Cli", "Whom or what it is for; also the name of the files")),
        outFolder(QT_TRANSLATE_NOOP("Cli", "Where NAME.key and NAME.crt go (FLEET_DIR/issued/ROLE)")),
        days(),
        renew(),
        {"encrypt", nullptr, QT_TRANSLATE_NOOP("Cli", "Encrypt the key of a device or depot, too")},
        {"no-encrypt", nullptr,
         QT_TRANSLATE_NOOP("Cli", "Leave the key of a release or technician unencrypted")}};
    spec.details = QT_TRANSLATE_NOOP(
        "Cli", "Keys of releases and technicians are encrypted with the passphrase; those of "
               "devices and depots are not, since nobody is there to type it.");
    spec.examples = {"fieldfare keys issue release acme-fleet --name release-2026",
                     "fieldfare keys issue device acme-fleet --name gw-0001 --out provisioning"};
    return spec;
}

CommandSpec requestSpec() {
    CommandSpec spec{"request",
                     QT_TRANSLATE_NOOP("Cli", "Make a key here and a request for its certificate")};
    spec.positionals = {role()};
    spec.options = {name(QT_TRANSLATE_NOOP("Cli", "Whom or what it is for; also the name of the files")),
                    outFolder(QT_TRANSLATE_NOOP("Cli", "Where NAME.key and NAME.request go (this folder)")),
                    {"no-encrypt", nullptr, QT_TRANSLATE_NOOP("Cli", "Leave the key unencrypted")}};
    spec.details = QT_TRANSLATE_NOOP(
        "Cli", "Carry NAME.request to whoever holds the fleet's keys; NAME.key stays here. Read "
               "the fingerprint to each other by phone before it is approved.");
    spec.examples = {"fieldfare keys request technician --name anna",
                     "fieldfare keys request release --name release-ci"};
    return spec;
}

CommandSpec approveSpec() {
    CommandSpec spec{"approve", QT_TRANSLATE_NOOP("Cli", "Answer a request with a certificate")};
    spec.positionals = {fleetFolder(), {"REQUEST", QT_TRANSLATE_NOOP("Cli", "The file NAME.request")}};
    spec.options = {
        {"out", "FILE", QT_TRANSLATE_NOOP("Cli", "Where the answer goes (NAME.answer beside the request)"),
         OptionSpec::Repeat::Once, Completes::Files},
        days(),
        renew(),
        expect(
            QT_TRANSLATE_NOOP("Cli", "Approve only if the request has this fingerprint; nothing is asked")),
        {"yes", nullptr, QT_TRANSLATE_NOOP("Cli", "Do not ask whether the fingerprint was compared")}};
    spec.examples = {"fieldfare keys approve acme-fleet /media/stick/anna.request"};
    return spec;
}

CommandSpec importSpec() {
    CommandSpec spec{"import", QT_TRANSLATE_NOOP("Cli", "Take the answer to a request")};
    spec.details = QT_TRANSLATE_NOOP("Cli", "A technician's answer becomes this laptop's identity. That of a "
                                            "release key (or a device's, a depot's) "
                                            "is written as NAME.crt beside NAME.key.");
    spec.positionals = {{"ANSWER", QT_TRANSLATE_NOOP("Cli", "The file NAME.answer")}};
    spec.options = {
        {"key", "FILE",
         QT_TRANSLATE_NOOP("Cli", "The key made with the request (NAME.key beside the answer or here)"),
         OptionSpec::Repeat::Once, Completes::Files},
        outFolder(QT_TRANSLATE_NOOP(
            "Cli", "Where identity.key, identity.crt and root.crt go (~/.config/fieldfare)")),
        expect(QT_TRANSLATE_NOOP("Cli", "Import only if the fleet's root has this fingerprint")),
        {"replace", nullptr, QT_TRANSLATE_NOOP("Cli", "Replace the identity that is there")}};
    spec.examples = {"fieldfare keys import /media/stick/anna.answer --key anna.key"};
    return spec;
}

CommandSpec revokeSpec() {
    CommandSpec spec{"revoke",
                     QT_TRANSLATE_NOOP("Cli", "Withdraw certificates: sign a new list of revoked keys")};
    spec.positionals = {fleetFolder(),
                        {"WHAT",
                         QT_TRANSLATE_NOOP("Cli", "A name, ROLE/NAME, a serial number or a certificate file"),
                         Presence::OneOrMore}};
    spec.details = QT_TRANSLATE_NOOP(
        "Cli", "Needs the root's key. Carry revocations.json and revocations.cms to the devices: "
               "by push, in a bundle or on a stick. A revoked key never comes back.");
    spec.examples = {"fieldfare keys revoke acme-fleet technician/eve"};
    return spec;
}

CommandSpec listSpec() {
    CommandSpec spec{"list", QT_TRANSLATE_NOOP("Cli", "Show what the fleet's authorities issued")};
    spec.positionals = {fleetFolder()};
    spec.examples = {"fieldfare keys list acme-fleet"};
    return spec;
}

CommandSpec backupSpec() {
    CommandSpec spec{"backup",
                     QT_TRANSLATE_NOOP("Cli", "Copy the fleet's authority to a stick, and read it back")};
    spec.positionals = {fleetFolder(),
                        {"TARGET_DIR", QT_TRANSLATE_NOOP("Cli", "Where the folder of the backup is made"),
                         PositionalSpec::Presence::Required, Completes::Folders}};
    spec.details = QT_TRANSLATE_NOOP(
        "Cli", "The encrypted keys of root and authorities as they lie, their certificates, what was issued "
               "and revoked. "
               "Keys that were issued are not in it. Whoever has it and the passphrase rules the fleet.");
    spec.examples = {"fieldfare keys backup acme-fleet /media/stick"};
    return spec;
}

CommandSpec restoreSpec() {
    CommandSpec spec{"restore", QT_TRANSLATE_NOOP("Cli", "Make the fleet's folder anew from a backup")};
    spec.positionals = {{"BACKUP_DIR", QT_TRANSLATE_NOOP("Cli", "The folder of the backup"),
                         PositionalSpec::Presence::Required, Completes::Folders},
                        {"FLEET_DIR", QT_TRANSLATE_NOOP("Cli", "Where the fleet's folder is made"),
                         PositionalSpec::Presence::Required, Completes::Folders}};
    spec.options = {
        expect(QT_TRANSLATE_NOOP("Cli", "Restore only if the fleet's root has this fingerprint"))};
    spec.details = QT_TRANSLATE_NOOP(
        "Cli", "All of it is compared with its checksums first, and nothing is overwritten.");
    spec.examples = {"fieldfare keys restore /media/stick/ACME-backup-20261126-210500 acme-fleet"};
    return spec;
}

CommandSpec passphraseSpec() {
    CommandSpec spec{"passphrase", QT_TRANSLATE_NOOP("Cli", "Give the fleet's authority another passphrase")};
    spec.positionals = {fleetFolder()};
    spec.options = {{"new-passphrase-file", "FILE",
                     QT_TRANSLATE_NOOP("Cli", "Read the new passphrase from the first line of FILE"),
                     OptionSpec::Repeat::Once, Completes::Files}};
    spec.details = QT_TRANSLATE_NOOP("Cli", "It is asked for twice on the terminal unless a file has it. "
                                            "Backups and issued keys keep the old one.");
    spec.examples = {"fieldfare keys passphrase acme-fleet"};
    return spec;
}

} // namespace

CommandSpec keysSpec() {
    CommandSpec spec{"keys", QT_TRANSLATE_NOOP("Cli", "Make a fleet's keys, issue and revoke certificates")};
    spec.subcommands = {initSpec(),   issueSpec(), requestSpec(), approveSpec(), importSpec(),
                        revokeSpec(), listSpec(),  backupSpec(),  restoreSpec(), passphraseSpec()};
    return spec;
}

} // namespace fieldfare::app
