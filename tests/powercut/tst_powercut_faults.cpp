// SPDX-License-Identifier: Apache-2.0
// The quieter faults: media that fail, forget, fill up and rot, at every operation. After each the invariants
// hold, the error has a name, and the same bundle gets there once the fault is gone.
#include "core/storage/payload_sink.h"
#include "tests/powercut/explorer.h"
#include "tests/powercut/invariants.h"

#include <QTest>
#include <cerrno>

using namespace fieldfare;
using namespace fieldfare::powercut;
using test::need;

namespace {

bool isBlock(Kind kind) {
    return kind == Kind::BlockRead || kind == Kind::BlockWrite || kind == Kind::BlockFlush;
}
bool isRead(Kind kind) {
    return kind == Kind::BlockRead || kind == Kind::FileRead;
}

} // namespace

class PowerCutFaultsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase_data();
    void aReadThatFails();
    void aWriteThatFails();
    void aWriteThatEndsHalfWay();
    void aFlushThatFails();
    void aDiskThatIsFull();
    void aMediumThatForgetsIsFoundByReadingBack();
    void theSourceGoesAwayAnywhere();
    void theSourceRotsWhileItIsRead();
    void aDamagedJournal();
    void oneCopyOfTheEnvironmentIsDamaged();
    void bothCopiesOfTheEnvironmentAreDamaged();
    void aLostEnvironmentIsMadeAnewAcrossPowerCuts();

private:
    using Matches = std::function<bool(const Operation&)>;
    /// Lets the nth matching operation of an installation fail, for every n.
    void failEach(const Matches& matches, const Fault& fault, const std::set<std::string>& slugs);
    /// What must hold after a fault, whatever came of it; then the power fails in every way, and all is done
    /// again.
    void checkAfter(Machine& machine, const QByteArray& where);
    [[nodiscard]] const Flow& flow() const { return *flowNamed("install"); }

    /// The one of the boot loader of this row.
    [[nodiscard]] const Workshop& workshop() const {
        QFETCH_GLOBAL(QString, loader);
        return *m_workshops.at(loader.toStdString());
    }

    std::map<std::string, std::unique_ptr<Workshop>> m_workshops;
};

/// Every test once for each boot loader.
void PowerCutFaultsTest::initTestCase_data() {
    QTest::addColumn<QString>("loader");
    for (const std::string& loader : backendNames()) {
        QTest::newRow(loader.c_str()) << QString::fromStdString(loader);
        m_workshops[loader] = std::make_unique<Workshop>(loader);
    }
}

void PowerCutFaultsTest::checkAfter(Machine& machine, const QByteArray& where) {
    machine.fault = {};
    History history(machine.recording());
    history.advanceTo(machine.recording().operations.size());
    for (const Cut& cut : history.cuts(1, 1)) {
        const Medium medium = history.after(cut, 1);
        try {
            checkMedium(workshop(), medium);
            Machine next(medium);
            Life life(workshop(), flow(), next, Defect::None, Fate::Healthy);
            life.recover();
            life.converge();
        } catch (const Violation& violation) {
            QFAIL((where + ": invariant " + QByteArray::number(violation.invariant) + ": " +
                   violation.text.c_str())
                      .constData());
        }
    }
}

void PowerCutFaultsTest::failEach(const Matches& matches, const Fault& fault,
                                  const std::set<std::string>& slugs) {
    std::size_t places = 0;
    std::size_t failures = 0;
    for (bool reached = true; reached; ++places) {
        Machine machine(flow().prepare(workshop()));
        protectBooted(workshop(), machine, "a");
        std::size_t seen = 0;
        reached = false;
        machine.fault = [&](const Operation& operation) -> std::optional<Fault> {
            if (!matches(operation) || seen++ != places) {
                return std::nullopt;
            }
            reached = true;
            return fault;
        };
        Result<> outcome;
        try {
            Product product(workshop(), machine, "a");
            outcome = product.install(Full);
        } catch (const Violation& violation) {
            QFAIL(violation.text.c_str());
        }
        const QByteArray where = "place " + QByteArray::number(static_cast<qulonglong>(places));
        if (!outcome.ok()) {
            ++failures;
            const std::string slug(errorSlug(outcome.error().code()));
            QVERIFY2(slugs.contains(slug), (where + ": " + slug.c_str()).constData());
        } else {
            const LoaderState state = workshop().loader().read(machine.view());
            QVERIFY2(state.slot == "b" && workshop().wholeRelease(machine.view(), "b") == std::size_t{Full},
                     where);
        }
        checkAfter(machine, where);
    }
    qInfo("%zu places, %zu of them end the installation", places - 1, failures);
    QVERIFY(places > 4);
}

