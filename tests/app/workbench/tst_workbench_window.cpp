// SPDX-License-Identifier: Apache-2.0
// Loads the real pages and walks them: nothing sticks out, everything that takes the keyboard has a name.
#include "app/text/translations.h"
#include "app/workbench/languages.h"
#include "tests/app/workbench/scene.h"
#include "tests/app/workbench/structure.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

/// Every dialog and menu of the window, whatever page it belongs to.
QList<QObject*> popupsOf(Scene& scene) {
    QList<QObject*> popups;
    for (QObject* object : scene.window->findChildren<QObject*>()) {
        if (object->inherits("QQuickDialog") || object->inherits("QQuickMenu")) {
            popups += object;
        }
    }
    return popups;
}

/// The page (or the window, for which there is none) that a dialog or menu belongs to can be seen.
bool belongsToWhatIsSeen(const QObject* popup) {
    for (const QObject* above = popup->parent(); above != nullptr; above = above->parent()) {
        if (const auto* item = qobject_cast<const QQuickItem*>(above)) {
            return item->isVisible();
        }
    }
    return true;
}

/// Looks at a page, then at every dialog and menu of it that was not looked at before.
template <typename See>
class Walker {
public:
    Walker(Scene& scene, See see)
        : m_scene(scene)
        , m_see(std::move(see)) {}

    void operator()(const char* page) {
        QVERIFY2(m_see(QLatin1String(page)), page);
        for (QObject* popup : popupsOf(m_scene)) {
            const QString key = popup->objectName();
            if (m_seen.contains(key) || !belongsToWhatIsSeen(popup)) {
                continue;
            }
            m_seen.insert(key);
            QMetaObject::invokeMethod(popup, "open");
            QTRY_VERIFY2(popup->property("opened").toBool(), qPrintable(key));
            QVERIFY2(m_see(page + QLatin1String(", ") + key), qPrintable(key));
            QMetaObject::invokeMethod(popup, "close");
            QTRY_VERIFY2(!popup->property("visible").toBool(), qPrintable(key));
        }
    }

    /// Fails if there is a dialog that was never looked at.
    void nothingIsLeft() const {
        for (const QObject* popup : popupsOf(m_scene)) {
            const QString key = popup->objectName();
            QVERIFY2(!key.isEmpty(), popup->metaObject()->className());
            QVERIFY2(m_seen.contains(key), qPrintable(key));
        }
        QVERIFY(m_seen.size() >= 14);
    }

private:
    Scene& m_scene;
    See m_see;
    QSet<QString> m_seen;
};

/// Every page about bundles.
template <typename See>
void walkBundles(Scene& scene, See& see) {
    scene.window->setProperty("page", "bundles");
    see("bundles, none");
    scene.fillLibrary();
    see("bundles");
    QMetaObject::invokeMethod(scene.window->findChild<QObject*>("bundlesPage"), "opened",
                              Q_ARG(QString, scene.bundlePath("pump-os-4.1-strange")));
    see("bundle that is not trusted");
    scene.library.select(scene.bundlePath("gateway-os-1.9"));
    see("bundle");
    QMetaObject::invokeMethod(scene.window->findChild<QObject*>("bundlesPage"), "newWanted");
    see("new bundle, no image");
    scene.reviewBundle();
    for (const char* step : {"new bundle, review", "new bundle, key", "new bundle, release"}) {
        see(step);
        scene.newBundle.back();
    }
    see("new bundle, images");
    for (int i = 0; i < 3; ++i) {
        scene.newBundle.next();
    }
    scene.newBundle.build("passphrase");
    see("new bundle, building");
    scene.workshop.finish();
    (void)Scene::waitFor([&] { return !scene.newBundle.running(); });
    see("new bundle, built");
}

/// Every page about keys.
template <typename See>
void walkKeys(Scene& scene, See& see) {
    const auto go = [&](const char* page) { scene.window->setProperty("page", page); };
    go("keys");
    see("keys, no fleet");
    go("createFleet");
    see("create a fleet");
    go("joinFleet");
    see("join a fleet");
    scene.makeRequest();
    see("join a fleet, requested");
    go("requestRelease");
    see("ask for a release key");
    go("restoreFleet");
    see("restore a fleet");
    scene.openFleet();
    go("keepFleet");
    see("keep a fleet");
    go("keys");
    see("keys");
    go("issueKey");
    see("issue a key");
    go("approveKey");
    scene.fleet.readRequest(scene.requestPath());
    see("approve a request");
}

