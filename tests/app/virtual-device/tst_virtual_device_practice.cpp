// SPDX-License-Identifier: Apache-2.0
// A real practice, made by the real installer, and what must not be in it.
#include "app/virtual-device/practice_fleet.h"
#include "app/virtual-device/practice_image.h"
#include "core/base/file.h"
#include "core/bundle/head.h"
#include "core/crypto/trust_store.h"

#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/file.h>

using namespace fieldfare;
using namespace fieldfare::app;

class PracticeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        m_path = qgetenv("PATH");
        qputenv("PATH", QByteArray(FIELDFARE_BIN_DIR) + ':' + m_path);
    }
    void aPracticeHasAFleetOfItsOwnAndKeepsNoKeyThatSigns();
    void aPracticeThatWasCutOffIsMadeAnew();
    void cancellingEndsTheMaking();
    void aFolderThatIsNoPracticeIsLeftAlone();
    void aPracticeWhoseDeviceRunsIsNotRemoved();
    void whereTheDevicesProgramsAreMissingNothingIsMade();
    void onlyBundlesOfThePracticeAreHeld();

private:
    QByteArray m_path;
};

namespace {

struct Place {
    QTemporaryDir temporary;
    PracticeFolder folder{std::filesystem::path(temporary.filePath("practice").toStdString())};
    SystemProcessRunner runner;
    [[nodiscard]] Result<> make() {
        return makePractice(folder, runner, [](PracticeStep) { return true; });
    }
    [[nodiscard]] QString path(const char* name) const {
        return QString::fromStdString((folder.root() / name).string());
    }
};

} // namespace

void PracticeTest::aPracticeHasAFleetOfItsOwnAndKeepsNoKeyThatSigns() {
    Place place;
    QList<PracticeStep> steps;
    const auto made = makePractice(place.folder, place.runner, [&](PracticeStep step) {
        steps += step;
        return true;
    });
    QVERIFY2(made.ok(), made ? "" : describeLine(made.error()).c_str());
    QVERIFY(place.folder.whole());
    QCOMPARE(steps, (QList<PracticeStep>{PracticeStep::Keys, PracticeStep::Images, PracticeStep::Bundles,
                                         PracticeStep::Device}));
    QStringList keys;
    quint64 largest = 0;
    QDirIterator files(place.path(""), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo file(files.next());
        if (file.suffix() == u"key") {
            keys += file.fileName();
            QVERIFY2(!file.permission(QFileDevice::ReadGroup) && !file.permission(QFileDevice::ReadOther),
                     qPrintable(file.filePath()));
        }
        largest = std::max(largest, static_cast<quint64>(file.size()));
    }
    keys.sort();
    QCOMPARE(keys, (QStringList{"device.key", "technician.key"}));
    QVERIFY(largest <= practiceImageBytes / 4 * 5); // a slot: the image and a quarter

    const auto trust = TrustStore::fromPemFile(place.folder.fleetRoot());
    QVERIFY(trust.ok());
    const TimePolicy time{UnixTime{}, std::nullopt};
    const auto technician = Certificate::listFromFile(place.folder.technicianCertificate());
    QVERIFY(technician.ok());
    QVERIFY(trust->verifyPeer(*technician, Role::Technician, time).ok());
    QVERIFY(!trust->verifyPeer(*technician, Role::Release, time).ok());
    Place other; // another practice on another computer: not even that one would take it
    const auto again = other.make();
    QVERIFY(again.ok());
    const auto stranger = TrustStore::fromPemFile(other.folder.fleetRoot());
    QVERIFY(!stranger->verifyPeer(*technician, Role::Technician, time).ok());
    for (const auto& bundle : {place.folder.firstBundle(), place.folder.update()}) {
        const auto source = openByteSource(bundle);
        QVERIFY(source.ok());
        const auto head = readUnverifiedHead(std::shared_ptr<ByteSource>(openByteSource(bundle).value()));
        QVERIFY(head.ok());
        QCOMPARE(head->manifest.compatible.size(), std::size_t{1});
        QCOMPARE(head->manifest.compatible[0].model, std::string(practiceModel));
        QCOMPARE(head->manifest.payloads[0].imageBytes, practiceImageBytes);
    }
    QVERIFY(removePractice(place.folder).ok());
    QVERIFY(!QFileInfo::exists(place.path("")));
    QVERIFY(!place.folder.whole());
}

