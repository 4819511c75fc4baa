// SPDX-License-Identifier: Apache-2.0
#include "app/cli/device_access.h"

#include "app/text/error_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace fieldfare::app {

const std::vector<OptionSpec>& identityOptions() {
    static const std::vector<OptionSpec> options = {
        {"key", "FILE",
         QT_TRANSLATE_NOOP("Cli",
                           "The technician's key (or FIELDFARE_KEY, or identity.key in ~/.config/fieldfare)"),
         OptionSpec::Repeat::Once, Completes::Files},
        {"cert", "FILE",
         QT_TRANSLATE_NOOP("Cli",
                           "Its certificate with the chain (or FIELDFARE_CERT, or identity.crt there)"),
         OptionSpec::Repeat::Once, Completes::Files},
        {"trust", "FILE",
         QT_TRANSLATE_NOOP("Cli", "The fleet's root certificate (or FIELDFARE_TRUST, or root.crt there)"),
         OptionSpec::Repeat::Once, Completes::Files},
    };
    return options;
}

OptionSpec toOption() {
    return {"to", "HOST[:PORT]",
            QT_TRANSLATE_NOOP(
                "Cli", "The device: an address, a name, [fe80::1%eth0]:8443, or the id of a known device"),
            OptionSpec::Repeat::Many};
}

std::vector<OptionSpec> deviceOptions(std::vector<OptionSpec> own) {
    own.push_back(toOption());
    own.insert(own.end(), identityOptions().begin(), identityOptions().end());
    return own;
}

Result<std::shared_ptr<const Identity>> openIdentity(const Arguments& arguments, CliContext& context) {
    const auto paths =
        IdentityPaths::resolve(arguments.value("key"), arguments.value("cert"), arguments.value("trust"));
    return Identity::load(paths, context.secrets().provider());
}

std::unique_ptr<DeviceStore> openStore(CliContext& context) {
    auto store = DeviceStore::open(Database::defaultPath());
    if (!store) {
        context.note(QCoreApplication::translate("Cli", "Going on without the memory of known devices: %1")
                         .arg(errorMessage(store.error()).oneLine()));
        return nullptr;
    }
    return std::move(*store);
}

namespace {

/// The last address of a known device with this id.
std::optional<DeviceAddress> knownAddress(const std::string& id, const std::vector<KnownDevice>& known) {
    for (const KnownDevice& device : known) {
        if (device.id == id) {
            const auto address = DeviceAddress::parse(device.address);
            return address ? std::optional(*address) : std::nullopt;
        }
    }
    return std::nullopt;
}

} // namespace

Result<std::vector<DeviceAddress>> targets(const Arguments& arguments, DeviceStore* store) {
    std::vector<KnownDevice> known;
    if (auto devices = store != nullptr ? store->devices() : Result<std::vector<KnownDevice>>(known);
        devices) {
        known = std::move(*devices);
    }
    std::vector<DeviceAddress> found;
    for (const std::string& word : arguments.values("to")) {
        auto address = knownAddress(word, known);
        if (!address) {
            auto parsed = DeviceAddress::parse(QString::fromStdString(word));
            if (!parsed) {
                const auto* detail = parsed.error().find("detail");
                return Error(
                    ErrorCode::BadUsage,
                    {{"detail", "--to " + word + ": " + (detail != nullptr ? toString(*detail) : "")}});
            }
            address = *parsed;
        }
        if (std::find(found.begin(), found.end(), *address) == found.end()) {
            found.push_back(*address);
        }
    }
    if (found.empty()) {
        return Error(
            ErrorCode::BadUsage,
            {{"detail", QCoreApplication::translate("Cli", "--to HOST[:PORT] is missing").toStdString()}});
    }
    return found;
}

} // namespace fieldfare::app
