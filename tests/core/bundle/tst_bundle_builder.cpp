// SPDX-License-Identifier: Apache-2.0
#include "core/base/process.h"
#include "core/bundle/payload_walk.h"
#include "core/bundle/transfer_plan.h"
#include "tests/core/bundle/bundle_kit.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <sys/resource.h>
#include <unistd.h>

using namespace fieldfare;
using namespace fieldfare::bundlekit;

namespace {

/// Noise, prose, zeros long and short, and an end that is no whole block.
Bytes mixedImage() {
    Bytes image = noise(300 * block, 1);
    const Bytes text = prose(500 * block, 2);
    image.insert(image.end(), text.begin(), text.end());
    image.resize(image.size() + 3000 * block);
    image.insert(image.end(), text.begin(), text.begin() + 40 * block);
    image.resize(image.size() + 3 * block);
    const Bytes end = noise(9 * block + 1234, 3);
    image.insert(image.end(), end.begin(), end.end());
    return image;
}

/// By posix_spawn, since QProcess forks, after which the thread sanitizer allows no threads.
QString run(const QString& program, const QStringList& arguments) {
    ProcessRequest request;
    request.argv = {program.toStdString()};
    for (const QString& argument : arguments) {
        request.argv.push_back(argument.toStdString());
    }
    request.environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin"};
    request.timeLimit = std::chrono::seconds(60);
    const Result<ProcessOutcome> outcome = SystemProcessRunner().run(request);
    return outcome.ok() && outcome->succeeded() ? QString::fromStdString(outcome->output)
                                                : QStringLiteral("failed");
}

/// A build that must succeed, and the bundle it made.
Bytes build(const BuildRequest& request) {
    const Result<BuildReport> report = buildBundle(request);
    if (!report.ok()) {
        qFatal("%s", describeLine(report.error()).c_str());
    }
    return readBytes(QString::fromStdString(request.output.string()));
}

BundleHead headOf(const QString& bundle) {
    return readUnverifiedHead(openByteSource(bundle.toStdString()).value()).value();
}

} // namespace

