// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/image_inspector.h"
#include "tests/core/bundle/bundle_kit.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::bundlekit;

namespace {

QString tool(const QString& name) {
    const QString inPath = QStandardPaths::findExecutable(name);
    return inPath.isEmpty() ? QStandardPaths::findExecutable(name, {"/usr/sbin", "/sbin"}) : inPath;
}

bool run(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(tool(program), arguments);
    return process.waitForFinished(60'000) && process.exitCode() == 0;
}

void makeTree(const QDir& dir, const QString& agentPath) {
    dir.mkpath("tree/usr/bin");
    dir.mkpath("tree/usr/lib");
    dir.mkpath("tree/usr/libexec");
    writeImage(dir.filePath("tree/usr/lib/os-release"),
               asBytes("# comment\nNAME=\"Acme OS\"\nVERSION_ID=2.0\nPRETTY_NAME='Acme OS 2.0'\n"));
    if (!agentPath.isEmpty()) {
        writeImage(dir.filePath("tree/" + agentPath), asBytes("an agent"));
    }
}

bool makeImage(const QDir& dir, const QString& fileSystem) {
    const QString image = dir.filePath("image");
    const QString tree = dir.filePath("tree");
    QFile::remove(image);
    if (fileSystem == "ext4") {
        QFile file(image);
        return file.open(QIODevice::WriteOnly) && file.resize(8 << 20) &&
               run("mkfs.ext4", {"-q", "-F", "-d", tree, image});
    }
    return fileSystem == "squashfs" ? run("mksquashfs", {tree, image, "-quiet", "-noappend"})
                                    : run("mkfs.erofs", {image, tree});
}

Recipe recipeFor(const QString& image) {
    Recipe recipe;
    recipe.payloads = requestFor(image, "").payloads;
    return recipe;
}

} // namespace

class tst_bundle_inspector : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theAgentIsSeenInEveryFileSystem_data() {
        QTest::addColumn<QString>("fileSystem");
        QTest::addColumn<QString>("maker");
        QTest::addRow("ext4") << "ext4"
                              << "mkfs.ext4";
        QTest::addRow("squashfs") << "squashfs"
                                  << "mksquashfs";
        QTest::addRow("erofs") << "erofs"
                               << "mkfs.erofs";
    }
    void theAgentIsSeenInEveryFileSystem() {
        QFETCH(QString, fileSystem);
        QFETCH(QString, maker);
        if (tool(maker).isEmpty()) {
            QSKIP("the tools of this file system are not installed");
        }
        SystemProcessRunner runner;
        for (const QString& path :
             {QString("usr/bin/fieldfare-agent"), QString("usr/libexec/fieldfare-agent"), QString()}) {
            const QTemporaryDir folder;
            const QDir dir(folder.path());
            makeTree(dir, path);
            QVERIFY(makeImage(dir, fileSystem));
            const Result<ImageFacts> facts = inspectImage(dir.filePath("image").toStdString(), runner);
            QVERIFY(facts.ok());
            QCOMPARE(QString::fromStdString(facts->fileSystem), fileSystem);
            QVERIFY(facts->carriesAgent.has_value());
            QCOMPARE(*facts->carriesAgent, !path.isEmpty());
            if (fileSystem != "erofs") {
                QCOMPARE(facts->osPrettyName, "Acme OS 2.0");
                QCOMPARE(facts->osVersion, "2.0");
            }
        }
    }

    void smallBlocksOfAFileSystemAreToldOf() {
        if (tool("mkfs.ext4").isEmpty()) {
            QSKIP("mkfs.ext4 is not installed");
        }
        SystemProcessRunner runner;
        for (const auto& [blockBytes, warnings] : {std::pair{"1024", 1}, {"4096", 0}}) {
            const QTemporaryDir folder;
            QFile file(folder.filePath("image"));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(8 << 20));
            QVERIFY(run("mkfs.ext4", {"-q", "-F", "-b", blockBytes, file.fileName()}));
            Recipe recipe = recipeFor(file.fileName());
            recipe.carriesAgent = true;
            const RecipeInspection inspection = inspectRecipe(recipe, runner).value();
            QCOMPARE(static_cast<int>(inspection.warnings.size()), warnings);
            QVERIFY(warnings == 0 || inspection.warnings[0] == ErrorCode::SmallBlocks);
        }
    }

    void aRecipeHasTheLastWord() {
        const QTemporaryDir folder;
        const QString image = folder.filePath("image");
        writeImage(image, noise(10'000, 1));
        SystemProcessRunner runner;

        Recipe recipe = recipeFor(image);
        RecipeInspection silent = inspectRecipe(recipe, runner).value();
        QVERIFY(!recipe.manifest.carriesAgent);
        QCOMPARE(silent.warnings.size(), 1);
        QVERIFY(silent.warnings[0] == ErrorCode::AgentUnknown);

        recipe.carriesAgent = true;
        QVERIFY(inspectRecipe(recipe, runner).value().warnings.empty());
        QVERIFY(recipe.manifest.carriesAgent);

        recipe.carriesAgent = false;
        const RecipeInspection without = inspectRecipe(recipe, runner).value();
        QVERIFY(!recipe.manifest.carriesAgent);
        QVERIFY(without.warnings.at(0) == ErrorCode::NoAgent);
    }

    void aDamagedImageIsNotTrustedToHaveNone() {
        const QTemporaryDir folder;
        Bytes image(std::size_t{1} << 20);
        storeLittleEndian<std::uint16_t>(MutableBytes(image).subspan(1024 + 56), 0xef53);
        writeImage(folder.filePath("image"), image);
        SystemProcessRunner runner;
        const Result<ImageFacts> facts = inspectImage(folder.filePath("image").toStdString(), runner);
        QVERIFY(facts.ok());
        QVERIFY(!facts->carriesAgent);
        QCOMPARE(slug(inspectImage(folder.filePath("missing").toStdString(), runner)), "not-found");
    }
};

QTEST_GUILESS_MAIN(tst_bundle_inspector)
#include "tst_bundle_inspector.moc"
