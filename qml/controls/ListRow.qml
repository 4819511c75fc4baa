// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

// A row of a list: hovering, the keyboard and selection look the same in every list.
T.ItemDelegate {
    id: row

    property bool selected: false

    implicitHeight: Math.max(implicitContentHeight + topPadding + bottomPadding, Theme.comfortable ? 72 : 64)
    leftPadding: Theme.space4
    rightPadding: Theme.space4
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    hoverEnabled: true
    Accessible.name: text
    Accessible.role: Accessible.ListItem
    background: Rectangle {
        radius: Theme.radius
        color: row.selected ? Theme.selection : row.hovered ? Theme.hover : Theme.surface
        border.width: 1
        border.color: Theme.border
        FocusRing { target: row; gap: -1 }
    }
}
