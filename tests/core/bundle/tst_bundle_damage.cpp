// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/frame_codec.h"
#include "core/bundle/payload_walk.h"
#include "tests/core/bundle/bundle_kit.h"

#include <QTemporaryDir>
#include <QTest>
#include <random>
#include <zstd.h>

using namespace fieldfare;
using namespace fieldfare::bundlekit;

namespace {

/// A small bundle with two payloads and every kind of frame; made once.
const Bytes& goodBundle() {
    static const Bytes bundle = [] {
        const QTemporaryDir dir;
        Bytes image = prose(3 * block, 1);
        image.resize(20 * block);
        const Bytes end = noise(block + 99, 2);
        image.insert(image.end(), end.begin(), end.end());
        writeImage(dir.filePath("i"), image);
        writeImage(dir.filePath("k"), prose(5000, 3));
        BuildRequest request = requestFor(dir.filePath("i"), dir.filePath("x.ffb"));
        request.payloads.push_back(request.payloads[0]);
        request.payloads[1].payload.name = request.payloads[1].payload.group = "kernel";
        request.payloads[1].image = dir.filePath("k").toStdString();
        if (!buildBundle(request).ok()) {
            qFatal("the build failed");
        }
        return readBytes(dir.filePath("x.ffb"));
    }();
    return bundle;
}

Layout goodLayout() {
    return readUnverifiedHead(std::make_shared<MemorySource>(goodBundle())).value().layout;
}

Bytes firstBytes(const Bytes& bundle, std::uint64_t size) {
    return {bundle.begin(), bundle.begin() + static_cast<std::ptrdiff_t>(size)};
}

/// The archive made of these members, each with its header, content and padding as in the good bundle.
Bytes archiveOf(const std::vector<std::size_t>& members) {
    const Layout layout = goodLayout();
    Bytes archive;
    for (const std::size_t i : members) {
        const ByteRange& content = layout.members[i].content;
        const auto from = goodBundle().begin() + static_cast<std::ptrdiff_t>(content.offset - 512);
        archive.insert(archive.end(), from,
                       from + static_cast<std::ptrdiff_t>(512 + (content.length + 511) / 512 * 512));
    }
    archive.resize(archive.size() + 1024);
    return archive;
}

/// The good bundle with a change in the header of one member and the checksum made right again, as an
/// attacker would.
Bytes withHeader(std::size_t member, const std::function<void(MutableBytes)>& change) {
    Bytes bundle = goodBundle();
    const MutableBytes header =
        MutableBytes(bundle).subspan(goodLayout().members[member].content.offset - 512, 512);
    change(header);
    unsigned sum = 8 * ' ';
    for (std::size_t i = 0; i < header.size(); ++i) {
        sum += i >= 148 && i < 156 ? 0 : std::to_integer<unsigned>(header[i]);
    }
    std::snprintf(reinterpret_cast<char*>(&header[148]), 8, "%06o", sum);
    header[155] = std::byte{' '};
    return bundle;
}

QString judgeFrame(const MadeFrame& made) {
    Bytes content(static_cast<std::size_t>(made.frame.imageBytes));
    return slug(FrameDecoder().decode(made.frame, made.data, content));
}

/// The frame with other data, and a record that vouches for it.
MadeFrame vouchedFor(MadeFrame made, Bytes data) {
    made.data = std::move(data);
    made.frame.dataBytes = static_cast<std::uint32_t>(made.data.size());
    made.frame.dataDigest = sha256(made.data);
    return made;
}

} // namespace

