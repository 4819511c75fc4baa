// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/reader.h"
#include "core/bundle/signing.h"
#include "tests/core/bundle/bundle_kit.h"
#include "tests/support/test_fleet.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace fieldfare;
using namespace fieldfare::bundlekit;
using fieldfare::test::TestFleet;

namespace {

const UnixTime signedAt{std::chrono::seconds(1'750'000'000)};

Bytes imageContent() {
    Bytes image = prose(30 * block, 1);
    image.resize(3000 * block);
    const Bytes end = noise(7 * block + 5, 2);
    image.insert(image.end(), end.begin(), end.end());
    return image;
}

Result<VerifiedBundle> verify(const Bytes& bundle, const TestFleet& fleet, std::size_t required = 1) {
    SignaturePolicy policy;
    policy.required = required;
    return verifyBundle(std::make_shared<MemorySource>(bundle), fleet.trust(), policy,
                        TimePolicy{signedAt, std::nullopt});
}

} // namespace

class tst_bundle_reader : public QObject {
    Q_OBJECT
    std::unique_ptr<TestFleet> m_fleet;
    QTemporaryDir m_dir;
    Bytes m_signed;

    [[nodiscard]] QString path(const char* name) const { return m_dir.filePath(name); }
    [[nodiscard]] std::filesystem::path file(const char* name) const { return path(name).toStdString(); }

private Q_SLOTS:
    void initTestCase() {
        m_fleet = std::make_unique<TestFleet>();
        writeImage(path("image"), imageContent());
        BuildRequest request = requestFor(path("image"), path("unsigned.ffb"));
        QVERIFY(buildBundle(request).ok());
        const auto signer = m_fleet->signer();
        QVERIFY(signBundle(file("unsigned.ffb"), file("signed.ffb"), {signer.get()}, signedAt,
                           ExistingSignatures::Keep)
                    .ok());
        m_signed = readBytes(path("signed.ffb"));
    }

    void aSignedBundleIsVerified() {
        const Result<VerifiedBundle> bundle = verify(m_signed, *m_fleet);
        QVERIFY2(bundle.ok(), bundle.ok() ? "" : describeLine(bundle.error()).c_str());
        QCOMPARE(bundle->manifest().release.version, "2.0");
        QCOMPARE(bundle->signature().signers.size(), 1);
        QVERIFY(bundle->signature().signedAt() == signedAt);
        MemorySource source(m_signed);
        QVERIFY(verifyData(source, *bundle).ok());
        QVERIFY(bundle->manifestDigest() == sha256(readSignedPart(source)->manifest));
    }

    void theHeadIsEnoughToVerify() {
        MemorySource whole(m_signed);
        const std::uint64_t headBytes = headBytesOf(whole).value();
        QVERIFY(headBytes < m_signed.size() / 2);
        const Bytes head(m_signed.begin(), m_signed.begin() + static_cast<std::ptrdiff_t>(headBytes));
        const Result<VerifiedBundle> bundle = verify(head, *m_fleet);
        QVERIFY(bundle.ok());
        QCOMPARE(bundle->layout().headBytes, headBytes);
        MemorySource source(head);
        QCOMPARE(slug(verifyData(source, *bundle)), "truncated-bundle");
        for (std::size_t size = 0; size < head.size(); size += 97) {
            QCOMPARE(
                slug(verify(Bytes(head.begin(), head.begin() + static_cast<std::ptrdiff_t>(size)), *m_fleet)),
                "truncated-bundle");
        }
    }

    void anUnsignedBundleIsRefused() {
        QCOMPARE(slug(verify(readBytes(path("unsigned.ffb")), *m_fleet)), "not-signed");
    }

    void anotherFleetsSignatureIsRefused() {
        const TestFleet stranger;
        QCOMPARE(slug(verify(m_signed, stranger)), "untrusted-signer");
    }

    void aTechniciansSignatureIsRefused() {
        const auto technician = TestFleet::signerOf(m_fleet->issue(Role::Technician, "tech"));
        QVERIFY(signBundle(file("unsigned.ffb"), file("tech.ffb"), {technician.get()}, signedAt,
                           ExistingSignatures::Keep)
                    .ok());
        QCOMPARE(slug(verify(readBytes(path("tech.ffb")), *m_fleet)), "wrong-role");
    }

    void everyFlippedBitInTheManifestIsRefused() {
        const std::uint64_t end =
            512 + readSignedPart(*std::make_unique<MemorySource>(m_signed))->manifest.size();
        Bytes bundle = m_signed;
        for (std::uint64_t at = 512; at < end; ++at) {
            for (unsigned bit = 0; bit < 8; ++bit) {
                bundle[at] ^= static_cast<std::byte>(1U << bit);
                QCOMPARE(slug(verify(bundle, *m_fleet)), "bad-signature");
                bundle[at] ^= static_cast<std::byte>(1U << bit);
            }
        }
    }

    void aFlippedBitInTheSignatureIsRefusedOrChangesNothing() {
        const Layout layout = verify(m_signed, *m_fleet)->layout();
        const ByteRange cms = layout.members[1].content;
        Bytes bundle = m_signed;
        for (std::uint64_t at = cms.offset; at < cms.end(); ++at) {
            bundle[at] ^= static_cast<std::byte>(1U << (at % 8));
            const Result<VerifiedBundle> verdict = verify(bundle, *m_fleet);
            if (verdict.ok()) {
                QCOMPARE(verdict->signature().signers.size(), 1);
                QVERIFY(verdict->signature().signers[0].certificate.publicKeyDigest() ==
                        m_fleet->signer()->certificate().publicKeyDigest());
                QVERIFY(verdict->signature().signedAt() == signedAt);
                QVERIFY(verdict->manifestDigest() == verify(m_signed, *m_fleet)->manifestDigest());
            }
            bundle[at] ^= static_cast<std::byte>(1U << (at % 8));
        }
    }

    void damagedDataIsFoundByFrame() {
        Bytes bundle = m_signed;
        const Layout layout = verify(m_signed, *m_fleet)->layout();
        bundle[layout.dataOf(0).content.offset + 20] ^= std::byte{1};
        const Result<VerifiedBundle> verdict = verify(bundle, *m_fleet);
        QVERIFY(verdict.ok());
        MemorySource source(bundle);
        const Result<> data = verifyData(source, *verdict);
        QCOMPARE(slug(data), "digest-mismatch");
        QCOMPARE(toString(*data.error().find("member")), "rootfs.zst");
        QCOMPARE(toString(*data.error().find("offset")), "0");
    }

    void severalPeopleSignOneAfterTheOther() {
        const auto first = m_fleet->signer("first");
        const auto second = m_fleet->signer("second");
        QVERIFY(signBundle(file("unsigned.ffb"), file("two.ffb"), {first.get()}, signedAt,
                           ExistingSignatures::Keep)
                    .ok());
        QCOMPARE(slug(verify(readBytes(path("two.ffb")), *m_fleet, 2)), "too-few-signatures");
        QVERIFY(
            signBundle(file("two.ffb"), file("two.ffb"), {second.get()}, signedAt, ExistingSignatures::Keep)
                .ok());
        QCOMPARE(verify(readBytes(path("two.ffb")), *m_fleet, 2)->signature().signers.size(), 2);
        QVERIFY(
            signBundle(file("two.ffb"), file("two.ffb"), {second.get()}, signedAt, ExistingSignatures::Drop)
                .ok());
        QCOMPARE(slug(verify(readBytes(path("two.ffb")), *m_fleet, 2)), "too-few-signatures");
        QCOMPARE(judge(readBytes(path("two.ffb"))), "ok");
    }

    void aLockedRoomSignsTheExportedManifest() {
        const Bytes manifest = exportManifest(file("unsigned.ffb")).value();
        const Bytes cms = m_fleet->signer("room")->sign(manifest, signedAt).value();
        QVERIFY(importSignature(file("unsigned.ffb"), file("room.ffb"), cms, ExistingSignatures::Keep).ok());
        QVERIFY(verify(readBytes(path("room.ffb")), *m_fleet).ok());
        const Bytes other = m_fleet->signer("room")->sign(asBytes("something else"), signedAt).value();
        QCOMPARE(slug(importSignature(file("unsigned.ffb"), file("no.ffb"), other, ExistingSignatures::Keep)),
                 "bad-signature");
        QVERIFY(!QFile::exists(path("no.ffb")));
    }

    void signingChangesNothingButTheSignature() {
        const Parts before = takeApart(readBytes(path("unsigned.ffb")));
        const Parts after = takeApart(m_signed);
        QVERIFY(before.manifest == after.manifest && before.indexes == after.indexes &&
                before.data == after.data);
        QVERIFY(before.cms.empty() && !after.cms.empty());
    }

    void aCutOffBundleIsNotSigned() {
        const Bytes whole = readBytes(path("unsigned.ffb"));
        writeImage(path("cut.ffb"), ByteView(whole).first(whole.size() - 1));
        const auto signer = m_fleet->signer();
        QCOMPARE(slug(signBundle(file("cut.ffb"), file("out.ffb"), {signer.get()}, signedAt,
                                 ExistingSignatures::Keep)),
                 "truncated-bundle");
        QVERIFY(!QFile::exists(path("out.ffb")));
    }

    void theLineInTheDocumentationVerifiesWithOpenssl() {
        QProcess tar;
        tar.start("tar", {"xf", path("signed.ffb"), "-C", m_dir.path(), "manifest.json", "manifest.cms"});
        QVERIFY(tar.waitForFinished() && tar.exitCode() == 0);
        QFile doc(QStringLiteral(FIELDFARE_SOURCE_DIR "/docs/FORMAT.md"));
        QVERIFY(doc.open(QIODevice::ReadOnly));
        QString line;
        for (const QString& text : QString::fromUtf8(doc.readAll()).split('\n')) {
            line = text.startsWith("openssl cms -verify") ? text : line;
        }
        QVERIFY(!line.isEmpty());
        QStringList arguments = line.split(' ', Qt::SkipEmptyParts).mid(1);
        arguments.replaceInStrings("root.crt", QString::fromStdString(m_fleet->rootPath().string()));
        QProcess openssl;
        openssl.setWorkingDirectory(m_dir.path());
        openssl.start("openssl", arguments);
        QVERIFY(openssl.waitForFinished());
        QVERIFY2(openssl.exitCode() == 0, openssl.readAllStandardError());
    }

    void anImageIsExtractedSparseAndExact() {
        const Result<VerifiedBundle> bundle = verify(m_signed, *m_fleet);
        MemorySource source(m_signed);
        QVERIFY(extractPayload(source, *bundle, 0, file("out.img")).ok());
        QVERIFY(readBytes(path("out.img")) == imageContent());
        struct stat info {};
        QCOMPARE(::stat(file("out.img").c_str(), &info), 0);
        QVERIFY(info.st_blocks * 512 < info.st_size / 4);
    }

    void aDamagedImageIsNotExtracted() {
        Bytes bundle = m_signed;
        const Result<VerifiedBundle> verdict = verify(bundle, *m_fleet);
        bundle[verdict->layout().dataOf(0).content.end() - 1] ^= std::byte{1};
        MemorySource source(bundle);
        const QDir dir(m_dir.path());
        const QStringList before = dir.entryList(QDir::Files);
        QCOMPARE(slug(extractPayload(source, *verdict, 0, file("damaged.img"))), "digest-mismatch");
        QCOMPARE(dir.entryList(QDir::Files), before);
    }
};

QTEST_GUILESS_MAIN(tst_bundle_reader)
#include "tst_bundle_reader.moc"
