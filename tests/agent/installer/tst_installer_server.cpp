// SPDX-License-Identifier: Apache-2.0
// The installer's socket, spoken to as the agent does, and killed at any moment.
#include "tests/agent/installer/socket_client.h"

#include "core/base/base64.h"
#include "core/bundle/reader.h"
#include "core/bundle/slice_source.h"

#include <QTest>
#include <random>
#include <thread>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

/// A release of which almost nothing is in the booted slot, so that there is much to send.
BundleRecipe freshRecipe(const TestDevice& device, unsigned seed) {
    BundleRecipe recipe = device.recipe();
    recipe.images["rootfs"] = noise(std::size_t{4} << 20, seed);
    return recipe;
}

InstallationStatus installation(const TestDevice& device) {
    SocketClient client(device);
    const Json reply = need(client.ask("status"));
    return *need(deviceStatusFromJson(reply["device"])).installation;
}

/// What may travel again after a cut: the largest frame, or the window.
std::uint64_t againBytes(const Bytes& bundle) {
    const BundleHead head = need(readUnverifiedHead(std::make_shared<MemorySource>(bundle)));
    std::uint64_t bytes = socketWindowBytes;
    for (const Frame& frame : head.indexes.front().frames()) {
        bytes = std::max<std::uint64_t>(bytes, frame.dataBytes);
    }
    return bytes;
}

/// Waits until the installation is in this state.
bool reaches(const TestDevice& device, InstallationState state) {
    for (int i = 0; i < 1000; ++i) {
        if (installation(device).state == state) {
            return true;
        }
        QTest::qSleep(10);
    }
    return false;
}

ErrorCode codeOf(const PushOutcome& outcome) {
    return outcome.reply && !outcome.reply->ok() ? outcome.reply->error().code() : ErrorCode::NotSupported;
}

} // namespace

class InstallerServerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPushIsInstalled();
    void aPushThatStoppedGoesOn();
    void aLostLinkLeavesACheckpoint();
    void framesBehindAMissingOneAreKept();
    void resumeNeedsNoHead();
    void pausingAndCancellingWorkWhileBytesMove();
    void dataThatArrivesDuringAPauseWaits();
    void aSecondInstallationIsRefused();
    void subscribersSeeEveryState();
    void refusalsAreEvents();
    void controlRequestsAreAnswered();
    void badMessagesEndTheConnectionAndNothingElse();
    void hugeSizesAreRefused_data();
    void hugeSizesAreRefused();
    void blocksThatAreNotWhatTheyWereAreSentAfterAll();
    void aDamagedJournalStartsOver();
    void killedAtRandomMomentsItEndsInTheSameState();
};

void InstallerServerTest::aPushIsInstalled() {
    TestDevice device;
    const BundleRecipe recipe = device.recipe();
    const Bytes bundle = readBytes(device.build("second", recipe));
    ServerProcess server(device);
    const PushOutcome outcome = push(device, bundle);
    QVERIFY(outcome.reply && outcome.reply->ok());
    QCOMPARE((**outcome.reply)["installation"]["state"].get<std::string>(), std::string("installed"));
    QCOMPARE(outcome.lastAck.position, outcome.told.back().totalBytes);
    QVERIFY(outcome.sentBytes < bundle.size() / 2);
    QVERIFY(device.slotContent("rootfs", "b", recipe.images.at("rootfs").size()) ==
            recipe.images.at("rootfs"));
    QCOMPARE(device.bootState().selectedSlot, std::string("b"));

    const PushOutcome again = push(device, bundle);
    QVERIFY(again.reply && again.reply->ok());
    QVERIFY(again.told.back().complete);
}

