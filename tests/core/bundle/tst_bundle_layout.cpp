// SPDX-License-Identifier: Apache-2.0
#include "tests/core/bundle/bundle_kit.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::bundlekit;

class tst_bundle_layout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ourArchiveIsWhatTarWrites() {
        QTemporaryDir dir;
        writeImage(dir.filePath("manifest.json"), prose(1000, 1));
        writeImage(dir.filePath("rootfs.zst"), noise(1024, 2));
        QProcess tar;
        tar.setWorkingDirectory(dir.path());
        tar.start("tar", {"--format=ustar", "--owner=root:0", "--group=root:0", "--mode=0644", "--mtime=@0",
                          "-b1", "-cf", "x.tar", "manifest.json", "rootfs.zst"});
        QVERIFY(tar.waitForFinished() && tar.exitCode() == 0);
        const Bytes theirs = readBytes(dir.filePath("x.tar"));
        Bytes ours;
        for (const auto& [name, content] :
             {std::pair{"manifest.json", prose(1000, 1)}, {"rootfs.zst", noise(1024, 2)}}) {
            const auto header = tarHeader(name, content.size());
            ours.insert(ours.end(), header.begin(), header.end());
            ours.insert(ours.end(), content.begin(), content.end());
            ours.resize((ours.size() + 511) / 512 * 512);
        }
        ours.resize(ours.size() + 1024);
        QCOMPARE(toHex(ours), toHex(theirs));
    }

    void headersOfEverySizeReadBack() {
        for (const std::uint64_t size :
             {std::uint64_t{0}, std::uint64_t{1}, (std::uint64_t{1} << 31) - 1, (std::uint64_t{1} << 31) + 1,
              (std::uint64_t{1} << 32) - 1, (std::uint64_t{1} << 32) + 1, maxMemberBytes}) {
            const Result<std::uint64_t> read =
                readTarHeader(tarHeader("a.zst", size), "a.zst", maxMemberBytes);
            QVERIFY(read.ok());
            QCOMPARE(*read, size);
        }
        QCOMPARE(slug(readTarHeader(tarHeader("a", 11), "a", 10)), "too-large");
    }

    void everyFlippedBitOfAHeaderIsSeen() {
        const auto good = tarHeader("rootfs.index", 123456);
        for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
            auto bad = good;
            bad[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
            QCOMPARE(slug(readTarHeader(bad, "rootfs.index", maxMemberBytes)), "bad-bundle");
        }
    }

    void membersStandInTheOneOrder() {
        Manifest manifest;
        for (const char* name : {"rootfs", "boot"}) {
            Payload payload;
            payload.name = name;
            payload.indexBytes = 513;
            payload.dataBytes = (std::uint64_t{1} << 32) + 1;
            manifest.payloads.push_back(payload);
        }
        const Layout layout = layoutOf(manifest, 512, 0).value();
        QStringList names;
        for (const Member& member : layout.members) {
            names << QString::fromStdString(member.name);
        }
        QCOMPARE(names.join(' '), "manifest.json manifest.cms rootfs.index boot.index rootfs.zst boot.zst");
        QCOMPARE(layout.indexOf(0).content, (ByteRange{512 + 512 + 512 + 512, 513}));
        QCOMPARE(layout.headBytes, 1024 + 512 + 2 * (512 + 1024));
        QCOMPARE(layout.dataOf(0).content.offset, layout.headBytes + 512);
        QCOMPARE(layout.dataOf(1).content.offset,
                 layout.headBytes + 512 + (std::uint64_t{1} << 32) + 512 + 512);
        QCOMPARE(layout.totalBytes, layout.dataOf(1).content.offset + (std::uint64_t{1} << 32) + 512 + 1024);
    }

    void sizesBeyondTheLimitsAreRefused() {
        Manifest manifest;
        manifest.payloads.resize(1);
        QCOMPARE(slug(layoutOf(manifest, maxManifestBytes + 1, 0)), "too-large");
        manifest.payloads[0].indexBytes = maxIndexBytes + 1;
        QCOMPARE(slug(layoutOf(manifest, 1, 0)), "too-large");
        manifest.payloads[0].indexBytes = 1;
        manifest.payloads[0].dataBytes = std::uint64_t{1} << 63;
        QCOMPARE(slug(layoutOf(manifest, 1, 0)), "too-large");
    }
};

QTEST_GUILESS_MAIN(tst_bundle_layout)
#include "tst_bundle_layout.moc"
