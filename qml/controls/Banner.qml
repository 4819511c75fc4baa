// SPDX-License-Identifier: Apache-2.0
import QtQuick

// Something the whole page should know: what, and what to do; details can be unfolded.
Rectangle {
    id: banner

    property string kind: "info"
    property string title: ""
    property string explanation: ""
    property string actionText: ""
    property string otherText: "" // a second, quiet action
    property bool closable: false

    signal triggered()
    signal otherTriggered()
    signal closed()

    // Large text: the actions stand below, so that they do not press the text into a narrow column.
    readonly property bool stacked: actions.natural > width / (Theme.textScale > 1.2 ? 4 : 2)

    implicitHeight: (stacked ? texts.height + Theme.space2 + actions.height : Math.max(texts.height, actions.height)) + 2 * Theme.space3
    radius: Theme.radius
    color: Theme.tintOf(kind)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title + " " + explanation

    Icon {
        id: icon
        x: Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        iconName: banner.kind === "bad" || banner.kind === "trial" ? "warning" : banner.kind
        color: Theme.colorOf(banner.kind)
        size: 20
    }
    Column {
        id: texts
        anchors.left: icon.right
        anchors.leftMargin: Theme.space3
        anchors.right: banner.stacked ? parent.right : actions.left
        anchors.rightMargin: Theme.space3
        y: banner.stacked ? Theme.space3 : (parent.height - height) / 2
        spacing: 2
        Label {
            width: parent.width
            visible: text !== ""
            text: banner.title
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: banner.explanation
            wrapMode: Text.Wrap
        }
    }
    ButtonFlow {
        id: actions
        room: banner.width - 2 * Theme.space3
        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        y: banner.stacked ? texts.y + texts.height + Theme.space2 : (parent.height - height) / 2
        Button {
            objectName: "bannerOther"
            visible: text !== ""
            kind: Button.Quiet
            text: banner.otherText
            onClicked: banner.otherTriggered()
        }
        Button {
            objectName: "bannerAction"
            visible: text !== ""
            text: banner.actionText
            onClicked: banner.triggered()
        }
        IconButton {
            visible: banner.closable
            iconName: "close"
            label: qsTr("Close this message")
            onClicked: banner.closed()
        }
    }
}
