// SPDX-License-Identifier: Apache-2.0
// Pushing a bundle through the real agent, and everything that can go wrong on the way.
#include "core/base/base64.h"
#include "tests/agent/api/agent_process.h"
#include "tests/agent/api/fake_installer.h"
#include "tests/agent/api/tls_client.h"

#include <QTest>
#include <thread>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

const std::string base = std::string("/v1/installations/") + FakeInstaller::id;

std::string pattern(std::size_t size, char start) {
    std::string text(size, start);
    for (std::size_t i = 0; i < size; ++i) {
        text[i] = static_cast<char>(static_cast<std::size_t>(start) + i * 7 + (i >> 8));
    }
    return text;
}

std::string dataPath(std::uint64_t position) {
    return base + "/data?position=" + std::to_string(position);
}

} // namespace

class AgentPushTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aBundleIsPushedToTheEnd();
    void theHeadIsStreamedAsItIs();
    void optionsReachTheInstaller();
    void aRefusedBundleIsAnsweredWithItsReason();
    void aRefusalBeforeTheWholeHeadReachesTheSender();
    void aHeadWithoutALengthIsRefused();
    void aWrongPositionNamesTheRightOne();
    void dataBeyondWhatIsNeededIsRefused();
    void nothingIsSentThatTheInstallerDidNotGrant();
    void ofALargerBodyOnlyWhatWasGrantedGoesOn();
    void putsThatAreAheadWaitForThoseBeforeThem();
    void aPutFarAheadIsRefusedAtOnce();
    void aPauseEndsThePutsThatAreAhead();
    void whatALostConnectionLeavesOutIsSentOnAnother();
    void aDeviceWhoseListIsDamagedOnlyLetsItselfBeMended();
    void neededTellsWhereToGoOn();
    void aPushGoesOnOverAnotherConnectionOfTheSameTechnician();
    void aSecondTechnicianIsToldWhoHoldsIt();
    void aSecondTechnicianTakesOverAtOnceWhenTheFirstIsGone();
    void aVanishedTechniciansInstallationIsInterrupted();
    void aHalfSentBodyIsKeptAndGoesOn();
    void anOlderConnectionThatHangsDoesNotHoldUpItsTechnician();
    void aPausedInstallationTakesNoNewData();
    void aPauseEndsThePutThatIsUnderWay();
    void aPauseEndsThePutThatWaitsForTheInstaller();
    void aFailureWhileSendingIsAnsweredWithItsReason();
    void aSlowInstallerSlowsTheSenderDown();
    void anInstallerThatDiesIsAClearErrorAndThePushCanBeResumed();
    void dataWithoutAnInstallationIsRefused();
    void resumingWhatTheDeviceFinishesByItselfIsBusy();

