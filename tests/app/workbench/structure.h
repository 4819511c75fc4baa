// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/workbench/item_tree.h"

#include <QQuickWindow>
#include <QTranslator>

namespace fieldfare::app {

/// Class, objectName and text of an item, for messages.
[[nodiscard]] QString nameOf(const QQuickItem* item);
[[nodiscard]] QString accessibleName(QQuickItem* item);

/// What is wrong with how things stand in the window now: text or a control that sticks out of the window or
/// of what holds it, text that is wider or higher than its place, a button narrower than its text, texts that
/// lie over each other, what is cut off and cannot be scrolled to, a list without place for a row.
[[nodiscard]] QStringList faultsOf(QQuickWindow* window);

/// Makes every text half as long again, as some languages do.
class LongWords final : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char* context, const char* source, const char* disambiguation,
                                    int n) const override;
};

} // namespace fieldfare::app
