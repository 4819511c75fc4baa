// SPDX-License-Identifier: Apache-2.0
#include "core/bundle/recipe.h"
#include "tests/core/bundle/bundle_kit.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::bundlekit;

namespace {

const RecipeDefaults defaults{std::nullopt, UnixTime(std::chrono::seconds(1000))};

const std::string smallest = R"([release]
name = "gateway-os"
version = "2.0"
epoch = 1

[[compatible]]
model = "acme,gateway"

[[payload]]
name = "rootfs"
image = "rootfs.ext4"        # raw
)";

Result<Recipe> parse(const std::string& text) {
    return parseRecipe(text, "/recipes", defaults);
}

/// "slug key line" of a recipe that is refused.
QString fault(const std::string& text) {
    const Result<Recipe> recipe = parse(text);
    if (recipe.ok()) {
        return "ok";
    }
    const auto value = [&](const char* name) {
        const ErrorValue* found = recipe.error().find(name);
        return found != nullptr ? QString::fromStdString(toString(*found)) : QString("-");
    };
    return slug(recipe) + " " + value("key") + " " + value("line");
}

} // namespace

class tst_bundle_recipe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSmallestRecipeWorks() {
        const Result<Recipe> recipe = parse(smallest);
        QVERIFY2(recipe.ok(), recipe.ok() ? "" : describeLine(recipe.error()).c_str());
        QCOMPARE(recipe->manifest.release.name, "gateway-os");
        QCOMPARE(recipe->manifest.release.epoch, 1);
        QCOMPARE(recipe->manifest.release.updateClass, "feature");
        QVERIFY(recipe->manifest.release.builtAt == defaults.now);
        QCOMPARE(recipe->manifest.compatible.at(0).model, "acme,gateway");
        QCOMPARE(recipe->payloads.at(0).payload.group, "rootfs");
        QCOMPARE(recipe->payloads.at(0).payload.kind, "raw");
        QCOMPARE(recipe->payloads.at(0).image, "/recipes/rootfs.ext4");
        QVERIFY(!recipe->carriesAgent);
    }

    void everyKeyIsRead() {
        const Result<Recipe> recipe = parse(R"([release]
name = "a"
version = "1"
epoch = 3
built-at = 2026-01-31T13:00:00+01:00
class = "security"
notes = """First.
Second."""
advisories = ["CVE-2026-1"]
sbom = "sbom.json"
carries-agent = true
[[compatible]]
model = "m,a"
hardware-revisions = ["b", "c"]
[[compatible]]
model = "m,b"
[precondition]
release = "a"
versions = ["0.9"]
[[payload]]
name = "rootfs"
image = "/abs/rootfs"
kind = "raw"
group = "system"
[annotations]
build = 17
[annotations.ci]
tags = ["x", true]
)");
        QVERIFY2(recipe.ok(), recipe.ok() ? "" : describeLine(recipe.error()).c_str());
        QCOMPARE(toRfc3339(recipe->manifest.release.builtAt), "2026-01-31T12:00:00Z");
        QCOMPARE(recipe->manifest.release.updateClass, "security");
        QCOMPARE(recipe->manifest.release.notes, "First.\nSecond.");
        QCOMPARE(recipe->manifest.release.advisories, std::vector<std::string>{"CVE-2026-1"});
        QCOMPARE(recipe->sbomFile, "/recipes/sbom.json");
        QVERIFY(recipe->carriesAgent == true);
        QCOMPARE(recipe->manifest.compatible.at(0).hardwareRevisions.size(), 2);
        QCOMPARE(recipe->manifest.precondition.versions, std::vector<std::string>{"0.9"});
        QCOMPARE(recipe->payloads.at(0).payload.group, "system");
        QCOMPARE(recipe->payloads.at(0).image, "/abs/rootfs");
        QCOMPARE(recipe->manifest.annotations.dump(), R"({"build":17,"ci":{"tags":["x",true]}})");
    }

    void theTimeComesFromTheRecipeOrTheEnvironmentOrTheClock() {
        const RecipeDefaults withEpoch{UnixTime(std::chrono::seconds(77)), defaults.now};
        QVERIFY(parseRecipe(smallest, "", withEpoch)->manifest.release.builtAt == *withEpoch.sourceDateEpoch);
        std::string fixed = smallest;
        fixed.replace(fixed.find("epoch = 1"), 9, "epoch = 1\nbuilt-at = 5");
        QVERIFY(parseRecipe(fixed, "", withEpoch)->manifest.release.builtAt ==
                UnixTime(std::chrono::seconds(5)));
        QVERIFY(parseSourceDateEpoch("1700000000").ok());
        QCOMPARE(slug(parseSourceDateEpoch("")), "bad-value");
        QCOMPARE(slug(parseSourceDateEpoch("12x")), "bad-value");
        QCOMPARE(slug(parseSourceDateEpoch("-1")), "bad-value");
    }

    void aFaultNamesItsKeyAndLine_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("verdict");
        QTest::addRow("unknown") << "epoch = 1"
                                 << "epoch = 1\nepok = 2"
                                 << "bad-recipe release.epok 5";
        QTest::addRow("unknown table") << "[[payload]]"
                                       << "[extra]\na = 1\n[[payload]]"
                                       << "bad-recipe extra 9";
        QTest::addRow("unknown in a list") << "image ="
                                           << "imge ="
                                           << "bad-recipe payload[0].image 9";
        QTest::addRow("missing") << "version = \"2.0\"\n"
                                 << ""
                                 << "bad-recipe release.version 1";
        QTest::addRow("missing table") << "[[compatible]]\nmodel = \"acme,gateway\"\n"
                                       << ""
                                       << "bad-recipe compatible 1";
        QTest::addRow("not a list of tables") << "[[payload]]"
                                              << "[payload]"
                                              << "bad-recipe payload 9";
        QTest::addRow("wrong type") << "\"2.0\""
                                    << "2.0"
                                    << "bad-recipe release.version 3";
        QTest::addRow("negative") << "epoch = 1"
                                  << "epoch = -1"
                                  << "bad-recipe release.epoch 4";
        QTest::addRow("value") << "\"2.0\""
                               << "\"2 0\""
                               << "bad-recipe release.version 3";
        QTest::addRow("value in a list") << "acme,gateway"
                                         << "acme gateway"
                                         << "bad-recipe compatible[0].model 7";
        QTest::addRow("payload name") << "\"rootfs\""
                                      << "\"Rootfs\""
                                      << "bad-recipe payload[0].name 10";
        QTest::addRow("syntax") << "epoch = 1"
                                << "epoch = = 1"
                                << "bad-recipe ? 4";
        QTest::addRow("twice") << "epoch = 1"
                               << "epoch = 1\nepoch = 2"
                               << "bad-recipe ? 5";
        QTest::addRow("local time") << "epoch = 1"
                                    << "epoch = 1\nbuilt-at = 2026-01-01T00:00:00"
                                    << "bad-recipe release.built-at 5";
    }
    void aFaultNamesItsKeyAndLine() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, verdict);
        QCOMPARE(fault(QString::fromStdString(smallest).replace(from, to).toStdString()), verdict);
    }

    void aFileIsReadWithItsSbom() {
        QTemporaryDir dir;
        std::string text = smallest;
        text.replace(text.find("epoch = 1"), 9, "epoch = 1\nsbom = \"bom\"");
        writeImage(dir.filePath("r.toml"), asBytes(text));
        QCOMPARE(slug(readRecipe(dir.filePath("r.toml").toStdString(), defaults)), "not-found");
        writeImage(dir.filePath("bom"), asBytes("contents"));
        const Result<Recipe> recipe = readRecipe(dir.filePath("r.toml").toStdString(), defaults);
        QVERIFY(recipe.ok());
        QVERIFY(recipe->manifest.release.sbomDigest == sha256(asBytes("contents")));
        QCOMPARE(recipe->payloads[0].image, dir.filePath("rootfs.ext4").toStdString());
    }
};

QTEST_GUILESS_MAIN(tst_bundle_recipe)
#include "tst_bundle_recipe.moc"