private:
    [[nodiscard]] HttpAnswer offer(TlsClient& client) const {
        return client.request("POST", "/v1/installations", m_head);
    }
    [[nodiscard]] std::uint64_t received(const HttpAnswer& answer) const {
        const auto json = parseJson(answer.body);
        return json.ok() ? json->value("received", std::uint64_t{UINT64_MAX}) : UINT64_MAX;
    }
    std::string m_head = pattern(100'000, 'h');
    std::string m_data = pattern(500'000, 'd');
    std::unique_ptr<TestFleet> m_fleet;
    std::optional<TestIdentity> m_anna;
    std::optional<TestIdentity> m_bert;
    std::unique_ptr<AgentProcess> m_agent;
    std::unique_ptr<FakeInstaller> m_installer;
};

void AgentPushTest::init() {
    m_fleet = std::make_unique<TestFleet>();
    m_anna = m_fleet->issue(Role::Technician, "anna");
    m_bert = m_fleet->issue(Role::Technician, "bert");
    m_agent = std::make_unique<AgentProcess>(*m_fleet);
    m_installer = std::make_unique<FakeInstaller>(m_agent->socket());
    QVERIFY2(m_agent->start(), qPrintable(m_agent->log()));
}

void AgentPushTest::cleanup() {
    QCOMPARE(m_agent->stop(), 0); // whatever happened, it lives
    m_agent.reset();
    m_installer.reset();
}

void AgentPushTest::aBundleIsPushedToTheEnd() {
    TlsClient client(m_agent->port(), *m_anna);
    const auto offered = offer(client);
    QCOMPARE(offered.status, 201);
    const auto json = parseJson(offered.body);
    QVERIFY(json.ok());
    const auto needed = neededRangesFromJson((*json)["needed"]);
    QVERIFY(needed.ok());
    QCOMPARE(needed->totalBytes, std::uint64_t{500'000});
    QCOMPARE((*json)["installation"]["id"].get<std::string>(), std::string(FakeInstaller::id));
    for (std::uint64_t at = 0; at < m_data.size(); at += 150'000) {
        const std::string piece = m_data.substr(at, 150'000);
        const auto answer = client.request("PUT", dataPath(at), piece);
        QCOMPARE(answer.status, 200);
        QCOMPARE(received(answer), at + piece.size());
    }
    QCOMPARE(asText(m_installer->data()), std::string_view(m_data));
    const auto after = askUntil([&] { return client.request("PUT", dataPath(0), "x"); },
                                [](const HttpAnswer& given) { return given.code() == "not-receiving"; });
    QCOMPARE(after.status, 409);
    QCOMPARE(after.code(), std::string("not-receiving"));
}

void AgentPushTest::theHeadIsStreamedAsItIs() {
    m_head = pattern(5'000'001, 'H');
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(offer(client).status, 201);
    QVERIFY(asText(m_installer->head()) == m_head);
}

void AgentPushTest::optionsReachTheInstaller() {
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(client.request("POST", "/v1/installations?allowOlder=1&reboot=1", m_head).status, 201);
    for (const Json& request : m_installer->requests()) {
        if (request["do"] == "install") {
            QCOMPARE(request["allowOlder"].get<bool>(), true);
            QCOMPARE(request["reboot"].get<bool>(), true);
            QCOMPARE(request["by"].get<std::string>(), std::string("anna"));
            QCOMPARE(request["headBytes"].get<std::uint64_t>(), std::uint64_t{m_head.size()});
            return;
        }
    }
    QFAIL("no install request came");
}

void AgentPushTest::aRefusedBundleIsAnsweredWithItsReason() {
    m_installer->change([](auto& b) {
        b.refusal = Error(ErrorCode::EpochTooOld, {{"have", std::uint64_t{1}}, {"need", std::uint64_t{3}}});
    });
    TlsClient client(m_agent->port(), *m_anna);
    const auto answer = offer(client);
    QCOMPARE(answer.status, 422);
    QCOMPARE(answer.code(), std::string("epoch-too-old"));
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
}

void AgentPushTest::aRefusalBeforeTheWholeHeadReachesTheSender() {
    m_installer->change([](auto& b) {
        b.refusal = Error(ErrorCode::BadSignature, {{"detail", "test"}});
        b.refuseAfterHeadBytes = 200'000;
    });
    m_head = pattern(20'000'000, 'B');
    TlsClient client(m_agent->port(), *m_anna);
    const auto answer = offer(client);
    QCOMPARE(answer.status, 422);
    QCOMPARE(answer.code(), std::string("bad-signature"));
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
}

void AgentPushTest::aHeadWithoutALengthIsRefused() {
    TlsClient client(m_agent->port(), *m_anna);
    client.send(
        "POST /v1/installations HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n");
    const auto answer = client.readAnswer();
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.code(), std::string("bad-request"));
}

void AgentPushTest::aWrongPositionNamesTheRightOne() {
    m_installer->change([](auto& b) { b.startPosition = 1000; });
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(offer(client).status, 201);
    const auto answer = client.request("PUT", dataPath(0), m_data.substr(0, 4000));
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.code(), std::string("wrong-position"));
    const auto json = parseJson(answer.body);
    QCOMPARE((*json)["error"]["params"]["need"].get<std::uint64_t>(), std::uint64_t{1000});
    QCOMPARE(client.request("PUT", dataPath(1000), m_data.substr(1000, 4000)).status, 200);
}

void AgentPushTest::dataBeyondWhatIsNeededIsRefused() {
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(offer(client).status, 201);
    QCOMPARE(client.request("PUT", dataPath(0), m_data + "x").status, 400);
    QCOMPARE(client.request("PUT", dataPath(0), std::string((16 << 20) + 1, 'x')).status, 413);
    QVERIFY(m_installer->data().empty());
}

void AgentPushTest::nothingIsSentThatTheInstallerDidNotGrant() {
    m_installer->change([](auto& b) { b.grantBytes = 100'000; });
    TlsClient client(m_agent->port(), *m_anna);
    const auto offered = offer(client);
    QCOMPARE(offered.status, 201);
    const auto needed = parseJson(offered.body);
    QCOMPARE((*needed)["needed"]["maxPutBytes"].get<std::uint64_t>(), std::uint64_t{100'000});
    for (std::uint64_t at = 0; at < m_data.size();) {
        const auto answer = client.request("PUT", dataPath(at), m_data.substr(at, 100'000));
        QCOMPARE(answer.status, 200);
        at = received(answer);
        const auto json = parseJson(answer.body);
        const auto more = (*json)["maxPutBytes"].get<std::uint64_t>();
        QVERIFY(more <= 100'000 && (more > 0 || at == m_data.size())); // an answer is a permission
    }
}

void AgentPushTest::ofALargerBodyOnlyWhatWasGrantedGoesOn() {
    m_installer->change([](auto& b) {
        b.grantBytes = 100'000;
        b.acknowledgedBytes = 0; // and so no more is granted
    });
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(offer(client).status, 201);
    client.send("PUT " + dataPath(0) + " HTTP/1.1\r\nContent-Length: 300000\r\n\r\n" +
                m_data.substr(0, 300'000));
    QTRY_COMPARE_WITH_TIMEOUT(m_installer->data().size(), std::size_t{100'000}, 60'000);
    QVERIFY(client.read(1).empty()); // and it waits for more
    QCOMPARE(m_installer->data().size(), std::size_t{100'000});
}

/// As over a long link: each on a connection of its own, and arriving in any order.
void AgentPushTest::putsThatAreAheadWaitForThoseBeforeThem() {
    m_installer->change([](auto& b) { b.grantBytes = 70'000; });
    TlsClient first(m_agent->port(), *m_anna);
    QCOMPARE(offer(first).status, 201);
    constexpr std::size_t pieceBytes = 100'000;
    std::vector<std::unique_ptr<TlsClient>> clients;
    for (std::size_t at = m_data.size() - pieceBytes; at > 0; at -= pieceBytes) { // the last one first
        clients.push_back(std::make_unique<TlsClient>(m_agent->port(), *m_anna));
        clients.back()->send("PUT " + dataPath(at) + " HTTP/1.1\r\nContent-Length: 100000\r\n\r\n" +
                             m_data.substr(at, pieceBytes));
    }
    QVERIFY(clients.front()->read(1).empty());
    QVERIFY(m_installer->data().empty());
    QCOMPARE(first.request("PUT", dataPath(0), m_data.substr(0, pieceBytes)).status, 200);
    std::uint64_t end = m_data.size();
    for (const auto& client : clients) {
        const auto answer = client->readAnswer();
        QVERIFY2(answer.status == 200, answer.body.c_str());
        QVERIFY(received(answer) >= end); // others may have come behind it
        end -= pieceBytes;
    }
    QCOMPARE(asText(m_installer->data()), std::string_view(m_data));
}

void AgentPushTest::aPutFarAheadIsRefusedAtOnce() {
    m_installer->change([](auto& b) { b.ranges = {{0, 64 << 20}}; });
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(offer(client).status, 201);
    QCOMPARE(client.request("PUT", dataPath((16 << 20) + 1), "x").code(), std::string("wrong-position"));
    QCOMPARE(client.request("PUT", dataPath(0), "x").status, 200);
}

void AgentPushTest::aPauseEndsThePutsThatAreAhead() {
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(offer(client).status, 201);
    client.send("PUT " + dataPath(100'000) + " HTTP/1.1\r\nContent-Length: 100000\r\n\r\n" +
                m_data.substr(100'000, 100'000));
    QVERIFY(client.read(1).empty());
    TlsClient bert(m_agent->port(), *m_bert);
    QCOMPARE(bert.request("POST", base + "/pause").status, 200);
    QCOMPARE(client.readAnswer().code(), std::string("installation-paused"));
    QVERIFY(m_installer->data().empty());
}

/// The connection that brings what is missing was lost: its technician sends that again, on another one.
void AgentPushTest::whatALostConnectionLeavesOutIsSentOnAnother() {
    TlsClient lost(m_agent->port(), *m_anna);
    QCOMPARE(offer(lost).status, 201);
    lost.send("PUT " + dataPath(0) + " HTTP/1.1\r\nContent-Length: 200000\r\n\r\n" +
              m_data.substr(0, 50'000));
    QTRY_COMPARE_WITH_TIMEOUT(m_installer->data().size(), std::size_t{50'000}, 60'000);
    TlsClient ahead(m_agent->port(), *m_anna);
    ahead.send("PUT " + dataPath(200'000) + " HTTP/1.1\r\nContent-Length: 300000\r\n\r\n" +
               m_data.substr(200'000));
    lost.abandon();
    TlsClient fresh(m_agent->port(), *m_anna);
    QCOMPARE(fresh.request("PUT", dataPath(50'000), m_data.substr(50'000, 150'000)).status, 200);
    QCOMPARE(ahead.readAnswer().status, 200);
    QCOMPARE(asText(m_installer->data()), std::string_view(m_data));
}

void AgentPushTest::aDeviceWhoseListIsDamagedOnlyLetsItselfBeMended() {
    m_installer->change([](auto& b) { b.device.revocationsDamaged = true; });
    m_installer->stop();
    m_installer->start(); // the agent asks how the device is
    TlsClient client(m_agent->port(), *m_anna);
    QTRY_COMPARE_WITH_TIMEOUT(client.request("POST", "/v1/identify").code(),
                              std::string("revocations-damaged"), 20'000);
    QCOMPARE(client.request("POST", "/v1/reboot").status, 403);
    const auto refused = offer(client);
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.code(), std::string("revocations-damaged"));
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
    m_fleet->revoke(m_fleet->issue(Role::Technician, "lost-laptop").certificate());
    const Json body{{"json", std::string(asText(m_fleet->revocationsJson()))},
                    {"cms", toBase64(m_fleet->revocationsCms())}};
    QCOMPARE(client.request("PUT", "/v1/revocations", body.dump()).status, 200);
}

void AgentPushTest::neededTellsWhereToGoOn() {
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(offer(client).status, 201);
    QCOMPARE(client.request("PUT", dataPath(0), m_data.substr(0, 123'456)).status, 200);
    const auto answer = client.request("GET", base + "/needed");
    QCOMPARE(answer.status, 200);
    const auto needed = neededRangesFromJson(*parseJson(answer.body));
    QVERIFY(needed.ok());
    QCOMPARE(needed->position, std::uint64_t{123'456});
    QCOMPARE(needed->ranges.size(), std::size_t{2});
    QCOMPARE(client.request("GET", "/v1/installations/ffff/needed").status, 404);
}

void AgentPushTest::aPushGoesOnOverAnotherConnectionOfTheSameTechnician() {
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(offer(client).status, 201);
    QCOMPARE(client.request("PUT", dataPath(0), m_data.substr(0, 100'000)).status, 200);
    client.abandon();
    TlsClient again(m_agent->port(), *m_anna);
    QCOMPARE(again.request("PUT", dataPath(100'000), m_data.substr(100'000)).status, 200);
    QCOMPARE(asText(m_installer->data()), std::string_view(m_data));
    QCOMPARE(m_installer->interruptions(), std::size_t{0});
}

void AgentPushTest::aSecondTechnicianIsToldWhoHoldsIt() {
    TlsClient anna(m_agent->port(), *m_anna);
    QCOMPARE(offer(anna).status, 201);
    TlsClient bert(m_agent->port(), *m_bert);
    for (const HttpAnswer& answer :
         {offer(bert), bert.request("POST", base + "/resume"), bert.request("PUT", dataPath(0), "x")}) {
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.code(), std::string("install-running"));
        QCOMPARE((*parseJson(answer.body))["error"]["params"]["holder"].get<std::string>(),
                 std::string("anna"));
    }
    QCOMPARE(anna.request("PUT", dataPath(0), m_data).status, 200); // and she is not disturbed
}

void AgentPushTest::aSecondTechnicianTakesOverAtOnceWhenTheFirstIsGone() {
    {
        TlsClient anna(m_agent->port(), *m_anna);
        QCOMPARE(offer(anna).status, 201);
        QCOMPARE(anna.request("PUT", dataPath(0), m_data.substr(0, 65536)).status, 200);
    }
    m_installer->change([](auto& b) { b.startPosition = 65536; });
    TlsClient bert(m_agent->port(), *m_bert);
    const auto answer = askUntil([&] { return bert.request("POST", base + "/resume"); },
                                 [](const HttpAnswer& given) { return given.status == 200; });
    QCOMPARE(answer.status, 200);
    QCOMPARE(neededRangesFromJson((*parseJson(answer.body))["needed"])->position, std::uint64_t{65536});
    QCOMPARE(bert.request("PUT", dataPath(65536), m_data.substr(65536)).status, 200);
    QCOMPARE(asText(m_installer->data()), std::string_view(m_data));
    QCOMPARE(m_installer->interruptions(), std::size_t{1});
}

void AgentPushTest::aVanishedTechniciansInstallationIsInterrupted() {
    {
        TlsClient anna(m_agent->port(), *m_anna);
        QCOMPARE(offer(anna).status, 201);
        anna.abandon();
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_installer->interruptions(), std::size_t{1}, 90'000);
}

void AgentPushTest::aHalfSentBodyIsKeptAndGoesOn() {
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(offer(client).status, 201);
    client.send("PUT " + dataPath(0) + " HTTP/1.1\r\nContent-Length: 200000\r\n\r\n");
    client.send(std::string_view(m_data).substr(0, 60'000));
    QTRY_COMPARE_WITH_TIMEOUT(m_installer->data().size(), std::size_t{60'000}, 60'000);
    client.abandon();
    TlsClient again(m_agent->port(), *m_anna);
    const auto needed = neededRangesFromJson(*parseJson(again.request("GET", base + "/needed").body));
    QVERIFY(needed.ok());
    QCOMPARE(needed->position, std::uint64_t{60'000});
    QCOMPARE(again.request("PUT", dataPath(60'000), m_data.substr(60'000)).status, 200);
    QCOMPARE(asText(m_installer->data()), std::string_view(m_data));
}

void AgentPushTest::anOlderConnectionThatHangsDoesNotHoldUpItsTechnician() {
    TlsClient hanging(m_agent->port(), *m_anna);
    QCOMPARE(offer(hanging).status, 201);
    hanging.send("PUT " + dataPath(0) + " HTTP/1.1\r\nContent-Length: 200000\r\n\r\n");
    hanging.send(std::string_view(m_data).substr(0, 50'000));
    QTRY_COMPARE_WITH_TIMEOUT(m_installer->data().size(), std::size_t{50'000}, 60'000);
    TlsClient fresh(m_agent->port(), *m_anna);
    QCOMPARE(fresh.request("PUT", dataPath(50'000), m_data.substr(50'000)).status, 200);
    QCOMPARE(asText(m_installer->data()), std::string_view(m_data));
}

void AgentPushTest::aPausedInstallationTakesNoNewData() {
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(offer(client).status, 201);
    QCOMPARE(client.request("PUT", dataPath(0), m_data.substr(0, 1000)).status, 200);
    QCOMPARE(TlsClient(m_agent->port(), *m_bert).request("POST", base + "/pause").status, 200);
    const auto answer = client.request("PUT", dataPath(1000), m_data.substr(1000));
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.code(), std::string("installation-paused"));
    m_installer->publish("installation", toJson(FakeInstaller::installation(InstallationState::Receiving)));
    const auto later = askUntil([&] { return client.request("PUT", dataPath(1000), m_data.substr(1000)); },
                                [](const HttpAnswer& given) { return given.status == 200; });
    QCOMPARE(later.status, 200);
}

void AgentPushTest::aPauseEndsThePutThatIsUnderWay() {
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(offer(client).status, 201);
    client.send("PUT " + dataPath(0) + " HTTP/1.1\r\nContent-Length: 400000\r\n\r\n");
    client.send(std::string_view(m_data).substr(0, 100'000));
    QTRY_COMPARE_WITH_TIMEOUT(m_installer->data().size(), std::size_t{100'000}, 60'000);
    TlsClient bert(m_agent->port(), *m_bert);
    QCOMPARE(bert.request("POST", base + "/pause").status, 200);
    client.send(std::string_view(m_data).substr(100'000, 300'000));
    const auto answer = client.readAnswer();
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.code(), std::string("installation-paused"));
    QCOMPARE(m_installer->data().size(), std::size_t{100'000});

    QCOMPARE(bert.request("POST", base + "/unpause").status, 200);
    const auto needed = neededRangesFromJson(*parseJson(client.request("GET", base + "/needed").body));
    QVERIFY(needed.ok());
    QCOMPARE(needed->position, std::uint64_t{100'000});
    QCOMPARE(client.request("PUT", dataPath(100'000), m_data.substr(100'000)).status, 200);
    QCOMPARE(asText(m_installer->data()), std::string_view(m_data));
}

void AgentPushTest::aPauseEndsThePutThatWaitsForTheInstaller() {
    constexpr std::size_t granted = 200'000;
    m_installer->change([](auto& b) {
        b.ranges = {{0, 64 << 20}};
        b.grantBytes = granted;
        b.acknowledgedBytes = 0; // and so no more is granted
    });
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(offer(client).status, 201);
    client.send("PUT " + dataPath(0) + " HTTP/1.1\r\nContent-Length: " + std::to_string(granted) +
                "\r\n\r\n" + std::string(granted, 'x'));
    QTRY_COMPARE_WITH_TIMEOUT(m_installer->data().size(), granted, 60'000);
    TlsClient bert(m_agent->port(), *m_bert);
    QCOMPARE(bert.request("POST", base + "/pause").status, 200);
    QCOMPARE(client.readAnswer().code(), std::string("installation-paused"));
    const auto needed = neededRangesFromJson(*parseJson(client.request("GET", base + "/needed").body));
    QVERIFY(needed.ok());
    QCOMPARE(needed->position, std::uint64_t{granted});
}

void AgentPushTest::aFailureWhileSendingIsAnsweredWithItsReason() {
    m_installer->change([](auto& b) { b.failAfterDataBytes = 100'000; });
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(offer(client).status, 201);
    const auto answer = client.request("PUT", dataPath(0), m_data);
    QCOMPARE(answer.status, 500);
    QCOMPARE(answer.code(), std::string("io-error"));
    QCOMPARE(client.request("GET", "/v1/device").status, 200);
}

void AgentPushTest::aSlowInstallerSlowsTheSenderDown() {
    m_installer->change([](auto& b) {
        b.ranges = {{0, 64 << 20}};
        b.stallAfterDataBytes = 1 << 20;
    });
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(offer(client).status, 201);
    client.send("PUT " + dataPath(0) + " HTTP/1.1\r\nContent-Length: 16777216\r\n\r\n");
    client.send(std::string(2 << 20, 'x')); // what is sent stays bounded: no more than the window goes on
    QTRY_VERIFY_WITH_TIMEOUT(m_installer->data().size() >= (1 << 20), 60'000);
    QVERIFY(client.read(1).empty()); // no answer while the installer stalls
    QVERIFY(client.timedOut());
    TlsClient other(m_agent->port(), *m_anna);
    QCOMPARE(other.request("GET", "/v1/device").status, 200);
    m_installer->change([](auto& b) { b.stallAfterDataBytes = UINT64_MAX; });
}

void AgentPushTest::anInstallerThatDiesIsAClearErrorAndThePushCanBeResumed() {
    TlsClient client(m_agent->port(), *m_anna);
    QCOMPARE(offer(client).status, 201);
    QCOMPARE(client.request("PUT", dataPath(0), m_data.substr(0, 100'000)).status, 200);
    m_installer->stop();
    QCOMPARE(client.request("PUT", dataPath(100'000), m_data.substr(100'000)).status, 503);
    m_installer->change([](auto& b) { b.startPosition = 65536; });
    m_installer->start();
    const auto late = client.request("PUT", dataPath(100'000), m_data.substr(100'000));
    QCOMPARE(late.code(), std::string("not-receiving"));
    QCOMPARE(client.request("POST", base + "/resume").status, 200);
    QCOMPARE(client.request("PUT", dataPath(65536), m_data.substr(65536)).status, 200);
}

void AgentPushTest::dataWithoutAnInstallationIsRefused() {
    TlsClient client(m_agent->port(), *m_anna);
    const auto answer = client.request("PUT", dataPath(0), "x");
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.code(), std::string("not-receiving"));
}

void AgentPushTest::resumingWhatTheDeviceFinishesByItselfIsBusy() {
    m_installer->change([](auto& b) {
        b.refusal = Error(ErrorCode::InstallRunning, {{"id", std::string(FakeInstaller::id)}});
    });
    TlsClient client(m_agent->port(), *m_anna);
    const auto same = client.request("POST", base + "/resume");
    QCOMPARE(same.status, 409);
    QCOMPARE(same.code(), std::string("busy"));
    QCOMPARE(client.request("POST", "/v1/installations/ffff/resume").code(), std::string("install-running"));
    QCOMPARE(offer(client).code(), std::string("install-running"));
}

QTEST_GUILESS_MAIN(AgentPushTest)
#include "tst_agent_push.moc"
