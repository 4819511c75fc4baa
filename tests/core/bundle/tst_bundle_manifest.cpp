// SPDX-License-Identifier: Apache-2.0
#include "tests/core/bundle/bundle_kit.h"

#include <QTest>

using namespace fieldfare;
using namespace fieldfare::bundlekit;

namespace {

Manifest fullManifest() {
    Manifest manifest = requestFor("", "").manifest;
    manifest.release.notes = "Faster\nand better: über";
    manifest.release.advisories = {"CVE-2026-1234"};
    manifest.release.sbomDigest = sha256(asBytes("sbom"));
    manifest.release.updateClass = "security";
    manifest.compatible.push_back({"acme,gateway-2", {"b", "c.1"}});
    manifest.precondition = {"gateway-os", {"1.9", "1.8"}};
    manifest.carriesAgent = true;
    manifest.annotations = {{"ticket", 7}, {"nested", {{"list", {1, 2}}}}};
    for (const char* name : {"rootfs", "boot"}) {
        Payload payload;
        payload.name = payload.group = name;
        payload.imageBytes = maxImageBytes;
        payload.indexBytes = 1234;
        payload.dataBytes = maxMemberBytes;
        payload.imageDigest = sha256(asBytes(name));
        manifest.payloads.push_back(payload);
    }
    return manifest;
}

/// The text of a good manifest with one place changed by `change`.
QString verdictAfter(const std::function<void(Json&)>& change) {
    Json json = Json::parse(asText(writeManifest(fullManifest())));
    change(json);
    return slug(parseManifest(asBytes(json.dump())));
}

} // namespace

class tst_bundle_manifest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenReadsBackEqual() {
        const Manifest manifest = fullManifest();
        const Bytes text = writeManifest(manifest);
        const Result<Manifest> read = parseManifest(text);
        QVERIFY2(read.ok(), read.ok() ? "" : describeLine(read.error()).c_str());
        QVERIFY(*read == manifest);
        QCOMPARE(writeManifest(*read), text);
        QCOMPARE(asText(text).back(), '\n');
    }

    void aValueOutsideItsRulesIsRefused_data() {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("verdict");
        const auto row = [](const char* pointer, const char* value, const char* verdict) {
            QTest::addRow("%s = %s", pointer, value) << pointer << value << verdict;
        };
        row("/format", "2", "unsupported-format");
        row("/format", "0", "bad-value");
        row("/format", "\"1\"", "bad-value");
        row("/format", "1.0", "bad-value");
        row("/requires", "[\"ubi\"]", "unknown-feature");
        row("/requires", "[]", "ok");
        row("/surprise", "1", "unknown-key");
        row("/release/surprise", "1", "unknown-key");
        row("/payloads/0/surprise", "1", "unknown-key");
        row("/annotations/surprise", "1", "ok");
        row("/annotations", "[]", "bad-value");
        row("/release/name", "\"\"", "bad-value");
        row("/release/name", "\"a b\"", "bad-value");
        row("/release/name", "null", "missing-key");
        row("/release/version", "\"../x\"", "bad-value");
        row("/release/epoch", "-1", "bad-value");
        row("/release/epoch", "9007199254740991", "ok");
        row("/release/epoch", "9007199254740992", "bad-value");
        row("/release/epoch", "18446744073709551616", "bad-value");
        row("/release/builtAt", "253402300800", "bad-value");
        row("/release/class", "\"urgent\"", "bad-value");
        row("/release/notes", "\"a\\u001b[31mb\"", "bad-value");
        row("/release/sbomSha256", "\"00\"", "bad-value");
        row("/compatible", "[]", "bad-value");
        row("/compatible/0/model", "\"acme gateway\"", "bad-value");
        row("/carriesAgent", "\"yes\"", "bad-value");
        row("/payloads", "[]", "bad-value");
        row("/payloads/0/name", "\"../etc\"", "bad-value");
        row("/payloads/0/name", "\"-a\"", "bad-value");
        row("/payloads/0/name", "\"boot\"", "bad-value");
        row("/payloads/0/name", "\"a23456789012345678901234567890123\"", "bad-value");
        row("/payloads/0/imageSha256", "\"zz\"", "bad-value");
        for (const char* key : {"imageBytes", "indexBytes", "dataBytes"}) {
            const std::string pointer = std::string("/payloads/0/") + key;
            row(pointer.c_str(), "0", "bad-value");
            row(pointer.c_str(), "-1", "bad-value");
            row(pointer.c_str(), "1e3", "bad-value");
            row(pointer.c_str(), "9223372036854775807", "bad-value");
            row(pointer.c_str(), "9223372036854775808", "bad-value");
            row(pointer.c_str(), "18446744073709551615", "bad-value");
        }
        row("/payloads/0/dataBytes", "2147483647", "ok");
        row("/payloads/0/dataBytes", "2147483649", "ok");
        row("/payloads/0/dataBytes", "4294967295", "ok");
        row("/payloads/0/dataBytes", "4294967297", "ok");
        row("/payloads/0/dataBytes", "8589934080", "ok");
        row("/payloads/0/dataBytes", "8589934081", "bad-value");
        row("/payloads/0/indexBytes", "2147483647", "bad-value");
        row("/payloads/0/indexBytes", "4294967297", "bad-value");
        row("/payloads/0/imageBytes", "4294967297", "ok");
        row("/payloads/0/imageBytes", "1099511627777", "bad-value");
    }
    void aValueOutsideItsRulesIsRefused() {
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        QFETCH(QString, verdict);
        const QString found = verdictAfter([&](Json& json) {
            json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
        });
        QCOMPARE(found, verdict);
    }

    void everyRequiredKeyIsMissed() {
        for (const char* pointer :
             {"/format", "/release", "/compatible", "/carriesAgent", "/payloads", "/release/name",
              "/release/version", "/release/epoch", "/release/builtAt", "/release/class",
              "/compatible/0/model", "/payloads/0/name", "/payloads/0/kind", "/payloads/0/group",
              "/payloads/0/imageBytes", "/payloads/0/imageSha256", "/payloads/0/indexBytes",
              "/payloads/0/indexSha256", "/payloads/0/dataBytes"}) {
            const Json::json_pointer at(pointer);
            QCOMPARE(verdictAfter([&](Json& json) { json[at.parent_pointer()].erase(at.back()); }),
                     "missing-key");
        }
    }

    void textThatIsNotStrictJsonIsRefused() {
        const std::string good(asText(writeManifest(fullManifest())));
        QCOMPARE(slug(parseManifest(asBytes(good + "x"))), "bad-json");
        QCOMPARE(slug(parseManifest(asBytes(good.substr(0, good.size() / 2)))), "bad-json");
        QCOMPARE(slug(parseManifest(asBytes("{\"format\":1,\"format\":1}"))), "bad-json");
        QCOMPARE(slug(parseManifest(asBytes("[]"))), "missing-key");
        QCOMPARE(slug(parseManifest(asBytes(std::string(1000, '[')))), "bad-json");
        QCOMPARE(slug(parseManifest(asBytes(std::string(maxManifestBytes + 1, ' ')))), "too-large");
    }
};

QTEST_GUILESS_MAIN(tst_bundle_manifest)
#include "tst_bundle_manifest.moc"
