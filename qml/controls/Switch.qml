// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.Switch {
    id: control

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Theme.controlHeight, implicitContentHeight)
    spacing: Theme.space3
    font.pixelSize: Theme.textBody
    hoverEnabled: true
    Accessible.name: text

    indicator: Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: 38
        height: 22
        radius: 11
        color: control.checked ? Theme.primary : Theme.surface
        border.width: control.checked ? 0 : 1
        border.color: Theme.controlBorder
        opacity: control.enabled ? 1 : 0.5
        Behavior on color { ColorAnimation { duration: Theme.fast } }
        Rectangle {
            x: control.checked ? parent.width - width - 4 : 4
            anchors.verticalCenter: parent.verticalCenter
            width: 14
            height: 14
            radius: 7
            color: control.checked ? Theme.primaryInk : Theme.secondary
            Behavior on x { NumberAnimation { duration: Theme.fast } }
        }
        FocusRing { target: control; radius: 13 }
    }
    // Not the label itself: its height would follow from the width that the control gives it, and go back into the control.
    contentItem: Item {
        implicitWidth: words.implicitWidth
        implicitHeight: words.height
        Label {
            id: words
            width: control.availableWidth
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: 38 + control.spacing
            text: control.text
            font: control.font
            enabled: control.enabled
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }
}
