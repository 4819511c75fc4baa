// SPDX-License-Identifier: Apache-2.0
#include "core/base/base64.h"
#include "core/protocol/status.h"

#include <set>

#include <QTest>

using namespace fieldfare;

namespace {

InstallationStatus someInstallation() {
    InstallationStatus status;
    status.id = "00ff";
    status.manifestDigest = std::string(64, 'a');
    status.release = {"gateway-os", "2.0", 3};
    status.state = InstallationState::RolledBack;
    status.imageBytes = 1ULL << 33;
    status.durableBytes = 17;
    status.neededBytes = 18;
    status.receivedBytes = 19;
    status.error = Error(ErrorCode::HealthCheckFailed, {{"check", "network"}, {"detail", "no answer"}});
    status.health = {{"network", false, "no answer"}, {"disk", true, ""}};
    status.target = "b";
    return status;
}

DeviceStatus someDevice() {
    DeviceStatus status;
    status.id = "device-1";
    status.name = "Pumpe \xc3\xa4";
    status.model = "acme,gateway";
    status.hardwareRevision = "r2";
    status.softwareVersion = "0.1.0";
    status.bootId = "boot";
    status.uptimeSeconds = 12;
    status.release = {"gateway-os", "1.0", 1};
    status.epochFloor = 1;
    status.onTrial = true;
    status.switchPending = true;
    status.rolledBack = true;
    status.slots = {
        {"rootfs-a", "rootfs", "a", true, SlotState::Good, ReleaseId{"gateway-os", "1.0", 1}, 4096},
        {"rootfs-b", "rootfs", "b", false, SlotState::Bad, std::nullopt, 4096}};
    status.installation = someInstallation();
    status.revocationNumber = 4;
    status.revocationsDamaged = true;
    status.clock = {-5, true, 1'700'000'000};
    return status;
}

} // namespace

class ProtocolStatusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDeviceStatusSurvivesTheWay();
    void anInstallationSurvivesTheWay();
    void neededRangesSurviveTheWay();
    void everyStateHasItsOwnName();
    void aMissingMemberIsNamed();
    void aTextThatIsTooLongIsRefused();
    void unknownMembersAreIgnored();
    void tooManySlotsAreRefused();
    void rangesThatDoNotAddUpAreRefused_data();
    void rangesThatDoNotAddUpAreRefused();
    void anErrorKeepsItsCodeAndTypes();
    void anUnknownErrorBecomesARemoteError();
    void whatIsNoErrorIsABadMessage();
    void longParametersAreCutAtACharacter();
    void base64KeepsEveryLength();
    void base64RefusesWhatIsNotCanonical_data();
    void base64RefusesWhatIsNotCanonical();
};

void ProtocolStatusTest::aDeviceStatusSurvivesTheWay() {
    const Json json = toJson(someDevice());
    const auto back = deviceStatusFromJson(json);
    QVERIFY(back.ok());
    QCOMPARE(toJson(*back).dump(), json.dump());
    QCOMPARE(back->clock.unixTime, std::int64_t{-5});
    QCOMPARE(back->slots[0].release->version, std::string("1.0"));
    QVERIFY(!back->slots[1].release);
}

void ProtocolStatusTest::anInstallationSurvivesTheWay() {
    const Json json = toJson(someInstallation());
    const auto back = installationStatusFromJson(json);
    QVERIFY(back.ok());
    QCOMPARE(toJson(*back).dump(), json.dump());
    QVERIFY(*back->error == ErrorCode::HealthCheckFailed);
    QVERIFY(hasEnded(back->state));
}

void ProtocolStatusTest::neededRangesSurviveTheWay() {
    const NeededRanges needed{{{512, 100}, {1ULL << 40, 200}}, 300, 120, 16, true};
    const auto back = neededRangesFromJson(toJson(needed));
    QVERIFY(back.ok());
    QVERIFY(back->ranges == needed.ranges);
    QCOMPARE(back->position, std::uint64_t{120});
    QCOMPARE(back->complete, true);
}

void ProtocolStatusTest::everyStateHasItsOwnName() {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(InstallationState::Cancelled); ++i) {
        const auto state = static_cast<InstallationState>(i);
        QVERIFY(names.insert(toString(state)).second);
        QVERIFY(installationStateFromName(toString(state)) == state);
    }
    for (int i = 0; i <= static_cast<int>(SlotState::Bad); ++i) {
        const auto state = static_cast<SlotState>(i);
        QVERIFY(slotStateFromName(toString(state)) == state);
    }
    QVERIFY(!installationStateFromName("happy"));
}

void ProtocolStatusTest::aMissingMemberIsNamed() {
    const Json whole = toJson(someDevice());
    for (const auto& item : whole.items()) {
        if (item.key() == "installation" || item.key() == "revocationsDamaged") { // not told by every device
            continue;
        }
        Json json = whole;
        json.erase(item.key());
        const auto read = deviceStatusFromJson(json);
        QVERIFY2(!read.ok(), item.key().c_str());
        QVERIFY(read.error() == ErrorCode::MissingKey);
        QCOMPARE(toString(*read.error().find("key")), "device." + item.key());
    }
}

void ProtocolStatusTest::aTextThatIsTooLongIsRefused() {
    Json json = toJson(someDevice());
    json["model"] = std::string(257, 'x');
    QVERIFY(!deviceStatusFromJson(json).ok());
}

