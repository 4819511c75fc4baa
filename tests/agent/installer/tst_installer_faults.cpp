// SPDX-License-Identifier: Apache-2.0
// The power fails at every single durable step; media fail, forget and lie.
#include "tests/agent/installer/faulty_services.h"
#include "tests/agent/installer/test_device.h"

#include "core/bundle/slice_source.h"
#include "device-agent/installer/file_source.h"
#include "device-agent/installer/head_store.h"
#include "device-agent/installer/installation.h"
#include "device-agent/installer/lifecycle.h"

#include <QTest>

using namespace fieldfare;
using namespace fieldfare::installer;
using namespace fieldfare::test;

namespace {

constexpr std::uint64_t memorySlotBytes = std::uint64_t{2} << 20;

class Silent final : public InstallationObserver {
public:
    void changed(const InstallationStatus&) override {}
};

class BootedName final : public BootedSlot {
public:
    Result<std::string> bootName() override { return name; }
    std::string name = "a";
};

class NoPrograms final : public ProcessRunner {
public:
    Result<ProcessOutcome> run(const ProcessRequest&) override { return ProcessOutcome{}; }
};

/// A file that is not at hand: what the device has itself is worth a search.
class LinkSource final : public BundleSource {
public:
    explicit LinkSource(FileSource& file)
        : m_file(file) {}
    Result<> announce(const InstallationStatus&, const NeededRanges&) override { return {}; }
    Result<> read(std::uint64_t offset, MutableBytes into) override { return m_file.read(offset, into); }
    void reportDurable() override {}

private:
    FileSource& m_file;
};

enum class Road { File, Link };

/// A device whose slots are in memory, and whose power can be cut.
class MemoryDevice final : public SlotAccess {
public:
    explicit MemoryDevice(TestDevice& base)
        : m_base(base)
        , m_boot(firstState())
        , m_poweredBoot(m_boot, power) {
        const Bytes image = noise(1'000'000, 77);
        need(slotA.writeAt(0, image));
        need(slotA.flush());
        restart();
    }

    Result<std::unique_ptr<BlockDevice>> openTarget(const device::SlotConfig& slot) override {
        return std::unique_ptr<BlockDevice>(std::make_unique<PoweredDevice>(of(slot), power));
    }
    Result<std::shared_ptr<ByteSource>> openBooted(const device::SlotConfig& slot) override {
        return std::shared_ptr<ByteSource>(std::make_shared<PoweredDevice>(of(slot), power));
    }

    /// The power comes back: what was not flushed is gone, and the program starts anew.
    void restart() {
        power.restore();
        slotA.cutPower();
        slotB.cutPower();
        m_state = std::make_unique<PoweredStore>(need(openStateFolder(m_folder.path().toStdString())), power);
        m_services.emplace(
            Services{m_base.config(), *m_state, m_poweredBoot, booted, *this, m_programs, m_clock});
    }

    /// Offers the bundle and installs it, as the program does after a start.
    Result<> install(const Bytes& bundle, Road road = Road::File) {
        FF_TRY(InstallationLog log, InstallationLog::open(*m_state));
        FF_CHECK(reconcile(*m_services, log));
        MemorySource source(bundle);
        const std::uint64_t headBytes = need(headBytesOf(source));
        HeadStore heads(*m_state);
        FF_TRY(const std::string head, heads.begin(headBytes));
        FF_CHECK(heads.append(head, ByteView(bundle).first(headBytes)));
        Silent silent;
        InstallationControl control;
        Installation installation(*m_services, log, control, silent);
        FF_CHECK(installation.offer(head, {}));
        FileSource file(source);
        LinkSource link(file);
        auto done = installation.run(road == Road::File ? static_cast<BundleSource&>(file) : link);
        last = installation.status();
        return done;
    }

    Services& services() { return *m_services; }
    PoweredStore& state() { return *m_state; }
    FakeBootControl& boot() { return m_boot; }

    Power power;
    MemoryBlockDevice slotA{memorySlotBytes};
    MemoryBlockDevice slotB{memorySlotBytes};
    BootedName booted;
    InstallationStatus last;

private:
    static BootState firstState() {
        BootState state;
        state.selectedSlot = "a";
        state.bootLimit = 3;
        state.slotStates = {{"a", SlotState::Good}, {"b", SlotState::Bad}};
        return state;
    }
    MemoryBlockDevice& of(const device::SlotConfig& slot) { return slot.bootName == "a" ? slotA : slotB; }

