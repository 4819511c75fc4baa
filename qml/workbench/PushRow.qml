// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// One device in a push: phase, share, speed and time left; at the end, one sentence.
Rectangle {
    id: row

    required property QtObject push
    required property int index
    required property string name
    required property string kind
    required property string stateIcon
    required property string phase
    required property real fraction
    required property string amount
    required property string speed
    required property string sentence
    required property bool done
    required property bool paused
    required property bool canSteer

    implicitHeight: Math.max(60, content.implicitHeight + 2 * Theme.space2)
    radius: Theme.radius
    color: Theme.surface
    border.width: 1
    border.color: Theme.border
    Accessible.role: Accessible.ListItem
    Accessible.name: name + ", " + phase
    Accessible.description: sentence

    RowLayout {
        id: content
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space3
        spacing: Theme.space4
        Label {
            Layout.preferredWidth: 200
            Layout.minimumWidth: 100
            Layout.maximumWidth: 200
            Layout.fillWidth: true
            text: row.name
            font.weight: Font.DemiBold
            elide: Text.ElideRight
            wrapMode: Text.Wrap
            maximumLineCount: 2
        }
        Item {
            Layout.preferredWidth: Theme.stateColumn
            implicitHeight: badge.height
            StateBadge {
                id: badge
                objectName: "phase-" + row.name
                maximumWidth: Theme.stateColumn
                kind: row.kind
                iconName: row.stateIcon
                text: row.phase
            }
        }
        // A positioner and no layout: it grows with its text at once, when a sentence takes the bar's place.
        Column {
            id: column
            Layout.fillWidth: true
            Layout.preferredWidth: 400
            spacing: Theme.space1
            Label {
                width: column.width
                visible: text !== ""
                objectName: "sentence-" + row.name
                text: row.sentence
                wrapMode: Text.Wrap
            }
            RowLayout {
                width: column.width
                visible: row.fraction >= 0
                spacing: Theme.space3
                ProgressBar {
                    Layout.fillWidth: true
                    value: row.fraction
                }
                Label {
                    Layout.preferredWidth: widest.advanceWidth + 2
                    horizontalAlignment: Text.AlignRight
                    text: Math.floor(row.fraction * 100) + " %"
                    font.pixelSize: Theme.textSmall
                }
            }
            Label {
                width: column.width
                visible: row.amount !== ""
                text: row.amount + (row.speed !== "" ? " \u00b7 " + row.speed : "")
                font.pixelSize: Theme.textSmall
                color: Theme.secondary
                elide: Text.ElideRight
            }
        }
        IconButton {
            objectName: "pause-" + row.name
            visible: row.canSteer
            iconName: row.paused ? "play" : "pause"
            label: row.paused ? qsTr("Continue") : qsTr("Pause")
            onClicked: row.paused ? row.push.unpause(row.index) : row.push.pause(row.index)
        }
        IconButton {
            objectName: "cancel-" + row.name
            visible: row.canSteer
            iconName: "close"
            label: qsTr("Cancel on this device")
            onClicked: cancelDialog.open()
        }
    }
    TextMetrics {
        id: widest // a number that moves keeps its place
        font.pixelSize: Theme.textSmall
        text: "100 %"
    }
    ConfirmDialog {
        id: cancelDialog
        objectName: "cancelDialog"
        title: qsTr("Cancel the installation on %1?").arg(row.name)
        explanation: qsTr("The device goes on with what it runs. What it has received of this release is given up.")
        actionText: qsTr("Cancel the installation")
        onConfirmed: row.push.cancel(row.index)
    }
}
