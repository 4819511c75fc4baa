// SPDX-License-Identifier: Apache-2.0
#include "app/cli/device_actions.h"

#include "app/cli/activity_note.h"
#include "app/cli/await.h"
#include "app/text/error_text.h"
#include "app/text/sanitize.h"

#include <QCoreApplication>

namespace fieldfare::app {

Result<ExitCode> onEachDevice(const Arguments& arguments, CliContext& context, const QString& doneText,
                              const DeviceAction& action, const char* act) {
    const std::unique_ptr<DeviceStore> store = openStore(context);
    FF_TRY(const std::vector<DeviceAddress> addresses, targets(arguments, store.get()));
    FF_TRY(const auto identity, openIdentity(arguments, context));
    ExitCode exitCode = ExitCode::Ok;
    Json list = Json::array();
    for (const DeviceAddress& address : addresses) {
        AgentClient client(address, identity, store ? store->idAt(address) : std::string());
        const Result<DeviceStatus> status = await<DeviceStatus>([&](auto done) { client.device(done); });
        if (status && store) {
            store->seen(address, *status);
        }
        const Result<Json> outcome = status ? action(client, *status) : Result<Json>(status.error());
        Json entry{
            {"address", address.toString().toStdString()}, {"id", client.deviceId()}, {"ok", outcome.ok()}};
        const QString name =
            client.deviceId().empty() ? address.toString() : sanitized(client.deviceId(), 64);
        if (act != nullptr) {
            noteAct(
                context,
                {.act = act,
                 .device = client.deviceId().empty() ? address.toString().toStdString() : client.deviceId(),
                 .result = outcome ? std::string() : std::string(errorSlug(outcome.error().code()))});
        }
        if (outcome) {
            entry["answer"] = *outcome;
            if (!doneText.isEmpty()) {
                context.line(name + QStringLiteral(": ") + doneText);
            }
        } else {
            const Error error = Error(outcome.error()).with("device", address.toString().toStdString());
            entry["error"] = errorDocument(error);
            exitCode = worse(exitCode, exitCodeOf(error.code()));
            if (!context.json()) {
                context.error(error);
            }
        }
        list.push_back(std::move(entry));
    }
    context.document(Json{{"devices", std::move(list)}});
    return exitCode;
}

Result<ExitCode> forgetDevices(const Arguments& arguments, CliContext& context) {
    FF_TRY(const std::unique_ptr<DeviceStore> store, DeviceStore::open(Database::defaultPath()));
    FF_TRY(const std::vector<DeviceAddress> addresses, targets(arguments, store.get()));
    Json list = Json::array();
    for (const DeviceAddress& address : addresses) {
        FF_TRY(const bool known, store->forgetAddress(address));
        context.line((known ? QCoreApplication::translate("Cli", "%1: forgotten")
                            : QCoreApplication::translate("Cli", "%1: was not known"))
                         .arg(address.toString()));
        list.push_back(Json{{"address", address.toString().toStdString()}, {"known", known}});
    }
    context.document(Json{{"forgotten", std::move(list)}});
    return ExitCode::Ok;
}

} // namespace fieldfare::app
