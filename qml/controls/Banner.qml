// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts

// Something the whole page should know: what, and what to do; details can be unfolded.
Rectangle {
    id: banner

    property string kind: "info"
    property string title: ""
    property string explanation: ""
    property string actionText: ""
    property bool closable: false

    signal triggered()
    signal closed()

    implicitHeight: row.implicitHeight + 2 * Theme.space3
    radius: Theme.radius
    color: Theme.tintOf(kind)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title + " " + explanation

    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space3
        spacing: Theme.space3
        Icon {
            Layout.alignment: Qt.AlignVCenter
            iconName: banner.kind === "bad" ? "warning" : banner.kind === "trial" ? "warning" : banner.kind
            color: Theme.colorOf(banner.kind)
            size: 20
        }
        ColumnLayout {
            spacing: 2
            Layout.fillWidth: true
            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: banner.title
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
            }
            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: banner.explanation
                wrapMode: Text.Wrap
            }
        }
        Button {
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
