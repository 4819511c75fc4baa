// SPDX-License-Identifier: Apache-2.0
#include "tests/app/workbench/structure.h"

#include <QAccessible>

namespace fieldfare::app {

namespace {

constexpr qreal tolerance = 1.5; // of a logical pixel: layouts round

bool isText(const QQuickItem* item) {
    return item->inherits("QQuickText");
}

bool isControl(const QQuickItem* item) {
    return item->inherits("QQuickAbstractButton") || item->inherits("QQuickComboBox") ||
           item->inherits("QQuickTextField");
}

QRectF inScene(const QQuickItem* item) {
    return item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
}

/// The layer of dialogs and menus, if the item is in it.
const QQuickItem* overlayOf(const QQuickItem* item) {
    while (item != nullptr && !item->inherits("QQuickOverlay")) {
        item = item->parentItem();
    }
    return item;
}

/// False if a list or a flickable above cuts it off: what is scrolled away is not looked at.
bool isWithinClips(const QQuickItem* item) {
    const QRectF place = inScene(item);
    for (const QQuickItem* above = item->parentItem(); above != nullptr; above = above->parentItem()) {
        if (above->clip() && !inScene(above).contains(place)) {
            return false;
        }
    }
    return true;
}

/// What scrolls must show all that it holds: nothing beside its content's width, nothing outside of its
/// content's height, and where nothing scrolls nothing may be cut off.
QString cutOff(const QQuickItem* item) {
    const QRectF place = inScene(item);
    for (const QQuickItem* above = item->parentItem(); above != nullptr; above = above->parentItem()) {
        if (!above->clip() || inScene(above).contains(place)) {
            continue;
        }
        if (!above->inherits("QQuickFlickable")) {
            return nameOf(item) + " is cut off by " + nameOf(above);
        }
        const auto* content = above->property("contentItem").value<QQuickItem*>();
        const QRectF within = item->mapRectToItem(content, QRectF(0, 0, item->width(), item->height()));
        const qreal width = std::max(above->width(), above->property("contentWidth").toReal());
        const qreal height = std::max(above->height(), above->property("contentHeight").toReal());
        const bool list = above->inherits("QQuickListView"); // its content may begin above 0
        if (within.left() < -tolerance || within.right() > width + tolerance ||
            (!list && (within.top() < -tolerance || within.bottom() > height + tolerance))) {
            return nameOf(item) + " cannot be scrolled into " + nameOf(above);
        }
        return {}; // what lies further out is judged once it is scrolled here
    }
    return {};
}

/// A list that has rows but no place for one.
bool isSqueezed(const QQuickItem* item) {
    constexpr qreal least = 60;
    return item->inherits("QQuickListView") && item->isVisible() && item->property("count").toInt() > 0 &&
           item->height() + tolerance < std::min(least, item->property("contentHeight").toReal());
}

bool isShown(const QQuickItem* item) {
    return item->isVisible() && item->width() > 0 && item->height() > 0 && isWithinClips(item);
}

/// Where the letters are, which is less than the item's place.
QRectF lettersOf(const QQuickItem* item) {
    const qreal width = std::min(item->property("contentWidth").toReal(), item->width());
    const qreal height = std::min(item->property("contentHeight").toReal(), item->height());
    const int across = item->property("effectiveHorizontalAlignment").toInt();
    const int down = item->property("verticalAlignment").toInt();
    const qreal x = across == Qt::AlignRight     ? item->width() - width
                    : across == Qt::AlignHCenter ? (item->width() - width) / 2
                                                 : 0;
    const qreal y = down == Qt::AlignBottom    ? item->height() - height
                    : down == Qt::AlignVCenter ? (item->height() - height) / 2
                                               : 0;
    return item->mapRectToScene(QRectF(x, y, width, height));
}

QStringList faultsOfItem(const QQuickItem* item, const QRectF& frame) {
    QStringList faults;
    const QRectF place = inScene(item);
    if (!frame.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(place)) {
        faults += nameOf(item) + " is outside the window";
    }
    const QQuickItem* parent = item->parentItem();
    const QRectF around = inScene(parent).adjusted(-tolerance, -tolerance, tolerance, tolerance);
    if (parent->width() > 0 && parent->height() > 0 && !around.contains(place)) {
        faults += nameOf(item) + " sticks out of " + nameOf(parent);
    }
    if (isText(item)) {
        const bool elides = item->property("elide").toInt() != Qt::ElideNone;
        if (!elides && item->property("contentWidth").toReal() > item->width() + tolerance) {
            faults += nameOf(item) + " is wider than its place";
        }
        if (!elides && item->property("contentHeight").toReal() > item->height() + tolerance) {
            faults += nameOf(item) + " is higher than its place";
        }
    }
    if (item->inherits("QQuickButton") && item->width() + tolerance < item->implicitWidth()) {
        faults += nameOf(item) + " is narrower than its text";
    }
    return faults;
}

} // namespace

QString nameOf(const QQuickItem* item) {
    return QString::fromLatin1(item->metaObject()->className()) + u' ' + item->objectName() + u' ' +
           item->property("text").toString();
}

QString accessibleName(QQuickItem* item) {
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(item);
    if (interface == nullptr) {
        return {};
    }
    // Qt 6.4 gives no name of a field for passphrases; such a one describes itself instead.
    const bool secret = item->property("echoMode").toInt() == 2;
    return interface->text(secret ? QAccessible::Description : QAccessible::Name);
}

QStringList faultsOf(QQuickWindow* window) {
    QStringList faults;
    const QRectF frame(0, 0, window->width(), window->height());
    std::vector<const QQuickItem*> texts;
    for (const QQuickItem* item : itemsBelow(window->contentItem())) {
        if (isSqueezed(item)) {
            faults += nameOf(item) + " has no place for its rows";
        }
        if ((!isText(item) && !isControl(item)) || !item->isVisible()) {
            continue;
        }
        if (const QString fault = cutOff(item); !fault.isEmpty()) {
            faults += fault;
        }
        if (!isShown(item)) {
            continue;
        }
        faults += faultsOfItem(item, frame);
        if (isText(item) && !item->property("text").toString().isEmpty()) {
            texts.push_back(item);
        }
    }
    for (std::size_t a = 0; a < texts.size(); ++a) {
        for (std::size_t b = a + 1; b < texts.size(); ++b) {
            const QRectF common = lettersOf(texts[a]).intersected(lettersOf(texts[b]));
            const bool sameLayer = overlayOf(texts[a]) == overlayOf(texts[b]);
            if (sameLayer && common.width() > 2 * tolerance && common.height() > 2 * tolerance) {
                faults += nameOf(texts[a]) + " lies over " + nameOf(texts[b]);
            }
        }
    }
    return faults;
}

QString LongWords::translate(const char*, const char* source, const char*, int) const {
    QString text = QString::fromUtf8(source);
    const qsizetype more = std::max<qsizetype>(text.size() / 2, 3);
    // Words, so that what can be wrapped still can.
    static const QString filler = QStringLiteral(" \u00e4\u00f6\u00fc\u00df lorem ipsum").repeated(40);
    return u'[' + text + filler.left(more) + u']';
}

} // namespace fieldfare::app
