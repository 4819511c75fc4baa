// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/activity_page.h"
#include "app/workbench/appearance.h"
#include "app/workbench/device_import.h"
#include "app/workbench/device_page.h"
#include "app/workbench/devices_page.h"
#include "app/workbench/fleet_keys.h"
#include "app/workbench/laptop_identity.h"
#include "app/workbench/new_bundle.h"
#include "app/workbench/practice.h"
#include "app/workbench/preferences.h"
#include "app/workbench/push_flow.h"

class QQmlApplicationEngine;
class QQuickWindow;

namespace fieldfare::app {

/// Puts text on the clipboard; what the pages get for their copy buttons.
class Clipboard : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    Q_INVOKABLE void copy(const QString& text);
};

/// What the pages of the window show. Nothing is owned; all must outlive the engine.
struct WindowModels {
    DevicesPage& devices;
    DevicePage& device;
    Appearance& appearance;
    Clipboard& clipboard;
    PushFlow& push;
    DeviceImport& importer;
    BundleLibrary& library;
    NewBundle& newBundle;
    Passphrases& passphrases;
    FleetKeys& fleet;
    LaptopIdentity& laptop;
    Practice& practice;
    ActivityPage& activity;
    Preferences& preferences;
    QObject* technician =
        nullptr; ///< Properties locked, lockable, keyName; unlock(passphrase). Null: never locked.
};

/// To be called once before the application object is used for windows: no style but our own.
void prepareQuick();
/// Loads the window into `engine`; null if its files do not fit, with the reasons on stderr.
[[nodiscard]] QQuickWindow* loadWindow(QQmlApplicationEngine& engine, const WindowModels& models);
/// After a change of the language: has every word said again, also those that the models speak.
void retranslate(QQmlApplicationEngine& engine, const WindowModels& models, DeviceBook& book);

} // namespace fieldfare::app