    TestDevice& m_base;
    QTemporaryDir m_folder;
    FakeBootControl m_boot;
    PoweredBoot m_poweredBoot;
    std::unique_ptr<PoweredStore> m_state;
    NoPrograms m_programs;
    SystemClock m_clock;
    std::optional<Services> m_services;
};

} // namespace

class InstallerFaultsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aCutAtEveryStepLeavesAReleaseThatBoots();
    void twoCutsAreNoWorseThanOne();
    void aCutAtEveryStepOfACommitKeepsOneOfBoth();
    void aFlushThatFailsEndsTheInstallation();
    void aMediumThatForgetsIsFoundOut();
    void aSlotThatHoldsTheImageIsHardlyWritten();
    void aWriteErrorNamesTheSlot();
    void anUnreadableBootedSlotCostsATransferOnly();
    void aSlotThatIsNotKnownTakesPatchesForWhatItHolds();
    void aFullStateFolderRefusesInstallsAndLetsCommit();
    void aDataFrameThatWasChangedIsRefused();

private:
    [[nodiscard]] bool holdsImage(const MemoryBlockDevice& slot) const {
        return std::equal(m_image.begin(), m_image.end(), slot.medium().begin());
    }
    /// What must hold at every moment, whatever happened.
    void checkInvariants(MemoryDevice& device, const Bytes& slotA) const;

    std::unique_ptr<TestDevice> m_base;
    Bytes m_image;
    Bytes m_bundle;
};

