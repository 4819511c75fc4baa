// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLocale>
#include <QStringList>

class QCoreApplication;
class QTranslator;

namespace fieldfare::app {

/// The languages of the programs, as Qt names them: English, which is in the sources, and those it is
/// translated into.
const QStringList& languages();

/// Loads `name`_LANGUAGE.qm out of `folder` for the first language of `locale` that the programs speak. False
/// if that is English, which needs none, or if there is none.
bool loadTranslation(QTranslator& translator, const QLocale& locale, const QString& name,
                     const QString& folder = QStringLiteral(":/i18n"));

/// Installs the translation of `locale`, if there is one; English needs none. True if one was installed.
bool installTranslation(QCoreApplication& application, const QLocale& locale = QLocale());

} // namespace fieldfare::app
