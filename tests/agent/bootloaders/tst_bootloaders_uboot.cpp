// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/bootloaders/uboot.h"

#include "core/base/unique_fd.h"

#include "tests/agent/bootloaders/random_step.h"
#include "tests/support/fake_boot_control.h"
#include "tests/support/uboot_environment.h"

#include <QTemporaryDir>
#include <QTest>
#include <fcntl.h>
#include <functional>
#include <sys/file.h>
#include <thread>

using namespace fieldfare;
using namespace fieldfare::installer;
using test::EnvironmentFiles;
using test::EnvironmentVariables;

namespace {

const EnvironmentVariables committedOnA = {{"bootcmd", "run boot_selected"},
                                           {"slot", "a"},
                                           {"upgrade_available", "0"},
                                           {"bootcount", "0"},
                                           {"bootlimit", "3"},
                                           {"slot_state_a", "good"},
                                           {"slot_state_b", "good"},
                                           {"fieldfare_epoch", "7"}};

struct Bench {
    explicit Bench(const EnvironmentVariables& variables = committedOnA)
        : files(folder.path().toStdString(), variables) {
        config.envConfig = files.configPath();
        config.lockFile = files.lockPath();
    }
    [[nodiscard]] std::unique_ptr<BootControl> control() const {
        return makeUBootControl(config, {"a", "b"});
    }
    [[nodiscard]] BootState state() const {
        const Result<BootState> state = control()->readState();
        return state.ok() ? *state : BootState{};
    }
    QTemporaryDir folder;
    EnvironmentFiles files;
    device::UBootConfig config;
};

QString lineOf(const Error& error) {
    return QString::fromStdString(describeLine(error));
}

} // namespace

#define VERIFY_OK(call)                                                                                      \
    do {                                                                                                     \
        const auto verified = (call);                                                                        \
        QVERIFY2(verified.ok(), verified.ok() ? "" : qPrintable(lineOf(verified.error())));                  \
    } while (false)

class UBootTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theStateIsReadAsTheBootScriptWroteIt();
    void missingAndSenselessVariablesAreNotTrusted();
    void eachTransitionLeavesTheContractsVariables();
    void aTransitionWritesOneCopyAndOnlyOnce();
    void aTransitionThatChangesNothingWritesNothing();
    void otherVariablesSurviveEveryTransition();
    void aTrialWithoutALimitGetsOne();
    void theEpochFloorNeverFalls();
    void theFakeKeepsTheSamePromises();
    void theNewCopyIsReadAfterTheFlagWrapsAround();
    void eachTornWriteLeavesTheStateBeforeOrAfter();
    void aTwinVariableFollowsTheSlot();
    void theLockOfAnotherProgramIsWaitedForAndThenReported();
    void manyDevicesWorkSideBySide();
    void threadsOnOneEnvironmentDoNotLoseWrites();
    void aFullEnvironmentIsReportedAndStays();
};

void UBootTest::theStateIsReadAsTheBootScriptWroteIt() {
    EnvironmentVariables variables = committedOnA;
    variables["slot"] = "b";
    variables["upgrade_available"] = "1";
    variables["bootcount"] = "2";
    variables["rolled_back"] = "1";
    variables["slot_state_b"] = "trial";
    const Bench bench(variables);
    const BootState state = bench.state();
    QCOMPARE(state.selectedSlot, "b");
    QCOMPARE(state.trial, true);
    QCOMPARE(state.bootCount, 2U);
    QCOMPARE(state.bootLimit, 3U);
    QCOMPARE(state.rolledBack, true);
    QCOMPARE(state.epochFloor, 7U);
    QVERIFY(state.slotStates.at("a") == SlotState::Good);
    QVERIFY(state.slotStates.at("b") == SlotState::Trial);
}

void UBootTest::missingAndSenselessVariablesAreNotTrusted() {
    const Bench bench(
        {{"bootcount", "99999999999999999999999"}, {"slot_state_a", "excellent"}, {"fieldfare_epoch", "-1"}});
    const BootState state = bench.state();
    QCOMPARE(state.selectedSlot, "");
    QCOMPARE(state.trial, false);
    QCOMPARE(state.bootCount, 0U);
    QCOMPARE(state.epochFloor, 0U);
    QVERIFY(state.slotStates.empty());
}

void UBootTest::eachTransitionLeavesTheContractsVariables() {
    const Bench bench;
    const auto control = bench.control();
    VERIFY_OK(control->prepareTarget("a", "b"));
    BootState state = bench.state();
    QCOMPARE(state.selectedSlot, "a");
    QCOMPARE(state.trial, false);
    QVERIFY(state.slotStates.at("b") == SlotState::Bad);
    QVERIFY(state.slotStates.at("a") == SlotState::Good);

    VERIFY_OK(control->switchToTrial("b"));
    state = bench.state();
    QCOMPARE(state.selectedSlot, "b");
    QCOMPARE(state.trial, true);
    QCOMPARE(state.bootCount, 0U);
    QVERIFY(state.slotStates.at("b") == SlotState::Trial);

    VERIFY_OK(control->commit("b"));
    state = bench.state();
    QCOMPARE(state.selectedSlot, "b");
    QCOMPARE(state.trial, false);
    QVERIFY(state.slotStates.at("b") == SlotState::Good);

    VERIFY_OK(control->fallBackTo("a", "b", SlotState::Bad));
    state = bench.state();
    QCOMPARE(state.selectedSlot, "a");
    QCOMPARE(state.trial, false);
    QVERIFY(state.slotStates.at("b") == SlotState::Bad);
    QCOMPARE(state.rolledBack, false);
}

