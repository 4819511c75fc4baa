// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command_table.h"
#include "app/text/translations.h"

#include <QCoreApplication>

#include <csignal>

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("fieldfare"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FIELDFARE_VERSION));
    fieldfare::app::installTranslation(application);
    const std::vector<std::string> words(argv + 1, argv + argc);
    return fieldfare::app::runProgram(fieldfare::app::allCommands(), words);
}
