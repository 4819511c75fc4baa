// SPDX-License-Identifier: Apache-2.0
import QtQuick

// An error in its three parts, with the details behind a button that copies them.
Rectangle {
    id: box

    property var error: null // {happened, where, remedy, details}, or null for nothing

    signal copyWanted(string text)

    visible: error !== null && error !== undefined
    implicitHeight: visible ? column.implicitHeight + 2 * Theme.space3 : 0
    radius: Theme.radius
    color: Theme.badTint
    Accessible.role: Accessible.AlertMessage
    Accessible.name: visible ? error.happened + " " + error.remedy : ""

    Icon {
        id: icon
        x: Theme.space4
        y: Theme.space3
        iconName: "warning"
        color: Theme.bad
        size: 20
    }
    Column {
        id: column
        anchors.left: icon.right
        anchors.right: parent.right
        anchors.leftMargin: Theme.space3
        anchors.rightMargin: Theme.space3
        y: Theme.space3
        spacing: 2
        Label {
            width: parent.width
            text: box.visible ? box.error.happened : ""
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: box.visible ? box.error.where : ""
            color: Theme.secondary
            wrapMode: Text.Wrap
        }
        Label {
            width: parent.width
            text: box.visible ? box.error.remedy : ""
            wrapMode: Text.Wrap
        }
        Item { width: 1; height: Theme.space1 }
        Row {
            spacing: Theme.space2
            Button {
                kind: Button.Quiet
                implicitHeight: 28
                text: details.visible ? qsTr("Hide details") : qsTr("Details")
                onClicked: details.visible = !details.visible
            }
            Button {
                kind: Button.Quiet
                implicitHeight: 28
                visible: details.visible
                iconName: "copy"
                text: qsTr("Copy")
                onClicked: box.copyWanted(details.text)
            }
        }
        Label {
            id: details
            width: parent.width
            visible: false
            text: box.visible ? box.error.details : ""
            font.family: "monospace"
            font.pixelSize: Theme.textSmall
            color: Theme.secondary
            wrapMode: Text.WrapAnywhere
        }
    }
}
