// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// Which devices; those that do not fit are greyed and say why.
ColumnLayout {
    id: step

    required property QtObject push
    readonly property int fitting: push.candidates.filter(device => device.fits).length

    spacing: Theme.space2

    Flow {
        id: choices
        Layout.fillWidth: true
        spacing: Theme.space4
        CheckBox {
            objectName: "chooseAll"
            width: Math.min(implicitWidth, choices.width)
            enabled: step.fitting > 0
            text: qsTr("All that fit (%1)").arg(step.fitting)
            checkState: step.push.chosenCount === 0 ? Qt.Unchecked
                : step.push.chosenCount < step.fitting ? Qt.PartiallyChecked : Qt.Checked
            nextCheckState: () => checkState
            height: Theme.controlHeight > implicitHeight ? Theme.controlHeight : implicitHeight
            onClicked: step.push.chooseAll(step.push.chosenCount < step.fitting)
        }
        Switch {
            objectName: "alsoOffline"
            width: Math.min(implicitWidth, choices.width)
            text: qsTr("Also those that are offline")
            checked: step.push.waitForOffline
            onToggled: step.push.waitForOffline = checked
        }
        Label {
            height: Theme.controlHeight
            verticalAlignment: Text.AlignVCenter
            text: qsTr("%1 chosen").arg(step.push.chosenCount)
            color: Theme.secondary
        }
    }
    ListView {
        id: list
        Layout.fillWidth: true
        Layout.fillHeight: true
        clip: true
        spacing: Theme.space1
        model: step.push.candidates.length
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: ScrollBar {}
        delegate: Rectangle {
            id: row
            required property int index
            readonly property var device: step.push.candidates[index] ?? ({ name: "", model: "", release: "", reason: "", serial: 0, fits: false, chosen: false, practice: false })
            width: ListView.view.width - 12
            height: Math.max(48, texts.implicitHeight + Theme.space3)
            radius: Theme.radius
            color: Theme.surface
            border.width: 1
            border.color: Theme.border
            RowLayout {
                id: texts
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.leftMargin: Theme.space3
                anchors.rightMargin: Theme.space4
                spacing: Theme.space4
                CheckBox {
                    objectName: "choose-" + row.device.name
                    Layout.preferredWidth: 240
                    enabled: row.device.fits
                    text: row.device.name
                    checked: row.device.chosen
                    onToggled: step.push.choose(row.device.serial, checked)
                }
                Label {
                    Layout.preferredWidth: 180
                    text: row.device.practice ? qsTr("Practice") : row.device.model
                    color: Theme.secondary
                    elide: Text.ElideRight
                }
                Label {
                    Layout.preferredWidth: 100
                    text: row.device.release
                    color: Theme.secondary
                    elide: Text.ElideRight
                }
                Label {
                    Layout.fillWidth: true
                    text: row.device.reason
                    color: Theme.secondary
                    font.pixelSize: Theme.textSmall
                    wrapMode: Text.Wrap
                }
            }
        }
        Label {
            anchors.centerIn: parent
            visible: list.count === 0
            text: qsTr("There are no devices yet.")
            color: Theme.secondary
        }
    }
}
