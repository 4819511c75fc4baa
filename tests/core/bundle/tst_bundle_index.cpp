// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/index_format.h"
#include "tests/core/bundle/bundle_kit.h"

#include <QTest>

using namespace fieldfare;
using namespace fieldfare::bundlekit;

namespace {

Frame frame(std::uint64_t imageBytes, std::uint32_t dataBytes, FrameMethod method = FrameMethod::Zstd) {
    Frame made;
    made.imageBytes = imageBytes;
    made.dataBytes = dataBytes;
    made.method = method;
    made.dataDigest = sha256(asBytes("data"));
    made.contentDigest = sha256(asBytes("content"));
    return made;
}

/// A payload that `index` fits, for the image and data sizes given.
Payload payloadFor(const Bytes& index, std::uint64_t imageBytes, std::uint64_t dataBytes) {
    Payload payload;
    payload.name = "rootfs";
    payload.imageBytes = imageBytes;
    payload.dataBytes = dataBytes;
    payload.indexBytes = index.size();
    payload.indexDigest = sha256(index);
    return payload;
}

Result<Index> openIndex(const Bytes& index, std::uint64_t imageBytes, std::uint64_t dataBytes) {
    return Index::open(std::make_shared<MemorySource>(index), payloadFor(index, imageBytes, dataBytes));
}

const std::vector<Frame> goodFrames = {frame(2 * block, 100), frame(5 * block, 30, FrameMethod::Zero),
                                       frame(block + 5, 7)};
constexpr std::uint64_t goodImage = 8 * block + 5;
const std::vector<Fingerprint> goodFingerprints = {0x0102030405, 0, 77};

Bytes goodIndex() {
    return encodeIndex(goodFrames, goodFingerprints);
}

constexpr std::size_t firstRecordAt = indexformat::headerBytes + indexformat::sectionHeaderBytes;
constexpr std::size_t secondSectionAt = firstRecordAt + 3 * indexformat::frameRecordBytes;

Bytes section(std::uint32_t type, std::uint32_t flags, std::size_t length) {
    Bytes bytes;
    appendLittleEndian(bytes, type);
    appendLittleEndian(bytes, flags);
    appendLittleEndian<std::uint64_t>(bytes, length);
    bytes.resize(bytes.size() + length);
    return bytes;
}

Bytes withSections(std::uint16_t count, const std::vector<Bytes>& more) {
    Bytes index = goodIndex();
    storeLittleEndian<std::uint16_t>(MutableBytes(index).subspan(10), count);
    for (const Bytes& bytes : more) {
        index.insert(index.end(), bytes.begin(), bytes.end());
    }
    return index;
}

} // namespace

