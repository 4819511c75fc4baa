// SPDX-License-Identifier: Apache-2.0
#include "app/cli/device_actions.h"
#include "app/client/avahi_discovery.h"
#include "app/text/error_text.h"
#include "app/text/sanitize.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>

namespace fieldfare::app {

namespace {

QString text(const char* source) {
    return QCoreApplication::translate("Cli", source);
}

struct Found {
    std::map<QString, FoundDevice> devices; ///< By instance name.
    std::optional<Error> error;
};

Found listen(std::chrono::seconds duration) {
    Found found;
    QEventLoop loop;
    AvahiDiscovery discovery;
    discovery.start({[&](const FoundDevice& device) { found.devices[device.name] = device; },
                     [&](const QString& name) { found.devices.erase(name); },
                     [&](const Error& error) {
                         found.error = error;
                         loop.quit();
                     }});
    QTimer::singleShot(duration, &loop, &QEventLoop::quit);
    loop.exec();
    return found;
}

struct Entry {
    QString id;
    QString model;
    QString release;
    QStringList addresses;
    bool onNetwork = false;
    UnixTime lastSeen{};
    QString group;
    QString note;
};

std::vector<Entry> merge(const Found& found, const std::vector<KnownDevice>& known) {
    std::vector<Entry> entries;
    for (const auto& [name, device] : found.devices) {
        Entry entry{device.id.isEmpty() ? device.name : device.id,
                    device.model,
                    device.release,
                    {},
                    true,
                    {},
                    {},
                    {}};
        for (const DeviceAddress& address : device.addresses) {
            entry.addresses += address.toString();
        }
        entries.push_back(std::move(entry));
    }
    for (const KnownDevice& device : known) {
        const QString id = sanitized(device.id, 64);
        const auto same =
            std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.id == id; });
        if (same != entries.end()) {
            same->lastSeen = device.lastSeen;
            same->group = sanitized(device.group);
            same->note = sanitized(device.note);
            continue;
        }
        entries.push_back({id,
                           sanitized(device.model, 64),
                           sanitized(device.release, 128),
                           {sanitized(device.address)},
                           false,
                           device.lastSeen,
                           sanitized(device.group),
                           sanitized(device.note)});
    }
    return entries;
}

QString seenText(const Entry& entry) {
    if (entry.onNetwork) {
        return text(QT_TRANSLATE_NOOP("Cli", "now"));
    }
    return QDateTime::fromSecsSinceEpoch(entry.lastSeen.time_since_epoch().count())
        .toString(Qt::ISODate)
        .replace(u'T', u' ');
}

void print(CliContext& context, const std::vector<Entry>& entries) {
    std::vector<QStringList> rows;
    Json list = Json::array();
    for (const Entry& entry : entries) {
        rows.push_back({entry.id, entry.model, entry.release, entry.addresses.value(0), seenText(entry),
                        entry.group, entry.note});
        Json addresses = Json::array();
        for (const QString& address : entry.addresses) {
            addresses.push_back(address.toStdString());
        }
        Json item{{"id", entry.id.toStdString()},
                  {"model", entry.model.toStdString()},
                  {"release", entry.release.toStdString()},
                  {"addresses", std::move(addresses)},
                  {"announced", entry.onNetwork}};
        if (!entry.group.isEmpty()) {
            item["group"] = entry.group.toStdString();
        }
        if (!entry.note.isEmpty()) {
            item["note"] = entry.note.toStdString();
        }
        if (entry.lastSeen != UnixTime{}) {
            item["lastReached"] = toRfc3339(entry.lastSeen);
        }
        list.push_back(std::move(item));
    }
    if (!rows.empty()) {
        context.table({text(QT_TRANSLATE_NOOP("Cli", "DEVICE")), text(QT_TRANSLATE_NOOP("Cli", "MODEL")),
                       text(QT_TRANSLATE_NOOP("Cli", "RELEASE")), text(QT_TRANSLATE_NOOP("Cli", "ADDRESS")),
                       text(QT_TRANSLATE_NOOP("Cli", "SEEN")), text(QT_TRANSLATE_NOOP("Cli", "GROUP")),
                       text(QT_TRANSLATE_NOOP("Cli", "NOTE"))},
                      rows);
    }
    context.document(Json{{"devices", std::move(list)}});
}

} // namespace

Result<ExitCode> listDevices(const Arguments& arguments, CliContext& context) {
    FF_TRY(const std::uint64_t seconds, arguments.numberOr("wait", 3, 1, 3600));
    const std::unique_ptr<DeviceStore> store = openStore(context);
    std::vector<KnownDevice> known;
    if (store) {
        FF_TRY(known, store->devices());
    }
    const Found found = listen(std::chrono::seconds(seconds));
    const std::vector<Entry> entries = merge(found, known);
    if (found.error && entries.empty()) {
        return *found.error;
    }
    if (found.error) {
        context.note(errorMessage(*found.error).oneLine());
    }
    print(context, entries);
    if (entries.empty()) {
        context.note(text(QT_TRANSLATE_NOOP(
            "Cli", "No device announces itself here. One that does not can still be reached: "
                   "fieldfare devices show --to ADDRESS")));
    }
    return ExitCode::Ok;
}

} // namespace fieldfare::app
