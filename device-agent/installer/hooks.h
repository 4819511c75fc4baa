// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "device-agent/installer/health.h"

namespace fieldfare::installer {

/// The moments at which programs of the device's integrator run: <hook folder>/<name of the moment>/*.
enum class HookPoint {
    PreInstall,  ///< "pre-install": all checks of the bundle passed, nothing is touched; failure refuses the
                 ///< installation
    PostInstall, ///< "post-install": switched, not rebooted; failure is only logged
    PreCommit,   ///< "pre-commit": health checks passed; failure counts as a failed check
    PostCommit,  ///< "post-commit": committed; failure is only logged
    PostRollback ///< "post-rollback": the device went back; failure is only logged
};

[[nodiscard]] std::string_view toString(HookPoint point);

/// Runs the hooks of one moment in the order of their names, each at most `timeLimit`; stops at the first
/// that fails. `goOn` is as in ProcessRequest. Errors: ToolFailed{program,detail}, NotPermitted (as
/// findPrograms).
[[nodiscard]] Result<> runHooks(HookPoint point, const std::filesystem::path& hookFolder,
                                const ProgramContext& context, std::chrono::seconds timeLimit,
                                ProcessRunner& runner, const std::function<bool()>& goOn = {});

} // namespace fieldfare::installer
