// SPDX-License-Identifier: Apache-2.0
// The way to a new bundle, up to a real one.
#include "app/workbench/new_bundle.h"
#include "core/base/file.h"
#include "tests/app/workbench/fake_workshop.h"
#include "tests/app/workbench/real_bundle_bench.h"
#include "tests/core/bundle/bundle_kit.h"
#include "tests/support/test_fleet.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::app;
using namespace fieldfare::test;

namespace {

QVariantMap row(const ImageList& images, int index) {
    return images.rows().value(index).toMap();
}

/// Everything on fakes.
struct Bench {
    QTemporaryDir folder;
    FakeWorkshop workshop;
    BundleLibrary library{fakeLook};
    Passphrases passphrases;
    NewBundle bundle{workshop, library, passphrases};

    explicit Bench(const QStringList& there = {}) {
        for (const QString& name : there) {
            file(name);
        }
        library.setFolder(folder.path());
        (void)QTest::qWaitFor([&] { return !library.looking(); });
    }
    QString file(const QString& name, const QByteArray& content = "image") {
        QFile made(folder.filePath(name));
        (void)(made.open(QIODevice::WriteOnly) && made.write(content));
        return made.fileName();
    }
    [[nodiscard]] bool addImage(const QString& name) {
        bundle.images()->add(file(name));
        return QTest::qWaitFor([&] { return !bundle.images()->looking(); });
    }
    /// Up to the review, with a key that needs no passphrase unless it is another.
    [[nodiscard]] bool review(const QString& key = "/keys/open.key") {
        if (!addImage("root.ext4")) {
            return false;
        }
        bundle.next();
        bundle.setModels("acme,gateway");
        bundle.next();
        bundle.setKey(key);
        bundle.setCertificate("/keys/release.crt");
        bundle.next();
        return bundle.step() == "review" && bundle.canGoOn();
    }
};

} // namespace

class WorkbenchNewBundleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void imagesAreRecognised();
    void aPackedImageIsRefusedWithWhatToDo();
    void eachImageHasANameOfItsOwn();
    void noStepIsLeftBeforeItIsRight();
    void anImageSuggestsNameAndVersion();
    void theNewestBundleSuggestsTheRest();
    void theEpochIsExplainedWithWhatItWouldDo();
    void aKeyOfAnotherRoleIsRefused();
    void anImageWithoutTheAgentIsWarnedOf();
    void theRecipeThatIsSavedIsTheOneThatIsBuilt();
    void progressIsToldAndCancellingEndsIt();
    void thePassphraseIsAskedOnceAndForgottenIfItWasWrong();
    void keptPassphrasesAreLockedAtOnce();
    void aRealBundleIsBuiltSignedAndTrusted();
    void aRealBuildThatIsCancelledLeavesNothing();
    void aRealKeyWantsItsPassphrase();
};

void WorkbenchNewBundleTest::imagesAreRecognised() {
    Bench bench;
    QVERIFY(bench.addImage("root.ext4"));
    QVERIFY(bench.addImage("splash.bin"));
    bench.bundle.images()->add(bench.folder.filePath("missing.img"));
    bench.bundle.images()->add(bench.folder.filePath("root.ext4")); // twice is once
    QTRY_VERIFY(!bench.bundle.images()->looking());
    const ImageList& images = *bench.bundle.images();
    QCOMPARE(images.rows().size(), 3);
    QCOMPARE(row(images, 0)["what"].toString(), "ext4, Gateway OS 2.0, with the Fieldfare agent");
    QCOMPARE(row(images, 0)["payload"].toString(), "rootfs");
    QVERIFY(row(images, 1)["what"].toString().startsWith("Not recognised"));
    QCOMPARE(row(images, 1)["payload"].toString(), "splash");
    QVERIFY(row(images, 2)["problem"].toString().contains("does not exist"));
    QVERIFY(!images.ready());
    bench.bundle.images()->remove(2);
    QVERIFY(images.ready());
}

void WorkbenchNewBundleTest::aPackedImageIsRefusedWithWhatToDo() {
    Bench bench;
    for (const auto& [name, magic] : {std::pair<QString, QByteArray>{"gzip", QByteArray("\x1f\x8b\x08", 3)},
                                      {"xz", QByteArray("\xfd"
                                                        "7zXZ\0",
                                                        6)},
                                      {"zstd", QByteArray("\x28\xb5\x2f\xfd", 4)}}) {
        bench.bundle.images()->clear();
        bench.bundle.images()->add(bench.file("image." + name, magic + "rest"));
        QTRY_VERIFY(!bench.bundle.images()->looking());
        QCOMPARE(row(*bench.bundle.images(), 0)["what"].toString(), "Packed (" + name + ")");
        QVERIFY(row(*bench.bundle.images(), 0)["problem"].toString().contains("Unpack it first"));
        QVERIFY(!bench.bundle.canGoOn());
    }
}

