// SPDX-License-Identifier: Apache-2.0
// Draws every screen of the window into a folder: workbench-screenshots FOLDER PREFIX light|dark LANGUAGE
// [TEXT_PERCENT]. With a size of the text, in the smallest window.
#include "app/workbench/languages.h"
#include "app/workbench/report_pdf.h"
#include "tests/app/workbench/scene.h"

#include <QDir>
#include <QElapsedTimer>
#include <QGuiApplication>

using namespace fieldfare::app;

namespace {

void settle() {
    QElapsedTimer time;
    time.start();
    while (time.elapsed() < 700) { // transitions last at most 200 ms
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }
}

QObject* find(Scene& scene, const char* name) {
    return scene.window->findChild<QObject*>(QLatin1String(name));
}

class Camera {
public:
    Camera(Scene& scene, QString prefix)
        : m_scene(scene)
        , m_prefix(std::move(prefix)) {}
    bool shoot(const QString& name) {
        settle();
        const QImage image = m_scene.window->grabWindow();
        return !image.isNull() && image.save(m_prefix + name + QStringLiteral(".png"));
    }

private:
    Scene& m_scene;
    QString m_prefix;
};

bool shootBundles(Scene& scene, Camera& camera) {
    scene.window->setProperty("page", "bundles");
    bool ok = camera.shoot("bundles-empty");
    scene.fillLibrary();
    ok = camera.shoot("bundles") && ok;
    scene.library.select(scene.bundlePath("pump-os-4.1-strange"));
    scene.window->setProperty("page", "bundle");
    ok = camera.shoot("bundle-not-trusted") && ok;
    scene.library.select(scene.bundlePath("gateway-os-1.9"));
    ok = camera.shoot("bundle") && ok;
    scene.library.showComparison(scene.bundlePath("gateway-os-2.0"), BundleTravel{3'100'000, 31'000'000});
    settle();
    find(scene, "bundleFlick")->setProperty("contentY", 420);
    ok = camera.shoot("bundle-compared") && ok;
    scene.addImages();
    scene.window->setProperty("page", "newBundle");
    ok = camera.shoot("new-bundle-images") && ok;
    scene.newBundle.next();
    scene.newBundle.setVersion("2.2");
    ok = camera.shoot("new-bundle-release") && ok;
    scene.reviewBundle();
    scene.newBundle.back();
    ok = camera.shoot("new-bundle-key") && ok;
    scene.newBundle.next();
    ok = camera.shoot("new-bundle-review") && ok;
    scene.newBundle.build("passphrase");
    ok = camera.shoot("new-bundle-build") && ok;
    scene.workshop.finish();
    (void)Scene::waitFor([&] { return !scene.newBundle.running(); });
    return camera.shoot("new-bundle-built") && ok;
}

bool shootKeys(Scene& scene, Camera& camera) {
    const auto go = [&](const char* page) { scene.window->setProperty("page", page); };
    go("keys");
    bool ok = camera.shoot("keys-empty");
    go("createFleet");
    ok = camera.shoot("keys-create") && ok;
    go("joinFleet");
    scene.makeRequest();
    ok = camera.shoot("keys-join") && ok;
    scene.openFleet();
    go("keys");
    ok = camera.shoot("keys") && ok;
    find(scene, "keysFlick")->setProperty("contentY", 380);
    ok = camera.shoot("keys-lower") && ok;
    find(scene, "keysFlick")->setProperty("contentY", 0);
    go("issueKey");
    ok = camera.shoot("keys-issue") && ok;
    go("approveKey");
    scene.fleet.readRequest(scene.requestPath());
    return camera.shoot("keys-approve") && ok;
}

} // namespace

