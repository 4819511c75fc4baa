// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/appearance.h"
#include "app/workbench/live/live_finder.h"
#include "app/workbench/preferences.h"

#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

struct Place {
    QTemporaryDir folder;
    QString path = folder.filePath("workbench.ini");
    void write(const QByteArray& content) const {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
};

/// Finds what the test says.
class FakeDiscovery final : public Discovery {
public:
    explicit FakeDiscovery(Observer& observer)
        : m_observer(observer) {}
    void start(Observer observer) override { m_observer = std::move(observer); }

private:
    Observer& m_observer;
};

} // namespace

class WorkbenchSettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingChosenSurvivesARestart();
    void whatTheWindowWritesIsValid();
    void aFileThatIsWrongIsToldWithItsLine_data();
    void aFileThatIsWrongIsToldWithItsLine();
    void whatIsWrongIsNotUsedAndTheRestIs();
    void theSearchForDevicesIsSwitchedOffAndOnAtOnce();
    void aReportFolderThatIsGoneIsNotOffered();
};

void WorkbenchSettingsTest::everythingChosenSurvivesARestart() {
    Place place;
    {
        QSettings settings(place.path, QSettings::IniFormat);
        Appearance appearance(settings);
        Preferences preferences(settings, {});
        QVERIFY(preferences.discovery()); // unless it was switched off
        const QSignalSpy switched(&preferences, &Preferences::discoveryChanged);
        appearance.setTheme("dark");
        appearance.setLanguage("zh_CN");
        appearance.setTextPercent(150);
        appearance.setComfortable(true);
        preferences.setDiscovery(false);
        preferences.setReportFolder(place.folder.path());
        QCOMPARE(switched.size(), 1);
    }
    QSettings settings(place.path, QSettings::IniFormat);
    const Appearance appearance(settings);
    const Preferences preferences(settings, {});
    QCOMPARE(appearance.theme(), "dark");
    QCOMPARE(appearance.language(), "zh_CN");
    QCOMPARE(appearance.textPercent(), 150);
    QVERIFY(appearance.comfortable());
    QVERIFY(!preferences.discovery());
    QCOMPARE(preferences.reportFolder(), place.folder.path());
    QVERIFY(preferences.reportFolderUrl().isLocalFile());
}

void WorkbenchSettingsTest::whatTheWindowWritesIsValid() {
    Place place;
    QVERIFY(checkSettings(place.path).ok()); // none is there yet
    {
        QSettings settings(place.path, QSettings::IniFormat);
        Appearance appearance(settings);
        Preferences preferences(settings, {});
        appearance.setTheme("light");
        appearance.setLanguage("en");
        appearance.setLanguage("");
        appearance.setTextPercent(200);
        appearance.setComfortable(true);
        appearance.setReducedMotion(true);
        preferences.setDiscovery(false);
        preferences.setReportFolder(QString::fromUtf8("/b\u00fccher \u4e2d; [x] = 1"));
        settings.setValue("security/passphraseMinutes", 60);
    }
    const auto checked = checkSettings(place.path);
    QVERIFY2(checked.ok(), checked ? "" : describeLine(checked.error()).c_str());
}

void WorkbenchSettingsTest::aFileThatIsWrongIsToldWithItsLine_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("key");
    QTest::newRow("theme") << QByteArray("[appearance]\ntheme=purple\n") << 2 << "appearance/theme";
    QTest::newRow("language") << QByteArray("[appearance]\n\nlanguage=xx\n") << 3 << "appearance/language";
    QTest::newRow("too large") << QByteArray("[appearance]\ntextPercent=900\n") << 2
                               << "appearance/textPercent";
    QTest::newRow("no number") << QByteArray("[security]\npassphraseMinutes=ten\n") << 2
                               << "security/passphraseMinutes";
    QTest::newRow("neither true nor false")
        << QByteArray("[network]\ndiscovery=maybe\n") << 2 << "network/discovery";
    QTest::newRow("no key") << QByteArray("[appearance]\nnonsense\n") << 2 << "-";
    QTest::newRow("open section") << QByteArray("[appearance\ntheme=dark\n") << 1 << "-";
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\x00\x00", 10) << 1 << "-";
}

void WorkbenchSettingsTest::aFileThatIsWrongIsToldWithItsLine() {
    QFETCH(QByteArray, content);
    QFETCH(int, line);
    QFETCH(QString, key);
    Place place;
    place.write(content);
    const auto checked = checkSettings(place.path);
    QVERIFY(!checked.ok());
    QVERIFY(checked.error() == ErrorCode::BadConfig);
    QSettings settings(place.path, QSettings::IniFormat);
    Preferences preferences(settings, checked);
    const QVariantMap told = preferences.trouble().toMap();
    QVERIFY(told["where"].toString().contains(QStringLiteral("line %1").arg(line)));
    QVERIFY(told["where"].toString().contains(key));
    preferences.dismissTrouble();
    QVERIFY(preferences.trouble().toMap().isEmpty());
}

void WorkbenchSettingsTest::whatIsWrongIsNotUsedAndTheRestIs() {
    Place place;
    place.write("[appearance]\ntheme=purple\ntextPercent=150\nlanguage=xx\n[network]\ndiscovery=maybe\n");
    QSettings settings(place.path, QSettings::IniFormat);
    const Appearance appearance(settings);
    const Preferences preferences(settings, checkSettings(place.path));
    QCOMPARE(appearance.theme(), "system");
    QCOMPARE(appearance.language(), "");
    QCOMPARE(appearance.textPercent(), 150);
    QVERIFY(preferences.discovery());
}

void WorkbenchSettingsTest::theSearchForDevicesIsSwitchedOffAndOnAtOnce() {
    Discovery::Observer observer;
    int started = 0;
    LiveFinder finder([&]() -> std::unique_ptr<Discovery> {
        ++started;
        return std::make_unique<FakeDiscovery>(observer);
    });
    QSignalSpy found(&finder, &DeviceFinder::found);
    QSignalSpy vanished(&finder, &DeviceFinder::vanished);
    QSignalSpy available(&finder, &DeviceFinder::availableChanged);
    finder.setOn(false); // chosen before
    finder.start();
    QCOMPARE(started, 0);
    QVERIFY(available.isEmpty() || available.last()[0].toBool()); // nothing is missing: it is not wanted
    finder.setOn(true);
    QCOMPARE(started, 1);
    FoundDevice device;
    device.name = "gw-1";
    device.id = "gw-1";
    device.addresses = {DeviceAddress::parse("10.0.0.1").value()};
    observer.changed(device);
    QCOMPARE(found.size(), 1);
    finder.setOn(false);
    QCOMPARE(vanished.size(), 1); // it is no longer announced
    QCOMPARE(vanished[0][0].toString(), "gw-1");
    finder.setOn(true);
    QCOMPARE(started, 2);
}

void WorkbenchSettingsTest::aReportFolderThatIsGoneIsNotOffered() {
    Place place;
    QSettings settings(place.path, QSettings::IniFormat);
    Preferences preferences(settings, {});
    QVERIFY(preferences.reportFolderUrl().isEmpty());
    preferences.setReportFolder(place.folder.filePath("gone"));
    QVERIFY(preferences.reportFolderUrl().isEmpty());
}

QTEST_GUILESS_MAIN(WorkbenchSettingsTest)
#include "tst_workbench_settings.moc"
