// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.Menu {
    id: control

    implicitWidth: Math.max(180, contentItem.contentWidthNeeded + leftPadding + rightPadding)
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    padding: Theme.space1
    margins: Theme.space2
    overlap: 1
    delegate: MenuItem {}
    contentItem: ListView {
        // The widest entry decides; the view itself has no width of its own.
        readonly property real contentWidthNeeded: {
            let widest = 0
            for (let i = 0; i < control.count; ++i) {
                const item = control.itemAt(i)
                widest = Math.max(widest, item ? item.implicitWidth : 0)
            }
            return widest
        }
        implicitHeight: contentHeight
        model: control.contentModel
        interactive: false
        currentIndex: control.currentIndex
    }
    background: Rectangle {
        radius: Theme.radius
        color: Theme.raised
        border.width: 1
        border.color: Theme.border
    }
}
