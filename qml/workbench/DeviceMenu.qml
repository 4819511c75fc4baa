// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// What is seldom needed for a device.
IconButton {
    id: control

    required property QtObject device
    required property QtObject clipboard

    signal forgetWanted()

    objectName: "deviceMenu"
    iconName: "more"
    label: qsTr("More")
    onClicked: menu.open()

    Menu {
        id: menu
        objectName: "deviceMenuList"
        y: control.height
        x: control.width - width
        MenuItem {
            objectName: "describe"
            iconName: "edit"
            text: qsTr("Note and group\u2026")
            enabled: !control.device.practice // which is never remembered
            onTriggered: describe.open()
        }
        MenuItem {
            objectName: "copySsh"
            iconName: "copy"
            text: qsTr("Copy SSH command")
            enabled: control.device.sshCommand !== ""
            onTriggered: control.clipboard.copy(control.device.sshCommand)
        }
        MenuItem {
            iconName: "copy"
            text: qsTr("Copy details")
            onTriggered: control.clipboard.copy(control.device.factsText())
        }
        MenuItem {
            objectName: "forget"
            iconName: "trash"
            text: qsTr("Remove from the list")
            enabled: !control.device.practice
            onTriggered: forget.open()
        }
    }
    DescribeDialog {
        id: describe
        objectName: "describeDialog"
        device: control.device
    }
    ConfirmDialog {
        id: forget
        objectName: "forgetDialog"
        title: qsTr("Remove %1 from the list?").arg(control.device.name)
        explanation: qsTr("The device itself is not touched. It appears again when it is found on the network or added by its address.")
        actionText: qsTr("Remove")
        onConfirmed: control.forgetWanted()
    }
}