void WorkbenchNewBundleTest::eachImageHasANameOfItsOwn() {
    Bench bench;
    QVERIFY(bench.addImage("root.ext4") && bench.addImage("My Boot Files.img"));
    ImageList& images = *bench.bundle.images();
    QCOMPARE(row(images, 1)["payload"].toString(), "my-boot-files");
    images.setPayload(1, "rootfs");
    QVERIFY(row(images, 1)["payloadProblem"].toString().contains("Another image"));
    images.setPayload(1, "Boot");
    QVERIFY(!row(images, 1)["payloadProblem"].toString().isEmpty() && !images.ready());
    images.setPayload(1, "boot");
    QVERIFY(images.ready());
}

void WorkbenchNewBundleTest::noStepIsLeftBeforeItIsRight() {
    Bench bench;
    bench.bundle.next();
    QCOMPARE(bench.bundle.step(), "images");
    QVERIFY(bench.addImage("data.bin"));
    bench.bundle.next();
    QCOMPARE(bench.bundle.step(), "release");
    bench.bundle.next();
    QCOMPARE(bench.bundle.step(), "release");
    QCOMPARE(QStringList(bench.bundle.problems().keys()), QStringList({"models", "name", "version"}));
    bench.bundle.setName("gateway os");
    QVERIFY(bench.bundle.problems().contains("name"));
    bench.bundle.setName("gateway-os");
    bench.bundle.setVersion("2.0");
    bench.bundle.setModels("acme,gateway acme,pro ");
    bench.bundle.setEpoch("-1");
    QCOMPARE(QStringList(bench.bundle.problems().keys()), QStringList("epoch"));
    bench.bundle.setEpoch("1");
    QVERIFY(bench.bundle.problems().isEmpty());
    QVERIFY(!bench.bundle.canGoOn()); // it cannot be seen whether the agent is in it
    QVERIFY(bench.bundle.agentAdvice().contains("cannot be seen"));
    bench.bundle.setAgent("yes");
    bench.bundle.next();
    QCOMPARE(bench.bundle.step(), "sign");
    QVERIFY(!bench.bundle.canGoOn());
    bench.bundle.setLeaveUnsigned(true);
    bench.bundle.next();
    QCOMPARE(bench.bundle.step(), "review");
    QVERIFY(bench.bundle.review().contains("acme,gateway, acme,pro"));
    QVERIFY(bench.bundle.review().contains("unsigned"));
    bench.bundle.back();
    QCOMPARE(bench.bundle.step(), "sign");
}

void WorkbenchNewBundleTest::anImageSuggestsNameAndVersion() {
    Bench bench;
    QVERIFY(bench.addImage("root.ext4"));
    bench.bundle.next();
    QCOMPARE(bench.bundle.name(), "gateway-os");
    QCOMPARE(bench.bundle.version(), "2.0");
    QCOMPARE(bench.bundle.epoch(), "1");
}

void WorkbenchNewBundleTest::theNewestBundleSuggestsTheRest() {
    Bench bench({"gateway-os-1.9.ffb"});
    QVERIFY(bench.addImage("root.ext4"));
    bench.bundle.next();
    QCOMPARE(bench.bundle.name(), "gateway-os");
    QCOMPARE(bench.bundle.models(), "acme,gateway acme,gateway-pro");
    QCOMPARE(bench.bundle.epoch(), "3");
    QCOMPARE(bench.bundle.previous(), bench.folder.filePath("gateway-os-1.9.ffb"));
    QCOMPARE(bench.bundle.previousChoices().size(), 2);
}

void WorkbenchNewBundleTest::theEpochIsExplainedWithWhatItWouldDo() {
    Bench bench({"gateway-os-1.9.ffb"});
    QVERIFY(bench.addImage("root.ext4"));
    bench.bundle.next();
    QVERIFY(bench.bundle.epochAdvice().contains("refuses every release with a lower epoch"));
    bench.bundle.setEpoch("2");
    QVERIFY(bench.bundle.epochAdvice().contains("would refuse this release"));
    bench.bundle.setEpoch("4");
    QVERIFY(bench.bundle.epochAdvice().contains("never go back to gateway-os 1.9"));
}