void ProtocolStatusTest::unknownMembersAreIgnored() {
    Json json = toJson(someDevice());
    json["colour"] = "blue";
    json["slots"][0]["age"] = 3;
    QVERIFY(deviceStatusFromJson(json).ok());
}

void ProtocolStatusTest::tooManySlotsAreRefused() {
    Json json = toJson(someDevice());
    for (int i = 0; i < 64; ++i) {
        json["slots"].push_back(json["slots"][0]);
    }
    QVERIFY(!deviceStatusFromJson(json).ok());
}

void ProtocolStatusTest::rangesThatDoNotAddUpAreRefused_data() {
    QTest::addColumn<QByteArray>("ranges");
    QTest::addColumn<QByteArray>("total");
    QTest::newRow("wrong sum") << QByteArray("[[0,10]]") << QByteArray("11");
    QTest::newRow("an empty range") << QByteArray("[[0,0]]") << QByteArray("0");
    QTest::newRow("three numbers") << QByteArray("[[0,10,1]]") << QByteArray("10");
    QTest::newRow("not numbers") << QByteArray("[[\"0\",10]]") << QByteArray("10");
    QTest::newRow("negative") << QByteArray("[[-1,10]]") << QByteArray("10");
    QTest::newRow("an end beyond 2^63") << QByteArray("[[9223372036854775807,10]]") << QByteArray("10");
    QTest::newRow("an end beyond 2^64") << QByteArray("[[18446744073709551615,10]]") << QByteArray("10");
    QTest::newRow("a sum beyond 2^63")
        << QByteArray("[[0,9223372036854775807],[0,9223372036854775807]]") << QByteArray("0");
}

void ProtocolStatusTest::rangesThatDoNotAddUpAreRefused() {
    QFETCH(QByteArray, ranges);
    QFETCH(QByteArray, total);
    const QByteArray text = "{\"ranges\":" + ranges + ",\"totalBytes\":" + total +
                            ",\"position\":0,\"maxPutBytes\":1,\"complete\":false}";
    const auto json = parseJson(text.toStdString());
    QVERIFY(json.ok());
    QVERIFY(!neededRangesFromJson(*json).ok());
}

void ProtocolStatusTest::anErrorKeepsItsCodeAndTypes() {
    const Error error(ErrorCode::SlotTooSmall,
                      {{"slot", "rootfs-b"}, {"need", std::uint64_t{1} << 63}, {"offset", std::int64_t{-3}}});
    const Error back = errorFromJson(toJson(error));
    QVERIFY(back == ErrorCode::SlotTooSmall);
    QCOMPARE(std::get<std::uint64_t>(*back.find("need")), std::uint64_t{1} << 63);
    QCOMPARE(std::get<std::int64_t>(*back.find("offset")), std::int64_t{-3});
    QCOMPARE(std::get<std::string>(*back.find("slot")), std::string("rootfs-b"));
}

void ProtocolStatusTest::anUnknownErrorBecomesARemoteError() {
    const Error error = errorFromJson(Json{{"code", "battery-low"}, {"params", {{"have", 3}}}});
    QVERIFY(error == ErrorCode::RemoteError);
    QCOMPARE(toString(*error.find("detail")), std::string("battery-low"));
}

void ProtocolStatusTest::whatIsNoErrorIsABadMessage() {
    for (const char* text : {"{}", "[]", "3", "{\"code\":7}", "null"}) {
        QVERIFY(errorFromJson(*parseJson(text)) == ErrorCode::BadMessage);
    }
}

void ProtocolStatusTest::longParametersAreCutAtACharacter() {
    std::string text(1023, 'x');
    text += "\xc3\xa4 and more";
    const Error error = errorFromJson(Json{{"code", "io-error"}, {"params", {{"detail", text}}}});
    QCOMPARE(toString(*error.find("detail")), std::string(1023, 'x'));
    Json many = Json{{"code", "io-error"}, {"params", Json::object()}};
    for (int i = 0; i < 100; ++i) {
        many["params"]["p" + std::to_string(i)] = i;
    }
    QCOMPARE(errorFromJson(many).params().size(), std::size_t{16});
}

void ProtocolStatusTest::base64KeepsEveryLength() {
    Bytes bytes;
    for (int i = 0; i < 70; ++i) {
        const auto back = fromBase64(toBase64(bytes));
        QVERIFY(back.ok());
        QVERIFY(*back == bytes);
        bytes.push_back(static_cast<std::byte>(i * 37 + 250));
    }
    QCOMPARE(toBase64(asBytes("foobar")), std::string("Zm9vYmFy")); // RFC 4648, section 10
    QCOMPARE(toBase64(asBytes("fooba")), std::string("Zm9vYmE="));
    QCOMPARE(toBase64(asBytes("foob")), std::string("Zm9vYg=="));
}

void ProtocolStatusTest::base64RefusesWhatIsNotCanonical_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "Zm9v\n", "Zm-v", "Zm 9"}) {
        QTest::addRow("%s", text) << QByteArray(text);
    }
}

void ProtocolStatusTest::base64RefusesWhatIsNotCanonical() {
    QFETCH(QByteArray, text);
    QVERIFY(!fromBase64(text.toStdString()).ok());
}

QTEST_GUILESS_MAIN(ProtocolStatusTest)
#include "tst_protocol_status.moc"
