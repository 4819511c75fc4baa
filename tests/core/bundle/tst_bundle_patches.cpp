// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/patch_codec.h"
#include "core/bundle/patch_section.h"
#include "core/bundle/similar_content.h"
#include "core/bundle/transfer_plan.h"
#include "tests/core/bundle/bundle_kit.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::bundlekit;

namespace {

/// Three frames: two blocks, two blocks of zeros, one block.
std::vector<Frame> frames() {
    std::vector<Frame> list(3);
    for (Frame& frame : list) {
        frame.imageBytes = 2 * block;
        frame.dataBytes = 1000;
    }
    list[1].method = FrameMethod::Zero;
    list[2].imageBytes = block;
    return list;
}

Patch patch(std::vector<PatchRun> made, std::vector<PatchRun> base, std::uint32_t dataBytes = 10) {
    Patch one;
    one.frames = std::move(made);
    one.base = std::move(base);
    one.dataBytes = dataBytes;
    one.dataDigest = sha256(asBytes("patch"));
    return one;
}

PatchList listFor(std::string_view image, std::vector<Patch> patches) {
    return {{sha256(asBytes(image)), 10 * block, 0}, std::move(patches)};
}

/// An index of frames() with these patches, opened for `patchBytes` of them.
Result<Index> opened(const std::vector<PatchList>& lists, std::uint64_t patchBytes,
                     const std::function<void(Bytes& index, std::size_t sectionAt)>& spoil = {}) {
    Bytes bytes = encodeIndex(frames(), {1, 2, 3});
    const std::size_t sectionAt = bytes.size();
    appendPatchSection(bytes, lists);
    if (spoil) {
        spoil(bytes, sectionAt);
    }
    Payload payload;
    payload.name = "rootfs";
    payload.imageBytes = 5 * block;
    payload.dataBytes = 3000;
    payload.patchBytes = patchBytes;
    payload.indexBytes = bytes.size();
    payload.indexDigest = sha256(bytes);
    return Index::open(std::make_shared<MemorySource>(bytes), payload);
}

constexpr std::size_t firstBaseAt = 16 + 4; ///< Behind the section's header and the number of bases.
constexpr std::size_t firstRecordAt = firstBaseAt + 48; ///< With one base.

/// The same text with a few bytes put in at the front: no block of it is where it was, or what it was.
Bytes shifted(const Bytes& image) {
    Bytes moved = toBytes(asBytes("moved "));
    moved.insert(moved.end(), image.begin(), image.end() - 6);
    return moved;
}

Bytes buildBytes(const BuildRequest& request) {
    const auto report = buildBundle(request);
    return report.ok() ? readBytes(QString::fromStdString(request.output.string())) : Bytes();
}

BundleHead headOf(const Bytes& bundle) {
    return readUnverifiedHead(std::make_shared<MemorySource>(bundle)).value();
}

/// Old and new bundle, the new one with patches for the old one.
struct Releases {
    QTemporaryDir dir;
    Bytes oldImage = noise(300 * block, 1);
    Bytes newImage = shifted(oldImage);
    BuildRequest request;
    Bytes bundle;

    Releases() {
        writeImage(dir.filePath("old"), oldImage);
        writeImage(dir.filePath("new"), newImage);
        buildBytes(requestFor(dir.filePath("old"), dir.filePath("1.ffb")));
        request = requestFor(dir.filePath("new"), dir.filePath("2.ffb"));
        request.previous = {dir.filePath("1.ffb").toStdString()};
        bundle = buildBytes(request);
    }
};

} // namespace

