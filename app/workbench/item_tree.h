// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQuickItem>

#include <vector>

namespace fieldfare::app {

/// The item and everything below it; what is above comes first.
[[nodiscard]] inline std::vector<QQuickItem*> itemsBelow(QQuickItem* root) {
    std::vector<QQuickItem*> all{root};
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (QQuickItem* child : all[i]->childItems()) {
            all.push_back(child);
        }
    }
    return all;
}

} // namespace fieldfare::app