/// The dialog that takes devices from a table, with what it says of a good and of a bad one.
template <typename See>
void importTables(Scene& scene, See& see) {
    auto* dialog = scene.window->findChild<QObject*>("importDialog");
    QMetaObject::invokeMethod(dialog, "open");
    scene.importer.read("address,note,group\n192.168.7.17,by the door,Hall 3\n192.168.7.60,,Hall 4\n",
                        "halls.csv");
    see("import");
    scene.importer.read("address,note\n192.168.7.60,new\n,no address\n192.168.7.60,twice\n", "halls.csv");
    see("import, wrong");
    QMetaObject::invokeMethod(dialog, "close");
}

/// Shows every page in turn, in states that are full; stops where `look` says false, which fails the test.
template <typename Look>
void walkPages(Scene& scene, Look look) {
    Walker see(scene, look);
    Q_EMIT scene.room.failed(Error(ErrorCode::ToolFailed, {{"program", std::string("fieldfare-agent")},
                                                           {"detail", std::string("it was not found")}}));
    see("first start, a program is missing");
    scene.preferences.dismissTrouble();
    scene.fill();
    scene.cutOff();
    see("devices");
    scene.practice.tryIt();
    see("practice, being made");
    scene.room.finish();
    scene.room.answer("1.0");
    see("practice");
    importTables(scene, see);
    scene.openDevice("192.168.7.17");
    see("device");
    auto* flick = scene.window->findChild<QObject*>("deviceFlick");
    flick->setProperty("contentY", 400);
    see("device, lower");
    flick->setProperty("contentY", 0);
    walkBundles(scene, see);
    walkKeys(scene, see);
    scene.window->setProperty("page", "activity");
    see("activity, none");
    scene.fillActivity(true);
    see("activity");
    scene.window->setProperty("page", "settings");
    see("settings");
    scene.window->setProperty("page", "push");
    see("push, empty");
    scene.push.openBundle("/bad.ffb");
    see("push, a bundle that is not trusted");
    scene.push.openBundle("/good.ffb");
    scene.push.setWaitForOffline(true);
    scene.push.chooseAll(true);
    for (const char* step : {"bundle", "push, devices", "push, options", "push, review"}) {
        see(step);
        scene.push.next();
    }
    scene.push.start();
    Q_EMIT scene.desk.latest->progressed(0, {PushPhase::Sending, 13'000'000, 31'000'000});
    Q_EMIT scene.desk.latest->progressed(1, {PushPhase::LinkLost, 4'000'000, 31'000'000});
    see("push, running");
    scene.endPush();
    see("push, result");
    see.nothingIsLeft();
}

} // namespace

class WorkbenchWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingSticksOutOnAnyPage_data();
    void nothingSticksOutOnAnyPage();
    void everythingThatTakesTheKeyboardHasAName();
    void theFirstDeviceOpensWithTheKeyboardAlone();
    void rollingBackNeedsTwoActs();
    void aDeviceThatIsRemovedLeavesItsPage();
    void aNewAddressIsAddedInTheDialog();
    void aDialogThatIsTooHighScrollsAndKeepsItsButtons();
    void aPushGoesFromBundleToResultByItsButtons();
    void closingDuringABuildAsksAndCancelsIt();
    void closingDuringAPracticePushPromisesNoResume();
    void noPageIsLong();
    void everyTextIsTranslated();
    void anotherLanguageReachesTheWordsOfTheDevicesToo();
    void theWindowLoadsWithoutAWarning();
};

void WorkbenchWindowTest::nothingSticksOutOnAnyPage_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("textPercent");
    for (const char* language : {"en", "zh_CN", "de", "long"}) {
        for (const QSize size : {QSize(1024, 640), QSize(1920, 1080)}) {
            for (const int percent : {100, 150, 200}) {
                QTest::addRow("%s %dx%d %d%%", language, size.width(), size.height(), percent)
                    << language << size << percent;
            }
        }
    }
}

