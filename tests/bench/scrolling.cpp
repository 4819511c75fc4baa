// SPDX-License-Identifier: Apache-2.0
// Scrolls through 500 devices while 50 rows a second change; prints the 95th percentile of the time between
// two frames in milliseconds.
#include "tests/app/workbench/scene.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace fieldfare;
using namespace fieldfare::app;

namespace {

constexpr int deviceCount = 500;
constexpr int measuredMs = 10'000;

QString addressOf(int device) {
    return QStringLiteral("10.0.%1.%2").arg(device / 250).arg(device % 250 + 1);
}

} // namespace

int main(int argc, char** argv) {
    prepareQuick();
    QGuiApplication application(argc, argv);
    Scene scene;
    if (scene.window == nullptr) {
        return EXIT_FAILURE;
    }
    scene.window->resize(1280, 800);
    std::vector<DeviceStatus> states;
    for (int device = 0; device < deviceCount; ++device) {
        states.push_back(goodStatus("gateway-" + std::to_string(device), "2.0"));
        scene.connectDevice(addressOf(device), states.back());
    }
    auto* list = scene.window->findChild<QQuickItem*>("deviceList");
    int changed = 0;
    QTimer changes;
    QObject::connect(&changes, &QTimer::timeout, &changes, [&] {
        changed = (changed + 7) % deviceCount;
        DeviceStatus& state = states[static_cast<std::size_t>(changed)];
        state.installation = Scene::installation(InstallationState::Receiving, (changed % 100) / 100.0);
        Q_EMIT scene.links().latest[addressOf(changed)]->statusArrived(state);
    });
    changes.start(20);
    QTimer wheel;
    qreal step = 40;
    QObject::connect(&wheel, &QTimer::timeout, &wheel, [&] {
        const qreal end = list->property("contentHeight").toReal() - list->height();
        const qreal next = list->property("contentY").toReal() + step;
        step = next > end || next < 0 ? -step : step;
        list->setProperty("contentY", std::clamp<qreal>(next, 0, end));
    });
    wheel.start(16);
    std::vector<double> frames;
    QElapsedTimer since;
    QObject::connect(scene.window, &QQuickWindow::frameSwapped, scene.window, [&] {
        if (since.isValid()) {
            frames.push_back(static_cast<double>(since.nsecsElapsed()) / 1e6);
        }
        since.start();
    });
    QTimer::singleShot(measuredMs, &application, &QCoreApplication::quit);
    QGuiApplication::exec();
    if (frames.size() < 50) {
        return EXIT_FAILURE;
    }
    std::ranges::sort(frames);
    std::printf("%.1f\n", frames[frames.size() * 95 / 100]);
    return EXIT_SUCCESS;
}
