// SPDX-License-Identifier: Apache-2.0
#include "app/cli/bundle_command.h"

#include "app/cli/bundle_actions.h"

#include <QCoreApplication>

#include <array>

namespace fieldfare::app {

namespace {

using Repeat = OptionSpec::Repeat;
using Presence = PositionalSpec::Presence;

const PositionalSpec bundleFile{"X.ffb", QT_TRANSLATE_NOOP("Cli", "The bundle")};
const OptionSpec keyOption{
    "key", "FILE|pkcs11:URI",
    QT_TRANSLATE_NOOP("Cli", "Release key to sign with; give --cert as often, in the same order"),
    Repeat::Many, Completes::Files};
const OptionSpec certOption{"cert", "FILE",
                            QT_TRANSLATE_NOOP("Cli", "Certificate of the key, with its chain"), Repeat::Many,
                            Completes::Files};
const OptionSpec trustOption{"trust", "root.crt", QT_TRANSLATE_NOOP("Cli", "Root certificate of the fleet"),
                             Repeat::Once, Completes::Files};
const OptionSpec requiredOption{
    "required", "M", QT_TRANSLATE_NOOP("Cli", "How many accepted signatures are needed (default 1)")};

CommandSpec buildSpec() {
    return {
        "build",
        QT_TRANSLATE_NOOP("Cli", "Build a bundle from a recipe, and sign it"),
        {{"RECIPE.toml",
          QT_TRANSLATE_NOOP("Cli", "What the bundle is made of; docs/RECIPE.md explains every key")}},
        {{"out", "X.ffb",
          QT_TRANSLATE_NOOP("Cli", "Where the bundle goes; it appears only when it is complete"),
          Repeat::Once, Completes::Files},
         keyOption,
         certOption,
         {"previous", "OLD.ffb",
          QT_TRANSLATE_NOOP("Cli",
                            "A release that devices may run: they will fetch hardly more than what is new"),
          Repeat::Many, Completes::Files},
         {"no-patches", nullptr,
          QT_TRANSLATE_NOOP("Cli",
                            "Leave out what leads from previous releases to this one: a smaller bundle, "
                            "more to fetch")},
         {"level", "N", QT_TRANSLATE_NOOP("Cli", "Compression level, 1 to 22 (default 6)")},
         {"best", nullptr, QT_TRANSLATE_NOOP("Cli", "Compress as well as it goes; slow")},
         {"threads", "N",
          QT_TRANSLATE_NOOP("Cli", "Threads to compress with (default: one for each CPU, at most 8)")}},
        QT_TRANSLATE_NOOP(
            "Cli", "The same recipe and images give the same bytes but for the signature, on any number of "
                   "threads. The time in the bundle is built-at of the recipe, else SOURCE_DATE_EPOCH, "
                   "else now. Without --key the bundle is unsigned until: fieldfare bundle sign."),
        {"fieldfare bundle build recipe.toml --out gateway-2.0.ffb --key release.key --cert release.crt "
         "--previous "
         "gateway-1.0.ffb"}};
}

CommandSpec signSpec() {
    return {"sign",
            QT_TRANSLATE_NOOP("Cli", "Sign a bundle, add a signature, or carry signing to a locked room"),
            {bundleFile},
            {keyOption,
             certOption,
             {"out", "Y.ffb", QT_TRANSLATE_NOOP("Cli", "Write the signed bundle there instead of in place"),
              Repeat::Once, Completes::Files},
             {"replace", nullptr, QT_TRANSLATE_NOOP("Cli", "Drop the signatures that the bundle has")},
             {"export-manifest", "FILE", QT_TRANSLATE_NOOP("Cli", "Only write the exact bytes to sign"),
              Repeat::Once, Completes::Files},
             {"import", "FILE.cms",
              QT_TRANSLATE_NOOP("Cli", "Add a detached CMS signature (DER) that was made elsewhere"),
              Repeat::Once, Completes::Files}},
            "",
            {"fieldfare bundle sign gateway-2.0.ffb --key second.key --cert second.crt",
             "fieldfare bundle sign gateway-2.0.ffb --export-manifest manifest.json",
             "fieldfare bundle sign gateway-2.0.ffb --import manifest.cms"}};
}

CommandSpec verifySpec() {
    return {"verify",     QT_TRANSLATE_NOOP("Cli", "Check a bundle as a device does, and all of its data"),
            {bundleFile}, {trustOption, requiredOption},
            "",           {"fieldfare bundle verify gateway-2.0.ffb --trust acme/root.crt"}};
}

CommandSpec inspectSpec() {
    return {"inspect",    QT_TRANSLATE_NOOP("Cli", "Show what a bundle says, without checking who signed it"),
            {bundleFile}, {},
            "",           {"fieldfare bundle inspect gateway-2.0.ffb --json"}};
}

CommandSpec extractSpec() {
    return {"extract",
            QT_TRANSLATE_NOOP("Cli", "Write the image of a payload to a file, checked to the last byte"),
            {bundleFile},
            {trustOption,
             requiredOption,
             {"payload", "NAME", QT_TRANSLATE_NOOP("Cli", "Which payload (default: the only one)")},
             {"out", "FILE", QT_TRANSLATE_NOOP("Cli", "Where the image goes; sparse where it is zero"),
              Repeat::Once, Completes::Files}},
            "",
            {"fieldfare bundle extract gateway-2.0.ffb --trust acme/root.crt --payload rootfs --out "
             "rootfs.ext4"}};
}

CommandSpec planSpec() {
    return {
        "plan",
        QT_TRANSLATE_NOOP("Cli", "Show what a device that runs a given image would fetch"),
        {bundleFile},
        {{"have", "[PAYLOAD=]IMAGE",
          QT_TRANSLATE_NOOP("Cli",
                            "What the device has: an image, for the first payload unless one is named"),
          Repeat::Many, Completes::Files},
         {"merge-gap", "BYTES",
          QT_TRANSLATE_NOOP("Cli", "Fetch gaps of at most this size too, for fewer requests (default 0)")}},
        QT_TRANSLATE_NOOP(
            "Cli", "bytesToFetch is the head of the bundle and the data that is not there; requests counts "
                   "one for the head and one for each run of data."),
        {"fieldfare bundle plan gateway-2.0.ffb --have rootfs-1.0.ext4 --json"}};
}

struct Action {
    const char* name;
    Result<ExitCode> (*run)(const Arguments&, CliContext&);
};

constexpr std::array actions = {
    Action{"build", buildBundleAction},     Action{"sign", signBundleAction},
    Action{"verify", verifyBundleAction},   Action{"inspect", inspectBundleAction},
    Action{"extract", extractBundleAction}, Action{"plan", planBundleAction}};

} // namespace

const CommandSpec& BundleCommand::spec() const {
    static const CommandSpec spec{
        "bundle",
        QT_TRANSLATE_NOOP("Cli", "Build, sign, check and look into bundles"),
        {},
        {},
        "",
        {},
        {buildSpec(), signSpec(), verifySpec(), inspectSpec(), extractSpec(), planSpec()}};
    return spec;
}

Result<ExitCode> BundleCommand::run(const Arguments& arguments, CliContext& context) {
    for (const Action& action : actions) {
        if (arguments.subcommand() == action.name) {
            return action.run(arguments, context);
        }
    }
    return Error(ErrorCode::BadUsage,
                 {{"detail", "say what to do with the bundle: build, sign, verify, ..."}});
}

} // namespace fieldfare::app