void WorkbenchWindowTest::nothingSticksOutOnAnyPage() {
    QFETCH(QString, language);
    QFETCH(QSize, size);
    QFETCH(int, textPercent);
    Languages languages;
    languages.use(language == "long" ? "en" : language);
    LongWords longWords;
    if (language == "long") {
        QCoreApplication::installTranslator(&longWords);
    }
    Scene scene;
    QVERIFY(scene.window != nullptr);
    scene.window->resize(size);
    scene.appearance.setTextPercent(textPercent);
    scene.appearance.setReducedMotion(true);
    const auto faults = [&] {
        QByteArray found; // layouts settle in the next turns of the event loop
        (void)QTest::qWaitFor(
            [&] {
                found = faultsOf(scene.window).join('\n').toUtf8();
                return found.isEmpty();
            },
            3000);
        return found;
    };
    QCOMPARE(faults(), QByteArray());
    walkPages(scene, [&](const QString& page) {
        const QByteArray found = faults();
        return found.isEmpty() || (qWarning("%s: %s", qPrintable(page), found.constData()), false);
    });
    QCoreApplication::removeTranslator(&longWords);
}

void WorkbenchWindowTest::everythingThatTakesTheKeyboardHasAName() {
    Scene scene;
    walkPages(scene, [&](const QString& page) {
        QTest::qWait(20);
        int looked = 0;
        for (QQuickItem* item : itemsBelow(scene.window->contentItem())) {
            const bool takesFocus = item->isVisible() && item->isEnabled() && item->activeFocusOnTab();
            looked += takesFocus ? 1 : 0;
            if (takesFocus && accessibleName(item).isEmpty()) {
                qWarning("%s: %s has no name", qPrintable(page), qPrintable(nameOf(item)));
                return false;
            }
        }
        return looked > 2;
    });
}

void WorkbenchWindowTest::theFirstDeviceOpensWithTheKeyboardAlone() {
    Scene scene;
    scene.fill();
    scene.window->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(scene.window));
    for (int i = 0; i < 20; ++i) {
        const QQuickItem* item = scene.window->activeFocusItem();
        if (item != nullptr && item->objectName().startsWith("device-")) {
            break;
        }
        QTest::keyClick(scene.window, Qt::Key_Tab);
    }
    QVERIFY(scene.window->activeFocusItem()->objectName().startsWith("device-"));
    QTest::keyClick(scene.window, Qt::Key_Return);
    QCOMPARE(scene.window->property("page").toString(), "device");
    QVERIFY(scene.device.present());
    QTest::keyClick(scene.window, Qt::Key_Escape);
    QTRY_COMPARE(scene.window->property("page").toString(), "devices");
}

void WorkbenchWindowTest::rollingBackNeedsTwoActs() {
    Scene scene;
    scene.fill();
    scene.openDevice("192.168.7.17");
    FakeLink& link = *scene.links().latest["192.168.7.17"];
    QMetaObject::invokeMethod(scene.window->findChild<QObject*>("rollBack"), "clicked");
    auto* dialog = scene.window->findChild<QObject*>("rollBackDialog");
    QTRY_VERIFY(dialog->property("opened").toBool());
    QVERIFY(link.performed.empty());
    QVERIFY(dialog->property("title").toString().contains("gateway-017"));
    QVERIFY(scene.window->activeFocusItem()->objectName() == "confirmCancel");
    QTest::keyClick(scene.window, Qt::Key_Tab);
    QTest::keyClick(scene.window, Qt::Key_Space);
    QTRY_COMPARE(link.performed.size(), 1U);
    QVERIFY(link.performed[0] == DeviceAction::RollBack);
}

void WorkbenchWindowTest::aDeviceThatIsRemovedLeavesItsPage() {
    Scene scene;
    scene.fill();
    scene.openDevice("192.168.7.21");
    scene.book.forget(scene.device.serial());
    QCOMPARE(scene.window->property("page").toString(), "devices");
}

void WorkbenchWindowTest::aNewAddressIsAddedInTheDialog() {
    Scene scene;
    QMetaObject::invokeMethod(scene.window->findChild<QObject*>("addAddress"), "triggered");
    auto* address = scene.window->findChild<QObject*>("address");
    auto* accept = scene.window->findChild<QObject*>("addAccept");
    address->setProperty("text", "not an address");
    QVERIFY(!accept->property("enabled").toBool());
    address->setProperty("text", "10.0.0.5");
    QVERIFY(accept->property("enabled").toBool());
    QMetaObject::invokeMethod(accept, "clicked");
    QCOMPARE(scene.devices.total(), 1);
    QVERIFY(scene.links().latest.contains("10.0.0.5"));
}

