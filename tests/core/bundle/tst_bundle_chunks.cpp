// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/chunker.h"
#include "core/bundle/index_format.h"
#include "core/bundle/transfer_plan.h"
#include "tests/core/bundle/bundle_kit.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace fieldfare;
using namespace fieldfare::bundlekit;

namespace {

std::vector<ContentPiece> chunksOf(const Bytes& image) {
    std::vector<ContentPiece> chunks;
    const Result<> cut = cutIntoChunks(
        image.size(),
        [&image](std::uint64_t offset, MutableBytes into) {
            return MemorySource(image).readAt(offset, into);
        },
        [&chunks](const ContentPiece& chunk) -> Result<> {
            chunks.push_back(chunk);
            return {};
        });
    return cut.ok() ? chunks : std::vector<ContentPiece>();
}

Frame frameOf(std::uint64_t imageBytes, FrameMethod method = FrameMethod::Zstd) {
    Frame frame;
    frame.imageBytes = imageBytes;
    frame.dataBytes = 10;
    frame.method = method;
    return frame;
}

Result<Index> openIndex(const Bytes& bytes, std::uint64_t imageBytes, std::uint64_t dataBytes) {
    Payload payload;
    payload.name = "rootfs";
    payload.imageBytes = imageBytes;
    payload.dataBytes = dataBytes;
    payload.indexBytes = bytes.size();
    payload.indexDigest = sha256(bytes);
    return Index::open(std::make_shared<MemorySource>(bytes), payload);
}

/// Frames of two blocks, of three zero blocks and of one and a half; chunks that do not care.
const std::vector<Frame> threeFrames = {frameOf(2 * block), frameOf(3 * block, FrameMethod::Zero),
                                        frameOf(block + 2000)};
constexpr std::uint64_t threeFramesBytes = 6 * block + 2000;
const std::vector<ContentPiece> fourChunks = {
    {0, 5000, 1}, {5000, 10000, 2}, {15000, 9000, 0}, {24000, threeFramesBytes - 24000, 4}};

QString judgeChunks(const std::vector<ContentPiece>& chunks) {
    return slug(openIndex(encodeChunkIndex(threeFrames, chunks), threeFramesBytes, 30));
}

/// What looks like a squashfs image to the builder: content without regard to blocks.
Bytes packedImage(const Bytes& content) {
    Bytes image = toBytes(asBytes("hsqs"));
    image.resize(96);
    image.insert(image.end(), content.begin(), content.end());
    return image;
}

BundleHead buildHead(const BuildRequest& request) {
    const Result<BuildReport> report = buildBundle(request);
    return report.ok() ? readUnverifiedHead(openByteSource(request.output).value()).value() : BundleHead();
}

} // namespace