void UBootTest::aTransitionWritesOneCopyAndOnlyOnce() {
    const Bench bench;
    const auto control = bench.control();
    using Call = std::function<Result<>()>;
    const std::vector<Call> calls = {
        [&] { return control->prepareTarget("a", "b"); }, [&] { return control->switchToTrial("b"); },
        [&] { return control->commit("b"); }, [&] { return control->raiseEpochFloor(9); },
        [&] { return control->fallBackTo("a", "b", SlotState::Good); }};
    for (const Call& call : calls) {
        const std::array before = {bench.files.readCopy(0), bench.files.readCopy(1)};
        VERIFY_OK(call());
        const std::array after = {bench.files.readCopy(0), bench.files.readCopy(1)};
        const int changed = (before[0] != after[0] ? 1 : 0) + (before[1] != after[1] ? 1 : 0);
        QCOMPARE(changed, 1);
        const std::size_t which = before[0] != after[0] ? 0 : 1;
        // One store raises the flag byte by exactly one over that of the copy that was current.
        QCOMPARE(std::to_integer<int>(after[which][4]), std::to_integer<int>(before[1 - which][4]) + 1);
    }
}

void UBootTest::aTransitionThatChangesNothingWritesNothing() {
    const Bench bench;
    const auto control = bench.control();
    VERIFY_OK(control->prepareTarget("a", "b"));
    const std::array before = {bench.files.readCopy(0), bench.files.readCopy(1)};
    VERIFY_OK(control->prepareTarget("a", "b"));
    VERIFY_OK(control->clearRolledBack());
    VERIFY_OK(control->raiseEpochFloor(7));
    QCOMPARE(bench.files.readCopy(0), before[0]);
    QCOMPARE(bench.files.readCopy(1), before[1]);
}

void UBootTest::otherVariablesSurviveEveryTransition() {
    const Bench bench;
    const auto control = bench.control();
    VERIFY_OK(control->prepareTarget("a", "b"));
    VERIFY_OK(control->switchToTrial("b"));
    VERIFY_OK(control->commit("b"));
    for (const int copy : {0, 1}) {
        QVERIFY(asText(bench.files.readCopy(copy)).find("bootcmd=run boot_selected") !=
                std::string_view::npos);
    }
}

void UBootTest::aTrialWithoutALimitGetsOne() {
    EnvironmentVariables variables = committedOnA;
    variables.erase("bootlimit");
    const Bench bench(variables);
    VERIFY_OK(bench.control()->switchToTrial("b"));
    QCOMPARE(bench.state().bootLimit, defaultBootLimit);
    variables["bootlimit"] = "5";
    const Bench other(variables);
    VERIFY_OK(other.control()->switchToTrial("b"));
    QCOMPARE(other.state().bootLimit, 5U);
}

void UBootTest::theEpochFloorNeverFalls() {
    const Bench bench;
    VERIFY_OK(bench.control()->raiseEpochFloor(6));
    QCOMPARE(bench.state().epochFloor, 7U);
    VERIFY_OK(bench.control()->raiseEpochFloor(UINT64_MAX));
    QCOMPARE(bench.state().epochFloor, UINT64_MAX);
}

/// The fake that other tests build on, and libubootenv with real files, walk the same way.
void UBootTest::theFakeKeepsTheSamePromises() {
    const Bench bench;
    test::FakeBootControl fake(bench.state());
    const auto real = bench.control();
    for (int seed = 1; seed <= 60; ++seed) {
        VERIFY_OK(test::takeStep(fake, seed));
        VERIFY_OK(test::takeStep(*real, seed));
        QVERIFY2(bench.state() == fake.state(), qPrintable(QString("step %1").arg(seed)));
    }
}

void UBootTest::theNewCopyIsReadAfterTheFlagWrapsAround() {
    const Bench bench;
    const auto control = bench.control();
    for (int i = 0; i < 300; ++i) {
        const std::string slot = i % 2 == 0 ? "b" : "a";
        VERIFY_OK(control->switchToTrial(slot));
        QCOMPARE(bench.state().selectedSlot, slot);
    }
}