void WorkbenchWindowTest::aDialogThatIsTooHighScrollsAndKeepsItsButtons() {
    LongWords longWords;
    QCoreApplication::installTranslator(&longWords);
    Scene scene;
    const QRectF frame(0, 0, 1024, 420); // less than a person can make it
    scene.window->setMinimumHeight(420);
    scene.window->resize(frame.size().toSize());
    scene.appearance.setTextPercent(200);
    scene.window->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(scene.window));
    QMetaObject::invokeMethod(scene.window->findChild<QObject*>("addAddress"), "triggered");
    const auto* accept = scene.window->findChild<QQuickItem*>("addAccept");
    const auto* note = scene.window->findChild<QQuickItem*>("note");
    QTRY_VERIFY(scene.window->findChild<QObject*>("addDialog")->property("opened").toBool());
    const auto placeOf = [](const QQuickItem* item) {
        return item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
    };
    const auto* view = note->parentItem();
    while (view != nullptr && !view->inherits("QQuickFlickable")) {
        view = view->parentItem();
    }
    QVERIFY(view != nullptr);
    QVERIFY(view->property("contentHeight").toReal() > view->height());
    QVERIFY(frame.contains(placeOf(accept)));
    QVERIFY(!placeOf(view).contains(placeOf(note)));
    QTest::keyClick(scene.window, Qt::Key_Tab); // from the address to the note, which comes into sight
    QVERIFY(note->hasActiveFocus());
    QVERIFY(placeOf(view).contains(placeOf(note)));
    QVERIFY(frame.contains(placeOf(accept)));
    QCoreApplication::removeTranslator(&longWords);
}

void WorkbenchWindowTest::aPushGoesFromBundleToResultByItsButtons() {
    Scene scene;
    scene.fill();
    const auto click = [&](const char* name) {
        auto* button = scene.window->findChild<QQuickItem*>(name);
        const bool ready = button != nullptr && button->isVisible() && button->isEnabled();
        return ready && QMetaObject::invokeMethod(button, "clicked");
    };
    QVERIFY(click("push"));
    QCOMPARE(scene.window->property("page").toString(), "push");
    QVERIFY(!click("pushNext"));
    scene.push.openBundle("/good.ffb");
    QVERIFY(click("pushNext"));
    QVERIFY(!click("pushNext")); // no device is chosen
    scene.push.chooseAll(true);
    QVERIFY(click("pushNext"));
    QVERIFY(click("pushNext"));
    QVERIFY(click("pushStart"));
    QVERIFY(scene.desk.latest->started);
    scene.window->close(); // asks first
    QVERIFY(scene.window->isVisible());
    QTRY_VERIFY(scene.window->findChild<QObject*>("stopDialog")->property("opened").toBool());
    QMetaObject::invokeMethod(scene.window->findChild<QObject*>("stopDialog"), "close");
    for (int row = 0; row < scene.push.rows()->rowCount(); ++row) {
        Q_EMIT scene.desk.latest->deviceDone(static_cast<std::size_t>(row), PushOutcome());
    }
    Q_EMIT scene.desk.latest->finished();
    QVERIFY(!click("retryFailed")); // none has failed: none was started
    QVERIFY(click("startUntouched"));
    Q_EMIT scene.desk.latest->finished();
    QVERIFY(click("pushDone"));
    QCOMPARE(scene.window->property("page").toString(), "devices");
}

void WorkbenchWindowTest::closingDuringABuildAsksAndCancelsIt() {
    Scene scene;
    scene.fillLibrary();
    scene.reviewBundle();
    scene.newBundle.build("passphrase");
    QTRY_VERIFY(scene.newBundle.running());
    scene.window->close(); // asks first
    QVERIFY(scene.window->isVisible());
    auto* dialog = scene.window->findChild<QObject*>("stopDialog");
    QTRY_VERIFY(dialog->property("opened").toBool());
    QVERIFY(dialog->property("title").toString().contains("build"));
    QTRY_COMPARE(scene.window->activeFocusItem()->objectName(), "confirmCancel");
    QVERIFY(scene.newBundle.running());
    QMetaObject::invokeMethod(dialog, "close");
    QMetaObject::invokeMethod(dialog, "confirmed");
    QVERIFY(scene.newBundle.cancelling());
    QTRY_VERIFY(!scene.window->isVisible());
    QVERIFY(!scene.newBundle.running());
}

