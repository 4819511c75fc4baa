// SPDX-License-Identifier: Apache-2.0
#include "app/cli/terminal_text.h"

#include <sys/ioctl.h>

namespace fieldfare::app {

namespace {

/// East Asian wide and full-width ranges (Unicode UAX #11, the blocks that terminals draw in two cells).
int columnsOf(char32_t c) {
    const QChar::Category category = QChar::category(c);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing ||
        category == QChar::Other_Format) {
        return 0;
    }
    const bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f) ||
                      (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
                      (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
                      (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1f64f) ||
                      (c >= 0x1f900 && c <= 0x1f9ff) || (c >= 0x20000 && c <= 0x3fffd);
    return wide ? 2 : 1;
}

} // namespace

int columnsOf(const QString& text) {
    int columns = 0;
    for (const char32_t c : text.toUcs4()) {
        columns += columnsOf(c);
    }
    return columns;
}

QString padded(const QString& text, int columns) {
    return text + QString(std::max(columns - columnsOf(text), 0), u' ');
}

QString elided(const QString& text, int columns) {
    if (columnsOf(text) <= columns) {
        return text;
    }
    QString cut;
    int used = 1; // the ellipsis
    for (const char32_t c : text.toUcs4()) {
        used += columnsOf(c);
        if (used > columns) {
            break;
        }
        cut += QString::fromUcs4(&c, 1);
    }
    return columns > 0 ? cut + QChar(0x2026) : QString();
}

int terminalColumns(int fd) {
    winsize size{};
    return ::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20 ? size.ws_col : 80;
}

} // namespace fieldfare::app
