// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/bundle_facts.h"

#include "app/text/sanitize.h"
#include "core/bundle/head.h"
#include "core/bundle/transfer_plan.h"
#include "core/crypto/cms_verifier.h"

#include <QFileInfo>

#include <algorithm>

namespace fieldfare::app {

namespace {

QDateTime dateOf(UnixTime time) {
    return QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count());
}

Result<std::shared_ptr<ByteSource>> openShared(const QString& path) {
    FF_TRY(std::unique_ptr<ByteSource> source, openByteSource(path.toStdString()));
    return std::shared_ptr<ByteSource>(std::move(source));
}

std::vector<BundleSignature> signaturesIn(const SignedPart& part) {
    std::vector<BundleSignature> found;
    if (const auto signatures = inspectCms(part.manifest, part.cms)) {
        for (const CmsSignature& signature : *signatures) {
            found.push_back(
                {signature.certificate ? sanitized(signature.certificate->commonName(), 64) : QString(),
                 dateOf(signature.signingTime), false});
        }
    }
    return found;
}

void judge(BundleFacts& facts, const SignedPart& part, const TrustStore* trust, const TimePolicy& time) {
    if (part.cms.empty()) {
        facts.trust = BundleTrust::Unsigned;
        facts.error = Error(ErrorCode::NotSigned, {{"path", facts.path.toStdString()}});
        return;
    }
    facts.signatures = signaturesIn(part);
    if (trust == nullptr) {
        facts.trust = BundleTrust::NotJudged;
        return;
    }
    const auto verdict = verifyCms(part.manifest, part.cms, *trust, {}, time);
    if (!verdict) {
        facts.trust = BundleTrust::Untrusted;
        facts.error = Error(verdict.error()).with("path", facts.path.toStdString());
        return;
    }
    facts.trust = BundleTrust::Trusted;
    for (const AcceptedSigner& signer : verdict->signers) {
        const QString name = sanitized(signer.certificate.commonName(), 64);
        const auto listed = std::ranges::find(facts.signatures, name, &BundleSignature::name);
        if (listed != facts.signatures.end()) {
            listed->accepted = true;
        } else { // its certificate is not embedded
            facts.signatures.push_back({name, dateOf(signer.signingTime), true});
        }
    }
}

Result<> look(BundleFacts& facts, const TrustStore* trust, const TimePolicy& time) {
    FF_TRY(const auto source, openShared(facts.path));
    FF_TRY(const SignedPart part, readSignedPart(*source));
    FF_TRY(BundleHead head, parseHead(source, part));
    if (source->sizeBytes() != head.layout.totalBytes) {
        return Error(ErrorCode::TruncatedBundle,
                     {{"have", source->sizeBytes()}, {"need", head.layout.totalBytes}});
    }
    facts.manifest = std::move(head.manifest);
    facts.identity = QString::fromStdString(head.manifestDigest.hex());
    judge(facts, part, trust, time);
    return {};
}

} // namespace

BundleFacts lookIntoBundle(const QString& path, const TrustStore* trust, const TimePolicy& time) {
    const QFileInfo file(path);
    BundleFacts facts;
    facts.path = file.absoluteFilePath();
    facts.sizeBytes = static_cast<std::uint64_t>(std::max<qint64>(file.size(), 0));
    facts.changedAt = file.lastModified();
    if (const Result<> done = look(facts, trust, time); !done) {
        facts.trust = BundleTrust::Damaged;
        facts.error = Error(done.error()).with("path", facts.path.toStdString());
    }
    return facts;
}

Result<BundleTravel> travelBetween(const QString& installed, const QString& wanted) {
    FF_TRY(const auto oldFile, openShared(installed));
    FF_TRY(const BundleHead oldHead, readUnverifiedHead(oldFile));
    FF_TRY(const auto newFile, openShared(wanted));
    FF_TRY(const BundleHead newHead, readUnverifiedHead(newFile));
    BundleTravel travel{newHead.layout.headBytes, newHead.layout.totalBytes};
    const auto& oldPayloads = oldHead.manifest.payloads;
    for (std::size_t i = 0; i < newHead.indexes.size(); ++i) {
        const auto same = std::ranges::find(oldPayloads, newHead.manifest.payloads[i].group, &Payload::group);
        std::optional<ContentLookup> has;
        if (same != oldPayloads.end()) {
            const Index& index = oldHead.indexes[static_cast<std::size_t>(same - oldPayloads.begin())];
            if (index.scheme() == newHead.indexes[i].scheme()) {
                FF_TRY(has, ContentLookup::fromIndex(index));
            }
        }
        FF_TRY(const TransferPlan plan, planTransfer(newHead.indexes[i], has ? &*has : nullptr));
        travel.fetchBytes += plan.fetchBytes;
    }
    return travel;
}

} // namespace fieldfare::app
