// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

namespace fieldfare::app {

/// What the program's exit status means; docs/CLI.md has the table for people. The numbers never change.
enum class ExitCode : int {
    Ok = 0,          ///< Everything that was asked for happened.
    Failed = 1,      ///< It failed; nothing below says better why.
    Usage = 2,       ///< The command line was not understood; nothing was done.
    Refused = 3,     ///< A device was reached and refused (model, epoch, policy, busy, space, ...).
    Unreachable = 4, ///< A device was not reached, or the link was lost for too long.
    WentBack = 5,    ///< The release was started and did not stay: fell back or rolled back.
    NotTrusted = 6,  ///< A signature, certificate, key or passphrase was not accepted, on either end.
    BadInput = 7,    ///< A file that was given cannot be used: missing, damaged, not valid.
    Stopped = 8,     ///< Stopped by a person (Ctrl-C, pause, cancel); what was begun can go on.
};

/// The exit code of an error.
[[nodiscard]] ExitCode exitCodeOf(ErrorCode code);
/// Which of two exit codes tells more: for several devices the worst result counts.
[[nodiscard]] ExitCode worse(ExitCode a, ExitCode b);

} // namespace fieldfare::app
