// SPDX-License-Identifier: Apache-2.0
#include "app/cli/activity_note.h"
#include "app/cli/bundle_actions.h"
#include "app/cli/interrupt.h"
#include "app/text/amounts.h"
#include "app/text/error_text.h"
#include "core/base/file.h"
#include "core/bundle/builder.h"
#include "core/bundle/frame_codec.h"
#include "core/bundle/image_inspector.h"
#include "core/bundle/recipe.h"
#include "core/bundle/signing.h"

#include <QCoreApplication>

#include <cstdlib>

namespace fieldfare::app {

namespace {

constexpr std::uint64_t defaultLevel = 6;
constexpr std::uint64_t bestLevel = 19;
constexpr std::uint64_t maxThreadsOption = 1024; // the builder uses at most maxBuildThreads

QString tr(const char* text) {
    return QCoreApplication::translate("Cli", text);
}

Error usage(const char* text) {
    return Error(ErrorCode::BadUsage, {{"detail", tr(text).toStdString()}});
}

Result<Recipe> recipeOf(const Arguments& arguments) {
    RecipeDefaults defaults{std::nullopt, SystemClock().now()};
    if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr && *epoch != '\0') {
        FF_TRY(defaults.sourceDateEpoch, parseSourceDateEpoch(epoch));
    }
    return readRecipe(arguments.positional(0), defaults);
}

Result<BuildRequest> requestOf(const Arguments& arguments, Recipe recipe) {
    BuildRequest request;
    request.manifest = std::move(recipe.manifest);
    request.payloads = std::move(recipe.payloads);
    for (const std::string& previous : arguments.values("previous")) {
        request.previous.emplace_back(previous);
    }
    request.patches = !arguments.has("no-patches");
    FF_TRY(const std::uint64_t level,
           arguments.numberOr("level", arguments.has("best") ? bestLevel : defaultLevel, minCompressionLevel,
                              maxCompressionLevel));
    request.compressionLevel = static_cast<int>(level);
    FF_TRY(const std::uint64_t threads, arguments.numberOr("threads", 0, 1, maxThreadsOption));
    request.threads = static_cast<unsigned>(threads);
    request.signingTime = SystemClock().now();
    request.output = arguments.valueOr("out", "");
    return request;
}

Json warningsDocument(const std::vector<Error>& warnings) {
    Json list = Json::array();
    for (const Error& warning : warnings) {
        list.push_back(errorDocument(warning));
    }
    return list;
}

Json imagesDocument(const std::vector<ImageFacts>& images) {
    Json list = Json::array();
    for (const ImageFacts& facts : images) {
        Json image = {{"payload", facts.payload},
                      {"fileSystem", facts.fileSystem},
                      {"osName", facts.osName},
                      {"osVersion", facts.osVersion},
                      {"osPrettyName", facts.osPrettyName}};
        image["carriesAgent"] = facts.carriesAgent ? Json(*facts.carriesAgent) : Json();
        list.push_back(std::move(image));
    }
    return list;
}

void report(CliContext& context, const BuildRequest& request, const BuildReport& built,
            const RecipeInspection& inspection) {
    const QString output = QString::fromStdString(request.output.string());
    context.line(tr("%1 holds %2: %3, made of images of %4.")
                     .arg(output, releaseText(built.manifest.release), bytesText(built.bundleBytes),
                          bytesText(built.imageBytes)));
    if (built.patchBytes > 0) {
        context.line(tr("%1 of it are patches for devices that run a previous release.")
                         .arg(bytesText(built.patchBytes)));
    }
    if (request.signers.empty()) {
        context.note(tr("It is not signed yet: no device takes it. Sign it with: fieldfare bundle sign."));
    }
    Json signers = Json::array();
    for (const Signer* signer : request.signers) {
        signers.push_back(signer->certificate().commonName());
    }
    context.document({{"bundle", request.output.string()},
                      {"release", built.manifest.release.name},
                      {"version", built.manifest.release.version},
                      {"epoch", built.manifest.release.epoch},
                      {"manifestSha256", built.manifestDigest.hex()},
                      {"carriesAgent", built.manifest.carriesAgent},
                      {"bundleBytes", built.bundleBytes},
                      {"headBytes", built.headBytes},
                      {"imageBytes", built.imageBytes},
                      {"patchBytes", built.patchBytes},
                      {"frames", built.frames},
                      {"zeroFrames", built.zeroFrames},
                      {"signers", signers},
                      {"images", imagesDocument(inspection.images)},
                      {"warnings", warningsDocument(inspection.warnings)}});
}

} // namespace