void InstallerServerTest::aPushThatStoppedGoesOn() {
    TestDevice device;
    const BundleRecipe recipe = freshRecipe(device, 7);
    const Bytes bundle = readBytes(device.build("second", recipe));
    ServerProcess server(device);
    const PushOutcome first = push(device, bundle, {.stopAt = 2'000'000, .resumeId = {}});
    QVERIFY(!first.reply);
    QVERIFY(reaches(device, InstallationState::Interrupted));
    const PushOutcome second = push(device, bundle);
    QVERIFY(second.reply && second.reply->ok());
    const std::uint64_t all = first.told.front().totalBytes;
    QVERIFY2(first.sentBytes + second.sentBytes <= all + againBytes(bundle), "only the rest travels");
    QVERIFY(device.slotContent("rootfs", "b", recipe.images.at("rootfs").size()) ==
            recipe.images.at("rootfs"));
}

/// Every frame that arrived whole is durable when the sender is gone, not only what a checkpoint had covered
/// before.
void InstallerServerTest::aLostLinkLeavesACheckpoint() {
    TestDevice device;
    const Bytes bundle = readBytes(device.build("second", freshRecipe(device, 17)));
    const BundleHead head = need(readUnverifiedHead(std::make_shared<MemorySource>(bundle)));
    ServerProcess server(device);
    const PushOutcome first = push(device, bundle, {.stopAt = 2'345'678, .resumeId = {}});
    QVERIFY(reaches(device, InstallationState::Interrupted));
    QCOMPARE(first.told.front().totalBytes, head.layout.dataOf(0).content.length); // nothing is known there
    std::uint64_t durable = 0;
    for (const Frame& frame : head.indexes.front().frames()) {
        if (frame.dataOffset + frame.dataBytes <= first.sentBytes) {
            durable = frame.imageOffset + frame.imageBytes;
        }
    }
    QVERIFY(durable > 0);
    QCOMPARE(installation(device).durableBytes, durable);
}

/// A frame that the booted slot was thought to have leaves a hole; what was written behind it since the last
/// checkpoint does not travel again.
void InstallerServerTest::framesBehindAMissingOneAreKept() {
    TestDevice device;
    BundleRecipe recipe = device.recipe();
    Bytes& image = recipe.images["rootfs"];
    image = device.firstImage("rootfs");
    const Bytes fresh = noise(std::size_t{2} << 20, 18); // behind 1 MiB that the device has
    std::copy(fresh.begin(), fresh.end(), image.begin() + (1 << 20));
    const Bytes bundle = readBytes(device.build("second", recipe));
    Bytes slotA = readBytes(device.slotPath("rootfs", "a"));
    for (std::size_t at = 512 << 10; at < (1 << 20); at += 4096) {
        slotA[at] ^= std::byte{1};
    }
    writeBytes(device.slotPath("rootfs", "a"), slotA);
    PushOutcome first;
    {
        ServerProcess server(device);
        first = push(device, bundle, {.stopAt = 1'500'000, .killAt = &server, .resumeId = {}});
    }
    ServerProcess server(device);
    const PushOutcome second = push(device, bundle);
    QVERIFY(second.reply && second.reply->ok());
    QVERIFY(second.told.size() == 2); // the holes came at the end
    const std::uint64_t all = first.told.front().totalBytes;
    QVERIFY2(first.sentBytes + second.told.front().totalBytes <= all + againBytes(bundle),
             qPrintable(
                 QString("%1 + %2 of %3").arg(first.sentBytes).arg(second.told.front().totalBytes).arg(all)));
    QVERIFY(device.slotContent("rootfs", "b", image.size()) == image);
}

void InstallerServerTest::resumeNeedsNoHead() {
    TestDevice device;
    const Bytes bundle = readBytes(device.build("second", freshRecipe(device, 8)));
    ServerProcess server(device);
    QVERIFY(!push(device, bundle, {.stopAt = 1'000'000, .resumeId = {}}).reply);
    QVERIFY(reaches(device, InstallationState::Interrupted));
    const PushOutcome unknown = push(device, bundle, {.stopAt = {}, .resumeId = "00"});
    QVERIFY(codeOf(unknown) == ErrorCode::NoInstallation);
    const PushOutcome rest = push(device, bundle, {.stopAt = {}, .resumeId = installation(device).id});
    QVERIFY(rest.reply && rest.reply->ok());
}

