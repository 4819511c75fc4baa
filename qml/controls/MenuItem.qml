// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.MenuItem {
    id: control

    property string iconName: ""

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Theme.controlHeight
    leftPadding: Theme.space3
    rightPadding: Theme.space4
    font.pixelSize: Theme.textBody
    Accessible.name: text
    contentItem: Row {
        spacing: Theme.space3
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            iconName: control.iconName !== "" ? control.iconName : control.checked ? "commit" : ""
            color: control.enabled ? Theme.secondary : Theme.disabled
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: control.text
            font: control.font
            enabled: control.enabled
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radiusSmall
        color: control.highlighted ? Theme.selection : "transparent"
    }
}
