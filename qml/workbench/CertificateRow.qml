// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// One certificate of the fleet.
Rectangle {
    id: row

    required property var modelData
    property bool busy: false

    signal renewWanted()
    signal revokeWanted()

    implicitHeight: grid.implicitHeight + 2 * Theme.space2
    radius: Theme.radius
    color: Theme.surface
    border.width: 1
    border.color: Theme.border
    Accessible.role: Accessible.ListItem
    Accessible.name: modelData.name + ", " + modelData.roleTitle + ", " + modelData.stateText

    GridLayout {
        id: grid
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.space3
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        columns: row.width > 720 * Theme.textScale ? 3 : 1
        columnSpacing: Theme.space3
        rowSpacing: Theme.space1
        Column {
            Layout.fillWidth: true
            spacing: 2
            Label {
                width: parent.width
                text: row.modelData.name
                font.weight: Font.DemiBold
                elide: Text.ElideRight
            }
            Label {
                width: parent.width
                text: qsTr("%1, issued on %2").arg(row.modelData.roleTitle).arg(row.modelData.issued)
                color: Theme.secondary
                font.pixelSize: Theme.textSmall
                elide: Text.ElideRight
            }
        }
        Item { // as wide for every state: the columns stay in line
            Layout.preferredWidth: Math.round(220 * Theme.textScale)
            implicitHeight: badge.implicitHeight
            StateBadge {
                id: badge
                objectName: "valid-" + row.modelData.name
                kind: row.modelData.kind
                iconName: row.modelData.icon
                text: row.modelData.stateText
                maximumWidth: parent.width
            }
        }
        Row {
            opacity: row.modelData.live ? 1 : 0 // keeps its place
            enabled: row.modelData.live && !row.busy
            spacing: Theme.space1
            Button {
                objectName: "renew-" + row.modelData.name
                kind: Button.Quiet
                text: qsTr("Renew")
                Accessible.name: qsTr("Renew %1").arg(row.modelData.name)
                onClicked: row.renewWanted()
            }
            Button {
                objectName: "revoke-" + row.modelData.name
                kind: Button.Quiet
                text: qsTr("Revoke\u2026")
                Accessible.name: qsTr("Revoke %1").arg(row.modelData.name)
                onClicked: row.revokeWanted()
            }
        }
    }
}
