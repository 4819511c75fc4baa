// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/secret.h"
#include "core/bundle/image_inspector.h"

#include <QDateTime>
#include <QString>

#include <functional>

namespace fieldfare::app {

/// The key that shall sign a bundle, as its files show it.
struct SigningKey {
    QString name; ///< Of its certificate.
    QDateTime validUntil;
    bool needsPassphrase = false; ///< Or, on a token, its PIN.
};

/// All that the making of a bundle needs.
struct BuildOrder {
    std::string recipe; ///< With absolute paths.
    QString output;
    QString previous;    ///< A bundle that devices have; empty: none.
    QString key;         ///< A file or a token's URI; empty: it stays unsigned.
    QString certificate; ///< The certificate of that key.
    Secret passphrase;
};

/// How it ended.
struct BuildEnd {
    std::optional<Error> error; ///< Nothing was left behind then.
    std::uint64_t bundleBytes = 0;
    std::uint64_t imageBytes = 0;
    std::vector<Error> warnings;
};

/// What a new bundle needs of the world. Thread-safe.
class BundleWorkshop {
public:
    virtual ~BundleWorkshop() = default;
    /// Looks into an image; see inspectImage().
    [[nodiscard]] virtual Result<ImageFacts> inspect(const QString& image) = 0;
    /// Reads the certificate, and whether `key` needs a passphrase. Errors: NotFound, BadCertificate; if this
    /// fleet's root is known, WrongRole, UntrustedChain, CertificateExpired, CertificateRevoked.
    [[nodiscard]] virtual Result<SigningKey> signingKey(const QString& key, const QString& certificate) = 0;
    /// Builds and signs; blocks. `progress` counts image bytes; false from it cancels.
    [[nodiscard]] virtual BuildEnd
    build(const BuildOrder& order,
          const std::function<bool(std::uint64_t done, std::uint64_t total)>& progress) = 0;
};

} // namespace fieldfare::app
