// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/e2e/window_driver.h"

#include <QDir>
#include <QTest>

namespace fieldfare::test {

/// A fleet with two releases, some devices of it with their power on, and the window on its display. The
/// devices are made known by the command line: both share one memory.
class WindowFixture {
public:
    /// Where there is no display to be had, skips all tests of the program: for its initTestCase().
    static void skipWithoutDisplay() {
        if (!Display::available()) {
            QSKIP("Xvfb, openbox or xdotool is missing");
        }
    }

    explicit WindowFixture(int deviceCount, int payloadBytes = 256 << 10)
        : first(workshop.bundle({.version = "1.0"}))
        , second(workshop.bundle({.version = "2.0", .noiseBytes = payloadBytes}, first)) {
        // Its documents, too, are in the workshop.
        QDir().mkpath(workshop.path("config"));
        QFile places(workshop.path("config/user-dirs.dirs"));
        const QByteArray documents = workshop.path("documents").toUtf8();
        if (!places.open(QIODevice::WriteOnly) ||
            places.write("XDG_DOCUMENTS_DIR=\"" + documents + "\"\n") < documents.size()) {
            qFatal("cannot write %s", qPrintable(places.fileName()));
        }
        for (int i = 1; i <= deviceCount; ++i) {
            devices.push_back(
                std::make_unique<RunningDevice>(workshop.makeDevice(QString("gw-%1").arg(i), first)));
            devices.back()->powerOn();
            (void)workshop.show(devices.back()->address());
        }
    }

    /// From the list of devices to the review, with real clicks; all devices that fit are chosen.
    [[nodiscard]] bool goToReview(const QString& bundle, bool oneFirst) {
        for (const auto& device : devices) {
            if (!window.waitFor("device-" + nameOf(*device)) ||
                !window.waitForText("status-" + nameOf(*device), "Good")) {
                return false;
            }
        }
        return openBundle(bundle) && window.click("pushNext") && window.click("chooseAll") &&
               window.click("pushNext") && (oneFirst || window.click("oneFirst")) &&
               window.click("pushNext") && window.waitFor("review");
    }
    [[nodiscard]] bool openBundle(const QString& bundle) {
        if (!window.click("push") || !window.fill("bundlePath", bundle)) {
            return false;
        }
        window.press("Return");
        return true;
    }
    /// What the device itself says it runs.
    [[nodiscard]] QString versionOn(std::size_t device) {
        return workshop.show(devices[device]->address())["release"].toObject()["version"].toString();
    }
    /// Where the window keeps bundles.
    [[nodiscard]] QString library() const { return workshop.path("documents/Fieldfare"); }
    /// A device's name is its identity; the workshop names it after its folder.
    [[nodiscard]] static QString nameOf(const RunningDevice& device) {
        return device.folder().section('/', -1);
    }

    Workshop workshop;
    QString first;
    QString second;
    std::vector<std::unique_ptr<RunningDevice>> devices;
    Display display;
    WindowDriver window{workshop, display};
};

} // namespace fieldfare::test
