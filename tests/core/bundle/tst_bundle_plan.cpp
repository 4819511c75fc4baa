// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/transfer_plan.h"
#include "tests/core/bundle/bundle_kit.h"

#include <QTest>

using namespace fieldfare;
using namespace fieldfare::bundlekit;

namespace {

constexpr std::uint32_t frameData = 1000;

/// An index of frames of two blocks each; a frame is named by its two blocks: "ab", "..": zeros of a Zero
/// frame.
Index indexOf(const QStringList& names, std::size_t tail = 0) {
    std::vector<Frame> frames;
    std::vector<Fingerprint> fingerprints;
    Payload payload;
    payload.name = "rootfs";
    for (const QString& name : names) {
        Frame frame;
        frame.imageBytes = 2 * block;
        frame.dataBytes = frameData;
        frame.method = name == ".." ? FrameMethod::Zero : FrameMethod::Zstd;
        frames.push_back(frame);
        for (const QChar c : name) {
            if (name != "..") {
                fingerprints.push_back(c == '.' ? 0 : fingerprintOf(noise(block, c.unicode())));
            }
        }
    }
    if (tail > 0) { // the image's last block is not full and has no fingerprint
        frames.back().imageBytes -= block - tail;
        fingerprints.pop_back();
    }
    for (const Frame& frame : frames) {
        payload.imageBytes += frame.imageBytes;
        payload.dataBytes += frame.dataBytes;
    }
    const Bytes bytes = encodeIndex(frames, fingerprints);
    payload.indexBytes = bytes.size();
    payload.indexDigest = sha256(bytes);
    return Index::open(std::make_shared<MemorySource>(bytes), payload).value();
}

Bytes imageOf(const QString& blocks) {
    Bytes image;
    for (const QChar c : blocks) {
        const Bytes one = c == '.' ? Bytes(block) : noise(block, c.unicode());
        image.insert(image.end(), one.begin(), one.end());
    }
    return image;
}

ContentLookup lookupOf(const QString& blocks) {
    MemorySource image(imageOf(blocks));
    return ContentLookup::fromImage(image, FingerprintScheme::Blocks).value();
}

QString actionsOf(const TransferPlan& plan) {
    QString text;
    for (const FrameAction action : plan.actions) {
        text += action == FrameAction::Zero ? 'z' : action == FrameAction::Have ? 'h' : 'f';
    }
    return text;
}

} // namespace

class tst_bundle_plan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void blocksAreFoundWhereTheyStandFirst() {
        const ContentLookup lookup = lookupOf("a.ba");
        QCOMPARE(lookup.size(), 2);
        QCOMPARE(lookup.find(fingerprintOf(noise(block, 'a'))).value(), 0);
        QCOMPARE(lookup.find(fingerprintOf(noise(block, 'b'))).value(), 2 * block);
        QVERIFY(!lookup.find(fingerprintOf(noise(block, 'c'))));
        QVERIFY(!lookup.find(0));
    }

    void anIndexTellsTheSameAsItsImage() {
        const ContentLookup fromIndex = ContentLookup::fromIndex(indexOf({"ab", "..", "ca"})).value();
        const ContentLookup fromImage = lookupOf("ab..ca");
        QCOMPARE(fromIndex.size(), fromImage.size());
        for (const char c : {'a', 'b', 'c'}) {
            const Fingerprint fingerprint = fingerprintOf(noise(block, static_cast<unsigned>(c)));
            QCOMPARE(fromIndex.find(fingerprint), fromImage.find(fingerprint));
        }
    }

    void framesAreZeroHadOrFetched() {
        const ContentLookup lookup = lookupOf("abc");
        const TransferPlan plan =
            planTransfer(indexOf({"ab", "..", "ca", "c.", "cx", "xy", "bb"}), &lookup).value();
        QCOMPARE(actionsOf(plan), "hzhhffh");
        QCOMPARE(plan.zeroFrames, 1);
        QCOMPARE(plan.haveFrames, 4);
        QCOMPARE(plan.fetchFrames, 2);
        QCOMPARE(plan.ranges, (std::vector<ByteRange>{{4 * frameData, 2 * frameData}}));
        QCOMPARE(plan.fetchBytes, 2 * frameData);
    }

    void withoutALookupAllButZerosTravels() {
        const TransferPlan plan = planTransfer(indexOf({"ab", "..", "cd"}), nullptr).value();
        QCOMPARE(actionsOf(plan), "fzf");
        QCOMPARE(plan.ranges, (std::vector<ByteRange>{{0, frameData}, {2 * frameData, frameData}}));
    }

    void smallGapsAreMergedWhenAskedTo() {
        const ContentLookup lookup = lookupOf("ab");
        const Index index = indexOf({"xx", "ab", "xx", "ab", "ab", "xx"});
        QCOMPARE(planTransfer(index, &lookup).value().ranges.size(), 3);
        const TransferPlan merged = planTransfer(index, &lookup, 0, frameData).value();
        QCOMPARE(merged.ranges, (std::vector<ByteRange>{{0, 3 * frameData}, {5 * frameData, frameData}}));
        QCOMPARE(merged.fetchBytes, 4 * frameData);
        QCOMPARE(planTransfer(index, &lookup, 0, 2 * frameData).value().ranges.size(), 1);
    }

    void whatIsDoneIsNotPlannedAgain() {
        const TransferPlan plan = planTransfer(indexOf({"ab", "cd", ".."}), nullptr, 1).value();
        QCOMPARE(plan.ranges, (std::vector<ByteRange>{{frameData, frameData}}));
        QCOMPARE(plan.fetchFrames, 1);
        QCOMPARE(plan.zeroFrames, 1);
        QVERIFY(planTransfer(indexOf({"ab", "cd"}), nullptr, 2).value().ranges.empty());
    }

    void anIncompleteLastBlockIsFetched() {
        const ContentLookup lookup = lookupOf("abcd");
        QCOMPARE(actionsOf(planTransfer(indexOf({"ab", "cd"}, 100), &lookup).value()), "hf");
    }

    void anImageMayBeCancelledAndHaveAnOddEnd() {
        Bytes image = imageOf("ab");
        image.resize(image.size() + 100, std::byte{1});
        MemorySource source(image);
        QCOMPARE(ContentLookup::fromImage(source, FingerprintScheme::Blocks).value().size(), 2);
        QCOMPARE(slug(ContentLookup::fromImage(source, FingerprintScheme::Blocks,
                                               [](std::uint64_t, std::uint64_t) { return false; })),
                 "cancelled");
    }
};

QTEST_GUILESS_MAIN(tst_bundle_plan)
#include "tst_bundle_plan.moc"
