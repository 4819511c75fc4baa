// SPDX-License-Identifier: Apache-2.0
#include "tests/powercut/invariants.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace fieldfare::powercut {

namespace {

[[noreturn]] void violated(int invariant, std::string text) {
    throw Violation{invariant, std::move(text)};
}

void checkContract(const LoaderState& state) {
    if (state.validCopies < 1) {
        violated(4, "no copy of the environment is valid");
    }
    if (!state.otherIsPrevious) {
        violated(4, "the other copy of the environment is older than the state before");
    }
    const auto selected = state.slotStates.find(state.slot);
    if (selected == state.slotStates.end()) {
        violated(3, "the environment selects \"" + state.slot + "\"");
    }
    if (state.trial && (selected->second != "trial" || state.limit == 0)) {
        violated(3, "slot " + state.slot + " is on trial, but its state is " + selected->second);
    }
    if (!state.trial && selected->second != "good") {
        violated(3, "slot " + state.slot + " is selected for good, but its state is " + selected->second);
    }
    if (!state.trial && state.count != 0) {
        violated(9, "boots are counted without a trial");
    }
}

/// A slot that is not one whole release has a part that no loader can start, and the environment does not
/// select it.
void checkSlot(const Workshop& workshop, const Medium& medium, const LoaderState& state,
               const std::string& slot) {
    const auto& devices = workshop.slotDevices().at(slot);
    if (workshop.wholeRelease(medium, slot)) {
        return;
    }
    const std::string stateText = state.slotStates.at(slot);
    if (slot == state.slot) {
        violated(3, "slot " + slot + " is selected, and holds no whole release");
    }
    bool allWhole = true;
    bool allStart = true;
    for (std::size_t part = 0; part < devices.size(); ++part) {
        allWhole = allWhole && workshop.isWhole(medium, slot, part);
        allStart = allStart && hasHead(*medium.device(devices[part]));
    }
    if (allWhole) {
        violated(10, "slot " + slot + " holds parts of different releases");
    }
    if (allStart && stateText != "bad") {
        violated(3, "slot " + slot + " is dirty, has a start, and its state is " + stateText);
    }
    for (std::size_t part = 0; part < devices.size(); ++part) {
        // Only its start may be torn, which is destroyed before all else and written behind it.
        const bool fits =
            !hasHead(*medium.device(devices[part])) || workshop.isWholeBehindHead(medium, slot, part);
        if (!fits) {
            violated(3, "part " + std::to_string(part) + " of slot " + slot + " is dirty and has a start");
        }
    }
}

/// With the copy of the environment lost that counts, the other one leads to something whole, perhaps by way
/// of a trial that is counted: it is the state before, and not an older one.
void checkOtherCopy(const Workshop& workshop, const Medium& medium) {
    const auto without = workshop.loader().withoutNewestCopy(medium);
    if (!without) {
        return;
    }
    constexpr int mostBoots = 10;
    Machine machine(*without);
    for (int boot = 0; boot < mostBoots; ++boot) {
        const auto started = workshop.loader().start(machine);
        if (started && workshop.wholeRelease(machine.view(), started->slot)) {
            return;
        }
        if (!started || !started->trial) {
            violated(4, "with the newest copy of the environment lost, " +
                            (started ? "slot " + started->slot + " is started, which is not whole"
                                     : std::string("nothing can be started")));
        }
    }
    violated(9, "with the newest copy of the environment lost, a trial does not end");
}

bool sameJournal(ByteView found, const Bytes& old, const std::optional<Bytes>& next) {
    const auto isPrefix = [&](const Bytes& whole) {
        return found.size() >= whole.size() && std::equal(whole.begin(), whole.end(), found.begin());
    };
    return isPrefix(old) || (next && isPrefix(*next));
}

} // namespace

std::uint64_t floorOn(const Workshop& workshop, const Medium& medium) {
    std::uint64_t floor = workshop.loader().read(medium).epochFloor;
    if (const Bytes* file = medium.file("floor")) {
        constexpr std::string_view key = "\"epoch\":";
        const std::string_view text = asText(*file);
        const std::size_t at = text.find(key);
        std::uint64_t value = 0;
        if (at != std::string_view::npos) {
            std::from_chars(text.data() + at + key.size(), text.data() + text.size(), value);
        }
        floor = std::max(floor, value);
    }
    return floor;
}