void WorkbenchNewBundleTest::aKeyOfAnotherRoleIsRefused() {
    Bench bench;
    QVERIFY(bench.review());
    bench.bundle.back();
    bench.bundle.setCertificate("/keys/technician.crt");
    QVERIFY(bench.bundle.keyError().toMap()["happened"].toString().contains("needs the role release"));
    QVERIFY(!bench.bundle.canGoOn() && bench.bundle.signer().isEmpty());
    bench.workshop.validUntil = QDateTime::currentDateTime().addDays(20);
    bench.bundle.setCertificate("/keys/release.crt");
    QCOMPARE(bench.bundle.signer()["kind"].toString(), "trial");
    QVERIFY(bench.bundle.signer()["valid"].toString().startsWith("Expires soon"));
}

void WorkbenchNewBundleTest::anImageWithoutTheAgentIsWarnedOf() {
    Bench bench;
    QVERIFY(bench.addImage("bare.ext4"));
    bench.bundle.next();
    QVERIFY(bench.bundle.agentAdvice().contains("No image carries"));
    bench.bundle.setModels("acme,gateway");
    QVERIFY(bench.bundle.canGoOn()); // it is the person's decision
}

void WorkbenchNewBundleTest::theRecipeThatIsSavedIsTheOneThatIsBuilt() {
    Bench bench({"gateway-os-1.9.ffb"});
    QVERIFY(bench.review());
    const QString notes = "Mends \"it\"\\all:\n\ttabs, '''quotes''' and \u00fcml\u00e4uts.";
    bench.bundle.setNotes(notes);
    const QString saved = bench.folder.filePath("a recipe.toml");
    bench.bundle.saveRecipe(QUrl::fromLocalFile(saved));
    QVERIFY(bench.bundle.saveError().toMap().isEmpty());
    const Recipe recipe = need(readRecipe(saved.toStdString(), {}));
    QCOMPARE(QString::fromStdString(recipe.manifest.release.notes), notes);
    QCOMPARE(recipe.manifest.release.epoch, 3U);
    QCOMPARE(recipe.manifest.compatible.size(), 1U);
    QCOMPARE(QString::fromStdString(recipe.payloads.at(0).image.string()),
             bench.folder.filePath("root.ext4"));
    QFile text(saved);
    QVERIFY(text.open(QIODevice::ReadOnly));
    const QByteArray written = text.readAll();
    QVERIFY(written.contains("\"root.ext4\"") && !written.contains(bench.folder.path().toUtf8()));
    const QString command = bench.bundle.ciCommand();
    QVERIFY(command.startsWith("fieldfare bundle build '" + saved + "' --previous "));
    QVERIFY(command.endsWith("--key /keys/open.key --cert /keys/release.crt --out gateway-os-2.0.ffb"));
    bench.bundle.build({});
    bench.workshop.finish();
    QTRY_COMPARE(bench.bundle.step(), "result");
    const Recipe built = need(parseRecipe(bench.workshop.recipe, "/", {}));
    QVERIFY(built.manifest.release == recipe.manifest.release);
    QCOMPARE(bench.workshop.previous, bench.folder.filePath("gateway-os-1.9.ffb"));
    bench.bundle.saveRecipe(QUrl::fromLocalFile("/nowhere/at/all.toml"));
    QVERIFY(!bench.bundle.saveError().toMap().isEmpty() && bench.bundle.ciCommand().isEmpty());
}

void WorkbenchNewBundleTest::progressIsToldAndCancellingEndsIt() {
    Bench bench;
    QVERIFY(bench.review());
    bench.bundle.build({});
    QCOMPARE(bench.bundle.step(), "build");
    QTRY_COMPARE(bench.bundle.progressText().section(',', 0, 0), "129 MB of 400 MB");
    QVERIFY(bench.bundle.fraction() > 0.3 && bench.bundle.fraction() < 0.4);
    bench.bundle.begin(); // not while it runs
    QVERIFY(bench.bundle.running());
    bench.bundle.cancel();
    QTRY_COMPARE(bench.bundle.step(), "result");
    QVERIFY(bench.bundle.buildError().toMap()["happened"].toString().contains("cancelled"));
    QVERIFY(bench.bundle.result().isEmpty());
    bench.bundle.back();
    QCOMPARE(bench.bundle.step(), "review"); // and all of it is there still
    QVERIFY(bench.bundle.canGoOn());
}

