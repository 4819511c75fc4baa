// SPDX-License-Identifier: Apache-2.0
// One server, very many installations: nothing may grow. 20 of them in scripts/test; 1000 with
//   FIELDFARE_INSTALLATIONS=1000 QTEST_FUNCTION_TIMEOUT=3600000 build/dev/tests/bin/tst_installer_endurance
#include "tests/agent/installer/socket_client.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::test;

namespace {

/// What a leak would show in.
struct Footprint {
    qint64 stateBytes = 0;
    qsizetype stateFiles = 0;
    qsizetype descriptors = 0;
    qint64 memoryKib = 0; ///< Resident, of the server.
};

Footprint footprintOf(const TestDevice& device, const ServerProcess& server) {
    Footprint found;
    QDirIterator files(QString::fromStdString(device.statePath().string()), QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        found.stateBytes += files.fileInfo().size();
        ++found.stateFiles;
    }
    const QString process = QStringLiteral("/proc/%1").arg(server.processId());
    found.descriptors =
        QDir(process + "/fd").entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
    QFile status(process + "/status");
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : status.readAll().split('\n')) {
            if (line.startsWith("VmRSS:")) {
                found.memoryKib = line.simplified().split(' ').value(1).toLongLong();
            }
        }
    }
    return found;
}

} // namespace

class InstallerEnduranceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingGrowsFromInstallationToInstallation();
};

void InstallerEnduranceTest::nothingGrowsFromInstallationToInstallation() {
    const int wanted = qEnvironmentVariableIntValue("FIELDFARE_INSTALLATIONS");
    const int installations = wanted > 0 ? wanted : 20;
    constexpr int settled = 10; // by then every cache has its size
    TestDevice device;
    std::array<Bytes, 2> images;
    std::array<Bytes, 2> bundles;
    for (const std::size_t i : {0U, 1U}) {
        BundleRecipe recipe = device.recipe("2.0", static_cast<unsigned>(20 + i));
        recipe.version = i == 0 ? "2.0" : "2.1";
        images.at(i) = changed(device.firstImage("rootfs"), static_cast<unsigned>(30 + i));
        recipe.images["rootfs"] = images.at(i);
        bundles.at(i) = readBytes(device.build("release-" + std::to_string(i), recipe));
    }
    ServerProcess server(device);
    Footprint first;
    for (int i = 0; i < installations; ++i) {
        const auto which = static_cast<std::size_t>(i % 2);
        PushOptions options;
        options.allowOlder = true;
        if (i % 5 == 3) { // some are cut off, and go on
            options.stopAt = 20'000;
            QVERIFY(!push(device, bundles.at(which), options).reply);
            options.stopAt.reset();
        }
        PushOutcome outcome;
        const auto installed = [&] {
            outcome = push(device, bundles.at(which), options);
            return outcome.reply && outcome.reply->ok();
        };
        QTRY_VERIFY_WITH_TIMEOUT(installed(), 20'000); // the one before may still be letting go
        device.reboot();
        QCOMPARE(runInstaller(device, {"boot"}).exitCode, 0);
        QCOMPARE(runInstaller(device, {"trial"}).exitCode, 0);
        QVERIFY(!device.bootState().trial);
        QVERIFY(device.slotContent("rootfs", device.booted(), images.at(which).size()) == images.at(which));
        if (i + 1 == settled) {
            first = footprintOf(device, server);
            QVERIFY(first.descriptors > 0 && first.memoryKib > 0 && first.stateFiles > 0);
        }
    }
    const Footprint last = footprintOf(device, server);
    qInfo("%d installations; state folder: %lld bytes in %lld files (%lld in %lld after %d), descriptors "
          "%lld (%lld), "
          "resident %lld KiB (%lld)",
          installations, last.stateBytes, static_cast<long long>(last.stateFiles), first.stateBytes,
          static_cast<long long>(first.stateFiles), settled, static_cast<long long>(last.descriptors),
          static_cast<long long>(first.descriptors), last.memoryKib, first.memoryKib);
    QCOMPARE(last.stateFiles, first.stateFiles);
    QCOMPARE(last.descriptors, first.descriptors);
    QVERIFY(last.stateBytes < 1024 * 1024);           // the journal is written anew at 512 KiB
#ifndef __SANITIZE_ADDRESS__                          // it keeps what was freed
    QVERIFY(last.memoryKib < first.memoryKib + 2048); // of the allocator, an arena for each thread
#endif
}

QTEST_GUILESS_MAIN(InstallerEnduranceTest)
#include "tst_installer_endurance.moc"
