// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.CheckBox {
    id: control

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Theme.controlHeight - 8, implicitContentHeight)
    spacing: Theme.space2
    font.pixelSize: Theme.textBody
    hoverEnabled: true
    Accessible.name: text

    indicator: Rectangle {
        x: control.text === "" ? (control.width - width) / 2 : 0
        anchors.verticalCenter: parent.verticalCenter
        width: 20
        height: 20
        radius: Theme.radiusSmall
        readonly property bool filled: control.checkState !== Qt.Unchecked
        color: !control.enabled ? Theme.neutralTint : filled ? Theme.primary : Theme.surface
        border.width: filled && control.enabled ? 0 : 1
        border.color: control.enabled ? Theme.controlBorder : Theme.border
        Icon {
            anchors.centerIn: parent
            size: 16
            visible: parent.filled
            iconName: control.checkState === Qt.PartiallyChecked ? "skip" : "commit"
            color: control.enabled ? Theme.primaryInk : Theme.disabled
        }
        FocusRing { target: control; radius: Theme.radiusSmall + 2 }
    }
    // Not the label itself: its height would follow from the width that the control gives it, and go back into the control.
    contentItem: Item {
        implicitWidth: words.implicitWidth
        implicitHeight: words.height
        Label {
            id: words
            width: control.availableWidth
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: 20 + (control.text === "" ? 0 : control.spacing)
            text: control.text
            font: control.font
            enabled: control.enabled
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }
}
