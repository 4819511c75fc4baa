// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTranslator>

namespace fieldfare::app {

/// The language of the window; changed while it runs.
class Languages {
public:
    Languages();
    ~Languages();
    Languages(const Languages&) = delete;
    Languages& operator=(const Languages&) = delete;
    /// "" for the desktop's, else one of languages().
    void use(const QString& language);

private:
    QTranslator m_window;
    QTranslator m_common;
    QTranslator m_qt;
};

} // namespace fieldfare::app
