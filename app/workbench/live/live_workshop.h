// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/bundle_workshop.h"
#include "core/crypto/trust_store.h"

namespace fieldfare::app {

/// Builds bundles as `fieldfare bundle build` does.
class LiveWorkshop final : public BundleWorkshop {
public:
    /// The roots that this laptop trusts now; called on any thread.
    using Trust = std::function<Result<TrustStore>()>;
    explicit LiveWorkshop(Trust trust)
        : m_trust(std::move(trust)) {}
    [[nodiscard]] Result<ImageFacts> inspect(const QString& image) override;
    [[nodiscard]] Result<SigningKey> signingKey(const QString& key, const QString& certificate) override;
    [[nodiscard]] BuildEnd
    build(const BuildOrder& order,
          const std::function<bool(std::uint64_t done, std::uint64_t total)>& progress) override;

private:
    Trust m_trust;
    SystemProcessRunner m_runner;
};

} // namespace fieldfare::app