class tst_bundle_index : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenReadsBack() {
        const Result<Index> index = openIndex(goodIndex(), goodImage, 137);
        QVERIFY2(index.ok(), index.ok() ? "" : describeLine(index.error()).c_str());
        const std::vector<Frame>& frames = index->frames();
        QCOMPARE(frames.size(), 3);
        QCOMPARE(frames[1].imageOffset, 2 * block);
        QCOMPARE(frames[1].dataOffset, 100);
        QVERIFY(frames[1].method == FrameMethod::Zero);
        QCOMPARE(frames[2].imageBytes, block + 5);
        QCOMPARE(frames[2].dataOffset, 130);
        QVERIFY(frames[2].contentDigest == sha256(asBytes("content")));
        QCOMPARE(index->fingerprintCount(), 3);
        QVERIFY(index->scheme() == FingerprintScheme::Blocks);
        QVERIFY(index->pieces(0).value() ==
                (std::vector<ContentPiece>{{0, block, 0x0102030405}, {block, block, 0}}));
        QVERIFY(index->pieces(1).value().empty());
        QVERIFY(index->pieces(2).value() == (std::vector<ContentPiece>{{7 * block, block, 77}}));
    }

    void everyFlippedBitIsRefused() {
        const Bytes good = goodIndex();
        for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
            Bytes bad = good;
            bad[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
            QCOMPARE(slug(Index::open(std::make_shared<MemorySource>(bad), payloadFor(good, goodImage, 137))),
                     "digest-mismatch");
        }
    }

    void everyTruncationIsRefused() {
        const Bytes good = goodIndex();
        for (std::size_t size = 0; size < good.size(); ++size) {
            const Bytes cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size));
            QCOMPARE(slug(openIndex(cut, goodImage, 137)), "bad-index");
            QCOMPARE(slug(Index::open(std::make_shared<MemorySource>(cut), payloadFor(good, goodImage, 137))),
                     "bad-index");
        }
    }

    void framesThatDoNotFitTheImageOrDataAreRefused() {
        for (const auto& [image, data] : {std::pair{goodImage - 6, 137},
                                          {goodImage + block, 137},
                                          {goodImage - block, 137},
                                          {std::uint64_t{1}, 137},
                                          {goodImage, 136},
                                          {goodImage, 138},
                                          {goodImage, 1}}) {
            QCOMPARE(slug(openIndex(goodIndex(), image, static_cast<std::uint64_t>(data))), "bad-index");
        }
        QCOMPARE(slug(openIndex(goodIndex(), std::uint64_t{1} << 63, 137)), "bad-index");
        QCOMPARE(slug(openIndex(goodIndex(), goodImage, std::uint64_t{1} << 63)), "bad-index");
    }

    void framesOfAnImpossibleSizeAreRefused() {
        const auto judgeFrame = [](const Frame& one) {
            return slug(openIndex(
                encodeIndex({one}, std::vector<Fingerprint>(
                                       one.method == FrameMethod::Zero ? 0 : one.imageBytes / block, 1)),
                one.imageBytes, one.dataBytes));
        };
        QCOMPARE(judgeFrame(frame(maxFrameContentBytes, 1)), "ok");
        QCOMPARE(judgeFrame(frame(maxFrameContentBytes + block, 1)), "bad-index");
        QCOMPARE(judgeFrame(frame(maxZeroFrameBytes, 1, FrameMethod::Zero)), "ok");
        QCOMPARE(judgeFrame(frame(maxZeroFrameBytes + block, 1, FrameMethod::Zero)), "bad-index");
        QCOMPARE(judgeFrame(frame(block, 0)), "bad-index");
        QCOMPARE(judgeFrame(frame(block, maxFrameDataBytes)), "ok");
        QCOMPARE(judgeFrame(frame(block, maxFrameDataBytes + 1)), "bad-index");
        QCOMPARE(judgeFrame(frame(0, 1)), "bad-index");
        QCOMPARE(slug(openIndex(encodeIndex({}, {}), 1, 1)), "bad-index");
    }

    void anUnknownMethodOrVersionIsNamedAsSuch() {
        Bytes index = goodIndex();
        index[firstRecordAt + 3] = std::byte{2};
        QCOMPARE(slug(openIndex(index, goodImage, 137)), "unknown-feature");
        index = goodIndex();
        index[8] = std::byte{2};
        QCOMPARE(slug(openIndex(index, goodImage, 137)), "unknown-feature");
    }

    void anUnknownSectionIsSkippedOnlyIfItSaysSo() {
        QCOMPARE(slug(openIndex(withSections(3, {section(9, 1, 5000)}), goodImage, 137)), "ok");
        QCOMPARE(slug(openIndex(withSections(3, {section(9, 0, 50)}), goodImage, 137)), "unknown-feature");
        QCOMPARE(slug(openIndex(withSections(3, {section(9, 2, 50)}), goodImage, 137)), "bad-index");
        QCOMPARE(slug(openIndex(withSections(4, {section(9, 1, 5), section(9, 1, 5)}), goodImage, 137)),
                 "bad-index");
        QCOMPARE(slug(openIndex(withSections(4, {section(9, 1, 5), section(8, 1, 5)}), goodImage, 137)),
                 "bad-index");
        QCOMPARE(slug(openIndex(withSections(3, {section(1, 0, 72)}), goodImage, 137)), "bad-index");
        QCOMPARE(slug(openIndex(withSections(2, {section(9, 1, 5)}), goodImage, 137)), "bad-index");
        QCOMPARE(slug(openIndex(withSections(3, {}), goodImage, 137)), "bad-index");
    }

    void aSectionLongerThanTheIndexIsRefused() {
        for (const std::uint64_t length :
             {std::uint64_t{1} << 63, UINT64_MAX, std::uint64_t{1} << 32, std::uint64_t{217}}) {
            Bytes index = goodIndex();
            storeLittleEndian<std::uint64_t>(MutableBytes(index).subspan(indexformat::headerBytes + 8),
                                             length);
            QCOMPARE(slug(openIndex(index, goodImage, 137)), "bad-index");
        }
    }

    void fingerprintsOfAnotherSchemeAreNotUsed() {
        Bytes index = goodIndex();
        index[secondSectionAt + indexformat::sectionHeaderBytes] = std::byte{9};
        const Result<Index> opened = openIndex(index, goodImage, 137);
        QVERIFY(opened.ok());
        QVERIFY(!opened->hasFingerprints());
        QVERIFY(opened->pieces(0).value().empty());
    }

    void theNumberOfFingerprintsMustMatch() {
        QCOMPARE(slug(openIndex(encodeIndex(goodFrames, {1, 2}), goodImage, 137)), "bad-index");
        QCOMPARE(slug(openIndex(encodeIndex(goodFrames, {1, 2, 3, 4}), goodImage, 137)), "bad-index");
    }

    void onlyZerosHaveTheFingerprintZero() {
        QCOMPARE(fingerprintOf(Bytes(block)), Fingerprint{0});
        const Bytes content = noise(block, 1);
        const Digest digest = sha256(content);
        QCOMPARE(fingerprintOf(content), loadLittleEndian<std::uint64_t>(digest.bytes) & 0xffffffffff);
    }
};

QTEST_GUILESS_MAIN(tst_bundle_index)
#include "tst_bundle_index.moc"