Result<std::vector<std::unique_ptr<Signer>>> signersOf(const Arguments& arguments, CliContext& context) {
    const std::vector<std::string> keys = arguments.values("key");
    const std::vector<std::string> certificates = arguments.values("cert");
    if (keys.size() != certificates.size()) {
        return usage(QT_TRANSLATE_NOOP("Cli", "give --key and --cert in pairs"));
    }
    std::vector<std::unique_ptr<Signer>> signers;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        FF_TRY(auto signer, openSigner(keys[i], certificates[i], context.secrets().provider()));
        signers.push_back(std::move(signer));
    }
    return signers;
}

/// Names of those whose keys sign; never how a key is reached, which can hold a PIN.
static std::string namesOf(const std::vector<std::unique_ptr<Signer>>& signers) {
    std::string names;
    for (const auto& signer : signers) {
        names += (names.empty() ? "" : ", ") + signer->certificate().commonName();
    }
    return names;
}

std::vector<Signer*> borrowed(const std::vector<std::unique_ptr<Signer>>& signers) {
    std::vector<Signer*> list;
    for (const auto& signer : signers) {
        list.push_back(signer.get());
    }
    return list;
}

Result<ExitCode> buildBundleAction(const Arguments& arguments, CliContext& context) {
    if (!arguments.has("out")) {
        return usage(QT_TRANSLATE_NOOP("Cli", "say where the bundle goes: --out X.ffb"));
    }
    FF_TRY(Recipe recipe, recipeOf(arguments));
    SystemProcessRunner runner;
    FF_TRY(const RecipeInspection inspection, inspectRecipe(recipe, runner));
    FF_TRY(BuildRequest request, requestOf(arguments, std::move(recipe)));
    FF_TRY(const auto signers, signersOf(arguments, context));
    request.signers = borrowed(signers);
    const InterruptFlag interrupt; // from here on there is something to leave in good order
    for (const Error& warning : inspection.warnings) {
        context.note(errorMessage(warning).oneLine());
    }
    auto progress = context.progress(tr("Building"));
    const auto tell = [&](std::uint64_t done, std::uint64_t total) {
        progress->update(done, total);
        return !interrupt.raised();
    };
    FF_TRY(const BuildReport built, buildBundle(request, tell));
    progress.reset();
    noteAct(context, {.act = signers.empty() ? "bundle-built" : "bundle-signed",
                      .subject = request.output.filename().string(),
                      .detail = namesOf(signers)});
    report(context, request, built, inspection);
    return ExitCode::Ok;
}

Result<ExitCode> signBundleAction(const Arguments& arguments, CliContext& context) {
    const std::filesystem::path bundle = arguments.positional(0);
    const std::filesystem::path output = arguments.valueOr("out", bundle.string());
    if (const auto file = arguments.value("export-manifest")) {
        FF_TRY(const Bytes manifest, exportManifest(bundle));
        FF_CHECK(writeFileAtomically(*file, manifest));
        context.line(tr("Sign the bytes of %1 as they are, and bring the signature back with --import.")
                         .arg(QString::fromStdString(*file)));
        context.document(
            {{"bundle", bundle.string()}, {"manifest", *file}, {"manifestSha256", sha256(manifest).hex()}});
        return ExitCode::Ok;
    }
    const auto existing = arguments.has("replace") ? ExistingSignatures::Drop : ExistingSignatures::Keep;
    FF_TRY(const auto signers, signersOf(arguments, context));
    if (const auto file = arguments.value("import")) {
        FF_TRY(const Bytes cms, readFile(*file, maxCmsBytes));
        FF_CHECK(importSignature(bundle, output, cms, existing));
    } else if (signers.empty()) {
        return usage(QT_TRANSLATE_NOOP("Cli", "say with what to sign: --key and --cert, or --import"));
    } else {
        FF_CHECK(signBundle(bundle, output, borrowed(signers), SystemClock().now(), existing));
    }
    FF_TRY(auto source, openByteSource(output));
    FF_TRY(const SignedPart part, readSignedPart(*source));
    FF_TRY(const auto signatures, inspectCms(part.manifest, part.cms));
    noteAct(context, {.act = "bundle-signed",
                      .subject = output.filename().string(),
                      .detail = signers.empty() ? "imported signature" : namesOf(signers)});
    context.line(
        tr("Signatures in %1: %2.").arg(QString::fromStdString(output.string())).arg(signatures.size()));
    context.document({{"bundle", output.string()}, {"signatures", signatures.size()}});
    return ExitCode::Ok;
}

} // namespace fieldfare::app
