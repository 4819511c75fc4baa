// SPDX-License-Identifier: Apache-2.0
import QtQuick

// What is higher than its place scrolls; what the keyboard moves to comes into sight.
Flickable {
    id: view

    readonly property Item focused: Window.activeFocusItem

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    ScrollBar.vertical: ScrollBar {}
    onFocusedChanged: if (focused) reveal(focused)

    function reveal(item: Item) {
        // Not for the mouse: what it presses must not move away below it.
        if (item.focusReason !== Qt.TabFocusReason && item.focusReason !== Qt.BacktabFocusReason)
            return
        let above = item
        while (above !== null && above !== contentItem)
            above = above.parent
        if (above === null)
            return
        const top = item.mapToItem(contentItem, 0, 0).y - Theme.space4
        const bottom = top + item.height + 2 * Theme.space4
        if (top < contentY)
            contentY = Math.max(0, top)
        else if (bottom > contentY + height)
            contentY = Math.max(0, Math.min(contentHeight, bottom) - height)
    }
}
