// SPDX-License-Identifier: Apache-2.0
import QtQuick

TextField {
    id: control

    placeholderText: qsTr("Search")
    leftPadding: Theme.space3 + Theme.iconSize + Theme.space2
    rightPadding: clear.visible ? clear.width + Theme.space1 : Theme.space3
    Accessible.searchEdit: true
    Keys.onEscapePressed: event => {
        event.accepted = text !== ""
        text = ""
    }

    Icon {
        x: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        iconName: "search"
        color: Theme.secondary
    }
    IconButton {
        id: clear
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.rightMargin: 2
        implicitWidth: Theme.controlHeight - 6
        implicitHeight: Theme.controlHeight - 6
        visible: control.text !== ""
        iconName: "close"
        label: qsTr("Clear the search")
        onClicked: {
            control.text = ""
            control.forceActiveFocus()
        }
    }
}
