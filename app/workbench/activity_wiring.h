// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/push_job.h"
#include "app/workbench/activity_recorder.h"

namespace fieldfare::app {

class DevicePage;
class FleetKeys;
class LaptopIdentity;
class NewBundle;
class Passphrases;
class Practice;
class PushFlow;

/// What acts in the window. Nothing is owned.
struct Actors {
    PushFlow& push;
    DevicePage& device;
    NewBundle& newBundle;
    FleetKeys& fleet;
    LaptopIdentity& laptop;
    Passphrases& passphrases;
    Practice& practice;
};

/// From now on has the recorder write what they do.
void recordActs(const Actors& actors, ActivityRecorder& recorder);

/// "committed", "rolled-back", ...
[[nodiscard]] QString activitySlug(PushState state);

} // namespace fieldfare::app