void WorkbenchWindowTest::closingDuringAPracticePushPromisesNoResume() {
    Scene scene;
    scene.practice.tryIt();
    scene.room.finish();
    scene.room.answer("1.0");
    auto* push = scene.window->findChild<QObject*>("push"); // the only device is the practice's
    QVERIFY(push != nullptr && QMetaObject::invokeMethod(push, "clicked"));
    QCOMPARE(scene.push.step(), "review");
    scene.push.start();
    scene.window->close();
    auto* dialog = scene.window->findChild<QObject*>("stopDialog");
    QTRY_VERIFY(dialog->property("opened").toBool());
    QVERIFY(dialog->property("explanation").toString().contains("practice device"));
    QMetaObject::invokeMethod(dialog, "close");
    QMetaObject::invokeMethod(dialog, "confirmed");
    QVERIFY(scene.desk.latest->stopped);
    Q_EMIT scene.desk.latest->finished();
    QTRY_VERIFY(!scene.window->isVisible());
    QVERIFY(scene.push.interrupted().isEmpty());
}

void WorkbenchWindowTest::everyTextIsTranslated() {
    for (const QString& language : languages().sliced(1)) { // English is in the sources
        QFile file(QStringLiteral(FIELDFARE_SOURCE_DIR "/translations/workbench_%1.ts").arg(language));
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(language));
        const QByteArray texts = file.readAll();
        QVERIFY(texts.count("<source>") > 150);
        QCOMPARE(texts.count("type=\"unfinished\""), 0);
        QCOMPARE(texts.count("<translation></translation>"), 0);
    }
}

void WorkbenchWindowTest::anotherLanguageReachesTheWordsOfTheDevicesToo() {
    Languages languages;
    languages.use("en");
    Scene scene;
    scene.fill();
    const auto badge = [&] {
        for (const QQuickItem* item : itemsBelow(scene.window->contentItem())) {
            if (item->objectName() == "status-gateway-017") {
                return item->property("text").toString();
            }
        }
        return QString();
    };
    QTRY_COMPARE(badge(), QString("Good"));
    const QSignalSpy counted(&scene.devices, &DevicesPage::countsChanged);
    languages.use("zh_CN");
    retranslate(scene.engine, scene.models(), scene.book);
    QTRY_COMPARE(badge(), QString::fromUtf8("正常"));
    languages.use("de");
    retranslate(scene.engine, scene.models(), scene.book);
    QTRY_COMPARE(badge(), QString("Gut"));
    QVERIFY(counted.size() > 0);
}

void WorkbenchWindowTest::noPageIsLong() {
    for (const char* folder : {"controls", "workbench"}) {
        const QDir dir(QStringLiteral(FIELDFARE_SOURCE_DIR "/qml/") + folder);
        const QStringList files = dir.entryList({"*.qml"});
        QVERIFY(files.size() > 5);
        for (const QString& name : files) {
            QFile file(dir.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto lines = file.readAll().count('\n');
            QVERIFY2(lines <= 200, qPrintable(QStringLiteral("%1 has %2 lines").arg(name).arg(lines)));
        }
    }
}

void WorkbenchWindowTest::theWindowLoadsWithoutAWarning() {
    QStringList warnings;
    Scene scene;
    QObject::connect(&scene.engine, &QQmlEngine::warnings, &scene.engine,
                     [&](const QList<QQmlError>& errors) {
                         for (const QQmlError& error : errors) {
                             warnings += error.toString();
                         }
                     });
    scene.fill();
    scene.openDevice("192.168.7.20");
    scene.window->setProperty("page", "settings");
    QTest::qWait(50);
    QCOMPARE(warnings.join('\n'), QString());
}

int main(int argc, char** argv) {
    prepareQuick();
    QGuiApplication application(argc, argv);
    WorkbenchWindowTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_workbench_window.moc"