void PowerCutFaultsTest::aReadThatFails() {
    failEach([](const Operation& operation) { return isRead(operation.kind); }, {EIO, false},
             {"io-error", "boot-environment", "data-unavailable", "read-back-failed", "bad-certificate",
              "revocations-damaged", "truncated-bundle"});
}

void PowerCutFaultsTest::aWriteThatFails() {
    failEach([](const Operation& operation) { return !isRead(operation.kind) && !isSync(operation.kind); },
             {EIO, false}, {"io-error", "boot-environment", "data-unavailable"});
}

void PowerCutFaultsTest::aWriteThatEndsHalfWay() {
    failEach([](const Operation& operation) { return operation.data.size() > 1; }, {EIO, true},
             {"io-error", "boot-environment", "data-unavailable"});
}

void PowerCutFaultsTest::aFlushThatFails() {
    failEach([](const Operation& operation) { return isSync(operation.kind); }, {EIO, false},
             {"io-error", "boot-environment", "data-unavailable"});
}

void PowerCutFaultsTest::aDiskThatIsFull() {
    failEach([](const Operation& operation) { return !isBlock(operation.kind) && !isRead(operation.kind); },
             {ENOSPC, true}, {"data-unavailable", "no-space", "io-error", "boot-environment"});
}

/// A stick that is pulled, a link that is lost.
void PowerCutFaultsTest::theSourceGoesAwayAnywhere() {
    constexpr std::uint64_t stepBytes = std::uint64_t{20} << 10;
    std::uint64_t places = 0;
    for (bool isThere = false; !isThere; ++places) {
        Machine machine(flow().prepare(workshop()));
        protectBooted(workshop(), machine, "a");
        const auto outcome = Product(workshop(), machine, "a").install(Full, places * stepBytes);
        isThere = outcome.ok();
        QVERIFY(isThere || outcome.error() == ErrorCode::SourceLost);
        checkAfter(machine, "after " + QByteArray::number(qulonglong{places * stepBytes}) + " bytes");
        if (!isThere) { // put in again, without a restart
            QVERIFY(Product(workshop(), machine, "a").install(Full).ok());
            QVERIFY(workshop().wholeRelease(machine.view(), "b") == std::size_t{Full});
        }
    }
    qInfo("%llu places", qulonglong{places - 1});
    QVERIFY(places > 8);
}

void PowerCutFaultsTest::aMediumThatForgetsIsFoundByReadingBack() {
    for (const Defect defect : {Defect::None, Defect::ReadBackFromCache}) {
        std::size_t forgotten = 0;
        std::size_t found = 0;
        std::size_t dirty = 0;
        for (std::size_t nth = 0; nth < 12; ++nth) {
            Machine machine(flow().prepare(workshop()));
            std::size_t seen = 0;
            Result<> outcome;
            std::optional<Operation> lost;
            {
                Product product(workshop(), machine, "a", Fate::Healthy, defect);
                machine.defect = [&](Operation& operation) {
                    const bool isData = operation.kind == Kind::BlockWrite &&
                                        operation.offset >= withheldHeadBytes &&
                                        !workshop().backend().owns(operation) && !isAllZero(operation.data);
                    if (!isData || seen++ != nth) {
                        return true;
                    }
                    lost = operation;
                    return defect != Defect::None; // the cache has it, and the medium does not
                };
                outcome = product.install(Full);
            }
            if (!lost) {
                break;
            }
            ++forgotten;
            if (defect == Defect::None) {
                QVERIFY(!outcome.ok() && outcome.error() == ErrorCode::ReadBackFailed);
                ++found;
            } else { // what the medium really holds: the bytes from before
                Medium medium = machine.view();
                lost->data.assign(lost->data.size(), std::byte{0xee});
                medium.apply(*lost);
                try {
                    checkMedium(workshop(), medium);
                } catch (const Violation& violation) {
                    QCOMPARE(violation.invariant, 3);
                    ++dirty;
                }
            }
        }
        QVERIFY(forgotten >= 3);
        QCOMPARE(defect == Defect::None ? found : dirty, forgotten);
    }
}

void PowerCutFaultsTest::theSourceRotsWhileItIsRead() {
    const Flow& delta = *flowNamed("delta");
    const std::size_t rootfs = workshop().slotDevices().at("a")[1];
    for (std::uint64_t offset = 0; offset < workshop().release(Running).images.at("rootfs").size();
         offset += 20'000) {
        Medium rotten = delta.prepare(workshop());
        Operation flip;
        flip.device = rootfs;
        flip.offset = offset;
        flip.data = {(*rotten.device(rootfs))[static_cast<std::size_t>(offset)] ^ std::byte{1}};
        rotten.apply(flip);
        Machine machine(rotten);
        protectBooted(workshop(), machine, "a");
        QVERIFY(Product(workshop(), machine, "a").install(Delta).ok()); // what rotted is fetched instead
        QVERIFY(workshop().wholeRelease(machine.view(), "b") == std::size_t{Delta});
        QCOMPARE(workshop().loader().read(machine.view()).slot, std::string("b"));
    }
}