class tst_bundle_patches : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenReadsBack() {
        const auto index =
            opened({listFor("one", {patch({{0, 1}}, {{3, 2}, {0, 1}}), patch({{2, 1}}, {}, 7)}),
                    listFor("two", {patch({{0, 1}, {2, 1}}, {{9, 1}}, 5)})},
                   22);
        QVERIFY2(index.ok(), index.ok() ? "" : describeLine(index.error()).c_str());
        const std::vector<PatchBase> bases = index->patchBases();
        QCOMPARE(bases.size(), 2);
        QVERIFY(bases[1].imageDigest == sha256(asBytes("two")));
        QCOMPARE(bases[0].imageBytes, 10 * block);
        const std::vector<Patch> first = index->patches(0).value();
        QCOMPARE(first.size(), 2);
        QCOMPARE(first[0].base, (std::vector<PatchRun>{{3, 2}, {0, 1}}));
        QCOMPARE(first[0].contentBytes, 2 * block);
        QCOMPARE(first[0].baseBytes, 3 * block);
        QCOMPARE(first[1].dataOffset, 10);
        const std::vector<Patch> second = index->patches(1).value();
        QCOMPARE(second.size(), 1);
        QCOMPARE(second[0].dataOffset, 17);
        QCOMPARE(second[0].contentBytes, 3 * block);
        QVERIFY(second[0].dataDigest == sha256(asBytes("patch")));
    }

    void patchesThatDoNotFitAreRefused() {
        const std::vector<PatchRun> tooManyRuns(maxPatchRuns + 1, PatchRun{0, 1});
        const std::vector<std::pair<const char*, PatchList>> bad = {
            {"no frames", listFor("x", {patch({}, {})})},
            {"frames that are not there", listFor("x", {patch({{2, 2}}, {})})},
            {"a run of nothing", listFor("x", {patch({{0, 0}}, {})})},
            {"zeros", listFor("x", {patch({{0, 3}}, {})})},
            {"a frame twice", listFor("x", {patch({{0, 1}, {0, 1}}, {})})},
            {"frames that go back", listFor("x", {patch({{2, 1}}, {}), patch({{0, 1}}, {})})},
            {"a base outside of the old image", listFor("x", {patch({{0, 1}}, {{9, 2}})})},
            {"a base of nothing", listFor("x", {patch({{0, 1}}, {{1, 0}})})},
            {"too many runs", listFor("x", {patch({{0, 1}}, tooManyRuns)})},
            {"no data", listFor("x", {patch({{0, 1}}, {}, 0)})},
            {"no patches", listFor("x", {})},
        };
        for (const auto& [what, list] : bad) {
            std::uint64_t bytes = 0;
            for (const Patch& one : list.patches) {
                bytes += one.dataBytes;
            }
            QCOMPARE(std::pair(slug(opened({list}, std::max<std::uint64_t>(bytes, 1))), what),
                     std::pair(QString("bad-index"), what));
        }
        PatchList huge = listFor("x", {patch({{0, 1}}, {{0, 257}})}); // more than 1 MiB
        huge.base.imageBytes = 1000 * block;
        QCOMPARE(slug(opened({huge}, 10)), "bad-index");
        huge.patches[0].base = {{0, 256}};
        QCOMPARE(slug(opened({huge}, 10)), "ok");
    }

    void aSectionThatContradictsItselfIsRefused() {
        const std::vector<PatchList> good = {listFor("x", {patch({{0, 1}}, {{1, 1}})})};
        QCOMPARE(slug(opened(good, 10)), "ok");
        QCOMPARE(slug(opened(good, 9)), "bad-index");
        QCOMPARE(slug(opened(good, 11)), "bad-index");
        QCOMPARE(slug(opened(good, 0)), "bad-index"); // the manifest says that there are none
        QCOMPARE(slug(opened({good[0], good[0]}, 20)), "bad-index");
        QCOMPARE(slug(opened(std::vector<PatchList>(maxPatchBases + 1, good[0]), 170)), "bad-index");
        const auto with32 = [&](std::size_t at, std::uint32_t value) {
            return slug(opened(good, 10, [&](Bytes& index, std::size_t sectionAt) {
                storeLittleEndian<std::uint32_t>(MutableBytes(index).subspan(sectionAt + at), value);
            }));
        };
        QCOMPARE(with32(4, 1), "bad-index");                // the section may be skipped
        QCOMPARE(with32(16, 0), "bad-index");               // no bases
        QCOMPARE(with32(16, 0x7fffffff), "bad-index");      // very many
        QCOMPARE(with32(firstBaseAt + 32, 0), "bad-index"); // an old image of no bytes
        QCOMPARE(with32(firstBaseAt + 40, 2), "bad-index"); // a patch more than there are
        QCOMPARE(with32(firstBaseAt + 40, 0xffffffff), "bad-index");
        QCOMPARE(with32(firstBaseAt + 44, 8), "bad-index");           // records of another length
        QCOMPARE(with32(firstRecordAt, 0x7fffffff), "bad-index");     // a patch of 2 GiB
        QCOMPARE(with32(firstRecordAt + 4, 0xffffffff), "bad-index"); // 65535 runs
    }

    void aPayloadWithPatchesMustListThem() {
        Bytes bytes = encodeIndex(frames(), {1, 2, 3});
        Payload payload;
        payload.name = "rootfs";
        payload.imageBytes = 5 * block;
        payload.dataBytes = 3000;
        payload.patchBytes = 1;
        payload.indexBytes = bytes.size();
        payload.indexDigest = sha256(bytes);
        QCOMPARE(slug(Index::open(std::make_shared<MemorySource>(bytes), payload)), "bad-index");
    }

    void aPatchMakesNewContentFromOld() {
        const Bytes old = noise(100'000, 1);
        Bytes fresh = old;
        fresh.insert(fresh.begin() + 5000, std::byte{7});
        const Bytes data = PatchEncoder(12).encode(fresh, old).value();
        QVERIFY2(data.size() < 200, std::to_string(data.size()).c_str());
        Patch one = patch({{0, 1}}, {}, static_cast<std::uint32_t>(data.size()));
        one.dataDigest = sha256(data);
        one.contentBytes = fresh.size();
        one.baseBytes = old.size();
        Bytes made(fresh.size());
        PatchDecoder decoder;
        QCOMPARE(slug(decoder.decode(one, data, old, made)), "ok");
        QVERIFY(made == fresh);

        Bytes damaged = data;
        damaged.back() ^= std::byte{1};
        QCOMPARE(slug(decoder.decode(one, damaged, old, made)), "digest-mismatch");
        QCOMPARE(slug(decoder.decode(one, data, ByteView(old).first(99'999), made)), "bad-frame");
        QCOMPARE(slug(decoder.decode(one, data, old, MutableBytes(made).first(99'999))), "bad-frame");
        Patch lies = one;
        lies.contentBytes = fresh.size() + 1;
        Bytes longer(fresh.size() + 1);
        QCOMPARE(slug(decoder.decode(lies, data, old, longer)), "bad-frame");

        const Bytes other = noise(100'000, 2); // the frames' digests find this out
        const auto wrong = decoder.decode(one, data, other, made);
        QVERIFY(!wrong.ok() || made != fresh);
        QCOMPARE(slug(decoder.decode(one, data, old, made)), "ok"); // the decoder took no harm
        QVERIFY(made == fresh);
    }

    void dataThatIsNoPatchIsRefused() {
        const Bytes content = noise(5000, 1);
        PatchDecoder decoder;
        Bytes made(content.size());
        const auto judged = [&](const Bytes& data) {
            Patch one = patch({{0, 1}}, {}, static_cast<std::uint32_t>(data.size()));
            one.dataDigest = sha256(data);
            one.contentBytes = content.size();
            return slug(decoder.decode(one, data, {}, made));
        };
        const Bytes good = PatchEncoder(12).encode(content, {}).value();
        QCOMPARE(judged(good), "ok");
        QCOMPARE(judged(noise(300, 3)), "bad-frame");
        Bytes twice = good;
        twice.insert(twice.end(), good.begin(), good.end());
        QCOMPARE(judged(twice), "bad-frame");
        QCOMPARE(judged(Bytes(good.begin(), good.end() - 1)), "bad-frame");
    }

    void similarContentIsFoundWhereverItIs() {
        Bytes image = noise(2000 * block, 1);
        MemorySource source(image);
        const SimilarContent similar = SimilarContent::of(source).value();
        Bytes wanted(image.begin() + 1'000'003, image.begin() + 1'200'003);
        const std::vector<PatchRun> runs = similar.find(wanted);
        std::uint64_t covered = 0;
        std::uint64_t blocks = 0;
        for (const PatchRun& run : runs) {
            blocks += run.count;
            const std::uint64_t from = std::max<std::uint64_t>(run.first * block, 1'000'003);
            const std::uint64_t to = std::min<std::uint64_t>((run.first + run.count) * block, 1'200'003);
            covered += to > from ? to - from : 0;
        }
        QVERIFY2(covered >= 195'000, std::to_string(covered).c_str());
        QVERIFY2(blocks * block < 300'000, std::to_string(blocks).c_str());
        QVERIFY(similar.find(noise(200'000, 2)).empty());
        QVERIFY(similar.find({}).empty());

        std::uint64_t most = 0; // the whole image is like itself, and only so much is given
        for (const PatchRun& run : similar.find(image)) {
            most += run.count * block;
        }
        QVERIFY(most <= similarBytes && most >= similarBytes / 2);
        QCOMPARE(slug(SimilarContent::of(source, [](std::uint64_t) { return false; })), "cancelled");
    }

    void aPatchIsUsedWhereItIsSmallerThanWhatItSpares() {
        const auto index = opened({listFor("x", {patch({{0, 1}, {2, 1}}, {}, 1500)})}, 1500).value();
        const std::vector<Patch> patches = index.patches(0).value();
        const TransferPlan plan = planTransfer(index, nullptr, 0, 0, patches).value();
        QVERIFY(plan.actions ==
                (std::vector<FrameAction>{FrameAction::Patch, FrameAction::Zero, FrameAction::Patch}));
        QCOMPARE(plan.patchFrames, 2);
        QCOMPARE(plan.fetchFrames, 0);
        QCOMPARE(plan.fetchBytes, 1500);
        QVERIFY(plan.ranges.empty());
        QCOMPARE(plan.patchRanges, (std::vector<ByteRange>{{0, 1500}}));
        // Of what is left, one frame of 1000 bytes, the patch would be the larger part.
        const TransferPlan rest = planTransfer(index, nullptr, 1, 0, patches).value();
        QCOMPARE(rest.fetchBytes, 1000);
        QCOMPARE(rest.patchFrames, 0);
        QCOMPARE(planTransfer(index, nullptr).value().fetchBytes, 3000 - 1000);
    }

    void aBundleBringsPatchesForItsPreviousRelease() {
        Releases r;
        QCOMPARE(judge(r.bundle), "ok");
        const BundleHead head = headOf(r.bundle);
        QCOMPARE(head.manifest.requiredFeatures, std::vector<std::string>{"patches"});
        QCOMPARE(head.layout.members.back().name, std::string("rootfs.patch"));
        MemorySource old(r.oldImage);
        const Index& index = head.indexes[0];
        QCOMPARE(findPatchBase(index, old).value().value(), 0);
        const ContentLookup lookup = ContentLookup::fromImage(old, index.scheme()).value();
        const std::uint64_t without = planTransfer(index, &lookup).value().fetchBytes;
        const std::uint64_t with =
            planTransfer(index, &lookup, 0, 0, index.patches(0).value()).value().fetchBytes;
        QVERIFY2(without > r.newImage.size() * 9 / 10, std::to_string(without).c_str());
        QVERIFY2(with < r.newImage.size() / 50, std::to_string(with).c_str());
    }

    void otherImagesHaveNoPatches() {
        Releases r;
        const BundleHead head = headOf(r.bundle);
        Bytes other = r.oldImage;
        other[1000] ^= std::byte{1};
        MemorySource changed(other);
        QVERIFY(!findPatchBase(head.indexes[0], changed).value());
        MemorySource tooShort(Bytes(r.oldImage.begin(), r.oldImage.end() - 1));
        QVERIFY(!findPatchBase(head.indexes[0], tooShort).value());
        other = r.oldImage;
        other.resize(other.size() + 3 * block, std::byte{9}); // a slot is larger than its image
        MemorySource slot(other);
        QVERIFY(findPatchBase(head.indexes[0], slot).value());
    }

    void threadsDoNotShowInTheBundle() {
        Releases r;
        r.request.threads = 1;
        r.request.output = r.dir.filePath("3.ffb").toStdString();
        QVERIFY(buildBytes(r.request) == r.bundle);
    }

    void patchesAreLeftOutWhereTheyAreOfNoUse() {
        Releases r;
        r.request.patches = false;
        QVERIFY(headOf(buildBytes(r.request)).manifest.requiredFeatures.empty());
        r.request.patches = true;
        r.request.previous.push_back(r.request.previous[0]); // the same image once more
        QCOMPARE(headOf(buildBytes(r.request)).indexes[0].patchBases().size(), 1);
        r.request.payloads[0].image = r.dir.filePath("old").toStdString(); // nothing is new
        QVERIFY(headOf(buildBytes(r.request)).manifest.requiredFeatures.empty());
    }

    void eachPreviousReleaseHasItsPatches() {
        Releases r;
        writeImage(r.dir.filePath("older"), shifted(shifted(r.oldImage)));
        buildBytes(requestFor(r.dir.filePath("older"), r.dir.filePath("0.ffb")));
        r.request.previous.push_back(r.dir.filePath("0.ffb").toStdString());
        const Bytes bundle = buildBytes(r.request);
        QCOMPARE(judge(bundle), "ok");
        const BundleHead head = headOf(bundle);
        MemorySource older(shifted(shifted(r.oldImage)));
        QCOMPARE(head.indexes[0].patchBases().size(), 2);
        QCOMPARE(findPatchBase(head.indexes[0], older).value().value(), 1);
    }

    void everyByteOfThePatchesCounts() {
        const Releases r;
        const ByteRange range = headOf(r.bundle).layout.members.back().content;
        for (std::uint64_t at = range.offset; at < range.end(); at += 37) {
            Bytes bad = r.bundle;
            bad[at] ^= std::byte{16};
            QCOMPARE(judge(bad), "digest-mismatch");
        }
        for (const std::uint64_t at : {range.offset - 512, range.offset - 1, range.end()}) {
            Bytes bad = r.bundle; // its header and its padding
            bad[at] ^= std::byte{16};
            QCOMPARE(judge(bad), "bad-bundle");
        }
        Parts parts = takeApart(r.bundle);
        parts.patches[0].pop_back();
        QCOMPARE(judge(assemble(parts)), "bad-index");
        parts = takeApart(r.bundle);
        parts.manifest.requiredFeatures.clear();
        QCOMPARE(judge(assemble(parts)), "bad-value");
        parts.manifest.requiredFeatures = {"patches", "wings"};
        QCOMPARE(judge(assemble(parts)), "unknown-feature");
    }

    void aPreviousBundleThatIsDamagedIsNamed() {
        Releases r;
        Bytes old = readBytes(r.dir.filePath("1.ffb"));
        old[old.size() / 2] ^= std::byte{1};
        writeImage(r.dir.filePath("1.ffb"), old);
        r.request.output = r.dir.filePath("4.ffb").toStdString();
        const auto report = buildBundle(r.request);
        QCOMPARE(slug(report), "digest-mismatch");
        QVERIFY(toString(*report.error().find("path")).ends_with("1.ffb"));
        QVERIFY(!QFile::exists(r.dir.filePath("4.ffb")));
    }
};

QTEST_GUILESS_MAIN(tst_bundle_patches)
#include "tst_bundle_patches.moc"
