// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/reader.h"
#include "core/protocol/status.h"

#include <QString>

namespace fieldfare::app {

/// A bundle on the laptop whose head was verified against the fleet's root; shared, read-only, by all pushes
/// of it.
class BundleFile {
public:
    /// Errors: those of openByteSource and verifyBundle, with `path`.
    [[nodiscard]] static Result<std::shared_ptr<const BundleFile>>
    open(const std::filesystem::path& path, const TrustStore& trust, const TimePolicy& time);
    [[nodiscard]] const Manifest& manifest() const { return m_bundle.manifest(); }
    [[nodiscard]] const VerifiedBundle& verified() const { return m_bundle; }
    [[nodiscard]] std::uint64_t headBytes() const { return m_bundle.layout().headBytes; }
    [[nodiscard]] std::uint64_t sizeBytes() const { return m_source->sizeBytes(); }
    /// Reads at any place; thread-safe. Errors: Io.
    [[nodiscard]] Result<> readAt(std::uint64_t offset, MutableBytes into) const;
    /// The id of its installation on every device.
    [[nodiscard]] std::string installationId() const;
    [[nodiscard]] ReleaseId release() const;
    /// Who signed it: the names in the accepted certificates.
    [[nodiscard]] QString signers() const;
    /// Whether the manifest names this device. Errors: WrongModel.
    [[nodiscard]] Result<> fits(const std::string& model, const std::string& hardwareRevision) const;

private:
    BundleFile(std::shared_ptr<ByteSource> source, VerifiedBundle bundle)
        : m_source(std::move(source))
        , m_bundle(std::move(bundle)) {}
    std::shared_ptr<ByteSource> m_source;
    VerifiedBundle m_bundle;
};

} // namespace fieldfare::app
