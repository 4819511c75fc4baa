// SPDX-License-Identifier: Apache-2.0
#include "device-agent/installer/hooks.h"

namespace fieldfare::installer {

std::string_view toString(HookPoint point) {
    switch (point) {
    case HookPoint::PreInstall:
        return "pre-install";
    case HookPoint::PostInstall:
        return "post-install";
    case HookPoint::PreCommit:
        return "pre-commit";
    case HookPoint::PostCommit:
        return "post-commit";
    case HookPoint::PostRollback:
        break;
    }
    return "post-rollback";
}

Result<> runHooks(HookPoint point, const std::filesystem::path& hookFolder, const ProgramContext& context,
                  std::chrono::seconds timeLimit, ProcessRunner& runner, const std::function<bool()>& goOn) {
    if (hookFolder.empty()) {
        return {};
    }
    FF_TRY(const std::vector<NamedProgram> programs, findPrograms({hookFolder / toString(point)}));
    for (const NamedProgram& program : programs) {
        ProcessRequest request;
        request.argv = {program.path.string()};
        request.environment = programEnvironment(context);
        request.environment.push_back("FIELDFARE_HOOK=" + std::string(toString(point)));
        request.workingDirectory = "/";
        request.timeLimit = timeLimit;
        request.goOn = goOn;
        FF_TRY(const ProcessOutcome outcome, runner.run(request));
        if (!outcome.succeeded()) {
            return Error(ErrorCode::ToolFailed,
                         {{"program", std::string(toString(point)) + "/" + program.name},
                          {"path", program.path.string()},
                          {"detail", describeOutcome(outcome)}});
        }
    }
    return {};
}

} // namespace fieldfare::installer
