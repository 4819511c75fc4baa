// SPDX-License-Identifier: Apache-2.0
#include "app/text/sanitize.h"

#include <QChar>

namespace fieldfare::app {

namespace {

enum class Fate { Keep, Drop, Replace };

Fate fateOf(char32_t c) {
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned:
    case QChar::Other_PrivateUse:
        return Fate::Replace;
    case QChar::Other_Format: // bidirectional controls, zero-width joiners, tags
        return Fate::Drop;
    default:
        return Fate::Keep;
    }
}

} // namespace

QString sanitized(const QString& untrusted, qsizetype maxUnits) {
    QString clean;
    const qsizetype capped =
        std::min(untrusted.size(), maxUnits * 4); // dropped characters must not cost work without end
    clean.reserve(std::min(capped, maxUnits) + 1);
    for (qsizetype i = 0; i < capped; ++i) {
        char32_t c = untrusted[i].unicode();
        qsizetype units = 1;
        if (untrusted[i].isHighSurrogate() && i + 1 < untrusted.size() && untrusted[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(untrusted[i], untrusted[i + 1]);
            units = 2;
        }
        const Fate fate = fateOf(c);
        if (fate == Fate::Drop) {
            i += units - 1;
            continue;
        }
        if (clean.size() + units > maxUnits) {
            clean += QChar(0x2026);
            return clean;
        }
        if (fate == Fate::Replace) {
            clean += QChar(QChar::ReplacementCharacter);
        } else {
            clean += QStringView(untrusted).mid(i, units);
        }
        i += units - 1;
    }
    if (capped < untrusted.size()) {
        clean += QChar(0x2026);
    }
    return clean;
}

QString sanitized(std::string_view untrustedUtf8, qsizetype maxUnits) {
    // Four bytes hold one code point: more than this is cut anyway, whatever it says.
    const std::string_view head = untrustedUtf8.substr(0, static_cast<std::size_t>(maxUnits) * 4 + 4);
    return sanitized(QString::fromUtf8(head.data(), static_cast<qsizetype>(head.size())), maxUnits);
}

} // namespace fieldfare::app