void PowerCutFaultsTest::aDamagedJournal() {
    for (const char* name : {"resume", "repeat", "commit", "install"}) {
        const Flow& what = *flowNamed(name);
        const Medium start = what.prepare(workshop());
        const Bytes* journal = start.file("journal");
        QVERIFY(journal != nullptr && journal->size() > 100);
        for (std::size_t at = 0; at < journal->size(); at += journal->size() / 9 + 1) {
            Medium damaged = start;
            Operation flip;
            flip.kind = Kind::FileWrite;
            flip.inode = damaged.inodeOf("journal");
            flip.offset = at;
            flip.data = Bytes(std::min<std::size_t>(64, journal->size() - at), std::byte{0xff});
            damaged.apply(flip);
            try {
                Machine machine(damaged);
                Life life(workshop(), what, machine, Defect::None, Fate::Healthy);
                life.recover();
                life.converge();
            } catch (const Violation& violation) {
                QFAIL((std::string(name) + " at " + std::to_string(at) + ": " + violation.text).c_str());
            }
        }
    }
}

void PowerCutFaultsTest::oneCopyOfTheEnvironmentIsDamaged() {
    const Backend& backend = workshop().backend();
    for (const std::size_t which : {0U, 1U}) {
        for (const std::size_t lost : {std::size_t{64}, SIZE_MAX}) {
            Medium damaged = flow().prepare(workshop());
            Bytes content = backend.copy(damaged, which);
            std::fill_n(content.begin(), std::min(lost, content.size()), std::byte{0});
            backend.overwriteCopy(damaged, which, content);
            QCOMPARE(workshop().loader().read(damaged).validCopies, 1);
            Machine machine(damaged);
            Life life(workshop(), flow(), machine, Defect::None, Fate::Healthy);
            try {
                life.recover();
                life.converge();
            } catch (const Violation& violation) {
                QFAIL(violation.text.c_str());
            }
            QCOMPARE(workshop().loader().read(machine.view()).validCopies, 2); // mended by being written
        }
    }
}

void PowerCutFaultsTest::bothCopiesOfTheEnvironmentAreDamaged() {
    Medium damaged = flow().prepare(workshop());
    for (const std::size_t which : {0U, 1U}) {
        const Backend& backend = workshop().backend();
        backend.overwriteCopy(damaged, which, Bytes(backend.copy(damaged, which).size()));
    }
    QCOMPARE(workshop().loader().read(damaged).validCopies, 0);
    Machine machine(damaged);
    // By what the loader was built with: U-Boot keeps that; for the others it is made anew behind the start.
    const auto started = workshop().loader().start(machine);
    QVERIFY(started && started->slot == "a" && !started->trial);
    protectBooted(workshop(), machine, "a");
    Product product(workshop(), machine, "a");
    if (workshop().loader().read(machine.view()).validCopies == 0) {
        // Not by an installation, before the first start has looked at everything.
        const Medium before = machine.view();
        QVERIFY(product.install(Full).error() == ErrorCode::BootEnvironment);
        for (const std::size_t device : workshop().slotDevices().at("b")) {
            QVERIFY(before.device(device) == machine.view().device(device)); // nothing was touched
        }
    }
    QVERIFY(product.boot().ok());
    const LoaderState state = workshop().loader().read(machine.view());
    QVERIFY(state.validCopies > 0 && state.slot == "a" && !state.trial && state.slotStates.at("a") == "good");
    QVERIFY(product.install(Full).ok());
    checkAfter(machine, "with both copies lost");
}

void PowerCutFaultsTest::aLostEnvironmentIsMadeAnewAcrossPowerCuts() {
    Medium damaged = flow().prepare(workshop());
    for (const std::size_t which : {0U, 1U}) {
        const Backend& backend = workshop().backend();
        backend.overwriteCopy(damaged, which, Bytes(backend.copy(damaged, which).size()));
    }
    Machine machine(damaged);
    QVERIFY(workshop().loader().start(machine));
    QVERIFY(Product(workshop(), machine, "a").boot().ok());
    History history(machine.recording());
    std::size_t states = 0;
    do {
        for (const Cut& cut : history.cuts(8, 1)) {
            Machine next(history.after(cut, 1));
            try {
                Life life(workshop(), flow(), next, Defect::None, Fate::Healthy);
                life.recover();
                life.converge();
                checkMedium(workshop(), next.view());
            } catch (const Violation& violation) {
                QFAIL(("cut " + std::to_string(cut.at) + ": " + violation.text).c_str());
            }
            ++states;
        }
    } while (history.advance());
    QVERIFY(states > 5);
}

QTEST_GUILESS_MAIN(PowerCutFaultsTest)
#include "tst_powercut_faults.moc"
