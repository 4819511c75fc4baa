// SPDX-License-Identifier: Apache-2.0
#include "app/workbench/activity_wiring.h"

#include "app/text/error_text.h"
#include "app/workbench/device_page.h"
#include "app/workbench/fleet_keys.h"
#include "app/workbench/laptop_identity.h"
#include "app/workbench/new_bundle.h"
#include "app/workbench/practice.h"
#include "app/workbench/push_flow.h"

#include <QFileInfo>

namespace fieldfare::app {

namespace {

QString releaseOf(const PushFlow& push) {
    return push.bundle().toMap()["release"].toString();
}

void recordPushes(PushFlow& push, ActivityRecorder& recorder) {
    QObject::connect(&push, &PushFlow::pushBegan, &recorder, [&push, &recorder] {
        const QString devices = QStringLiteral("devices: %1").arg(push.rows()->rowCount());
        const bool practice = push.bundle().toMap()["practice"].toBool();
        recorder.note({.act = "push-started",
                       .subject = releaseOf(push),
                       .detail = practice ? devices + QStringLiteral(", practice") : devices});
    });
    QObject::connect(&push, &PushFlow::deviceEnded, &recorder,
                     [&push, &recorder](const QString& device, const PushOutcome& outcome) {
                         recorder.note({.act = "push-device",
                                        .subject = releaseOf(push),
                                        .device = device,
                                        .result = activitySlug(outcome.state),
                                        .detail = outcome.error
                                                      ? QString::fromStdString(describeLine(*outcome.error))
                                                      : QString()});
                     });
    QObject::connect(&push, &PushFlow::pushEnded, &recorder, [&push, &recorder] {
        recorder.note({.act = "push-finished",
                       .subject = releaseOf(push),
                       .result = push.failedCount() > 0 ? QStringLiteral("failed") : QString(),
                       .detail = QStringLiteral("devices: %1, failed: %2, not started: %3")
                                     .arg(push.rows()->rowCount())
                                     .arg(push.failedCount())
                                     .arg(push.untouchedCount())});
    });
}

const char* actOf(DeviceAction action) {
    switch (action) {
    case DeviceAction::Reboot:
        return "device-restarted";
    case DeviceAction::Commit:
        return "device-committed";
    case DeviceAction::RollBack:
        return "device-rolled-back";
    case DeviceAction::Identify:
        break;
    }
    return nullptr; // it changes nothing
}

void recordKeys(const Actors& actors, ActivityRecorder& recorder) {
    QObject::connect(&actors.fleet, &FleetKeys::acted, &recorder,
                     [&recorder](const char* act, const QString& subject) {
                         recorder.note({.act = act, .subject = subject});
                     });
    QObject::connect(
        &actors.laptop, &LaptopIdentity::joined, &recorder, [&laptop = actors.laptop, &recorder] {
            recorder.note({.act = "fleet-joined", .subject = laptop.card().toMap()["name"].toString()});
        });
    QObject::connect(actors.laptop.releaseKey(), &ReleaseKey::imported, &recorder,
                     [&recorder](const QString& name, const QString& fleet) {
                         recorder.note({.act = "key-imported", .subject = name, .detail = fleet});
                     });
    QObject::connect(&actors.passphrases, &Passphrases::locked, &recorder,
                     [&recorder] { recorder.note({.act = "keys-locked"}); });
    QObject::connect(&actors.newBundle, &NewBundle::built, &recorder,
                     [&newBundle = actors.newBundle, &recorder](const QString& path) {
                         const bool isSigned = !newBundle.leaveUnsigned();
                         recorder.note(
                             {.act = isSigned ? "bundle-signed" : "bundle-built",
                              .subject = QFileInfo(path).fileName(),
                              .detail = isSigned ? newBundle.signer()["name"].toString() : QString()});
                     });
}

} // namespace

QString activitySlug(PushState state) {
    switch (state) {
    case PushState::NotStarted:
        return QStringLiteral("not-started");
    case PushState::Installed:
        return QStringLiteral("installed");
    case PushState::Restarted:
        return QStringLiteral("restarted");
    case PushState::Committed:
        return QStringLiteral("committed");
    case PushState::RolledBack:
        return QStringLiteral("rolled-back");
    case PushState::FellBack:
        return QStringLiteral("fell-back");
    case PushState::Stopped:
        return QStringLiteral("stopped");
    case PushState::Failed:
        break;
    }
    return QStringLiteral("failed");
}

void recordActs(const Actors& actors, ActivityRecorder& recorder) {
    recordPushes(actors.push, recorder);
    recordKeys(actors, recorder);
    QObject::connect(&actors.device, &DevicePage::acted, &recorder,
                     [&recorder](DeviceAction action, const QString& device, const QString& trouble) {
                         if (const char* act = actOf(action)) {
                             recorder.note({.act = act, .device = device, .result = trouble});
                         }
                     });
    QObject::connect(&actors.practice, &Practice::madeNew, &recorder,
                     [&recorder] { recorder.note({.act = "practice-made"}); });
    QObject::connect(&actors.practice, &Practice::removedWhole, &recorder,
                     [&recorder] { recorder.note({.act = "practice-removed"}); });
}

} // namespace fieldfare::app
