// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bundle/image_file.h"
#include "core/bundle/window_encoder.h"

#include <deque>
#include <functional>
#include <map>

namespace fieldfare {

/// Turns one image into the data and index of one payload: windows are read and hashed in order, encoded in
/// parallel, and taken in order again, so that the result does not depend on the number of threads. About 16
/// windows are in memory. With scheme Chunks the image is read once more before, and 24 bytes for each chunk
/// are in memory.
class PayloadEncoder {
public:
    struct Options {
        int level = 3;
        unsigned threads = 1;
    };
    /// What is left of a payload once its data is written.
    struct Outcome {
        Bytes index;
        std::uint64_t dataBytes = 0;
        Digest imageDigest;
        std::uint64_t frames = 0;
        std::uint64_t zeroFrames = 0;
    };
    /// Takes compressed data in order.
    using DataSink = std::function<Result<>(ByteView data)>;
    /// Told how many bytes of the image are done; returns false to cancel.
    using Progress = std::function<bool(std::uint64_t imageBytes)>;

    PayloadEncoder(const KnownContent& known, const Options& options, DataSink sink);
    /// Errors: Io, NoSpace, TooLarge, Cancelled.
    [[nodiscard]] Result<Outcome> run(ImageFile& image, const Progress& progress);

private:
    struct Pending {
        std::uint64_t imageBytes = 0;
        std::optional<std::future<Result<EncodedWindow>>> window; ///< Empty for a hole.
    };
    struct ZeroFrame {
        Frame frame;
        Bytes data;
    };
    Result<> cutImage(const ImageFile& image);
    Result<> takeOldest(const Progress& progress);
    Result<> takeWindow(const EncodedWindow& window);
    Result<> flushZeros();
    Result<const ZeroFrame*> zeroFrame(std::uint64_t imageBytes);
    Result<> emit(Frame frame, ByteView data);

    Options m_options;
    DataSink m_sink;
    std::vector<ContentPiece> m_chunks; ///< For scheme Chunks: of the whole image.
    WindowKnowledge m_knowledge;
    WindowEncoderPool m_pool;
    FrameEncoder m_zeroEncoder;
    std::deque<Pending> m_pending;
    Bytes m_spent;                                   ///< The buffer of a window that was taken.
    std::map<std::uint64_t, ZeroFrame> m_zeroFrames; ///< By length: most are the longest.
    std::vector<Frame> m_frames;
    std::vector<Fingerprint> m_fingerprints;
    std::uint64_t m_dataBytes = 0;
    std::uint64_t m_doneBytes = 0;
    std::uint64_t m_openZeros = 0; ///< Zeros at the end of what was taken, which the next window may prolong.
};

} // namespace fieldfare
