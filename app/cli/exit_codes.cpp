// SPDX-License-Identifier: Apache-2.0
#include "app/cli/exit_codes.h"

#include <algorithm>
#include <array>

namespace fieldfare::app {

ExitCode exitCodeOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::BadUsage:
        return ExitCode::Usage;
    case ErrorCode::SlotTooSmall:
    case ErrorCode::SlotBusy:
    case ErrorCode::SlotMissing:
    case ErrorCode::WrongModel:
    case ErrorCode::EpochTooOld:
    case ErrorCode::OlderVersion:
    case ErrorCode::PreconditionFailed:
    case ErrorCode::NoAgent:
    case ErrorCode::OnTrial:
    case ErrorCode::InstallRunning:
    case ErrorCode::NoInstallation:
    case ErrorCode::NothingToCommit:
    case ErrorCode::NoRollbackTarget:
    case ErrorCode::DataUnavailable:
    case ErrorCode::NotPermitted:
    case ErrorCode::BootEnvironment:
    case ErrorCode::BootedSlotUnknown:
    case ErrorCode::ReadBackFailed:
    case ErrorCode::RemoteError:
        return ExitCode::Refused;
    case ErrorCode::Unreachable:
    case ErrorCode::LinkLost:
    case ErrorCode::TimedOut:
        return ExitCode::Unreachable;
    case ErrorCode::HealthCheckFailed:
    case ErrorCode::FellBack:
    case ErrorCode::RolledBackByUser:
        return ExitCode::WentBack;
    case ErrorCode::NotSigned:
    case ErrorCode::BadSignature:
    case ErrorCode::UntrustedSigner:
    case ErrorCode::UntrustedChain:
    case ErrorCode::WrongRole:
    case ErrorCode::CertificateExpired:
    case ErrorCode::CertificateRevoked:
    case ErrorCode::ChainTooLong:
    case ErrorCode::TooFewSignatures:
    case ErrorCode::WrongPassphrase:
    case ErrorCode::PinRefused:
    case ErrorCode::PinLocked:
    case ErrorCode::KeyMismatch:
    case ErrorCode::TlsFailed:
    case ErrorCode::WrongDevice:
    case ErrorCode::NoIdentity:
        return ExitCode::NotTrusted;
    case ErrorCode::ActivityMismatch:
    case ErrorCode::BackupDamaged:
    case ErrorCode::TokenKeyMissing:
    case ErrorCode::NotFound:
    case ErrorCode::TooLarge:
    case ErrorCode::Overflow:
    case ErrorCode::BadJson:
    case ErrorCode::AlreadyExists:
    case ErrorCode::BadValue:
    case ErrorCode::UnknownKey:
    case ErrorCode::MissingKey:
    case ErrorCode::BadCertificate:
    case ErrorCode::BadKey:
    case ErrorCode::BadBundle:
    case ErrorCode::BadIndex:
    case ErrorCode::DigestMismatch:
    case ErrorCode::TruncatedBundle:
    case ErrorCode::BadFrame:
    case ErrorCode::BadRecipe:
    case ErrorCode::UnsupportedFormat:
    case ErrorCode::UnknownFeature:
    case ErrorCode::BadConfig:
        return ExitCode::BadInput;
    case ErrorCode::Cancelled:
        return ExitCode::Stopped;
    default:
        return ExitCode::Failed;
    }
}

ExitCode worse(ExitCode a, ExitCode b) {
    // From "tells least" to "tells most": a device that went back matters more than one that was not there.
    static constexpr std::array order = {ExitCode::Ok,      ExitCode::Stopped,    ExitCode::Unreachable,
                                         ExitCode::Refused, ExitCode::NotTrusted, ExitCode::BadInput,
                                         ExitCode::Failed,  ExitCode::WentBack,   ExitCode::Usage};
    return std::find(order.begin(), order.end(), a) < std::find(order.begin(), order.end(), b) ? b : a;
}

} // namespace fieldfare::app
