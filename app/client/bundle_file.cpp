// SPDX-License-Identifier: Apache-2.0
#include "app/client/bundle_file.h"

#include "app/text/sanitize.h"

#include <QStringList>

#include <algorithm>

namespace fieldfare::app {

Result<std::shared_ptr<const BundleFile>> BundleFile::open(const std::filesystem::path& path,
                                                           const TrustStore& trust, const TimePolicy& time) {
    FF_TRY(std::shared_ptr<ByteSource> source, openByteSource(path));
    auto bundle = verifyBundle(source, trust, SignaturePolicy{}, time);
    if (!bundle) {
        return std::move(bundle).error().with("path", path.string());
    }
    if (bundle->layout().totalBytes != source->sizeBytes()) {
        return Error(ErrorCode::TruncatedBundle, {{"have", source->sizeBytes()},
                                                  {"need", bundle->layout().totalBytes},
                                                  {"member", path.filename().string()}});
    }
    return std::shared_ptr<const BundleFile>(new BundleFile(std::move(source), std::move(*bundle)));
}

Result<> BundleFile::readAt(std::uint64_t offset, MutableBytes into) const {
    return m_source->readAt(offset, into);
}

std::string BundleFile::installationId() const {
    return m_bundle.manifestDigest().hex().substr(0, 32);
}

ReleaseId BundleFile::release() const {
    return {manifest().release.name, manifest().release.version, manifest().release.epoch};
}

QString BundleFile::signers() const {
    QStringList names;
    for (const AcceptedSigner& signer : m_bundle.signature().signers) {
        names += sanitized(signer.certificate.commonName(), 64);
    }
    return names.join(QStringLiteral(", "));
}

Result<> BundleFile::fits(const std::string& model, const std::string& hardwareRevision) const {
    std::string wanted;
    for (const CompatibleDevice& device : manifest().compatible) {
        const auto& revisions = device.hardwareRevisions;
        const bool anyRevision = revisions.empty() || hardwareRevision.empty();
        if (device.model == model && (anyRevision || std::find(revisions.begin(), revisions.end(),
                                                               hardwareRevision) != revisions.end())) {
            return {};
        }
        wanted += (wanted.empty() ? "" : " / ") + device.model;
    }
    return Error(
        ErrorCode::WrongModel,
        {{"want", wanted}, {"have", hardwareRevision.empty() ? model : model + " " + hardwareRevision}});
}

} // namespace fieldfare::app
