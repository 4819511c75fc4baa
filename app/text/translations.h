// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLocale>

class QCoreApplication;

namespace fieldfare::app {

/// Installs the translation of `locale`, if there is one; English needs none. True if one was installed.
bool installTranslation(QCoreApplication& application, const QLocale& locale = QLocale());

} // namespace fieldfare::app
