// SPDX-License-Identifier: Apache-2.0
#include "device-agent/agent/api/http_status.h"

#include "core/protocol/status.h"

namespace fieldfare::agent {

int httpStatusOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::BadRequest:
    case ErrorCode::BadJson:
    case ErrorCode::BadValue:
    case ErrorCode::MissingKey:
    case ErrorCode::UnknownKey:
    case ErrorCode::BadMessage:
    case ErrorCode::BadUsage:
        return 400;
    case ErrorCode::NotPermitted:
    case ErrorCode::RevocationsDamaged:
        return 403;
    case ErrorCode::UnknownPath:
    case ErrorCode::NoInstallation:
    case ErrorCode::NotFound:
        return 404;
    case ErrorCode::WrongMethod:
        return 405;
    case ErrorCode::TimedOut:
        return 408;
    case ErrorCode::WrongPosition:
    case ErrorCode::InstallRunning:
    case ErrorCode::NotReceiving:
    case ErrorCode::InstallationPaused:
    case ErrorCode::OnTrial:
    case ErrorCode::Busy:
    case ErrorCode::SlotBusy:
    case ErrorCode::NothingToCommit:
    case ErrorCode::NoRollbackTarget:
    case ErrorCode::Cancelled:
    case ErrorCode::SourceLost:
        return 409;
    case ErrorCode::TooLarge:
        return 413;
    case ErrorCode::NotSupported:
        return 501;
    case ErrorCode::InstallerUnavailable:
    case ErrorCode::TooManyConnections:
        return 503;
    case ErrorCode::NoSpace:
    case ErrorCode::DataUnavailable:
        return 507;
    case ErrorCode::Io:
    case ErrorCode::ToolFailed:
    case ErrorCode::BadConfig:
    case ErrorCode::BootEnvironment:
    case ErrorCode::BootedSlotUnknown:
    case ErrorCode::BadJournal:
    case ErrorCode::ReadBackFailed:
    case ErrorCode::RemoteError:
        return 500;
    default:
        return 422; // the bundle: damaged, not trusted, or not for this device
    }
}

std::string jsonText(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string errorBody(const Error& error) {
    Json json = Json::object();
    json["error"] = toJson(error);
    return jsonText(json);
}

} // namespace fieldfare::agent