void checkMedium(const Workshop& workshop, const Medium& medium, std::uint64_t floorBefore) {
    const LoaderState state = workshop.loader().read(medium);
    checkContract(state);
    checkOtherCopy(workshop, medium);
    std::uint64_t committed = floorBefore;
    for (const auto& [slot, stateText] : state.slotStates) {
        checkSlot(workshop, medium, state, slot);
        const auto release = workshop.wholeRelease(medium, slot);
        if (release && stateText == "good") {
            committed = std::max(committed, workshop.release(*release).epoch);
        }
    }
    const std::string other = state.slot == "a" ? "b" : "a";
    const bool wayBack =
        !state.trial || (state.slotStates.at(other) == "good" && workshop.wholeRelease(medium, other));
    if (!wayBack) {
        violated(1, "slot " + state.slot + " is on trial, and slot " + other + " is no way back");
    }
    const std::uint64_t floor = floorOn(workshop, medium);
    if (floor > committed) {
        violated(7, "the floor is " + std::to_string(floor) + ", and nothing above " +
                        std::to_string(committed) + " was committed");
    }
    if (floor < floorBefore) {
        violated(7, "the floor fell to " + std::to_string(floor));
    }
    const Medium fresh = workshop.newDevice();
    const Bytes* stranger = medium.file(Workshop::strangerName);
    if (stranger == nullptr || *stranger != workshop.stranger() ||
        *medium.device(workshop.dataDevice()) != *fresh.device(workshop.dataDevice())) {
        violated(11, "somebody else's data were changed");
    }
    if (*medium.device(workshop.recoveryDevice()) != *fresh.device(workshop.recoveryDevice())) {
        violated(12, "the recovery image was changed");
    }
}

void checkFiles(const Recording& recording, std::size_t at, const Medium& medium) {
    struct Promise {
        std::optional<Bytes> now;
        std::vector<std::optional<Bytes>> next; ///< Of calls that did not come back since.
    };
    std::map<std::string, Promise> promises;
    for (const auto& [name, inode] : recording.start.names()) {
        promises[name].now = recording.start.inodeContent(inode);
    }
    for (const Mark& mark : recording.marks) {
        if (mark.done ? mark.at > at : mark.at >= at) {
            break;
        }
        Promise& promise = promises[mark.file];
        if (mark.done) {
            promise.now = mark.content;
            promise.next.clear();
        } else {
            promise.next.push_back(mark.content);
        }
    }
    for (const auto& [name, promise] : promises) {
        if (name.ends_with(".new") || isOnEsp(name)) {
            continue; // of a replacement that was cut off: nobody reads it; the loader's is the model's to
                      // judge
        }
        const Bytes* found = medium.file(name);
        const bool grows = name == "journal" || name.starts_with("head.");
        const auto holds = [&](const std::optional<Bytes>& content) {
            return found == nullptr ? !content : (content && *found == *content);
        };
        const auto holdsPart = [&](const std::optional<Bytes>& content) {
            return grows && found != nullptr && sameJournal(*found, promise.now.value_or(Bytes()), content);
        };
        const bool isNext = std::any_of(promise.next.begin(), promise.next.end(),
                                        [&](const auto& next) { return holds(next) || holdsPart(next); });
        if (!holds(promise.now) && !isNext) {
            violated(5, "the file " + name + " is neither what was promised nor what was being written");
        }
    }
}

void checkReport(const Workshop& workshop, const Medium& medium, const std::string& booted,
                 const DeviceStatus& status) {
    const auto release = workshop.wholeRelease(medium, booted);
    if (!release) {
        violated(1, "slot " + booted + " runs, and holds no whole release");
    }
    const bool isKnown = *release != Factory;
    if (isKnown && status.release.version != workshop.release(*release).version) {
        violated(6, "release " + workshop.release(*release).version + " runs, and \"" +
                        status.release.version + "\" is reported");
    }
    const LoaderState state = workshop.loader().read(medium, booted);
    if (status.onTrial != (state.trial && state.slot == booted) ||
        status.switchPending != (state.slot != booted)) {
        violated(6, "trial or switch are not what the environment says");
    }
    for (const SlotStatus& slot : status.slots) {
        const auto held = workshop.wholeRelease(medium, slot.bootName);
        if (slot.release && held && *held != Factory && *held != Part &&
            slot.release->version != workshop.release(*held).version) {
            violated(6, "slot " + slot.name + " is reported to hold " + slot.release->version);
        }
        if (slot.release && !held && slot.bootName != booted) {
            violated(6, "slot " + slot.name + " is reported to hold " + slot.release->version +
                            ", and is dirty");
        }
    }
    if (!status.installation) {
        return;
    }
    const InstallationState at = status.installation->state;
    if (status.onTrial && at != InstallationState::Trial) {
        violated(6, "on trial, and reported as " + std::string(toString(at)));
    }
    if (!status.onTrial && !status.switchPending &&
        (at == InstallationState::Trial || at == InstallationState::Receiving ||
         at == InstallationState::Verifying)) {
        violated(6, "nothing goes on, and " + std::string(toString(at)) + " is reported");
    }
}

} // namespace fieldfare::powercut
