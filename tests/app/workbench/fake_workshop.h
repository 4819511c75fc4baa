// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/bundle_library.h"
#include "app/workbench/bundle_workshop.h"

#include <QFileInfo>

#include <condition_variable>
#include <mutex>

namespace fieldfare::app {

/// Knows images and keys by their names, and builds until the test lets it finish.
class FakeWorkshop final : public BundleWorkshop {
public:
    ~FakeWorkshop() override { finish(); }
    Result<ImageFacts> inspect(const QString& image) override {
        ImageFacts facts;
        if (image.endsWith("missing.img")) {
            return Error(ErrorCode::NotFound, {{"path", image.toStdString()}});
        }
        if (image.endsWith(".ext4")) {
            facts = {"", "ext4", 4096, !image.contains("bare"), "Gateway OS", "2.0", "Gateway OS 2.0"};
        }
        return facts;
    }
    Result<SigningKey> signingKey(const QString& key, const QString& certificate) override {
        if (certificate.contains("technician")) {
            return Error(ErrorCode::WrongRole, {{"want", std::string("release")},
                                                {"have", std::string("technician")},
                                                {"subject", std::string("anna")}});
        }
        return SigningKey{"release-2026", validUntil, !key.contains("open")};
    }
    BuildEnd build(const BuildOrder& order,
                   const std::function<bool(std::uint64_t, std::uint64_t)>& progress) override {
        std::unique_lock lock(m_mutex);
        recipe = order.recipe;
        previous = order.previous;
        passphrase = QString::fromUtf8(order.passphrase.reveal().data(),
                                       static_cast<qsizetype>(order.passphrase.reveal().size()));
        while (!m_finish) {
            if (!progress(129'000'000, 400'000'000)) {
                return {Error(ErrorCode::Cancelled), 0, 0, {}};
            }
            m_changed.wait_for(lock, std::chrono::milliseconds(20));
        }
        m_finish = false;
        return {error, 31'000'000, 400'000'000, {}};
    }
    /// Lets a build that is under way end.
    void finish() {
        const std::lock_guard lock(m_mutex);
        m_finish = true;
        m_changed.notify_all();
    }
    QDateTime validUntil = QDateTime::currentDateTime().addYears(2);
    std::string recipe;
    QString previous;
    QString passphrase;
    std::optional<Error> error;

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_finish = false;
};

/// What a look at a bundle shows, by the file's name: "gateway-os-2.0.ffb" is trusted unless it says
/// otherwise.
[[nodiscard]] inline BundleFacts fakeLook(const QString& path) {
    BundleFacts facts;
    facts.path = path;
    facts.changedAt = QFileInfo(path).lastModified();
    facts.sizeBytes = 31'000'000;
    const QString name = QFileInfo(path).completeBaseName();
    Manifest manifest;
    manifest.release.name = name.section('-', 0, 1).toStdString();
    manifest.release.version = name.section('-', 2, 2).toStdString();
    manifest.release.epoch = 3;
    manifest.release.builtAt = UnixTime(std::chrono::seconds(1'790'000'000));
    manifest.release.notes = "Mends the modem after a long night.";
    manifest.release.advisories = {"CVE-2026-1234"};
    manifest.compatible = {{"acme,gateway", {}}, {"acme,gateway-pro", {"B", "C"}}};
    manifest.carriesAgent = true;
    manifest.payloads = {
        {"rootfs", "raw", "rootfs", 400'000'000, sha256(asBytes(name.toStdString())), 1, {}, 30'000'000}};
    facts.identity = QString::fromStdString(sha256(asBytes(name.toStdString())).hex());
    facts.signatures = {{"release-2026", QDateTime(QDate(2026, 11, 20), QTime(9, 30)), true}};
    facts.trust = BundleTrust::Trusted;
    if (name.endsWith("damaged")) {
        facts.trust = BundleTrust::Damaged;
        facts.error = Error(ErrorCode::TruncatedBundle,
                            {{"have", std::uint64_t{12'000'000}}, {"need", std::uint64_t{31'000'000}}});
        return facts;
    }
    if (name.endsWith("unsigned")) {
        facts.trust = BundleTrust::Unsigned;
        facts.signatures.clear();
        facts.error = Error(ErrorCode::NotSigned);
    } else if (name.endsWith("strange")) {
        facts.trust = BundleTrust::Untrusted;
        facts.signatures[0] = {"somebody", facts.signatures[0].signedAt, false};
        facts.error = Error(ErrorCode::UntrustedSigner, {{"signer", std::string("somebody")}});
    }
    facts.manifest = std::move(manifest);
    return facts;
}

} // namespace fieldfare::app
