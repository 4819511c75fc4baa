// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// What was pushed to the device from this laptop.
Card {
    id: card

    required property QtObject device

    implicitHeight: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.space3
        Label {
            Layout.fillWidth: true
            text: qsTr("History")
            font.pixelSize: Theme.textLarge
            font.weight: Font.DemiBold
        }
        Label {
            Layout.fillWidth: true
            visible: card.device.history.length === 0
            text: qsTr("Nothing was pushed to it from this computer yet.")
            color: Theme.secondary
            wrapMode: Text.Wrap
        }
        Repeater {
            model: card.device.history
            ColumnLayout {
                id: entry
                required property var modelData
                Layout.fillWidth: true
                spacing: 2
                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.space2
                    Label {
                        Layout.fillWidth: true
                        text: entry.modelData.release
                        font.weight: Font.DemiBold
                        elide: Text.ElideRight
                    }
                    StateBadge {
                        kind: entry.modelData.kind
                        iconName: entry.modelData.icon
                        text: entry.modelData.state
                    }
                }
                Label {
                    Layout.fillWidth: true
                    text: entry.modelData.when + (entry.modelData.sentence !== "" ? " \u00b7 " + entry.modelData.sentence : "")
                    color: Theme.secondary
                    font.pixelSize: Theme.textSmall
                    wrapMode: Text.Wrap
                }
            }
        }
    }
}
