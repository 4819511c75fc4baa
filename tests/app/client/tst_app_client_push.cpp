// SPDX-License-Identifier: Apache-2.0
// Pushes against devices that behave, stall, die, fall back and lie.
#include "app/client/push_batch.h"
#include "core/base/file.h"
#include "core/bundle/builder.h"
#include "tests/app/client/fake_agent.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace fieldfare;
using namespace fieldfare::app;
using namespace fieldfare::test;

namespace {

class FakeKnownDevices final : public KnownDevices {
public:
    std::string idAt(const DeviceAddress& address) override { return m_ids[address.toString()]; }
    void seen(const DeviceAddress& address, const DeviceStatus& status) override {
        m_ids[address.toString()] = status.id;
    }

private:
    std::map<QString, std::string> m_ids;
};

PushOptions quick(PushGoal goal) {
    PushOptions options;
    options.goal = goal;
    options.patience = std::chrono::seconds(30);
    options.pollEvery = std::chrono::milliseconds(20);
    options.firstBackoff = std::chrono::milliseconds(20);
    return options;
}

std::string slug(const PushOutcome& outcome) {
    return outcome.error ? std::string(errorSlug(outcome.error->code())) : std::string();
}

} // namespace

class TestClientPush : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    TestFleet m_fleet;
    std::shared_ptr<const Identity> m_identity;
    std::shared_ptr<const BundleFile> m_bundle;
    std::filesystem::path m_path;
    std::uint64_t m_dataBytes = 0;
    int m_technicians = 0;

    std::filesystem::path build(const char* name, const char* model) {
        std::mt19937 random(7);
        Bytes image(3 << 20);
        for (std::byte& byte : image) {
            byte = static_cast<std::byte>(random());
        }
        const std::filesystem::path folder = m_dir.path().toStdString();
        need(writeFileAtomically(folder / "image", image));
        BuildRequest request;
        request.manifest.release = {"gateway-os", "2.0", 1, {}, "feature", "", {}, std::nullopt};
        request.manifest.compatible = {{model, {}}};
        request.manifest.carriesAgent = true;
        Payload payload;
        payload.name = payload.group = "rootfs";
        request.payloads = {{payload, folder / "image"}};
        const auto signer = m_fleet.signer();
        request.signers = {signer.get()};
        request.signingTime = UnixTime(std::chrono::seconds(1'780'000'000));
        request.output = folder / name;
        need(buildBundle(request));
        return request.output;
    }

    std::unique_ptr<FakeAgent> agent(const std::string& name, FakeAgent::Behaviour behaviour = {}) {
        auto fake = std::make_unique<FakeAgent>(m_fleet, name, std::move(behaviour));
        fake->expect(need(openByteSource(m_path)));
        return fake;
    }

    PushOutcome push(const DeviceAddress& address, PushOptions options, KnownDevices* known = nullptr) {
        std::optional<PushOutcome> outcome;
        PushJob job(address, m_bundle, m_identity, options, known);
        job.start({}, [&](const PushOutcome& result) { outcome = result; });
        if (!QTest::qWaitFor([&] { return outcome.has_value(); }, 120'000)) {
            qFatal("the push did not end");
        }
        return *outcome;
    }

    /// A laptop with the fleet's list number 1.
    std::shared_ptr<const Identity> identityWithList() {
        if (m_fleet.revocations().number == 0) {
            m_fleet.revoke(m_fleet.issue(Role::Technician, "lost-laptop").certificate());
        }
        const TestIdentity technician =
            m_fleet.issue(Role::Technician, "tech-" + std::to_string(++m_technicians));
        return need(Identity::load({technician.keyPath, technician.certPath, m_fleet.rootPath()},
                                   [](std::string_view) { return Result<Secret>(Secret()); }));
    }

    std::vector<PushOutcome> pushAll(const std::vector<std::unique_ptr<FakeAgent>>& agents,
                                     BatchOptions options) {
        std::vector<DeviceAddress> addresses;
        for (const auto& one : agents) {
            addresses.push_back(one->address());
        }
        std::optional<std::vector<PushOutcome>> outcomes;
        PushBatch batch(addresses, m_bundle, m_identity, options, nullptr);
        batch.start([](std::size_t, const PushProgress&) {}, [](std::size_t, const PushOutcome&) {},
                    [&](const std::vector<PushOutcome>& all) { outcomes = all; });
        if (!QTest::qWaitFor([&] { return outcomes.has_value(); }, 200'000)) {
            qFatal("the batch did not end");
        }
        return *outcomes;
    }

private Q_SLOTS:
    void initTestCase() {
        const TestIdentity technician = m_fleet.issue(Role::Technician, "tech");
        m_identity = need(Identity::load({technician.keyPath, technician.certPath, m_fleet.rootPath()},
                                         [](std::string_view) { return Result<Secret>(Secret()); }));
        m_path = build("x.ffb", "acme,gateway");
        m_bundle = need(BundleFile::open(m_path, m_identity->trust(), {}));
        m_dataBytes = m_bundle->verified().layout().dataOf(0).content.length;
    }

    void aBundleIsInstalled() {
        const auto device = agent("install");
        const PushOutcome outcome = push(device->address(), quick(PushGoal::Installed));
        QVERIFY2(outcome.state == PushState::Installed, slug(outcome).c_str());
        QCOMPARE(device->receivedBytes(), m_dataBytes);
        QCOMPARE(outcome.sentBytes, m_dataBytes + m_bundle->headBytes());
        QCOMPARE(outcome.deviceId, std::string("install"));
    }

    void onlyWhatTheDeviceLacksIsSent() {
        FakeAgent::Behaviour behaviour;
        behaviour.haveBytes = m_dataBytes - 10'000;
        const auto device = agent("has-most", behaviour);
        const PushOutcome outcome = push(device->address(), quick(PushGoal::Installed));
        QVERIFY2(outcome.state == PushState::Installed, slug(outcome).c_str());
        QCOMPARE(outcome.neededBytes, std::uint64_t{10'000});
        QCOMPARE(device->dataBytesTaken(), std::uint64_t{10'000});
    }

    void whatADeviceAsksForLaterIsSentToo() {
        FakeAgent::Behaviour behaviour;
        behaviour.haveBytes = 300'000;
        behaviour.growsOnce = true;
        const auto device = agent("grows", behaviour);
        const PushOutcome outcome = push(device->address(), quick(PushGoal::Installed));
        QVERIFY2(outcome.state == PushState::Installed, slug(outcome).c_str());
        QCOMPARE(device->dataBytesTaken(), m_dataBytes);
    }

    void aReleaseIsFollowedUntilItIsCommitted() {
        const auto device = agent("commits");
        const PushOutcome outcome = push(device->address(), quick(PushGoal::Committed));
        QVERIFY2(outcome.state == PushState::Committed, slug(outcome).c_str());
        QCOMPARE(device->status().release.version, std::string("2.0"));
        // The same push again finds nothing to do.
        const PushOutcome again = push(device->address(), quick(PushGoal::Committed));
        QVERIFY(again.state == PushState::Committed);
        QCOMPARE(again.sentBytes, std::uint64_t{0});
        QCOMPARE(device->offers(), 1);
    }

    void aFailedHealthCheckIsTold() {
        FakeAgent::Behaviour behaviour;
        behaviour.healthFails = "network";
        const auto device = agent("unhealthy", behaviour);
        const PushOutcome outcome = push(device->address(), quick(PushGoal::Committed));
        QVERIFY(outcome.state == PushState::RolledBack);
        QCOMPARE(slug(outcome), std::string("health-check-failed"));
        QCOMPARE(toString(*outcome.error->find("check")), std::string("network"));
    }

    void aFallBackIsTold() {
        FakeAgent::Behaviour behaviour;
        behaviour.fallsBack = true;
        const auto device = agent("falls-back", behaviour);
        const PushOutcome outcome = push(device->address(), quick(PushGoal::Committed));
        QVERIFY(outcome.state == PushState::FellBack);
        QCOMPARE(slug(outcome), std::string("fell-back"));
    }

    void aLinkThatDiesAgainAndAgainOnlyCostsTime() {
        FakeAgent::Behaviour behaviour;
        behaviour.dieAtByte = 1'000'000;
        behaviour.deaths = 4;
        const auto device = agent("dies", behaviour);
        const PushOutcome outcome = push(device->address(), quick(PushGoal::Installed));
        QVERIFY2(outcome.state == PushState::Installed, slug(outcome).c_str());
        QCOMPARE(device->offers(), 1); // then it was resumed, without the head
        QCOMPARE(device->dataBytesTaken(), m_dataBytes);
    }

    void theNextRunGoesOnWhereTheLastWasStopped() {
        const auto device = agent("stopped");
        std::optional<PushOutcome> outcome;
        {
            PushJob job(device->address(), m_bundle, m_identity, quick(PushGoal::Installed), nullptr);
            bool stopping = false;
            job.start(
                [&](const PushProgress& progress) {
                    if (progress.doneBytes > 500'000 && !std::exchange(stopping, true)) {
                        job.stop();
                    }
                },
                [&](const PushOutcome& result) { outcome = result; });
            QVERIFY(QTest::qWaitFor([&] { return outcome.has_value(); }, 60'000));
        }
        QVERIFY(outcome->state == PushState::Stopped);
        const std::uint64_t before = device->receivedBytes();
        QVERIFY(before >= 500'000 && before < m_dataBytes);
        const PushOutcome second = push(device->address(), quick(PushGoal::Installed));
        QVERIFY2(second.state == PushState::Installed, slug(second).c_str());
        QVERIFY(second.sentBytes <= m_dataBytes - before + 256 * 1024);
        QCOMPARE(device->offers(), 1);
    }

    void aRefusalReachesThePerson() {
        FakeAgent::Behaviour behaviour;
        behaviour.refuseOffer =
            Error(ErrorCode::EpochTooOld, {{"have", std::uint64_t{1}}, {"need", std::uint64_t{3}}});
        const auto device = agent("refuses", behaviour);
        const PushOutcome outcome = push(device->address(), quick(PushGoal::Installed));
        QVERIFY(outcome.state == PushState::Failed);
        QCOMPARE(slug(outcome), std::string("epoch-too-old"));
    }

    void aBundleForAnotherModelIsNotEvenOffered() {
        const auto other = need(BundleFile::open(build("other.ffb", "acme,other"), m_identity->trust(), {}));
        const auto device = agent("other-model");
        std::optional<PushOutcome> outcome;
        PushJob job(device->address(), other, m_identity, quick(PushGoal::Installed), nullptr);
        job.start({}, [&](const PushOutcome& result) { outcome = result; });
        QVERIFY(QTest::qWaitFor([&] { return outcome.has_value(); }, 60'000));
        QCOMPARE(slug(*outcome), std::string("wrong-model"));
        QCOMPARE(device->offers(), 0);
    }

    void anotherDeviceAtTheSameAddressGetsNothing() {
        FakeKnownDevices known;
        auto first = agent("first");
        const quint16 port = first->serverPort();
        QVERIFY(push(first->address(), quick(PushGoal::Installed), &known).succeeded());
        first->close();
        first.reset();
        const auto second = agent("second");
        second->startAgainOn(port);
        const PushOutcome outcome = push(second->address(), quick(PushGoal::Installed), &known);
        QVERIFY(outcome.state == PushState::Failed);
        QCOMPARE(slug(outcome), std::string("wrong-device"));
        QCOMPARE(second->plainBytes(), std::uint64_t{0});
    }

    void aStrangersBundleIsRefusedOnTheLaptop() {
        TestFleet strangers;
        const auto opened = BundleFile::open(m_path, strangers.trust(), {});
        QVERIFY(!opened.ok());
        QVERIFY(opened.error() == ErrorCode::UntrustedSigner);
        QVERIFY(opened.error().find("path") != nullptr);
    }

    void aTruncatedBundleIsRefusedOnTheLaptop() {
        const Bytes whole = need(readFile(m_path, 64 << 20));
        const std::filesystem::path cut = m_dir.path().toStdString() + "/cut.ffb";
        need(writeFileAtomically(cut, ByteView(whole).first(whole.size() - 512)));
        const auto opened = BundleFile::open(cut, m_identity->trust(), {});
        QVERIFY(!opened.ok());
        QVERIFY(opened.error() == ErrorCode::TruncatedBundle);
    }

    void eightAtOnceAndTwoBadOnesHoldNobodyUp() {
        std::vector<std::unique_ptr<FakeAgent>> agents;
        for (int i = 0; i < 8; ++i) {
            FakeAgent::Behaviour behaviour;
            behaviour.stallAtByte = i == 2 ? 700'000 : 0;
            agents.push_back(agent("many-" + std::to_string(i), behaviour));
        }
        agents[5]->close(); // dead from the beginning
        BatchOptions options;
        options.push = quick(PushGoal::Committed);
        options.push.patience = std::chrono::seconds(1);
        options.push.silence = std::chrono::seconds(4);
        const auto outcomes = pushAll(agents, options);
        for (std::size_t i = 0; i < 8; ++i) {
            QVERIFY2((outcomes[i].state == PushState::Committed) == (i != 2 && i != 5),
                     slug(outcomes[i]).c_str());
        }
        QCOMPARE(slug(outcomes[5]), std::string("unreachable"));
        QCOMPARE(slug(outcomes[2]), std::string("link-lost"));
        QVERIFY(outcomes[3].duration < outcomes[2].duration);
    }

    void theRestWaitsForTheFirst() {
        std::vector<std::unique_ptr<FakeAgent>> agents;
        for (int i = 0; i < 4; ++i) {
            FakeAgent::Behaviour behaviour;
            behaviour.healthFails = i == 0 ? "network" : "";
            agents.push_back(agent("first-" + std::to_string(i), behaviour));
        }
        BatchOptions options;
        options.push = quick(PushGoal::Committed);
        options.first = 1;
        const auto outcomes = pushAll(agents, options);
        QVERIFY(outcomes[0].state == PushState::RolledBack);
        for (std::size_t i = 1; i < 4; ++i) {
            QVERIFY(outcomes[i].state == PushState::NotStarted);
            QCOMPARE(agents[i]->plainBytes(), std::uint64_t{0});
        }
    }

    void aDeviceThatIsAwayIsWaitedForAndHoldsNobodyUp() {
        std::vector<std::unique_ptr<FakeAgent>> agents;
        std::vector<DeviceAddress> addresses;
        for (int i = 0; i < 3; ++i) {
            agents.push_back(agent("away-" + std::to_string(i)));
            addresses.push_back(agents.back()->address());
        }
        agents[0]->close(); // nobody listens there
        BatchOptions options;
        options.push = quick(PushGoal::Installed);
        options.parallel = 1;
        options.away = AwayDevices::WaitFor;
        options.tryAwayEvery = std::chrono::milliseconds(50);
        PushBatch batch(addresses, m_bundle, m_identity, options, nullptr);
        bool away = false;
        std::vector<std::size_t> done;
        std::optional<std::vector<PushOutcome>> outcomes;
        batch.start(
            [&](std::size_t device, const PushProgress& progress) {
                away = away || (device == 0 && progress.phase == PushPhase::Away);
            },
            [&](std::size_t device, const PushOutcome&) {
                done.push_back(device);
                if (done.size() == 2) {
                    agents[0]->startAgainOn(addresses[0].port);
                }
            },
            [&](const std::vector<PushOutcome>& all) { outcomes = all; });
        QTRY_VERIFY_WITH_TIMEOUT(outcomes.has_value(), 120'000);
        QVERIFY(away);
        QCOMPARE(done, (std::vector<std::size_t>{1, 2, 0}));
        QVERIFY(std::ranges::all_of(*outcomes, &PushOutcome::succeeded));
    }

    void aBatchThatWaitsCanBeStopped() {
        auto device = agent("away");
        const DeviceAddress address = device->address();
        device->close();
        BatchOptions options;
        options.push = quick(PushGoal::Installed);
        options.away = AwayDevices::WaitFor;
        options.tryAwayEvery = std::chrono::hours(1);
        PushBatch batch({address}, m_bundle, m_identity, options, nullptr);
        std::optional<std::vector<PushOutcome>> outcomes;
        batch.start(
            [&](std::size_t, const PushProgress& progress) {
                if (progress.phase == PushPhase::Away) {
                    batch.stop();
                }
            },
            [](std::size_t, const PushOutcome&) {},
            [&](const std::vector<PushOutcome>& all) { outcomes = all; });
        QTRY_VERIFY_WITH_TIMEOUT(outcomes.has_value(), 120'000);
        QVERIFY(outcomes->front().state == PushState::NotStarted);
    }

    void failuresStopTheRollout() {
        std::vector<std::unique_ptr<FakeAgent>> agents;
        for (int i = 0; i < 6; ++i) {
            FakeAgent::Behaviour behaviour;
            if (i < 2) {
                behaviour.refuseOffer = Error(ErrorCode::OnTrial);
            }
            agents.push_back(agent("failing-" + std::to_string(i), behaviour));
        }
        BatchOptions options;
        options.push = quick(PushGoal::Installed);
        options.parallel = 1;
        options.maxFailures = 2;
        const auto outcomes = pushAll(agents, options);
        QCOMPARE(slug(outcomes[0]), std::string("on-trial"));
        QCOMPARE(slug(outcomes[1]), std::string("on-trial"));
        for (std::size_t i = 2; i < 6; ++i) {
            QVERIFY(outcomes[i].state == PushState::NotStarted);
        }
    }

    void theNewerListOfRevokedKeysTravelsWithAPush_data() {
        QTest::addColumn<quint64>("number");
        QTest::addColumn<bool>("damaged");
        QTest::addColumn<int>("taken");
        QTest::newRow("none yet") << quint64{0} << false << 1;
        QTest::newRow("the same") << quint64{1} << false << 0;
        QTest::newRow("a newer one") << quint64{7} << false << 0;
        QTest::newRow("damaged") << quint64{1} << true << 1;
        QTest::newRow("a newer one was there, and is damaged") << quint64{7} << true << 0;
    }

    void theNewerListOfRevokedKeysTravelsWithAPush() {
        QFETCH(const quint64, number);
        QFETCH(const bool, damaged);
        QFETCH(const int, taken);
        FakeAgent::Behaviour behaviour;
        behaviour.revocationNumber = number;
        behaviour.revocationsDamaged = damaged;
        const auto device = agent("lists-" + std::to_string(number) + (damaged ? "-damaged" : ""), behaviour);
        const auto identity = identityWithList();
        std::optional<PushOutcome> outcome;
        PushJob job(device->address(), m_bundle, identity, quick(PushGoal::Installed), nullptr);
        job.start({}, [&](const PushOutcome& result) { outcome = result; });
        QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), 60'000);
        QVERIFY2(outcome->succeeded(), slug(*outcome).c_str());
        QCOMPARE(device->listsTaken(), taken);
        QCOMPARE(device->offers(), 1);
    }

    void aDeviceThatTakesNoNewerListGetsNoBundle() {
        FakeAgent::Behaviour behaviour;
        behaviour.refuseRevocations = Error(ErrorCode::DataUnavailable);
        const auto device = agent("refuses-lists", behaviour);
        std::optional<PushOutcome> outcome;
        PushJob job(device->address(), m_bundle, identityWithList(), quick(PushGoal::Installed), nullptr);
        job.start({}, [&](const PushOutcome& result) { outcome = result; });
        QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), 60'000);
        QCOMPARE(slug(*outcome), std::string("data-unavailable"));
        QCOMPARE(device->offers(), 0);
    }

    void aListThatIsNotGoodIsNotGoneOnWithout() {
        TestFleet fleet;
        fleet.revoke(fleet.issue(Role::Technician, "lost").certificate());
        const TestIdentity technician = fleet.issue(Role::Technician, "tech");
        const IdentityPaths paths{technician.keyPath, technician.certPath, fleet.rootPath()};
        const auto noSecret = [](std::string_view) { return Result<Secret>(Secret()); };
        const auto good = need(Identity::load(paths, noSecret));
        QCOMPARE(good->revocations()->number, std::uint64_t{1});
        QCOMPARE(good->trust().revocations().number, std::uint64_t{1});
        const auto json = fleet.folder() / "revocations.json";
        Bytes text = need(readFile(json, 4096));
        text[text.size() / 2] ^= std::byte{1};
        need(writeFileAtomically(json, text));
        QVERIFY(Identity::load(paths, noSecret).error() == ErrorCode::BadSignature);
        std::filesystem::remove(fleet.folder() / "revocations.cms");
        QVERIFY(Identity::load(paths, noSecret).error() == ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestClientPush)
#include "tst_app_client_push.moc"