void WorkbenchNewBundleTest::thePassphraseIsAskedOnceAndForgottenIfItWasWrong() {
    Bench bench;
    QVERIFY(bench.review("/keys/locked.key"));
    QVERIFY(bench.bundle.needsPassphrase());
    bench.workshop.error = Error(ErrorCode::WrongPassphrase);
    bench.bundle.build("wrong");
    bench.workshop.finish();
    QTRY_COMPARE(bench.bundle.step(), "result");
    bench.bundle.back();
    QVERIFY(bench.bundle.needsPassphrase());
    bench.workshop.error.reset();
    bench.bundle.build("right");
    bench.workshop.finish();
    QTRY_VERIFY(!bench.bundle.result().isEmpty());
    QCOMPARE(bench.workshop.passphrase, "right");
    QVERIFY(!bench.bundle.needsPassphrase()); // it is kept for a while
    bench.passphrases.lockNow();
    QVERIFY(bench.bundle.needsPassphrase());
}

void WorkbenchNewBundleTest::keptPassphrasesAreLockedAtOnce() {
    Passphrases kept;
    kept.keep("a", Secret("one"));
    QVERIFY(kept.any() && kept.recall("a")->reveal() == "one" && !kept.recall("b"));
    kept.setMinutes(0); // holds at once
    QVERIFY(!kept.any());
    kept.keep("a", Secret("one"));
    QVERIFY(!kept.recall("a"));
    kept.setMinutes(500);
    QCOMPARE(kept.minutes(), 120);
    kept.keep("a", Secret("one"));
    const QSignalSpy changes(&kept, &Passphrases::changed);
    kept.lockNow();
    QVERIFY(!kept.any() && changes.size() == 1);
}

void WorkbenchNewBundleTest::aRealBundleIsBuiltSignedAndTrusted() {
    RealBench bench;
    QVERIFY(bench.review(300'000));
    QCOMPARE(bench.bundle.signer()["name"].toString(), "release-1");
    QVERIFY(bench.bundle.needsPassphrase());
    bench.bundle.build("key passphrase");
    QTRY_COMPARE_WITH_TIMEOUT(bench.bundle.step(), "result", 60'000);
    QVERIFY2(!bench.bundle.result().isEmpty(),
             qPrintable(bench.bundle.buildError().toMap()["details"].toString()));
    QTRY_COMPARE(bench.library.bundles().size(), 1);
    const BundleFacts& facts = bench.library.all().front();
    QVERIFY(facts.trust == BundleTrust::Trusted);
    QVERIFY(facts.manifest->carriesAgent);
    QCOMPARE(facts.path, bench.bundle.outputPath());
    bench.bundle.begin();
    QVERIFY(bench.review(300'000)); // the same once more
    QVERIFY(bench.bundle.review().contains("in the library already") && !bench.bundle.canGoOn());
}

void WorkbenchNewBundleTest::aRealBuildThatIsCancelledLeavesNothing() {
    RealBench bench;
    QVERIFY(bench.review(24 << 20));
    connect(&bench.bundle, &NewBundle::progressChanged, &bench.bundle, &NewBundle::cancel);
    bench.bundle.build("key passphrase");
    QTRY_COMPARE_WITH_TIMEOUT(bench.bundle.step(), "result", 60'000);
    QVERIFY(bench.bundle.buildError().toMap()["happened"].toString().contains("cancelled"));
    QVERIFY(QDir(bench.folder.filePath("library"))
                .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)
                .isEmpty());
}

void WorkbenchNewBundleTest::aRealKeyWantsItsPassphrase() {
    RealBench bench;
    QVERIFY(bench.review(4096));
    bench.bundle.build("not this one");
    QTRY_COMPARE_WITH_TIMEOUT(bench.bundle.step(), "result", 60'000);
    QVERIFY(bench.bundle.buildError().toMap()["happened"].toString().contains("does not open the key"));
    bench.bundle.back();
    QVERIFY(bench.bundle.needsPassphrase());
    bench.bundle.back();
    bench.bundle.setCertificate(QString::fromStdString(bench.fleet.rootPath().string()));
    QVERIFY(!bench.bundle.keyError().toMap().isEmpty());
}

QTEST_GUILESS_MAIN(WorkbenchNewBundleTest)
#include "tst_workbench_new_bundle.moc"
