// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/live/live_workshop.h"

#include "app/client/identity.h"
#include "app/text/sanitize.h"
#include "core/base/file.h"

namespace fieldfare::app {

namespace {

constexpr int compressionLevel = 6; // as `fieldfare bundle build` has it by default
constexpr std::size_t maxKeyFileBytes = std::size_t{64} << 10;

bool isToken(const QString& key) {
    return key.startsWith(u"pkcs11:");
}

/// PKCS#8 says it in its first line, the older forms in a header.
Result<bool> isEncrypted(const QString& key) {
    if (isToken(key)) {
        return true;
    }
    FF_TRY(const Bytes pem, readFile(key.toStdString(), maxKeyFileBytes));
    return asText(pem).find("ENCRYPTED") != std::string_view::npos;
}

Result<BuildReport> buildAndSign(const BuildOrder& order, ProcessRunner& runner, BuildEnd& end,
                                 const std::function<bool(std::uint64_t, std::uint64_t)>& progress) {
    const UnixTime now = SystemClock().now();
    FF_TRY(Recipe recipe, parseRecipe(order.recipe, "/", {std::nullopt, now}));
    std::unique_ptr<Signer> signer;
    if (!order.key.isEmpty()) { // first: a wrong passphrase should not cost a whole build
        const SecretProvider secret = [&](std::string_view what) -> Result<Secret> {
            return order.passphrase.empty()
                       ? Result<Secret>(Error(ErrorCode::WrongPassphrase, {{"path", std::string(what)}}))
                       : Result<Secret>(order.passphrase.clone());
        };
        FF_TRY(signer, openSigner(order.key.toStdString(), order.certificate.toStdString(), secret));
    }
    FF_TRY(const RecipeInspection inspection, inspectRecipe(recipe, runner));
    end.warnings = inspection.warnings;
    BuildRequest request;
    request.manifest = std::move(recipe.manifest);
    request.payloads = std::move(recipe.payloads);
    if (!order.previous.isEmpty()) {
        request.previous.emplace_back(order.previous.toStdString());
    }
    if (signer) {
        request.signers.push_back(signer.get());
    }
    request.signingTime = now;
    request.compressionLevel = compressionLevel;
    request.output = order.output.toStdString();
    std::error_code ignored; // the builder says what is wrong with the folder
    std::filesystem::create_directories(request.output.parent_path(), ignored);
    return buildBundle(request, progress);
}

} // namespace

Result<ImageFacts> LiveWorkshop::inspect(const QString& image) {
    return inspectImage(image.toStdString(), m_runner);
}

Result<SigningKey> LiveWorkshop::signingKey(const QString& key, const QString& certificate) {
    FF_TRY(const auto chain, Certificate::listFromFile(certificate.toStdString()));
    if (chain.empty()) {
        return Error(ErrorCode::BadCertificate,
                     {{"path", certificate.toStdString()}, {"detail", std::string("it holds none")}});
    }
    SigningKey found;
    FF_TRY(found.needsPassphrase, isEncrypted(key));
    found.name = sanitized(chain.front().commonName(), 64);
    found.validUntil = QDateTime::fromSecsSinceEpoch(chain.front().notAfter().time_since_epoch().count());
    if (const auto trust = m_trust()) {
        FF_CHECK(trust->verifyPeer(chain, Role::Release, laptopTimePolicy(SystemClock())));
    }
    return found;
}

BuildEnd LiveWorkshop::build(const BuildOrder& order,
                             const std::function<bool(std::uint64_t, std::uint64_t)>& progress) {
    BuildEnd end;
    const auto built = buildAndSign(order, m_runner, end, progress);
    if (!built) {
        end.error = built.error();
    } else {
        end.bundleBytes = built->bundleBytes;
        end.imageBytes = built->imageBytes;
    }
    return end;
}

} // namespace fieldfare::app
