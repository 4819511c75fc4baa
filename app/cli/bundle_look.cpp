// SPDX-License-Identifier: Apache-2.0
#include "app/cli/bundle_actions.h"
#include "app/cli/interrupt.h"
#include "app/text/amounts.h"
#include "app/text/sanitize.h"

#include <QCoreApplication>

namespace fieldfare::app {

namespace {

constexpr std::uint64_t maxRequiredSignatures = 16;

QString tr(const char* text) {
    return QCoreApplication::translate("Cli", text);
}

Error usage(const QString& text) {
    return Error(ErrorCode::BadUsage, {{"detail", text.toStdString()}});
}

Result<std::shared_ptr<ByteSource>> openBundleFile(const Arguments& arguments) {
    FF_TRY(std::unique_ptr<ByteSource> source, openByteSource(arguments.positional(0)));
    return std::shared_ptr<ByteSource>(std::move(source));
}

Error atPath(Error error, const Arguments& arguments) {
    return std::move(error).with("path", arguments.positional(0));
}

QString signersText(const SignatureVerdict& verdict) {
    QStringList names;
    for (const AcceptedSigner& signer : verdict.signers) {
        names << tr("%1 on %2")
                     .arg(sanitized(signer.certificate.commonName()),
                          QString::fromStdString(toRfc3339(signer.signingTime)));
    }
    return names.join(QStringLiteral(", "));
}

/// The payload called --payload, or the only one. Errors: BadUsage.
Result<std::size_t> payloadOf(const Arguments& arguments, const Manifest& manifest) {
    const auto name = arguments.value("payload");
    if (!name && manifest.payloads.size() == 1) {
        return std::size_t{0};
    }
    QStringList names;
    for (std::size_t i = 0; i < manifest.payloads.size(); ++i) {
        if (name == manifest.payloads[i].name) {
            return i;
        }
        names << QString::fromStdString(manifest.payloads[i].name);
    }
    return usage(tr("say which payload: --payload %1").arg(names.join(QStringLiteral(" | "))));
}

void describeHead(CliContext& context, const BundleHead& head) {
    const Manifest& manifest = head.manifest;
    context.line(tr("Release:     %1").arg(releaseText(manifest.release)));
    context.line(tr("Built:       %1").arg(QString::fromStdString(toRfc3339(manifest.release.builtAt))));
    context.line(tr("Class:       %1").arg(sanitized(manifest.release.updateClass)));
    for (const CompatibleDevice& device : manifest.compatible) {
        context.line(tr("For:         %1").arg(sanitized(device.model)));
    }
    context.line(tr("Has agent:   %1").arg(manifest.carriesAgent ? tr("yes") : tr("no")));
    context.line(tr("Identity:    %1").arg(QString::fromStdString(head.manifestDigest.hex())));
    context.line({});
    std::vector<QStringList> rows;
    for (std::size_t i = 0; i < manifest.payloads.size(); ++i) {
        const Payload& payload = manifest.payloads[i];
        rows.push_back({sanitized(payload.name), sanitized(payload.kind), sanitized(payload.group),
                        bytesText(payload.imageBytes), bytesText(payload.dataBytes),
                        QString::number(head.indexes[i].frames().size())});
    }
    context.table({tr("payload"), tr("kind"), tr("group"), tr("image"), tr("data"), tr("frames")}, rows);
}

/// What leads from the images of previous releases to this one.
Json describePatches(CliContext& context, const BundleHead& head) {
    Json list = Json::array();
    for (std::size_t i = 0; i < head.indexes.size(); ++i) {
        const std::string& payload = head.manifest.payloads[i].name;
        for (const PatchBase& base : head.indexes[i].patchBases()) {
            context.line(tr("Patches:     %1, for %2 out of the image %3 (%4)")
                             .arg(base.patches)
                             .arg(sanitized(payload), QString::fromStdString(base.imageDigest.hex()),
                                  bytesText(base.imageBytes)));
            list.push_back({{"payload", payload},
                            {"imageSha256", base.imageDigest.hex()},
                            {"imageBytes", base.imageBytes},
                            {"patches", base.patches}});
        }
    }
    return list;
}

} // namespace

QString releaseText(const Release& release) {
    return tr("%1 %2 (epoch %3)").arg(sanitized(release.name), sanitized(release.version)).arg(release.epoch);
}

Json manifestDocument(const BundleHead& head) {
    return {{"manifestSha256", head.manifestDigest.hex()},
            {"bundleBytes", head.layout.totalBytes},
            {"headBytes", head.layout.headBytes},
            {"manifest", Json::parse(asText(writeManifest(head.manifest)), nullptr, false)}};
}

Json signersDocument(const SignatureVerdict& verdict) {
    Json list = Json::array();
    for (const AcceptedSigner& signer : verdict.signers) {
        list.push_back({{"name", signer.certificate.commonName()},
                        {"certificateSha256", signer.certificate.fingerprint().hex()},
                        {"signedAt", toRfc3339(signer.signingTime)}});
    }
    return list;
}

Result<VerifiedBundle> openVerified(std::shared_ptr<ByteSource> source, const Arguments& arguments) {
    const auto root = arguments.value("trust");
    if (!root) {
        return usage(tr("say whom to trust: --trust root.crt"));
    }
    FF_TRY(const TrustStore trust, TrustStore::fromPemFile(*root));
    SignaturePolicy policy;
    FF_TRY(const std::uint64_t required, arguments.numberOr("required", 1, 1, maxRequiredSignatures));
    policy.required = static_cast<std::size_t>(required);
    const TimePolicy time{.floor = {}, .now = SystemClock().now()};
    Result<VerifiedBundle> bundle = verifyBundle(std::move(source), trust, policy, time);
    return bundle.ok() ? std::move(bundle) : atPath(std::move(bundle).error(), arguments);
}

Result<ExitCode> verifyBundleAction(const Arguments& arguments, CliContext& context) {
    FF_TRY(const auto source, openBundleFile(arguments));
    FF_TRY(const VerifiedBundle bundle, openVerified(source, arguments));
    const InterruptFlag interrupt;
    auto progress = context.progress(tr("Checking"));
    const auto tell = [&](std::uint64_t done, std::uint64_t total) {
        progress->update(done, total);
        return !interrupt.raised();
    };
    FF_CHECK(verifyData(*source, bundle, tell).with("path", arguments.positional(0)));
    progress.reset();
    context.line(tr("%1 is whole: %2, signed by %3.")
                     .arg(QString::fromStdString(arguments.positional(0)),
                          releaseText(bundle.manifest().release), signersText(bundle.signature())));
    Json document = manifestDocument(bundle.head());
    document["verified"] = true;
    document["signers"] = signersDocument(bundle.signature());
    document["ignoredSignatures"] = bundle.signature().ignored;
    context.document(document);
    return ExitCode::Ok;
}

Result<ExitCode> inspectBundleAction(const Arguments& arguments, CliContext& context) {
    FF_TRY(const auto source, openBundleFile(arguments));
    FF_TRY(const SignedPart part, readSignedPart(*source).with("path", arguments.positional(0)));
    FF_TRY(const BundleHead head, parseHead(source, part).with("path", arguments.positional(0)));
    std::vector<CmsSignature> signatures;
    if (!part.cms.empty()) {
        FF_TRY(signatures, inspectCms(part.manifest, part.cms));
    }
    describeHead(context, head);
    context.line({});
    Json patches = describePatches(context, head);
    Json list = Json::array();
    for (const CmsSignature& signature : signatures) {
        const std::string name = signature.certificate ? signature.certificate->commonName() : std::string();
        context.line(tr("Signed by %1 on %2, as it says; nobody's trust was judged.")
                         .arg(name.empty() ? tr("somebody") : sanitized(name),
                              QString::fromStdString(toRfc3339(signature.signingTime))));
        list.push_back(
            {{"name", name}, {"signedAt", toRfc3339(signature.signingTime)}, {"matches", signature.matches}});
    }
    if (signatures.empty()) {
        context.line(tr("Not signed."));
    }
    Json document = manifestDocument(head);
    document["verified"] = false;
    document["signatures"] = list;
    document["patches"] = std::move(patches);
    context.document(document);
    return ExitCode::Ok;
}

Result<ExitCode> extractBundleAction(const Arguments& arguments, CliContext& context) {
    if (!arguments.has("out")) {
        return usage(tr("say where the image goes: --out FILE"));
    }
    FF_TRY(const auto source, openBundleFile(arguments));
    FF_TRY(const VerifiedBundle bundle, openVerified(source, arguments));
    FF_TRY(const std::size_t payload, payloadOf(arguments, bundle.manifest()));
    const InterruptFlag interrupt;
    auto progress = context.progress(tr("Extracting"));
    const auto tell = [&](std::uint64_t done, std::uint64_t total) {
        progress->update(done, total);
        return !interrupt.raised();
    };
    const std::string output = arguments.valueOr("out", "");
    FF_CHECK(extractPayload(*source, bundle, payload, output, tell).with("path", arguments.positional(0)));
    progress.reset();
    const Payload& facts = bundle.manifest().payloads[payload];
    context.line(
        tr("%1 holds the image of %2: %3.")
            .arg(QString::fromStdString(output), sanitized(facts.name), bytesText(facts.imageBytes)));
    context.document({{"image", output},
                      {"payload", facts.name},
                      {"imageBytes", facts.imageBytes},
                      {"imageSha256", facts.imageDigest.hex()}});
    return ExitCode::Ok;
}

} // namespace fieldfare::app