class tst_bundle_builder : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aBundleHoldsItsImage() {
        QTemporaryDir dir;
        writeImage(dir.filePath("i"), mixedImage());
        const Bytes bundle = build(requestFor(dir.filePath("i"), dir.filePath("x.ffb")));
        QCOMPARE(judge(bundle), "ok");
    }

    void tarAndZstdCanReadIt() {
        QTemporaryDir dir;
        const Bytes image = mixedImage();
        writeImage(dir.filePath("i"), image);
        build(requestFor(dir.filePath("i"), dir.filePath("x.ffb")));
        QCOMPARE(run("tar", {"tf", dir.filePath("x.ffb")}),
                 "manifest.json\nmanifest.cms\nrootfs.index\nrootfs.zst\n");
        run("tar", {"xf", dir.filePath("x.ffb"), "-C", dir.path()});
        run("zstd", {"-q", "-d", dir.filePath("rootfs.zst"), "-o", dir.filePath("out")});
        QVERIFY(readBytes(dir.filePath("out")) == image);
    }

    void theNumberOfThreadsChangesNothing() {
        QTemporaryDir dir;
        writeImage(dir.filePath("i"), mixedImage());
        BuildRequest request = requestFor(dir.filePath("i"), dir.filePath("x.ffb"));
        request.threads = 1;
        const Bytes one = build(request);
        for (const unsigned threads : {2U, 4U, 8U}) {
            request.threads = threads;
            QVERIFY(build(request) == one);
        }
    }

    void aSparseFileGivesTheSameBundleAsAFullOne() {
        QTemporaryDir dir;
        const Bytes image = mixedImage();
        writeImage(dir.filePath("full"), image);
        QCOMPARE(run("cp", {"--sparse=always", dir.filePath("full"), dir.filePath("sparse")}), "");
        QVERIFY(build(requestFor(dir.filePath("full"), dir.filePath("a.ffb"))) ==
                build(requestFor(dir.filePath("sparse"), dir.filePath("b.ffb"))));
    }

    void longZerosBecomeFewFramesOfTheirOwn() {
        QTemporaryDir dir;
        QFile file(dir.filePath("i"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(200 << 20) && file.seek(100 << 20) &&
                file.write("x") == 1);
        file.close();
        build(requestFor(dir.filePath("i"), dir.filePath("x.ffb")));
        const BundleHead head = headOf(dir.filePath("x.ffb"));
        std::uint64_t zero = 0;
        for (const Frame& frame : head.indexes[0].frames()) {
            zero += frame.method == FrameMethod::Zero ? 1 : 0;
        }
        QCOMPARE(zero, 7 + 7);
        QCOMPARE(head.indexes[0].frames().size(), zero + 1);
        QCOMPARE(judge(readBytes(dir.filePath("x.ffb"))), "ok");
    }

    void severalPayloadsShareABundle() {
        QTemporaryDir dir;
        writeImage(dir.filePath("i"), mixedImage());
        writeImage(dir.filePath("kernel"), prose(77'777, 5));
        BuildRequest request = requestFor(dir.filePath("i"), dir.filePath("x.ffb"));
        request.payloads.push_back(request.payloads[0]);
        request.payloads[1].payload.name = request.payloads[1].payload.group = "kernel";
        request.payloads[1].image = dir.filePath("kernel").toStdString();
        QCOMPARE(judge(build(request)), "ok");
        QCOMPARE(run("tar", {"tf", dir.filePath("x.ffb")}),
                 "manifest.json\nmanifest.cms\nrootfs.index\nkernel.index\nrootfs.zst\nkernel.zst\n");
        request.payloads[1].payload.name = "rootfs";
        QCOMPARE(slug(buildBundle(request)), "bad-value");
    }

    void thePreviousReleaseLetsADeviceFetchHardlyMoreThanWhatIsNew() {
        QTemporaryDir dir;
        Bytes image = noise(2000 * block, 1);
        writeImage(dir.filePath("old"), image);
        build(requestFor(dir.filePath("old"), dir.filePath("1.ffb")));
        for (const std::size_t changed : {10U, 11U, 500U, 900U, 1999U}) {
            image[changed * block] ^= std::byte{1};
        }
        image.insert(image.begin(), block * 7, std::byte{0}); // everything moves, too
        writeImage(dir.filePath("new"), image);
        BuildRequest request = requestFor(dir.filePath("new"), dir.filePath("plain.ffb"));
        build(request);
        request.previous = {dir.filePath("1.ffb").toStdString()};
        request.output = dir.filePath("2.ffb").toStdString();
        QCOMPARE(judge(build(request)), "ok");

        const auto old = openByteSource(dir.filePath("old").toStdString()).value();
        const ContentLookup lookup = ContentLookup::fromImage(*old, FingerprintScheme::Blocks).value();
        const TransferPlan cut = planTransfer(headOf(dir.filePath("2.ffb")).indexes[0], &lookup).value();
        const TransferPlan plain =
            planTransfer(headOf(dir.filePath("plain.ffb")).indexes[0], &lookup).value();
        QVERIFY2(cut.fetchBytes < 6 * block, std::to_string(cut.fetchBytes).c_str());
        QCOMPARE(cut.fetchFrames, 4);
        QVERIFY(plain.fetchBytes > 2 * cut.fetchBytes);
    }

    void aPreviousBundleThatIsDamagedIsNamed() {
        QTemporaryDir dir;
        writeImage(dir.filePath("i"), noise(block, 1));
        writeImage(dir.filePath("old.ffb"), noise(5000, 1));
        BuildRequest request = requestFor(dir.filePath("i"), dir.filePath("x.ffb"));
        request.previous = {dir.filePath("old.ffb").toStdString()};
        const Result<BuildReport> report = buildBundle(request);
        QCOMPARE(slug(report), "bad-bundle");
        QVERIFY(toString(*report.error().find("path")).ends_with("old.ffb"));
        QVERIFY(!QFile::exists(dir.filePath("x.ffb")));
    }

    void cancellingLeavesNothing() {
        QTemporaryDir dir;
        writeImage(dir.filePath("i"), noise(3000 * block, 1));
        QDir().mkdir(dir.filePath("out"));
        BuildRequest request = requestFor(dir.filePath("i"), dir.filePath("out/x.ffb"));
        const auto report =
            buildBundle(request, [](std::uint64_t done, std::uint64_t total) { return done < total / 2; });
        QCOMPARE(slug(report), "cancelled");
        QVERIFY(QDir(dir.filePath("out")).isEmpty());
    }

    void aFullDiskIsAClearError() {
        QTemporaryDir dir;
        writeImage(dir.filePath("i"), noise(3000 * block, 1));
        QDir().mkdir(dir.filePath("out"));
        if (::geteuid() != 0 || run("mount", {"-t", "tmpfs", "-o", "size=4m", "tmpfs", dir.filePath("out")})
                                    .startsWith("failed")) {
            QSKIP("needs to mount a small tmpfs");
        }
        const Result<BuildReport> report =
            buildBundle(requestFor(dir.filePath("i"), dir.filePath("out/x.ffb")));
        const bool empty = QDir(dir.filePath("out")).isEmpty();
        run("umount", {dir.filePath("out")});
        QCOMPARE(slug(report), "no-space");
        QVERIFY(report.error().find("have") != nullptr && report.error().find("need") != nullptr);
        QVERIFY(empty);
    }

    void inputsThatCannotBeBuiltAreRefused() {
        QTemporaryDir dir;
        QCOMPARE(slug(buildBundle(requestFor(dir.filePath("missing"), dir.filePath("x.ffb")))), "not-found");
        writeImage(dir.filePath("empty"), {});
        QCOMPARE(slug(buildBundle(requestFor(dir.filePath("empty"), dir.filePath("x.ffb")))), "bad-value");
        writeImage(dir.filePath("i"), noise(10, 1));
        QCOMPARE(slug(buildBundle(requestFor(dir.filePath("i"), dir.filePath("no/x.ffb")))), "not-found");
        BuildRequest request = requestFor(dir.filePath("i"), dir.filePath("x.ffb"));
        request.manifest.release.version = "not a version";
        QCOMPARE(slug(buildBundle(request)), "bad-value");
        QCOMPARE(QDir(dir.path()).entryList(QDir::Files), (QStringList{"empty", "i"}));
    }

    void sizesAroundABlockAreBuilt() {
        QTemporaryDir dir;
        for (const std::size_t size :
             {std::size_t{1}, block - 1, block, block + 1, 512 * block - 1, 512 * block + 1}) {
            writeImage(dir.filePath("i"), noise(size, 1));
            QCOMPARE(judge(build(requestFor(dir.filePath("i"), dir.filePath("x.ffb")))), "ok");
            writeImage(dir.filePath("i"), Bytes(size));
            QCOMPARE(judge(build(requestFor(dir.filePath("i"), dir.filePath("x.ffb")))), "ok");
        }
    }
};

QTEST_GUILESS_MAIN(tst_bundle_builder)
#include "tst_bundle_builder.moc"
