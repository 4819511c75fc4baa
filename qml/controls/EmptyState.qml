// SPDX-License-Identifier: Apache-2.0
import QtQuick

// An empty screen teaches: what this is, and the one thing to do.
Column {
    id: empty

    required property string iconName
    required property string title
    required property string explanation
    property string actionText: ""
    property string actionIcon: ""
    property string otherText: "" // a second, quiet action
    property string thirdText: ""

    signal triggered()
    signal otherTriggered()
    signal thirdTriggered()

    spacing: Theme.space3
    width: 460
    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        iconName: empty.iconName
        size: 48
        color: Theme.secondary
    }
    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: empty.title
        font.pixelSize: Theme.textTitle
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
    }
    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: empty.explanation
        color: Theme.secondary
        wrapMode: Text.Wrap
        lineHeight: 1.25
    }
    Item { width: 1; height: Theme.space1 }
    Button {
        objectName: "emptyAction"
        anchors.horizontalCenter: parent.horizontalCenter
        visible: empty.actionText !== ""
        kind: Button.Primary
        text: empty.actionText
        iconName: empty.actionIcon
        onClicked: empty.triggered()
    }
    Flow { // beside each other where there is room
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, other.implicitWidth + (third.visible ? third.implicitWidth + spacing : 0))
        spacing: Theme.space2
        Button {
            id: other
            visible: text !== ""
            kind: Button.Quiet
            text: empty.otherText
            onClicked: empty.otherTriggered()
        }
        Button {
            id: third
            visible: text !== ""
            kind: Button.Quiet
            text: empty.thirdText
            onClicked: empty.thirdTriggered()
        }
    }
}