/// What a power cut can leave of one store: any part of the new copy over the old bytes of the same place.
/// The copy that was current is not touched, so each of them reads as the state before or the state after.
void UBootTest::eachTornWriteLeavesTheStateBeforeOrAfter() {
    const Bench bench;
    const BootState before = bench.state();
    const std::array old = {bench.files.readCopy(0), bench.files.readCopy(1)};
    VERIFY_OK(bench.control()->switchToTrial("b"));
    const BootState after = bench.state();
    const int written = bench.files.readCopy(0) != old[0] ? 0 : 1;
    const Bytes whole = bench.files.readCopy(written);
    int sawBefore = 0;
    int sawAfter = 0;
    for (std::size_t cut = 0; cut <= 512; ++cut) {
        const std::size_t length = cut < 512 ? cut : whole.size();
        for (const bool fromTheEnd : {false, true}) {
            Bytes torn = old[static_cast<std::size_t>(written)];
            const std::size_t from = fromTheEnd ? whole.size() - length : 0;
            std::copy_n(whole.begin() + static_cast<std::ptrdiff_t>(from), length,
                        torn.begin() + static_cast<std::ptrdiff_t>(from));
            bench.files.writeCopy(written, torn);
            const BootState state = bench.state();
            QVERIFY2(state == before || state == after, qPrintable(QString("cut at %1").arg(cut)));
            sawBefore += state == before ? 1 : 0;
            sawAfter += state == after ? 1 : 0;
        }
    }
    QVERIFY(sawBefore > 0);
    QVERIFY(sawAfter > 0);
}

void UBootTest::aTwinVariableFollowsTheSlot() {
    Bench bench({{"mender_boot_part", "2"}, {"mender_boot_part_hex", "2"}, {"bootlimit", "1"}});
    bench.config.slotVariable = "mender_boot_part";
    bench.config.slotVariableTwin = "mender_boot_part_hex";
    const auto control = makeUBootControl(bench.config, {"2", "3"});
    VERIFY_OK(control->switchToTrial("3"));
    QVERIFY(asText(bench.files.readCopy(1)).find("mender_boot_part_hex=3") != std::string_view::npos);
}

void UBootTest::theLockOfAnotherProgramIsWaitedForAndThenReported() {
    Bench bench;
    bench.config.lockTimeLimit = std::chrono::milliseconds{50};
    VERIFY_OK(bench.control()->readState());
    const UniqueFd other(::open(bench.files.lockPath().c_str(), O_RDWR | O_CLOEXEC));
    QCOMPARE(::flock(other.get(), LOCK_EX), 0);
    const auto refused = bench.control()->switchToTrial("b");
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code(), ErrorCode::Busy);
    bench.config.lockTimeLimit = std::chrono::seconds{60};
    std::thread later([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
        ::flock(other.get(), LOCK_UN);
    });
    const auto waited = bench.control()->switchToTrial("b");
    later.join();
    VERIFY_OK(waited);
}

void UBootTest::manyDevicesWorkSideBySide() {
    constexpr std::size_t count = 8;
    std::vector<std::unique_ptr<Bench>> benches;
    for (std::size_t i = 0; i < count; ++i) {
        benches.push_back(std::make_unique<Bench>());
    }
    std::vector<std::thread> threads;
    std::vector<int> failures(count);
    for (std::size_t i = 0; i < count; ++i) {
        threads.emplace_back([&, i] {
            const auto control = benches[i]->control();
            for (int round = 0; round < 20; ++round) {
                const bool moved =
                    control->switchToTrial(round % 2 == 0 ? "b" : "a").ok() && control->commit("b").ok();
                failures[i] += moved ? 0 : 1;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    for (std::size_t i = 0; i < count; ++i) {
        QCOMPARE(failures[i], 0);
        QCOMPARE(benches[i]->state().selectedSlot, "b");
    }
}

void UBootTest::threadsOnOneEnvironmentDoNotLoseWrites() {
    const Bench bench;
    std::thread raises([&] {
        for (std::uint64_t epoch = 8; epoch <= 40; ++epoch) {
            (void)bench.control()->raiseEpochFloor(epoch);
        }
    });
    for (int round = 0; round < 33; ++round) {
        VERIFY_OK(bench.control()->switchToTrial(round % 2 == 0 ? "b" : "a"));
    }
    raises.join();
    QCOMPARE(bench.state().epochFloor, 40U);
    QCOMPARE(bench.state().selectedSlot, "b");
}

void UBootTest::aFullEnvironmentIsReportedAndStays() {
    EnvironmentVariables variables = committedOnA;
    std::size_t used = 0;
    for (const auto& [name, value] : variables) {
        used += name.size() + value.size() + 2;
    }
    variables["padding"] = std::string(EnvironmentFiles::copyBytes - 5 - used - 11, 'p');
    const Bench bench(variables);
    const BootState before = bench.state();
    QCOMPARE(before.selectedSlot, "a");
    const auto refused = bench.control()->raiseEpochFloor(123456789);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code(), ErrorCode::BootEnvironment);
    QVERIFY(bench.state() == before);
}

QTEST_GUILESS_MAIN(UBootTest)
#include "tst_bootloaders_uboot.moc"
