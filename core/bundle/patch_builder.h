// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/head.h"
#include "core/bundle/image_file.h"
#include "core/bundle/patch_section.h"

#include <functional>

namespace fieldfare {

class SimilarContent;

/// Makes the patches that lead from one old release to a new image.
class PatchBuilder {
public:
    /// Takes the data of the patches, in order.
    using DataSink = std::function<Result<>(ByteView data)>;
    /// Told how far it is, in bytes of the old image; returns false to cancel.
    using Progress = std::function<bool(std::uint64_t doneBytes)>;
    struct Options {
        int level = 3; ///< Of the frames: patches, which are few, are compressed at least at level 12.
        unsigned threads = 1;
        std::filesystem::path
            besides; ///< In whose folder the old image is unpacked, to a file without a name.
    };

    /// Borrows all of them. `index` is that of the new image.
    PatchBuilder(const Index& index, const ImageFile& image, Options options, DataSink sink);

    /// Unpacks payload `payload` of the old release from `source`, whose head is `old`, and writes a patch
    /// for everything that a device with it would fetch, where that is smaller. No patches: nothing is
    /// spared, or nothing is new. Errors: those of PayloadWalk::run, NoSpace, Io, Cancelled, the sink's.
    [[nodiscard]] Result<PatchList> build(ByteSource& source, const BundleHead& old, std::size_t payload,
                                          const Progress& progress);

private:
    struct Group;
    struct Encoded;
    Result<std::vector<Group>> groupsFor(const Index& old) const;
    Result<Encoded> encode(const Group& group, ByteSource& oldImage, const SimilarContent& similar) const;

    const Index& m_index;
    const ImageFile& m_image;
    Options m_options;
    DataSink m_sink;
    std::uint64_t m_dataBytes = 0;
};

} // namespace fieldfare
