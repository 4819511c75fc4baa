// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// One device in the list.
ListRow {
    id: row

    required property int serial
    required property string name
    required property string modelName
    required property string address
    required property string note
    required property var slotList
    required property string stateKind
    required property string stateIcon
    required property string stateText
    required property string activity
    required property real progress
    required property string lastSeen
    required property bool stranger
    required property bool connected
    required property bool outOfDate
    required property bool practice
    required property string section

    objectName: "device-" + name
    text: name
    Accessible.name: (practice ? qsTr("Practice") + ": " : "") + name + ", " + stateText
    Accessible.description: activity
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    // Out of date: a bar at the edge, beside the word in the badge.
    Rectangle {
        visible: row.outOfDate && row.connected
        x: 1
        y: Theme.radius
        width: 4
        height: parent.height - 2 * Theme.radius
        radius: 2
        color: Theme.trial
    }
    contentItem: RowLayout {
        spacing: Theme.space4

        ColumnLayout {
            Layout.preferredWidth: 230
            Layout.minimumWidth: 150
            Layout.maximumWidth: 300
            Layout.fillWidth: true
            spacing: 2
            Label {
                Layout.fillWidth: true
                text: row.name
                font.weight: row.stranger ? Font.Normal : Font.DemiBold
                color: row.stranger ? Theme.secondary : Theme.text
                elide: Text.ElideRight
                wrapMode: Text.Wrap
                maximumLineCount: 2
                Accessible.ignored: true
            }
            Label {
                Layout.fillWidth: true
                text: (row.modelName !== "" ? row.modelName : row.address)
                      + (row.note !== "" ? " \u00b7 " + row.note : "")
                font.pixelSize: Theme.textSmall
                color: Theme.secondary
                elide: Text.ElideRight
                Accessible.ignored: true
            }
            StateBadge {
                visible: row.practice
                kind: "info"
                iconName: "play"
                text: qsTr("Practice")
            }
        }
        Row {
            Layout.preferredWidth: 2 * 148 + Theme.space2
            Layout.minimumWidth: 2 * 148 + Theme.space2
            spacing: Theme.space2
            Repeater {
                model: row.slotList
                SlotCard {
                    required property var modelData
                    slotName: modelData.name
                    version: modelData.version
                    kind: modelData.kind
                    stateText: modelData.stateText
                    booted: modelData.booted
                    stale: !row.connected
                }
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 200
            spacing: Theme.space1
            opacity: width < 60 ? 0 : 1 // a sliver says nothing; the badge tells the state
            Label {
                Layout.fillWidth: true
                visible: text !== ""
                text: row.activity
                font.pixelSize: Theme.textSmall
                color: Theme.secondary
                elide: Text.ElideRight
                wrapMode: Text.Wrap
                maximumLineCount: row.progress >= 0 ? 1 : 2
                Accessible.ignored: true
            }
            ProgressBar {
                Layout.fillWidth: true
                visible: row.progress >= 0
                value: row.progress
            }
        }
        Column {
            Layout.preferredWidth: Theme.stateColumn
            Layout.minimumWidth: Theme.stateColumn
            spacing: 3
            StateBadge {
                objectName: "status-" + row.name
                anchors.right: parent.right
                maximumWidth: Theme.stateColumn
                kind: row.stateKind
                iconName: row.stateIcon
                text: row.stateText
            }
            Label {
                width: parent.width
                horizontalAlignment: Text.AlignRight
                elide: Text.ElideRight
                visible: !row.connected && !row.stranger
                text: qsTr("seen: %1").arg(row.lastSeen)
                font.pixelSize: Theme.textSmall
                color: Theme.secondary
                Accessible.ignored: true
            }
        }
        Icon {
            iconName: "forward"
            size: 16
            color: Theme.secondary
        }
    }
}
