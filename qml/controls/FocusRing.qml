// SPDX-License-Identifier: Apache-2.0
import QtQuick

// Drawn around whatever has the keyboard.
Rectangle {
    required property Item target
    property int gap: 2

    anchors.fill: parent
    anchors.margins: -gap - 1
    radius: Theme.radius + gap
    color: "transparent"
    border.width: 2
    border.color: Theme.focus
    visible: target.visualFocus === true
}
