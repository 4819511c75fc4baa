// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.ScrollBar {
    id: control

    implicitWidth: 10
    implicitHeight: 10
    padding: 2
    minimumSize: 0.06
    hoverEnabled: true
    visible: policy === T.ScrollBar.AlwaysOn || (policy === T.ScrollBar.AsNeeded && size < 1)
    contentItem: Rectangle {
        implicitWidth: 6
        implicitHeight: 6
        radius: 3
        color: control.pressed || control.hovered ? Theme.secondary : Theme.controlBorder
        opacity: control.active || control.hovered ? 0.9 : 0.45
        Behavior on opacity { NumberAnimation { duration: Theme.slow } }
    }
}