void InstallerFaultsTest::initTestCase() {
    m_base = std::make_unique<TestDevice>();
    BundleRecipe recipe = m_base->recipe();
    recipe.previous.clear();
    m_image = noise(1'000'000, 77);
    const Bytes fresh = noise(500'000, 78);
    std::copy(fresh.begin(), fresh.end(), m_image.begin() + 300'000);
    m_image.resize(1'300'000);
    const Bytes end = noise(100'000, 79);
    m_image.insert(m_image.end(), end.begin(), end.end());
    recipe.images["rootfs"] = m_image;
    m_bundle = readBytes(m_base->build("faults", recipe));
}

void InstallerFaultsTest::checkInvariants(MemoryDevice& device, const Bytes& slotA) const {
    QVERIFY(device.slotA.medium() == slotA);
    const BootState state = need(device.boot().readState());
    const bool whole = holdsImage(device.slotB);
    const ByteView start = ByteView(device.slotB.medium()).first(4096);
    const bool untouched =
        std::all_of(start.begin(), start.end(), [](std::byte b) { return b == std::byte{0xa5}; });
    QVERIFY2(whole || isAllZero(start) || untouched, "a slot that is not whole has no start");
    QVERIFY2(state.selectedSlot == "a" || whole, "only a whole slot is selected");
    QVERIFY(state.selectedSlot == "a" || state.trial || state.slotStates.at("b") == SlotState::Good);
}

void InstallerFaultsTest::aCutAtEveryStepLeavesAReleaseThatBoots() {
    std::size_t step = 0;
    for (bool finished = false; !finished; ++step) {
        MemoryDevice device(*m_base);
        const Bytes slotA = device.slotA.medium();
        device.power.cutAfter(step);
        finished = device.install(m_bundle).ok() && !device.power.isOff();
        device.slotB.cutPower();
        checkInvariants(device, slotA);
        device.restart();
        const auto again = device.install(m_bundle);
        QVERIFY2(
            again.ok(),
            qPrintable(
                QString("step %1: %2").arg(step).arg(again.ok() ? "" : describeLine(again.error()).c_str())));
        QVERIFY(holdsImage(device.slotB));
        QCOMPARE(need(device.boot().readState()).selectedSlot, std::string("b"));
        QVERIFY(need(device.boot().readState()).trial);
        QVERIFY(device.slotA.medium() == slotA);
    }
    QVERIFY2(step > 20, "the cuts were made");
    qInfo("%zu steps", step);
}

void InstallerFaultsTest::twoCutsAreNoWorseThanOne() {
    for (std::size_t first = 3; first < 34; first += 6) {
        for (std::size_t second = 0; second < 24; second += 5) {
            MemoryDevice device(*m_base);
            const Bytes slotA = device.slotA.medium();
            device.power.cutAfter(first);
            (void)device.install(m_bundle);
            device.restart();
            device.power.cutAfter(second);
            (void)device.install(m_bundle);
            device.slotB.cutPower();
            checkInvariants(device, slotA);
            device.restart();
            QVERIFY(device.install(m_bundle).ok());
            QVERIFY(holdsImage(device.slotB));
        }
    }
}

void InstallerFaultsTest::aCutAtEveryStepOfACommitKeepsOneOfBoth() {
    for (std::size_t step = 0;; ++step) {
        MemoryDevice device(*m_base);
        need(device.install(m_bundle));
        device.booted.name = "b";
        InstallationLog log = need(InstallationLog::open(device.state()));
        need(reconcileAtBoot(device.services(), log));
        QVERIFY(log.current()->status.state == InstallationState::Trial);
        device.power.cutAfter(step);
        const bool committed = commitTrial(device.services(), log).ok();
        const bool cut = device.power.isOff();
        device.restart();
        const BootState state = need(device.boot().readState());
        QCOMPARE(state.selectedSlot, std::string("b"));
        log = need(InstallationLog::open(device.state()));
        need(reconcileAtBoot(device.services(), log));
        const auto expected = state.trial ? InstallationState::Trial : InstallationState::Committed;
        QVERIFY(log.current()->status.state == expected);
        QVERIFY(state.trial || need(device.boot().readState()).epochFloor == 1);
        QVERIFY(!committed || !state.trial);
        if (!cut) {
            QVERIFY(step > 2);
            return;
        }
    }
}

void InstallerFaultsTest::aFlushThatFailsEndsTheInstallation() {
    MemoryDevice device(*m_base);
    device.slotB.failFlush(4);
    const auto failed = device.install(m_bundle);
    QVERIFY(!failed.ok() && failed.error() == ErrorCode::Io);
    QVERIFY(device.last.state == InstallationState::Failed);
    QCOMPARE(need(device.boot().readState()).selectedSlot, std::string("a"));
    QVERIFY(device.install(m_bundle).ok()); // from the start
    QVERIFY(holdsImage(device.slotB));
}

void InstallerFaultsTest::aMediumThatForgetsIsFoundOut() {
    class Forgetful final : public BundleSource {
    public:
        Forgetful(const Bytes& bundle, MemoryBlockDevice& slot)
            : m_source(bundle)
            , m_slot(slot) {}
        Result<> announce(const InstallationStatus&, const NeededRanges&) override { return {}; }
        Result<> read(std::uint64_t offset, MutableBytes into) override {
            return m_source.readAt(offset, into);
        }
        void reportDurable() override {
            if (m_checkpoints++ == 1) {
                m_slot.flipOnMedium(100'000); // in a frame that is durable by now
            }
        }

    private:
        MemorySource m_source;
        MemoryBlockDevice& m_slot;
        int m_checkpoints = 0;
    };
    MemoryDevice device(*m_base);
    InstallationLog log = need(InstallationLog::open(device.state()));
    MemorySource source(m_bundle);
    const std::uint64_t headBytes = need(headBytesOf(source));
    HeadStore heads(device.state());
    const std::string head = need(heads.begin(headBytes));
    need(heads.append(head, ByteView(m_bundle).first(headBytes)));
    Silent silent;
    InstallationControl control;
    Installation installation(device.services(), log, control, silent);
    need(installation.offer(head, {}));
    Forgetful forgetful(m_bundle, device.slotB);
    const auto failed = installation.run(forgetful);
    QVERIFY(!failed.ok() && failed.error() == ErrorCode::ReadBackFailed);
    QVERIFY(installation.status().state == InstallationState::Failed);
    QCOMPARE(need(device.boot().readState()).selectedSlot, std::string("a"));
    QVERIFY(isAllZero(ByteView(device.slotB.medium()).first(4096)));
}

void InstallerFaultsTest::aSlotThatHoldsTheImageIsHardlyWritten() {
    MemoryDevice device(*m_base);
    Bytes almost = m_image;
    almost[700'000] ^= std::byte{1};
    need(device.slotB.writeAt(0, almost));
    need(device.slotB.flush());
    const std::size_t before = device.slotB.operations().size();
    need(device.install(m_bundle));
    QVERIFY(holdsImage(device.slotB));
    std::uint64_t written = 0;
    for (std::size_t i = before; i < device.slotB.operations().size(); ++i) {
        const BlockOperation& operation = device.slotB.operations()[i];
        written += operation.kind == BlockOperationKind::Write ? operation.length : 0;
    }
    // The start, which is destroyed and written again, and the block that differs.
    QCOMPARE(written, 2 * withheldHeadBytes + 4096);
}

void InstallerFaultsTest::aWriteErrorNamesTheSlot() {
    MemoryDevice device(*m_base);
    device.slotB.failOperation(8);
    const auto failed = device.install(m_bundle);
    QVERIFY(!failed.ok() && failed.error() == ErrorCode::Io);
    QVERIFY2(failed.error().find("slot") != nullptr, describeLine(failed.error()).c_str());
    QVERIFY(device.last.state == InstallationState::Failed);
}

void InstallerFaultsTest::anUnreadableBootedSlotCostsATransferOnly() {
    MemoryDevice device(*m_base);
    const std::size_t before = device.slotA.operations().size();
    device.slotA.failOperation(0); // while the slot is hashed
    QVERIFY(device.install(m_bundle, Road::Link).ok());
    QVERIFY(device.slotA.operations().size() > before);
    QVERIFY(holdsImage(device.slotB));
}

void InstallerFaultsTest::aSlotThatIsNotKnownTakesPatchesForWhatItHolds() {
    BundleRecipe recipe = m_base->recipe("1.5");
    recipe.previous.clear();
    recipe.images["rootfs"] = noise(1'000'000, 77); // what slot A holds, of which there is no record
    const auto old = m_base->build("unknown", recipe);
    Bytes moved = noise(1'000'000, 77);
    moved.insert(moved.begin() + 5, std::byte{1});
    recipe.version = "2.0";
    recipe.previous = old;
    recipe.images["rootfs"] = moved;
    const Bytes bundle = readBytes(m_base->build("moved", recipe));
    MemoryDevice device(*m_base);
    need(device.install(bundle, Road::Link));
    QVERIFY(std::equal(moved.begin(), moved.end(), device.slotB.medium().begin()));
    QVERIFY2(device.last.receivedBytes < 20'000, std::to_string(device.last.receivedBytes).c_str());
    QCOMPARE(device.last.neededBytes, device.last.receivedBytes);

    MemoryDevice other(*m_base); // and one that holds something else takes it all the same
    need(other.slotA.writeAt(500'000, noise(4096, 5)));
    need(other.slotA.flush());
    need(other.install(bundle, Road::Link));
    QVERIFY(std::equal(moved.begin(), moved.end(), other.slotB.medium().begin()));
    QVERIFY(other.last.receivedBytes > 900'000);
}

void InstallerFaultsTest::aFullStateFolderRefusesInstallsAndLetsCommit() {
    MemoryDevice device(*m_base);
    device.state().setFull(true);
    const Bytes before = device.slotB.medium();
    QVERIFY(device.install(m_bundle).error() == ErrorCode::DataUnavailable);
    QVERIFY(device.slotB.medium() == before);
    QVERIFY(device.boot().stores().empty());
    device.state().setFull(false);
    need(device.install(m_bundle));
    device.booted.name = "b";
    device.state().setFull(true);
    InstallationLog log = need(InstallationLog::open(device.state()));
    QVERIFY(commitTrial(device.services(), log).ok());
    QVERIFY(!need(device.boot().readState()).trial);
    QCOMPARE(need(device.boot().readState()).epochFloor, std::uint64_t{1}); // the environment keeps it
}

void InstallerFaultsTest::aDataFrameThatWasChangedIsRefused() {
    MemoryDevice device(*m_base);
    Bytes bundle = m_bundle;
    bundle[bundle.size() - 60'000] ^= std::byte{4};
    const auto failed = device.install(bundle);
    QVERIFY(!failed.ok() && failed.error() == ErrorCode::DigestMismatch);
    QVERIFY(device.last.state == InstallationState::Failed);
    QVERIFY(isAllZero(ByteView(device.slotB.medium()).first(4096)));
    QCOMPARE(need(device.boot().readState()).selectedSlot, std::string("a"));
}

QTEST_GUILESS_MAIN(InstallerFaultsTest)
#include "tst_installer_faults.moc"