class tst_bundle_chunks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void chunksCoverTheImageWithinTheirLimits() {
        const Bytes image = noise(std::size_t{5} << 20, 1);
        std::uint64_t at = 0;
        const std::vector<ContentPiece> chunks = chunksOf(image);
        for (const ContentPiece& chunk : chunks) {
            QCOMPARE(chunk.imageOffset, at);
            at = chunk.end();
            QVERIFY(chunk.bytes >= minChunkBytes || at == image.size());
            QVERIFY(chunk.bytes <= maxChunkBytes);
            QCOMPARE(chunk.fingerprint,
                     fingerprintOf(ByteView(image).subspan(chunk.imageOffset, chunk.bytes)));
        }
        QCOMPARE(at, image.size());
        const std::size_t mean = image.size() / chunks.size();
        QVERIFY2(mean > 5000 && mean < 7500, std::to_string(mean).c_str()); // 2048 and 4096 more
    }

    void theFormatFixesWhereContentIsCut() {
        // The numbers of docs/FORMAT.md by another way: every place is judged by the 64 bytes before it.
        const Bytes image = noise(40000, 3);
        const std::size_t size = firstChunkBytes(image);
        for (std::size_t end = minChunkBytes; end <= size; ++end) {
            std::uint64_t hash = 0;
            for (std::size_t i = end - 64; i < end; ++i) {
                const std::array<std::byte, 1> one{image[i]};
                hash = 2 * hash + loadLittleEndian<std::uint64_t>(sha256(one).bytes);
            }
            QCOMPARE(hash < std::uint64_t{1} << 52, end == size);
        }
    }

    void shortContentIsOneChunkAndLongZerosHaveNone() {
        QCOMPARE(firstChunkBytes(noise(minChunkBytes, 1)), minChunkBytes);
        QCOMPARE(firstChunkBytes(noise(1, 1)), 1);
        const std::vector<ContentPiece> chunks = chunksOf(Bytes(100000));
        QCOMPARE(chunks.size(), 4);
        QVERIFY(chunks[0] == (ContentPiece{0, maxChunkBytes, 0}));
    }

    void contentThatMovedIsCutInTheSamePlaces() {
        const Bytes image = noise(std::size_t{1} << 20, 5);
        Bytes moved = noise(12345, 6);
        moved.insert(moved.end(), image.begin(), image.end());
        std::set<Fingerprint> known;
        for (const ContentPiece& chunk : chunksOf(image)) {
            known.insert(chunk.fingerprint);
        }
        std::uint64_t found = 0;
        for (const ContentPiece& chunk : chunksOf(moved)) {
            found += known.contains(chunk.fingerprint) ? chunk.bytes : 0;
        }
        QVERIFY2(found + 2 * maxChunkBytes > image.size(), std::to_string(found).c_str());
    }

    void anErrorEndsTheCutting() {
        const auto fails = [](std::uint64_t, MutableBytes) -> Result<> { return Error(ErrorCode::Io); };
        QCOMPARE(slug(cutIntoChunks(10, fails, [](const ContentPiece&) { return Result<>(); })), "io-error");
        const auto zeros = [](std::uint64_t, MutableBytes) { return Result<>(); };
        QCOMPARE(slug(cutIntoChunks(10, zeros,
                                    [](const ContentPiece&) -> Result<> { return Error(ErrorCode::Busy); })),
                 "busy");
    }

    void anIndexOfChunksReadsBackFrameByFrame() {
        const Result<Index> index =
            openIndex(encodeChunkIndex(threeFrames, fourChunks), threeFramesBytes, 30);
        QVERIFY2(index.ok(), index.ok() ? "" : describeLine(index.error()).c_str());
        QVERIFY(index->scheme() == FingerprintScheme::Chunks);
        QCOMPARE(index->fingerprintCount(), 4);
        QVERIFY(index->pieces(0).value() == (std::vector<ContentPiece>{fourChunks[0], fourChunks[1]}));
        QVERIFY(index->pieces(1).value().empty());
        QVERIFY(index->pieces(2).value() == (std::vector<ContentPiece>{fourChunks[2], fourChunks[3]}));
        std::vector<ContentPiece> all;
        QVERIFY(index
                    ->forEachPiece([&all](const ContentPiece& piece) -> Result<> {
                        all.push_back(piece);
                        return {};
                    })
                    .ok());
        QVERIFY(all == fourChunks);
    }

    void chunksThatDoNotCoverTheImageAreRefused() {
        QCOMPARE(judgeChunks(fourChunks), "ok");
        QCOMPARE(judgeChunks({}), "bad-index");
        QCOMPARE(judgeChunks({fourChunks[0]}), "bad-index");
        std::vector<ContentPiece> chunks = fourChunks;
        ++chunks[3].bytes;
        QCOMPARE(judgeChunks(chunks), "bad-index");
        chunks[3].bytes -= 2;
        QCOMPARE(judgeChunks(chunks), "bad-index");
        chunks = fourChunks;
        chunks.push_back({threeFramesBytes, 0, 1});
        QCOMPARE(judgeChunks(chunks), "bad-index");
    }

    void chunksOfAnImpossibleSizeAreRefused() {
        const std::vector<Frame> one = {frameOf(20 * block)};
        const auto judge = [&one](std::uint32_t first) {
            std::vector<ContentPiece> chunks = {{0, first, 1}};
            for (std::uint32_t left = 20 * block - first; left > 0;) {
                const std::uint32_t next = std::min<std::uint32_t>(left, 20000);
                chunks.push_back({0, next, 1});
                left -= next;
            }
            return slug(openIndex(encodeChunkIndex(one, chunks), 20 * block, 10));
        };
        QCOMPARE(judge(minChunkBytes), "ok");
        QCOMPARE(judge(minChunkBytes - 1), "bad-index");
        QCOMPARE(judge(maxChunkBytes), "ok");
        QCOMPARE(judge(maxChunkBytes + 1), "bad-index");
        QCOMPARE(judge(0), "bad-index");
        Bytes odd = encodeChunkIndex(threeFrames, fourChunks);
        odd.push_back(std::byte{0});
        storeLittleEndian<std::uint64_t>(MutableBytes(odd).subspan(indexformat::headerBytes +
                                                                   indexformat::sectionHeaderBytes +
                                                                   3 * indexformat::frameRecordBytes + 8),
                                         indexformat::schemeBytes + 4 * indexformat::chunkEntryBytes + 1);
        QCOMPARE(slug(openIndex(odd, threeFramesBytes, 30)), "bad-index");
    }

    void aPackedImageThatMovedIsFoundOnTheDevice() {
        QTemporaryDir dir;
        Bytes content = noise(std::size_t{6} << 20, 8);
        writeImage(dir.filePath("old"), packedImage(content));
        BuildRequest request = requestFor(dir.filePath("old"), dir.filePath("1.ffb"));
        const BundleHead old = buildHead(request);
        QVERIFY(old.indexes.at(0).scheme() == FingerprintScheme::Chunks);

        const Bytes inserted = noise(777, 9);
        content.insert(content.begin() + 3000000, inserted.begin(), inserted.end());
        writeImage(dir.filePath("new"), packedImage(content));
        request = requestFor(dir.filePath("new"), dir.filePath("2.ffb"));
        request.previous = {dir.filePath("1.ffb").toStdString()};
        const BundleHead head = buildHead(request);
        QCOMPARE(judge(readBytes(dir.filePath("2.ffb"))), "ok");

        const auto slot = openByteSource(dir.filePath("old").toStdString()).value();
        for (const ContentLookup& lookup :
             {ContentLookup::fromImage(*slot, FingerprintScheme::Chunks).value(),
              ContentLookup::fromIndex(old.indexes[0]).value()}) {
            const TransferPlan plan = planTransfer(head.indexes.at(0), &lookup).value();
            QVERIFY2(plan.fetchBytes < 2 * maxChunkBytes + 3 * block,
                     std::to_string(plan.fetchBytes).c_str());
            QCOMPARE(plan.fetchFrames, 1);
        }
    }

    void theOutputDoesNotDependOnThreads() {
        QTemporaryDir dir;
        writeImage(dir.filePath("i"), packedImage(noise(std::size_t{9} << 20, 8)));
        BuildRequest request = requestFor(dir.filePath("i"), dir.filePath("1.ffb"));
        request.threads = 1;
        QVERIFY(buildBundle(request).ok());
        request.threads = 4;
        request.output = dir.filePath("4.ffb").toStdString();
        QVERIFY(buildBundle(request).ok());
        QVERIFY(readBytes(dir.filePath("1.ffb")) == readBytes(dir.filePath("4.ffb")));
    }
};

QTEST_GUILESS_MAIN(tst_bundle_chunks)
#include "tst_bundle_chunks.moc"