void PracticeTest::aPracticeThatWasCutOffIsMadeAnew() {
    Place place;
    QVERIFY(place.make().ok());
    QVERIFY(QFile::remove(place.path("whole"))); // as if it had ended just before
    QVERIFY(!place.folder.whole());
    QVERIFY(place.make().ok());
    QVERIFY(place.folder.whole());
}

void PracticeTest::cancellingEndsTheMaking() {
    Place place;
    const auto made = makePractice(place.folder, place.runner,
                                   [](PracticeStep step) { return step != PracticeStep::Images; });
    QVERIFY(!made.ok());
    QVERIFY(made.error() == ErrorCode::Cancelled);
    QVERIFY(!place.folder.whole());
    QVERIFY(removePractice(place.folder).ok()); // what is there of it goes, too
    QVERIFY(!QFileInfo::exists(place.path("")));
}

void PracticeTest::aFolderThatIsNoPracticeIsLeftAlone() {
    Place place;
    QVERIFY(QDir().mkpath(place.path("")));
    QFile precious(place.path("letters.txt"));
    QVERIFY(precious.open(QIODevice::WriteOnly));
    precious.close();
    const auto removed = removePractice(place.folder);
    QVERIFY(!removed.ok());
    QVERIFY(removed.error() == ErrorCode::AlreadyExists);
    const auto made = place.make();
    QVERIFY(!made.ok());
    QVERIFY(made.error() == ErrorCode::AlreadyExists);
    QCOMPARE(QDir(place.path("")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList{"letters.txt"});
}

void PracticeTest::aPracticeWhoseDeviceRunsIsNotRemoved() {
    Place place;
    QVERIFY(place.make().ok());
    QVERIFY(QDir().mkpath(place.path("device/run")));
    const int lock = ::open(qPrintable(place.path("device/run/lock")), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    QVERIFY(lock >= 0 && ::flock(lock, LOCK_EX | LOCK_NB) == 0); // as the running device has it
    const auto removed = removePractice(place.folder);
    QVERIFY(!removed.ok());
    QVERIFY(removed.error() == ErrorCode::Busy);
    QVERIFY(place.folder.whole());
    ::close(lock);
    QVERIFY(removePractice(place.folder).ok());
}

void PracticeTest::whereTheDevicesProgramsAreMissingNothingIsMade() {
    Place place;
    qputenv("PATH", m_path);
    const auto made = place.make();
    qputenv("PATH", QByteArray(FIELDFARE_BIN_DIR) + ':' + m_path);
    QVERIFY(!made.ok());
    QVERIFY(made.error() == ErrorCode::ToolFailed);
    QVERIFY(QString::fromStdString(describeLine(made.error())).contains("fieldfare-agent"));
    QVERIFY(!QFileInfo::exists(place.path("")));
}

void PracticeTest::onlyBundlesOfThePracticeAreHeld() {
    Place place;
    QVERIFY(!place.folder.holdsBundle(place.folder.update()));
    QVERIFY(QDir().mkpath(place.path("bundles")));
    for (const QString& path : {place.path("bundles/practice-os-2.0.ffb"), place.path("other.ffb")}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QVERIFY(place.folder.holdsBundle(place.folder.update()));
    QVERIFY(place.folder.holdsBundle(place.folder.root() / "bundles/../bundles/practice-os-2.0.ffb"));
    QVERIFY(!place.folder.holdsBundle(place.folder.root() / "other.ffb"));
    QVERIFY(!place.folder.holdsBundle(place.folder.root() / "bundles/../other.ffb"));
    QVERIFY(QFile::link(place.path("other.ffb"), place.path("bundles/linked.ffb")));
    QVERIFY(!place.folder.holdsBundle(place.folder.root() / "bundles/linked.ffb")); // it lies elsewhere
}

QTEST_GUILESS_MAIN(PracticeTest)
#include "tst_virtual_device_practice.moc"