class tst_bundle_damage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theUndamagedBundleIsFine() { QCOMPARE(judge(goodBundle()), "ok"); }

    void everyTruncationIsRefused() {
        const Layout layout = goodLayout();
        std::vector<std::uint64_t> sizes = {0,
                                            1,
                                            511,
                                            layout.headBytes,
                                            layout.totalBytes - 1024,
                                            layout.totalBytes - 512,
                                            layout.totalBytes - 1};
        for (const Member& member : layout.members) {
            for (const std::uint64_t at : {member.content.offset - 512, member.content.offset,
                                           member.content.end() - 1, member.content.end()}) {
                sizes.push_back(at);
            }
        }
        std::mt19937 random(11);
        for (int i = 0; i < 200; ++i) {
            sizes.push_back(random() % layout.totalBytes);
        }
        for (const std::uint64_t size : sizes) {
            QVERIFY2(judge(firstBytes(goodBundle(), size)) == "truncated-bundle",
                     std::to_string(size).c_str());
        }
    }

    void everyFlippedBitIsRefused() {
        // A flipped bit in the manifest is the signature's to find (tst_bundle_reader); all others are found
        // here.
        const Layout layout = goodLayout();
        const ByteRange manifest = layout.members[0].content;
        Bytes bundle = goodBundle();
        for (std::uint64_t at = 0; at < bundle.size(); ++at) {
            if (at >= manifest.offset && at < manifest.end()) {
                continue;
            }
            const bool inData =
                at >= layout.dataOf(0).content.offset; // hashed to the bit: one of each byte will do
            for (unsigned bit = inData ? at % 8 : 0; bit < 8; bit += inData ? 8 : 1) {
                bundle[at] ^= static_cast<std::byte>(1U << bit);
                const QString verdict = judge(bundle);
                QVERIFY2(verdict != "ok", std::to_string(at).c_str());
                bundle[at] ^= static_cast<std::byte>(1U << bit);
            }
        }
    }

    void aFlippedBitIsNamedForWhatItIs() {
        const Layout layout = goodLayout();
        const auto flipped = [](std::uint64_t at) {
            Bytes bundle = goodBundle();
            bundle[at] ^= std::byte{1};
            return judge(bundle);
        };
        for (std::size_t i = 0; i < layout.members.size(); ++i) {
            const ByteRange content = layout.members[i].content;
            QCOMPARE(flipped(content.offset - 512), "bad-bundle");       // name
            QCOMPARE(flipped(content.offset - 512 + 345), "bad-bundle"); // prefix
            if (content.end() % 512 != 0) {
                QCOMPARE(flipped(content.end()), "bad-bundle"); // padding
            }
            if (i >= 2) {
                QCOMPARE(flipped(content.offset), "digest-mismatch");
                QCOMPARE(flipped(content.end() - 1), "digest-mismatch");
            }
        }
        QCOMPARE(flipped(layout.totalBytes - 1024), "bad-bundle");
        QCOMPARE(flipped(layout.totalBytes - 1), "bad-bundle");
    }

    void membersMissingDoubledOrReorderedAreRefused() {
        QCOMPARE(judge(archiveOf({0, 1, 2, 3, 4, 5})), "ok");
        for (std::size_t missing = 0; missing < 6; ++missing) {
            std::vector<std::size_t> members = {0, 1, 2, 3, 4, 5};
            members.erase(members.begin() + static_cast<std::ptrdiff_t>(missing));
            QCOMPARE(judge(archiveOf(members)), "bad-bundle");
        }
        for (std::size_t doubled = 0; doubled < 6; ++doubled) {
            std::vector<std::size_t> members = {0, 1, 2, 3, 4, 5};
            members.insert(members.begin() + static_cast<std::ptrdiff_t>(doubled), doubled);
            QCOMPARE(judge(archiveOf(members)), "bad-bundle");
        }
        QCOMPARE(judge(archiveOf({1, 0, 2, 3, 4, 5})), "bad-bundle");
        QCOMPARE(judge(archiveOf({0, 1, 3, 2, 4, 5})), "bad-bundle");
        QCOMPARE(judge(archiveOf({0, 1, 2, 3, 5, 4})), "bad-bundle");
        QCOMPARE(judge(archiveOf({0, 1, 2, 3, 4, 5, 5})), "bad-bundle");
    }

    void membersRenamedOrLinkedAreRefused() {
        for (std::size_t i = 0; i < 6; ++i) {
            QCOMPARE(judge(withHeader(i, [](MutableBytes) {})), "ok");
            QCOMPARE(judge(withHeader(i, [](MutableBytes header) { header[0] = std::byte{'x'}; })),
                     "bad-bundle");
            for (const char type : {'1', '2', '5', '7', 'x', 'g', 'L', '\0'}) {
                QCOMPARE(judge(withHeader(
                             i, [=](MutableBytes header) { header[156] = static_cast<std::byte>(type); })),
                         "bad-bundle");
            }
            QCOMPARE(judge(withHeader(i, [](MutableBytes header) { header[157] = std::byte{'a'}; })),
                     "bad-bundle"); // link
            QCOMPARE(judge(withHeader(i, [](MutableBytes header) { header[106] = std::byte{'5'}; })),
                     "bad-bundle"); // mode
        }
    }

    void aHeaderWithAnotherSizeIsRefused() {
        const Layout layout = goodLayout();
        for (std::size_t i = 2; i < 6; ++i) {
            for (const std::uint64_t size :
                 {layout.members[i].content.length + 1, layout.members[i].content.length - 1,
                  (std::uint64_t{1} << 31) - 1, (std::uint64_t{1} << 31) + 1, (std::uint64_t{1} << 32) - 1,
                  (std::uint64_t{1} << 32) + 1}) {
                Bytes bundle = goodBundle();
                const auto header = tarHeader(layout.members[i].name, size);
                std::copy(header.begin(), header.end(),
                          bundle.begin() +
                              static_cast<std::ptrdiff_t>(layout.members[i].content.offset - 512));
                QCOMPARE(judge(bundle), "bad-bundle");
            }
        }
        Bytes bundle = goodBundle();
        const auto header = tarHeader("manifest.json", (std::uint64_t{1} << 31) + 1);
        std::copy(header.begin(), header.end(), bundle.begin());
        QCOMPARE(judge(bundle), "too-large");
    }

    void whatFollowsTheEndIsRefused() {
        for (const std::size_t more : {1, 512, 10240}) {
            Bytes bundle = goodBundle();
            bundle.resize(bundle.size() + more);
            QCOMPARE(judge(bundle), "bad-bundle");
        }
        Bytes twice = goodBundle();
        twice.insert(twice.end(), goodBundle().begin(), goodBundle().end());
        QCOMPARE(judge(twice), "bad-bundle");
    }

    void aManifestWithHugeSizesIsRefused_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<quint64>("size");
        QTest::addColumn<QString>("code");
        for (const int bits : {31, 32, 63, 64}) {
            const quint64 power = bits == 64 ? 0 : quint64{1} << bits; // 2^64 + 1 is 1
            for (const quint64 size : {power - 1, power + 1}) {
                const bool allowed = bits < 63; // an image of 2 GiB is nothing special
                QTest::addRow("imageBytes 2^%d, %llu", bits, size)
                    << QByteArray("imageBytes") << quint64{size}
                    << (allowed || size == 1 ? "bad-index" : "bad-value");
                QTest::addRow("indexBytes 2^%d, %llu", bits, size)
                    << QByteArray("indexBytes") << quint64{size} << (size == 1 ? "bad-bundle" : "bad-value");
                QTest::addRow("dataBytes 2^%d, %llu", bits, size)
                    << QByteArray("dataBytes") << quint64{size}
                    << (allowed || size == 1 ? "bad-index" : "bad-value");
            }
        }
    }

    void aManifestWithHugeSizesIsRefused() {
        QFETCH(const QByteArray, key);
        QFETCH(const quint64, size);
        QFETCH(const QString, code);
        const Parts parts = takeApart(goodBundle());
        Json json = Json::parse(asText(writeManifest(parts.manifest)));
        json["payloads"][0][key.constData()] = std::uint64_t{size};
        QCOMPARE(judge(assemble(parts, toBytes(asBytes(json.dump())))), code);
    }

    void aSignedIndexThatDoesNotMatchTheDataIsRefused() {
        const MadeFrame one = makeFrame(noise(2 * block, 1));
        const MadeFrame two = makeFrame(noise(3 * block, 2));
        QCOMPARE(judge(assemble(partsOf({one, two}))),
                 "digest-mismatch"); // the image's digest is not filled in
        Parts parts = partsOf({one, two});
        parts.data[0].push_back(std::byte{0}); // more data than frames
        QCOMPARE(judge(assemble(parts)), "bad-index");
        parts = partsOf({one, two});
        parts.data[0].pop_back();
        QCOMPARE(judge(assemble(parts)), "bad-index");
        QCOMPARE(judge(assemble(partsOf({one, two}, 4 * block))), "bad-index"); // overlapping the end
        QCOMPARE(judge(assemble(partsOf({one, two}, 6 * block))), "bad-index"); // a gap at the end
        MadeFrame greedy = two;
        greedy.frame.dataBytes += 7;
        QCOMPARE(judge(assemble(partsOf({greedy, one}))), "bad-index");
    }

    void aFrameThatIsNotWhatItsRecordSaysIsRefused() {
        const Bytes content = prose(4 * block, 1);
        const MadeFrame good = makeFrame(content);
        QCOMPARE(judgeFrame(good), "ok");
        MadeFrame bad = good;
        bad.data[9] ^= std::byte{1};
        QCOMPARE(judgeFrame(bad), "digest-mismatch");
        bad = good;
        bad.frame.contentDigest = {};
        QCOMPARE(judgeFrame(bad), "digest-mismatch");
        bad = good;
        bad.frame.imageBytes = 3 * block;
        QCOMPARE(judgeFrame(bad), "bad-frame");
        bad = good;
        bad.frame.method = FrameMethod::Zero;
        QCOMPARE(judgeFrame(bad), "bad-frame");
        Bytes more = good.data;
        more.push_back(std::byte{0});
        QCOMPARE(judgeFrame(vouchedFor(good, more)), "bad-frame");
        more = good.data;
        more.insert(more.end(), good.data.begin(), good.data.end()); // a second frame
        QCOMPARE(judgeFrame(vouchedFor(good, more)), "bad-frame");
        Bytes skippable = {std::byte{0x50}, std::byte{0x2a}, std::byte{0x4d}, std::byte{0x18},
                           std::byte{0},    std::byte{0},    std::byte{0},    std::byte{0}};
        QCOMPARE(judgeFrame(vouchedFor(good, skippable)), "bad-frame");
        QCOMPARE(judgeFrame(vouchedFor(good, noise(100, 1))), "bad-frame");
    }

    void aDecompressionBombIsRefusedWithoutBeingInflated() {
        // A frame whose record says 128 KiB, but which holds 1 GiB of zeros in 32 KiB.
        const Bytes zeros(std::size_t{1} << 24);
        ZSTD_CCtx* context = ZSTD_createCCtx();
        Bytes bomb(std::size_t{1} << 20);
        ZSTD_outBuffer out{bomb.data(), bomb.size(), 0};
        for (int i = 0; i < 64; ++i) {
            ZSTD_inBuffer in{zeros.data(), zeros.size(), 0};
            ZSTD_compressStream2(context, &out, &in, i == 63 ? ZSTD_e_end : ZSTD_e_continue);
        }
        ZSTD_freeCCtx(context);
        bomb.resize(out.pos);
        const MadeFrame record = makeFrame(Bytes(32 * block)); // its stream does not say its size
        QCOMPARE(judgeFrame(vouchedFor(record, bomb)), "bad-frame");

        MadeFrame sized = makeFrame(Bytes(std::size_t{1} << 28)); // says 256 MiB in its header
        QCOMPARE(judgeFrame(vouchedFor(record, sized.data)), "bad-frame");
        sized.frame.imageBytes = 32 * block;
        QCOMPARE(judge(assemble(partsOf({sized}))), "bad-frame");

        Bytes liar = sized.data; // says 128 KiB in its header and holds 256 MiB
        QCOMPARE(std::to_integer<int>(liar[4]) >> 6,
                 2); // four bytes of content size, after the window's byte
        storeLittleEndian<std::uint32_t>(MutableBytes(liar).subspan(6), 32 * block);
        QCOMPARE(judgeFrame(vouchedFor(record, liar)), "bad-frame");
    }

    void aFrameThatNeedsADictionaryIsRefused() {
        const Bytes content = prose(4 * block, 1);
        MadeFrame made = makeFrame(content);
        Bytes frame(ZSTD_compressBound(content.size()));
        // A raw dictionary has no id; a frame with an id is made by hand: magic, descriptor with a 1-byte id,
        // id, rest.
        frame.assign(made.data.begin(), made.data.begin() + 5);
        frame[4] |= std::byte{1};
        frame.push_back(std::byte{7});
        frame.insert(frame.end(), made.data.begin() + 5, made.data.end());
        QCOMPARE(ZSTD_getDictID_fromFrame(frame.data(), frame.size()), 7U);
        QCOMPARE(judgeFrame(vouchedFor(made, frame)), "bad-frame");
    }
};

QTEST_GUILESS_MAIN(tst_bundle_damage)
#include "tst_bundle_damage.moc"