void InstallerServerTest::pausingAndCancellingWorkWhileBytesMove() {
    TestDevice device;
    const Bytes bundle = readBytes(device.build("second", freshRecipe(device, 9)));
    ServerProcess server(device);
    SocketClient sender(device);
    MemorySource source(bundle);
    const std::uint64_t headBytes = need(headBytesOf(source));
    sender.send(socketRequest("install", {{"headBytes", headBytes}}));
    SocketMessage head;
    head.type = SocketFrame::Head;
    head.data = toBytes(ByteView(bundle).first(headBytes));
    sender.send(head);
    QVERIFY(sender.receive()->type == SocketFrame::Ranges);
    const InstallationStatus running = installation(device);
    QVERIFY(running.state == InstallationState::Receiving);

    SocketClient control(device);
    const Json id{{"id", running.id}};
    QCOMPARE(need(control.ask("pause", id))["installation"]["state"].get<std::string>(),
             std::string("paused"));
    QVERIFY(reaches(device, InstallationState::Paused));
    QCOMPARE(need(control.ask("unpause", id))["installation"]["state"].get<std::string>(),
             std::string("receiving"));
    QCOMPARE(need(control.ask("installation", id))["installation"]["state"].get<std::string>(),
             std::string("receiving"));
    QVERIFY(control.ask("cancel", {{"id", "ff"}}).error() == ErrorCode::InstallRunning);
    QVERIFY(control.ask("cancel", id).ok());
    std::optional<SocketMessage> last;
    while (auto message = sender.receive()) {
        last = std::move(message);
    }
    QVERIFY(last && last->type == SocketFrame::Reply);
    QVERIFY(openReply(*last).error() == ErrorCode::Cancelled);
    QVERIFY(installation(device).state == InstallationState::Cancelled);
    QCOMPARE(device.bootState().selectedSlot, std::string("a"));
    QVERIFY(isAllZero(device.slotContent("rootfs", "b", 4096))); // nothing there that could boot
    const PushOutcome afterwards = push(device, bundle);
    QVERIFY(afterwards.reply && afterwards.reply->ok());
}