int main(int argc, char** argv) {
    prepareQuick();
    QGuiApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 5 || !QDir().mkpath(words[1])) {
        qCritical("usage: workbench-screenshots FOLDER PREFIX light|dark LANGUAGE [TEXT_PERCENT]");
        return EXIT_FAILURE;
    }
    Languages languages;
    languages.use(words[4]);
    Scene scene;
    if (scene.window == nullptr) {
        return EXIT_FAILURE;
    }
    scene.appearance.setTheme(words[3]);
    if (words.size() > 5) {
        scene.appearance.setTextPercent(words[5].toInt());
        scene.window->resize(scene.window->minimumSize());
    }
    Camera camera(scene, words[1] + u'/' + words[2]);
    bool ok = true;
    ok = camera.shoot("settings-wrong") && ok;
    scene.preferences.dismissTrouble();
    ok = camera.shoot("first-start") && ok;
    scene.practice.tryIt();
    ok = camera.shoot("practice-making") && ok;
    scene.room.finish();
    scene.room.answer("1.0");
    ok = camera.shoot("practice") && ok;
    scene.practice.remove();
    Q_EMIT scene.room.removed();
    Q_EMIT scene.finder.availableChanged(false);
    ok = camera.shoot("devices-empty") && ok;
    Q_EMIT scene.finder.availableChanged(true);
    scene.fill();
    ok = camera.shoot("devices") && ok;
    scene.cutOff();
    scene.devices.toggle("gHall 3");
    ok = camera.shoot("devices-cut-off") && ok;
    scene.push.giveUpInterrupted();
    scene.devices.toggle("gHall 3");
    QMetaObject::invokeMethod(find(scene, "importDialog"), "open");
    scene.importer.read("address,note,group\n192.168.7.17,by the door,Hall 3\n192.168.7.60,,Hall 4\n",
                        "halls.csv");
    ok = camera.shoot("import") && ok;
    scene.importer.read("address,note\n192.168.7.60,new\n,no address\n192.168.7.60,twice\n", "halls.csv");
    ok = camera.shoot("import-wrong") && ok;
    QMetaObject::invokeMethod(find(scene, "importDialog"), "close");
    QMetaObject::invokeMethod(find(scene, "addAddress"), "triggered");
    settle();
    find(scene, "address")->setProperty("text", "not an address");
    ok = camera.shoot("add-device") && ok;
    QMetaObject::invokeMethod(find(scene, "addDialog"), "close");
    PushFlow& push = scene.push;
    QMetaObject::invokeMethod(find(scene, "push"), "clicked");
    push.openBundle(QStringLiteral("/good.ffb"));
    ok = camera.shoot("push-bundle") && ok;
    push.next();
    push.setWaitForOffline(true);
    push.chooseAll(true);
    ok = camera.shoot("push-devices") && ok;
    push.next();
    ok = camera.shoot("push-options") && ok;
    push.next();
    ok = camera.shoot("push-review") && ok;
    push.start();
    Q_EMIT scene.desk.latest->progressed(0, {PushPhase::Sending, 13'000'000, 31'000'000});
    Q_EMIT scene.desk.latest->progressed(1, {PushPhase::LinkLost, 4'000'000, 31'000'000});
    ok = camera.shoot("push-run") && ok;
    scene.endPush();
    ok = camera.shoot("push-result") && ok;
    push.setPdfWriter(writePdf);
    push.saveReport(QUrl::fromLocalFile(words[1] + u'/' + words[2] + QStringLiteral("report.pdf")));
    ok = push.reportPath().endsWith(QStringLiteral("report.pdf")) && ok;
    scene.openDevice("192.168.7.17");
    ok = camera.shoot("device") && ok;
    find(scene, "deviceFlick")->setProperty("contentY", 360);
    ok = camera.shoot("device-lower") && ok;
    find(scene, "deviceFlick")->setProperty("contentY", 0);
    QMetaObject::invokeMethod(find(scene, "describeDialog"), "open");
    ok = camera.shoot("describe") && ok;
    QMetaObject::invokeMethod(find(scene, "describeDialog"), "close");
    QMetaObject::invokeMethod(find(scene, "rollBack"), "clicked");
    ok = camera.shoot("roll-back") && ok;
    QMetaObject::invokeMethod(find(scene, "rollBackDialog"), "close");
    scene.openDevice("192.168.7.20");
    ok = camera.shoot("device-went-back") && ok;
    ok = shootBundles(scene, camera) && ok;
    ok = shootKeys(scene, camera) && ok;
    scene.window->setProperty("page", "activity");
    ok = camera.shoot("activity-empty") && ok;
    scene.fillActivity(false);
    ok = camera.shoot("activity") && ok;
    scene.fillActivity(true);
    ok = camera.shoot("activity-broken") && ok;
    scene.window->setProperty("page", "settings");
    ok = camera.shoot("settings") && ok;
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
