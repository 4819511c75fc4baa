// SPDX-License-Identifier: Apache-2.0
// A pause, from the technician's request to the medium: the real agent in front of the real installer.
#include "core/bundle/reader.h"
#include "core/bundle/slice_source.h"
#include "tests/agent/api/agent_process.h"
#include "tests/agent/api/tls_client.h"
#include "tests/agent/installer/socket_client.h"

#include <QTest>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

constexpr std::size_t imageBytes = std::size_t{4} << 20;

std::string neededStream(const Bytes& bundle, const NeededRanges& needed) {
    std::string stream;
    for (const ByteRange& range : needed.ranges) {
        stream += asText(ByteView(bundle).subspan(range.offset, range.length));
    }
    return stream;
}

} // namespace

class InstallerPauseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingIsWrittenDuringAPauseAndAllOfItAfterwards();
    void aSenderWhoLeavesDuringAPauseLeavesItPausedAndGoesOnLater();

private:
    [[nodiscard]] InstallationStatus status();
    [[nodiscard]] Bytes slot() { return readBytes(m_device->slotPath("rootfs", "b")); }
    [[nodiscard]] std::string path(const std::string& what) { return "/v1/installations/" + m_id + what; }
    /// The head, a whole PUT and half of a second one; returns once the installer took of it.
    void begin(TlsClient& client);
    /// Waits until nothing that was on its way moves any more.
    void settle();
    void finish(TlsClient& client);
    /// As much of the stream as the device takes, from `position` on, which moves.
    void put(TlsClient& client, std::uint64_t& position, std::uint64_t& maxPutBytes);

    std::unique_ptr<TestDevice> m_device;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<AgentProcess> m_agent;
    std::optional<TestIdentity> m_anna;
    Bytes m_bundle;
    Bytes m_image;
    std::string m_id;
    std::string m_stream;
    std::string m_unsent; ///< The other half of the second PUT.
};

void InstallerPauseTest::init() {
    m_agent.reset();
    m_server.reset();
    m_device = std::make_unique<TestDevice>();
    BundleRecipe recipe = m_device->recipe();
    m_image = recipe.images["rootfs"] = noise(imageBytes, 77);
    m_bundle = readBytes(m_device->build("second", recipe));
    m_anna = m_device->fleet().issue(Role::Technician, "anna");
    m_server = std::make_unique<ServerProcess>(*m_device);
    m_agent = std::make_unique<AgentProcess>(m_device->fleet());
    std::filesystem::create_symlink(m_device->socketPath(), m_agent->socket());
    QVERIFY2(m_agent->start(), qPrintable(m_agent->log()));
}

InstallationStatus InstallerPauseTest::status() {
    SocketClient client(*m_device);
    return *need(deviceStatusFromJson(need(client.ask("status"))["device"])).installation;
}

void InstallerPauseTest::begin(TlsClient& client) {
    MemorySource source(m_bundle);
    const std::uint64_t headBytes = need(headBytesOf(source));
    const auto offered =
        client.request("POST", "/v1/installations", asText(ByteView(m_bundle).first(headBytes)));
    QCOMPARE(offered.status, 201);
    const Json answer = need(parseJson(offered.body));
    m_id = answer["installation"]["id"].get<std::string>();
    const NeededRanges needed = need(neededRangesFromJson(answer["needed"]));
    m_stream = neededStream(m_bundle, needed);
    QVERIFY(m_stream.size() > imageBytes / 2);
    std::uint64_t position = 0;
    std::uint64_t maxPutBytes = needed.maxPutBytes;
    put(client, position, maxPutBytes);
    QVERIFY(position < m_stream.size());
    const std::string second = m_stream.substr(position, maxPutBytes);
    client.send("PUT " + path("/data?position=" + std::to_string(position)) +
                " HTTP/1.1\r\nContent-Length: " + std::to_string(second.size()) + "\r\n\r\n");
    client.send(std::string_view(second).substr(0, second.size() / 2));
    m_unsent = second.substr(second.size() / 2);
    QTRY_VERIFY_WITH_TIMEOUT(status().receivedBytes > 0, 60'000);
}

void InstallerPauseTest::settle() {
    QTRY_VERIFY_WITH_TIMEOUT(status().state == InstallationState::Paused, 60'000);
    Bytes seen;
    do {
        seen = slot();
        QTest::qWait(500); // the frame that was under way when the pause came
    } while (slot() != seen);
}

void InstallerPauseTest::put(TlsClient& client, std::uint64_t& position, std::uint64_t& maxPutBytes) {
    const auto answer = client.request("PUT", path("/data?position=" + std::to_string(position)),
                                       m_stream.substr(position, maxPutBytes));
    QCOMPARE(answer.status, 200);
    const Json progress = need(parseJson(answer.body));
    position = progress["received"].get<std::uint64_t>();
    maxPutBytes = progress["maxPutBytes"].get<std::uint64_t>();
}

void InstallerPauseTest::finish(TlsClient& client) {
    const auto needed =
        need(neededRangesFromJson(need(parseJson(client.request("GET", path("/needed")).body))));
    const std::size_t whole = m_stream.size();
    m_stream = neededStream(m_bundle, needed);
    std::uint64_t position = needed.position;
    std::uint64_t maxPutBytes = needed.maxPutBytes;
    QVERIFY(m_stream.size() - position < whole);
    while (position < m_stream.size() && !QTest::currentTestFailed()) {
        put(client, position, maxPutBytes);
    }
    QTRY_VERIFY_WITH_TIMEOUT(status().state == InstallationState::Installed, 60'000);
    QVERIFY(m_device->slotContent("rootfs", "b", imageBytes) == m_image);
}

void InstallerPauseTest::nothingIsWrittenDuringAPauseAndAllOfItAfterwards() {
    TlsClient client(m_agent->port(), *m_anna);
    begin(client);
    TlsClient other(m_agent->port(), *m_anna);
    QCOMPARE(other.request("POST", path("/pause")).status, 200);
    settle();
    const Bytes before = slot();
    const InstallationStatus paused = status();

    client.send(m_unsent);
    const auto answer = client.readAnswer();
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.code(), std::string("installation-paused"));
    QCOMPARE(client.request("PUT", path("/data?position=0"), "x").code(), std::string("installation-paused"));
    QTest::qWait(2000); // longer than anything in the installer waits before it looks again
    QVERIFY(slot() == before);
    QCOMPARE(status().durableBytes, paused.durableBytes);
    QCOMPARE(status().receivedBytes, paused.receivedBytes);
    QVERIFY(status().state == InstallationState::Paused);

    QCOMPARE(other.request("POST", path("/unpause")).status, 200);
    finish(client);
}

void InstallerPauseTest::aSenderWhoLeavesDuringAPauseLeavesItPausedAndGoesOnLater() {
    {
        TlsClient client(m_agent->port(), *m_anna);
        begin(client);
        QCOMPARE(TlsClient(m_agent->port(), *m_anna).request("POST", path("/pause")).status, 200);
        client.abandon();
    }
    settle();
    m_agent->kill(); // with data on its way to the installer
    QVERIFY2(m_agent->start(), qPrintable(m_agent->log()));
    QVERIFY(status().state == InstallationState::Paused);
    TlsClient again(m_agent->port(), *m_anna);
    const auto resumed = askUntil([&] { return again.request("POST", path("/resume")); },
                                  [](const HttpAnswer& given) { return given.status == 200; });
    QCOMPARE(resumed.status, 200);
    finish(again);
}

QTEST_GUILESS_MAIN(InstallerPauseTest)
#include "tst_installer_pause.moc"
