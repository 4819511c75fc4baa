// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/byte_source.h"
#include "device-agent/installer/bundle_source.h"

namespace fieldfare::installer {

/// A bundle that can be read anywhere, at no cost for jumping: a file on a stick.
class FileSource final : public BundleSource {
public:
    /// Borrows `file`.
    explicit FileSource(ByteSource& file)
        : m_file(file) {}

    Result<> announce(const InstallationStatus&, const NeededRanges&) override { return {}; }
    Result<> read(std::uint64_t offset, MutableBytes into) override {
        auto got = m_file.readAt(offset, into);
        // A stick that was pulled is a source that went away, whatever the kernel calls it: offer it again.
        if (!got.ok()) {
            return Error(ErrorCode::SourceLost,
                         {{"detail", describe(got.error()).happened}, {"path", std::string("bundle file")}});
        }
        return {};
    }
    void reportDurable() override {}
    [[nodiscard]] bool isAtHand() const override { return true; }

private:
    ByteSource& m_file;
};

} // namespace fieldfare::installer
