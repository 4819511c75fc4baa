// SPDX-License-Identifier: Apache-2.0
// Bundles from web servers, good ones and bad ones.
#include "tests/agent/installer/test_device.h"
#include "tests/agent/installer/tiny_http_server.h"
#include "tests/agent/installer/tls_web_server.h"

#include "core/protocol/status.h"
#include "device-agent/fetch/range_client.h"

#include <QTest>

using namespace fieldfare;
using namespace fieldfare::fetch;
using namespace fieldfare::test;
using Manner = TinyHttpServer::Manner;

namespace {

constexpr auto httpAllowed = "[policy]\nhttp-allowed = true\n";

RangeClientOptions quick() {
    RangeClientOptions options;
    options.schemes = AllowedSchemes::HttpAndHttps;
    options.stallLimit = std::chrono::milliseconds(200);
    options.attempts = 3;
    options.firstPause = std::chrono::milliseconds(10);
    return options;
}

/// Reads a range of a server's file.
Result<Bytes> fetched(const TinyHttpServer& server, std::uint64_t offset, std::uint64_t length) {
    FF_TRY(const auto client, RangeClient::open(server.url(), quick()));
    Bytes got;
    FF_CHECK(client->fetch(offset, length, [&got](ByteView data) {
        got.insert(got.end(), data.begin(), data.end());
        return Result<>();
    }));
    return got;
}

} // namespace

Q_DECLARE_METATYPE(TinyHttpServer::Manner)

class InstallerHttpTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRangeIsDelivered();
    void aConnectionThatBreaksOffGoesOn();
    void badServersAreRefused_data();
    void badServersAreRefused();
    void redirectsNeverLeaveHttps();
    void aRealTlsServerThatRedirectsToHttpIsRefused();
    void aRealTlsServerIsCheckedAgainstItsAuthority();
    void secretsInAddressesAreNotShown();
    void contentRangesThatContradictThemselvesAreRefused();
    void aBundleIsInstalledFromAServer();
    void packedContentIsFoundInABootedSlotOfWhichNothingIsKnown();
    void aServerWithoutRangesIsRefusedAndNothingIsTouched();
    void plainHttpNeedsThePolicy();
};

