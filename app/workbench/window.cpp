// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/window.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMetaProperty>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>

#include <initializer_list>

namespace fieldfare::app {

void Clipboard::copy(const QString& text) {
    QGuiApplication::clipboard()->setText(text);
}

void prepareQuick() {
    QQuickStyle::setStyle(QStringLiteral("Basic"));
}

QQuickWindow* loadWindow(QQmlApplicationEngine& engine, const WindowModels& models) {
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine.setInitialProperties({{"devices", QVariant::fromValue<QObject*>(&models.devices)},
                                 {"device", QVariant::fromValue<QObject*>(&models.device)},
                                 {"appearance", QVariant::fromValue<QObject*>(&models.appearance)},
                                 {"clipboard", QVariant::fromValue<QObject*>(&models.clipboard)},
                                 {"push", QVariant::fromValue<QObject*>(&models.push)},
                                 {"importer", QVariant::fromValue<QObject*>(&models.importer)},
                                 {"library", QVariant::fromValue<QObject*>(&models.library)},
                                 {"newBundle", QVariant::fromValue<QObject*>(&models.newBundle)},
                                 {"passphrases", QVariant::fromValue<QObject*>(&models.passphrases)},
                                 {"fleet", QVariant::fromValue<QObject*>(&models.fleet)},
                                 {"laptop", QVariant::fromValue<QObject*>(&models.laptop)},
                                 {"practice", QVariant::fromValue<QObject*>(&models.practice)},
                                 {"activity", QVariant::fromValue<QObject*>(&models.activity)},
                                 {"preferences", QVariant::fromValue<QObject*>(&models.preferences)},
                                 {"technician", QVariant::fromValue<QObject*>(models.technician)}});
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Fieldfare/Workbench/Main.qml")));
    return engine.rootObjects().isEmpty() ? nullptr
                                          : qobject_cast<QQuickWindow*>(engine.rootObjects().constFirst());
}

namespace {

/// The engine asks again for its own texts only: for those of a model it waits until a property changes.
void announceProperties(QObject& model) {
    const QMetaObject* type = model.metaObject();
    for (int i = type->propertyOffset(); i < type->propertyCount(); ++i) {
        if (type->property(i).hasNotifySignal()) {
            type->property(i).notifySignal().invoke(&model);
        }
    }
}

} // namespace

void retranslate(QQmlApplicationEngine& engine, const WindowModels& models, DeviceBook& book) {
    engine.retranslate();
    book.retranslate();
    models.push.retranslate();
    models.library.retranslate();
    models.newBundle.retranslate();
    models.activity.retranslate();
    for (QObject* model : std::initializer_list<QObject*>{
             &models.devices, &models.device, models.device.check(), &models.push, &models.importer,
             &models.fleet, &models.laptop, &models.practice, &models.preferences}) {
        announceProperties(*model);
    }
}

} // namespace fieldfare::app