void InstallerServerTest::dataThatArrivesDuringAPauseWaits() {
    TestDevice device;
    const Bytes bundle = readBytes(device.build("second", freshRecipe(device, 11)));
    ServerProcess server(device);
    SocketClient sender(device);
    MemorySource source(bundle);
    const std::uint64_t headBytes = need(headBytesOf(source));
    sender.send(socketRequest("install", {{"headBytes", headBytes}}));
    SocketMessage message{SocketFrame::Head, {}, 0, toBytes(ByteView(bundle).first(headBytes))};
    sender.send(message);
    const auto ranges = sender.receive();
    QVERIFY(ranges && ranges->type == SocketFrame::Ranges);
    const ByteRange first = need(neededRangesFromJson(ranges->json["needed"])).ranges.front();
    constexpr std::uint64_t lateBytes = maxSocketData; // several frames, and more than the socket holds
    QVERIFY(first.length > lateBytes);
    SocketClient control(device);
    const Json id{{"id", installation(device).id}};
    QVERIFY(control.ask("pause", id).ok());
    QVERIFY(reaches(device, InstallationState::Paused));

    const Bytes before = readBytes(device.slotPath("rootfs", "b"));
    QVERIFY(
        sender.send({SocketFrame::Data, {}, 0, toBytes(ByteView(bundle).subspan(first.offset, lateBytes))}));
    QTest::qWait(2000); // longer than anything in the installer waits before it looks again
    QVERIFY(readBytes(device.slotPath("rootfs", "b")) == before);
    QCOMPARE(installation(device).receivedBytes, std::uint64_t{0});
    QVERIFY(installation(device).state == InstallationState::Paused);

    QVERIFY(control.ask("unpause", id).ok());
    QTRY_VERIFY_WITH_TIMEOUT(installation(device).receivedBytes > 0, 60'000);
}

void InstallerServerTest::aSecondInstallationIsRefused() {
    TestDevice device;
    const Bytes bundle = readBytes(device.build("second", freshRecipe(device, 10)));
    ServerProcess server(device);
    SocketClient first(device);
    first.send(socketRequest("install", {{"headBytes", 100'000}}));
    SocketClient control(device);
    QVERIFY(control.ask("status").ok()); // the first one is being served by now
    QVERIFY(codeOf(push(device, bundle)) == ErrorCode::InstallRunning);
    const ProgramOutcome byHand = runInstaller(device, {"install", "/nonexistent", "--json"});
    QVERIFY(byHand.output.contains("install-running"));
    first.close();
    for (int i = 0; i < 100; ++i) {
        const PushOutcome outcome = push(device, bundle);
        if (outcome.reply && outcome.reply->ok()) {
            return;
        }
        QTest::qSleep(20);
    }
    QFAIL("the lock was not given back");
}

void InstallerServerTest::subscribersSeeEveryState() {
    TestDevice device;
    const Bytes bundle = readBytes(device.build("second", device.recipe()));
    ServerProcess server(device);
    SocketClient watcher(device);
    QVERIFY(watcher.ask("subscribe").ok());
    QVERIFY(push(device, bundle).reply->ok());
    std::vector<std::string> states;
    while (auto message = watcher.receive()) {
        if (message->type == SocketFrame::Event && message->json["event"] == "installation") {
            const std::string state = message->json["data"]["state"];
            if (states.empty() || states.back() != state) {
                states.push_back(state);
            }
            if (state == "installed") {
                break;
            }
        }
    }
    QVERIFY(!states.empty());
    QCOMPARE(states.back(), std::string("installed"));
    // The trial service is another process: its commit is seen too.
    device.reboot();
    QCOMPARE(runInstaller(device, {"trial"}).exitCode, 0);
    bool committed = false;
    while (!committed) {
        const auto message = watcher.receive();
        QVERIFY(message);
        committed = message->type == SocketFrame::Event && message->json["event"] == "installation" &&
                    message->json["data"]["state"] == "committed";
    }
}

void InstallerServerTest::refusalsAreEvents() {
    TestDevice device;
    BundleRecipe recipe = device.recipe();
    recipe.model = "acme,toaster";
    const Bytes bundle = readBytes(device.build("wrong", recipe));
    ServerProcess server(device);
    const Bytes before = device.fingerprint();
    SocketClient watcher(device);
    QVERIFY(watcher.ask("subscribe").ok());
    QVERIFY(codeOf(push(device, bundle)) == ErrorCode::WrongModel);
    bool refused = false;
    while (!refused) {
        const auto message = watcher.receive();
        QVERIFY(message);
        refused = message->type == SocketFrame::Event && message->json["event"] == "refused" &&
                  message->json["data"]["error"]["code"] == "wrong-model";
    }
    QVERIFY(device.fingerprint() == before);
}

void InstallerServerTest::controlRequestsAreAnswered() {
    TestDevice device;
    ServerProcess server(device);
    SocketClient client(device);
    QCOMPARE(need(client.ask("status"))["device"]["model"].get<std::string>(), std::string("acme,gateway"));
    QVERIFY(client.ask("commit").error() == ErrorCode::NothingToCommit);
    QVERIFY(client.ask("rollback").error() == ErrorCode::NoRollbackTarget);
    QVERIFY(client.ask("identify").error() == ErrorCode::NotSupported);
    QVERIFY(client.ask("set-clock", {{"unixTime", 5}}).error() == ErrorCode::BadValue);
    QVERIFY(client.ask("installation", {{"id", "aa"}}).error() == ErrorCode::NoInstallation);
    QVERIFY(client.ask("dance").error() == ErrorCode::BadMessage);
    QVERIFY(need(client.ask("get-revocations")).empty());

    const TestIdentity revoked = device.fleet().issue(Role::Technician, "lost-laptop");
    device.fleet().revoke(revoked.certificate());
    const std::string list(asText(device.fleet().revocationsJson()));
    const std::string cms = toBase64(device.fleet().revocationsCms());
    QVERIFY(client.ask("set-revocations", {{"json", list + " "}, {"cms", cms}}).error() ==
            ErrorCode::BadSignature);
    QCOMPARE(need(client.ask("set-revocations", {{"json", list}, {"cms", cms}}))["number"].get<int>(), 1);
    QCOMPARE(need(client.ask("get-revocations"))["json"].get<std::string>(), list);
    QCOMPARE(need(client.ask("status"))["device"]["revocationNumber"].get<int>(), 1);

    client.send(socketRequest("logs", {{"lines", 10}}));
    std::size_t lines = 0;
    auto message = client.receive();
    for (; message && message->type == SocketFrame::Event; message = client.receive()) {
        lines += message->json["data"]["lines"].size();
    }
    QVERIFY(message && message->type == SocketFrame::Reply);
    QCOMPARE(lines, std::size_t{2});
    QVERIFY(client.ask("reboot").ok());
    for (int i = 0; i < 500 && !std::filesystem::exists(device.folder() / "reboots"); ++i) {
        QTest::qSleep(10);
    }
    QVERIFY(std::filesystem::exists(device.folder() / "reboots"));
}

void InstallerServerTest::badMessagesEndTheConnectionAndNothingElse() {
    TestDevice device;
    ServerProcess server(device);
    SocketClient good(device);
    QVERIFY(good.ask("status").ok());
    SocketClient bad(device);
    SocketMessage head;
    head.type = SocketFrame::Reply;
    head.json = Json::object();
    bad.send(head);
    while (bad.receive()) {
    }
    SocketClient position(device);
    position.send(socketRequest("install", {{"headBytes", 10'000}}));
    SocketMessage piece;
    piece.type = SocketFrame::Head;
    piece.position = 5;
    piece.data = Bytes(10);
    position.send(piece);
    const auto reply = position.receive();
    QVERIFY(reply && openReply(*reply).error() == ErrorCode::WrongPosition);
    QVERIFY(good.ask("status").ok());
}

void InstallerServerTest::hugeSizesAreRefused_data() {
    QTest::addColumn<quint64>("size");
    for (const int bits : {31, 32, 63}) {
        const quint64 power = quint64{1} << bits;
        QTest::addRow("2^%d - 1", bits) << power - 1;
        QTest::addRow("2^%d", bits) << power;
        QTest::addRow("2^%d + 1", bits) << power + 1;
    }
    QTest::newRow("2^64 - 1") << std::numeric_limits<quint64>::max();
}

/// Of a head that is announced, and of the place where its bytes, or the data's, shall go.
void InstallerServerTest::hugeSizesAreRefused() {
    QFETCH(const quint64, size);
    TestDevice device;
    ServerProcess server(device);
    const Bytes before = device.fingerprint();
    SocketClient announced(device);
    QVERIFY(announced.ask("install", {{"headBytes", size}}).error() == ErrorCode::BadMessage);
    SocketClient placed(device);
    placed.send(socketRequest("install", {{"headBytes", 10'000}}));
    SocketMessage piece;
    piece.type = SocketFrame::Head;
    piece.position = size;
    piece.data = Bytes(10);
    placed.send(piece);
    const auto reply = placed.receive();
    QVERIFY(reply && openReply(*reply).error() == ErrorCode::WrongPosition);
    QVERIFY(device.fingerprint() == before);
}

void InstallerServerTest::blocksThatAreNotWhatTheyWereAreSentAfterAll() {
    TestDevice device;
    const BundleRecipe recipe = device.recipe();
    const Bytes bundle = readBytes(device.build("second", recipe));
    Bytes slotA = readBytes(device.slotPath("rootfs", "a")); // a root that was mounted writable
    for (std::size_t block = 0; block < 200; block += 7) {
        slotA[block * 4096 + 9] ^= std::byte{1};
    }
    writeBytes(device.slotPath("rootfs", "a"), slotA);
    ServerProcess server(device);
    const PushOutcome outcome = push(device, bundle);
    QVERIFY(outcome.reply && outcome.reply->ok());
    QCOMPARE(outcome.told.size(), std::size_t{2}); // the list grew
    QVERIFY(device.slotContent("rootfs", "b", recipe.images.at("rootfs").size()) ==
            recipe.images.at("rootfs"));
}

void InstallerServerTest::aDamagedJournalStartsOver() {
    TestDevice device;
    const BundleRecipe recipe = freshRecipe(device, 11);
    const Bytes bundle = readBytes(device.build("second", recipe));
    {
        ServerProcess server(device);
        QVERIFY(!push(device, bundle, {.stopAt = 2'000'000, .resumeId = {}}).reply);
        QVERIFY(reaches(device, InstallationState::Interrupted));
    }
    Bytes journal = readBytes(device.statePath() / "journal");
    journal[20] ^= std::byte{1};
    writeBytes(device.statePath() / "journal", journal);
    ServerProcess server(device);
    const PushOutcome outcome = push(device, bundle);
    QVERIFY(outcome.reply && outcome.reply->ok());
    QVERIFY(device.slotContent("rootfs", "b", recipe.images.at("rootfs").size()) ==
            recipe.images.at("rootfs"));
}

void InstallerServerTest::killedAtRandomMomentsItEndsInTheSameState() {
    const unsigned seed = qEnvironmentVariableIsSet("FIELDFARE_SEED")
                              ? static_cast<unsigned>(qEnvironmentVariableIntValue("FIELDFARE_SEED"))
                              : 20260101U;
    qInfo("seed %u (set FIELDFARE_SEED to repeat another)", seed);
    std::mt19937 random(seed);
    TestDevice device;
    int kills = 0;
    for (unsigned round = 0; kills < 100; ++round) {
        const BundleRecipe recipe = freshRecipe(device, 1000 + round);
        const Bytes bundle = readBytes(device.build("round", recipe));
        const Bytes slotA = readBytes(device.slotPath("rootfs", "a"));
        std::uint64_t sent = 0;
        std::uint64_t needed = 0; // as first told
        std::uint64_t killsHere = 0;
        std::optional<Result<Json>> reply;
        while (!reply) {
            ServerProcess server(device);
            const bool mayKill = killsHere < 12;
            const auto delay = std::chrono::microseconds(random() % 120'000);
            std::thread killer([&] {
                if (mayKill) {
                    std::this_thread::sleep_for(delay);
                }
            });
            PushOutcome outcome;
            std::thread pusher([&] { outcome = push(device, bundle); });
            killer.join();
            if (mayKill) {
                server.kill();
            }
            pusher.join();
            sent += outcome.sentBytes;
            needed = needed == 0 && !outcome.told.empty() ? outcome.told.front().totalBytes : needed;
            reply = outcome.reply;
            if (!reply) {
                ++killsHere;
                ++kills;
            }
            QVERIFY(readBytes(device.slotPath("rootfs", "a")) == slotA); // what runs is never touched
            const auto boot = device.bootState();
            const Bytes target = device.slotContent("rootfs", "b", recipe.images.at("rootfs").size());
            QVERIFY(boot.selectedSlot == "a" || target == recipe.images.at("rootfs"));
        }
        QVERIFY2(reply->ok(),
                 qPrintable(QString::fromStdString(reply->ok() ? "" : describeLine(reply->error()))));
        QVERIFY(device.slotContent("rootfs", "b", recipe.images.at("rootfs").size()) ==
                recipe.images.at("rootfs"));
        QCOMPARE(device.bootState().selectedSlot, std::string("b"));
        QVERIFY2(sent <= needed + killsHere * againBytes(bundle),
                 qPrintable(QString("%1 of %2, %3 kills").arg(sent).arg(needed).arg(killsHere)));
        QCOMPARE(runInstaller(device, {"rollback"}).exitCode, 0);
    }
    qInfo("%d kills", kills);
}

QTEST_GUILESS_MAIN(InstallerServerTest)
#include "tst_installer_server.moc"
