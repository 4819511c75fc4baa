// SPDX-License-Identifier: Apache-2.0
#include "app/virtual-device/program_finder.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <unistd.h>

namespace fieldfare::app {

Result<std::filesystem::path> findDeviceProgram(const std::string& name) {
    const std::filesystem::path own = QCoreApplication::applicationDirPath().toStdString();
    for (const std::filesystem::path& folder :
         {own, own.parent_path() / "libexec" / "fieldfare", own.parent_path() / "sbin"}) {
        if (::access((folder / name).c_str(), X_OK) == 0) {
            return folder / name;
        }
    }
    const QString inPath = QStandardPaths::findExecutable(QString::fromStdString(name));
    if (!inPath.isEmpty()) {
        return std::filesystem::path(inPath.toStdString());
    }
    return Error(ErrorCode::ToolFailed,
                 {{"program", name}, {"detail", "it was not found beside this program or in PATH"}});
}

} // namespace fieldfare::app