void InstallerHttpTest::aRangeIsDelivered() {
    const Bytes file = noise(300'000, 1);
    const TinyHttpServer server(file, Manner::Good);
    const Bytes got = need(fetched(server, 1000, 250'000));
    QVERIFY(got == toBytes(ByteView(file).subspan(1000, 250'000)));
}

void InstallerHttpTest::aConnectionThatBreaksOffGoesOn() {
    const Bytes file = noise(100'000, 2);
    const TinyHttpServer server(file, Manner::BreaksOff);
    QVERIFY(need(fetched(server, 0, file.size())) == file);
    QVERIFY(server.requests() > 10); // half, half of the rest, ...
}

void InstallerHttpTest::badServersAreRefused_data() {
    QTest::addColumn<Manner>("manner");
    QTest::addColumn<QString>("code");
    QTest::newRow("no ranges") << Manner::NoRanges << "http-server";
    QTest::newRow("stalls") << Manner::Stalls << "source-lost";
    QTest::newRow("another range") << Manner::LiesAboutRange << "http-server";
    QTest::newRow("another size") << Manner::LiesAboutSize << "http-server";
    QTest::newRow("too much") << Manner::SendsMore << "http-server";
    QTest::newRow("changes") << Manner::Changes << "http-server";
    QTest::newRow("fails") << Manner::Fails << "source-lost";
    QTest::newRow("missing") << Manner::Missing << "http-server";
}

void InstallerHttpTest::badServersAreRefused() {
    QFETCH(Manner, manner);
    QFETCH(QString, code);
    // One byte for the first request, which halves to nothing: a server that stalls does so at once then.
    const TinyHttpServer server(noise(50'000, 3), manner);
    const auto got = fetched(server, 10, manner == Manner::Stalls ? 1 : 40'000);
    QVERIFY(!got.ok());
    QCOMPARE(QString::fromUtf8(errorSlug(got.error().code()).data()), code);
}

void InstallerHttpTest::redirectsNeverLeaveHttps() {
    QVERIFY(checkRedirect(Scheme::Http, "https://example.net/x", AllowedSchemes::HttpAndHttps).ok());
    QVERIFY(checkRedirect(Scheme::Https, "https://example.net/x", AllowedSchemes::HttpsOnly).ok());
    QVERIFY(checkRedirect(Scheme::Https, "http://example.net/x", AllowedSchemes::HttpAndHttps).error() ==
            ErrorCode::HttpServer);
    QVERIFY(checkRedirect(Scheme::Http, "ftp://example.net/x", AllowedSchemes::HttpAndHttps).error() ==
            ErrorCode::HttpServer);
    QVERIFY(checkRedirect(Scheme::Https, "file:///etc/shadow", AllowedSchemes::HttpAndHttps).error() ==
            ErrorCode::HttpServer);

    const Bytes file = noise(20'000, 4);
    const TinyHttpServer good(file, Manner::Good);
    TinyHttpServer redirecting({}, Manner::Redirects);
    redirecting.setLocation(good.url());
    QVERIFY(need(fetched(redirecting, 0, 20'000)) == file);
    redirecting.setLocation(redirecting.url());
    QVERIFY(fetched(redirecting, 0, 1).error() == ErrorCode::HttpServer); // for ever
    redirecting.setLocation("file:///etc/passwd");
    QVERIFY(fetched(redirecting, 0, 1).error() == ErrorCode::HttpServer);
}

namespace {

std::string errorCode(const ProgramOutcome& outcome) {
    const auto json = parseJson(outcome.output.toStdString());
    return json.ok() && json->contains("error") ? (*json)["error"]["code"].get<std::string>() : std::string();
}

std::string redirectTo(const std::string& url) {
    return "HTTP/1.1 302 Found\r\nLocation: " + url + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
}

} // namespace

/// The plain server has a good bundle, and the policy allows plain HTTP: what is refused is the step down.
void InstallerHttpTest::aRealTlsServerThatRedirectsToHttpIsRefused() {
    TestDevice device({"rootfs"}, httpAllowed);
    const TinyHttpServer plain(readBytes(device.build("second", device.recipe())), Manner::Good);
    const QTemporaryDir folder;
    std::filesystem::permissions(folder.path().toStdString(),
                                 std::filesystem::perms(0755)); // for fetch's own user
    const TlsWebServer server(folder.path().toStdString(), redirectTo(plain.url()));
    QVERIFY(server.works());
    RangeClientOptions options = quick();
    options.caFile = server.caFile();
    const auto client = RangeClient::open(server.url(), options);
    QVERIFY(!client.ok());
    QCOMPARE(errorSlug(client.error().code()), std::string_view("http-server"));
    QVERIFY2(describeLine(client.error()).find("plain HTTP") != std::string::npos,
             describeLine(client.error()).c_str());

    const Bytes before = device.fingerprint();
    const ProgramOutcome refused =
        runInstaller(device, {"install", QString::fromStdString(server.url()), "--ca",
                              QString::fromStdString(server.caFile()), "--json"});
    QVERIFY2(errorCode(refused) == "http-server", qPrintable(refused.output + refused.errors));
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(device.fingerprint() == before);
    QCOMPARE(plain.requests(), 0); // nothing was asked for in the clear
}

void InstallerHttpTest::aRealTlsServerIsCheckedAgainstItsAuthority() {
    const QTemporaryDir folder;
    const TlsWebServer server(folder.path().toStdString(),
                              "HTTP/1.1 206 Partial Content\r\nETag: \"1\"\r\nContent-Range: bytes 0-0/1\r\n"
                              "Content-Length: 1\r\nConnection: close\r\n\r\nx");
    QVERIFY(server.works());
    RangeClientOptions options = quick();
    const auto stranger = RangeClient::open(server.url(), options); // the system's authorities
    QVERIFY(!stranger.ok());
    QCOMPARE(errorSlug(stranger.error().code()), std::string_view("tls-failed"));
    options.caFile = server.caFile();
    const auto known = RangeClient::open(server.url(), options);
    QVERIFY2(known.ok(), known.ok() ? "" : describeLine(known.error()).c_str());
    QCOMPARE((*known)->sizeBytes(), std::uint64_t{1});
}

void InstallerHttpTest::secretsInAddressesAreNotShown() {
    const std::string shown = withoutSecrets("https://user:hunter2@example.net/a.ffb?token=hunter3#hunter4");
    QVERIFY(shown.find("hunter") == std::string::npos);
    QVERIFY(shown.find("example.net/a.ffb") != std::string::npos);
    const auto refused = RangeClient::open("http://user:hunter2@127.0.0.1:1/x?token=hunter3", quick());
    QVERIFY(describeLine(refused.error()).find("hunter") == std::string::npos);
}

void InstallerHttpTest::contentRangesThatContradictThemselvesAreRefused() {
    QVERIFY(need(parseContentRange("bytes 0-9/10")) == (ContentRange{0, 9, 10}));
    for (const char* bad :
         {"", "bytes", "bytes */10", "bytes 0-9/*", "bytes 5-4/10", "bytes 0-10/10", "bytes 0-9/10 ",
          "items 0-9/10", "bytes 0-99999999999999999999/999999999999999999999", "bytes -1-9/10"}) {
        QVERIFY2(parseContentRange(bad).error() == ErrorCode::HttpServer, bad);
    }
}

void InstallerHttpTest::aBundleIsInstalledFromAServer() {
    TestDevice device({"rootfs"}, httpAllowed);
    const BundleRecipe recipe = device.recipe();
    const TinyHttpServer server(readBytes(device.build("second", recipe)), Manner::Good);
    const ProgramOutcome outcome = runInstaller(device, {"install", QString::fromStdString(server.url())});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.errors));
    QVERIFY(device.slotContent("rootfs", "b", recipe.images.at("rootfs").size()) ==
            recipe.images.at("rootfs"));
    QCOMPARE(device.bootState().selectedSlot, std::string("b"));
}

void InstallerHttpTest::packedContentIsFoundInABootedSlotOfWhichNothingIsKnown() {
    TestDevice device({"rootfs"}, httpAllowed);
    Bytes image = toBytes(asBytes("hsqs")); // what the builder takes for a squashfs image
    const Bytes start = noise(5000, 77);
    image.insert(image.end(), start.begin(), start.end());
    const Bytes& first = device.firstImage("rootfs");
    image.insert(image.end(), first.begin(), first.end());
    BundleRecipe recipe = device.recipe();
    recipe.images = {{"rootfs", image}};
    const TinyHttpServer server(readBytes(device.build("second", recipe)), Manner::Good);
    const ProgramOutcome outcome =
        runInstaller(device, {"install", QString::fromStdString(server.url()), "--json"});
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.output + outcome.errors));
    const auto state = need(installationStatusFromJson(need(parseJson(outcome.output.toStdString()))));
    QVERIFY2(state.receivedBytes < 2 * (128 << 10) + 5000, std::to_string(state.receivedBytes).c_str());
    QVERIFY(device.slotContent("rootfs", "b", image.size()) == image);
}

void InstallerHttpTest::aServerWithoutRangesIsRefusedAndNothingIsTouched() {
    TestDevice device({"rootfs"}, httpAllowed);
    const TinyHttpServer server(readBytes(device.build("second", device.recipe())), Manner::NoRanges);
    const Bytes before = device.fingerprint();
    const ProgramOutcome outcome =
        runInstaller(device, {"install", QString::fromStdString(server.url()), "--json"});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.output.contains("http-server"), qPrintable(outcome.output));
    QVERIFY(device.fingerprint() == before);
}

void InstallerHttpTest::plainHttpNeedsThePolicy() {
    TestDevice device;
    const TinyHttpServer server(readBytes(device.build("second", device.recipe())), Manner::Good);
    const ProgramOutcome outcome =
        runInstaller(device, {"install", QString::fromStdString(server.url()), "--json"});
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.output.contains("not-permitted"), qPrintable(outcome.output));
    QCOMPARE(server.requests(), 0);
}

QTEST_GUILESS_MAIN(InstallerHttpTest)
#include "tst_installer_http.moc"
