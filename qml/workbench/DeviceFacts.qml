// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// What is known of a device, to read and to copy.
Card {
    id: card

    required property QtObject device
    required property QtObject clipboard

    implicitHeight: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.space2
        RowLayout {
            Layout.fillWidth: true
            Label {
                Layout.fillWidth: true
                text: qsTr("Details")
                font.pixelSize: Theme.textLarge
                font.weight: Font.DemiBold
            }
            IconButton {
                iconName: "copy"
                label: qsTr("Copy details")
                onClicked: card.clipboard.copy(card.device.factsText())
            }
        }
        Repeater {
            model: card.device.facts
            RowLayout {
                id: fact
                required property var modelData
                Layout.fillWidth: true
                spacing: Theme.space3
                Label {
                    Layout.preferredWidth: 150
                    Layout.alignment: Qt.AlignTop
                    text: fact.modelData.label
                    color: Theme.secondary
                    wrapMode: Text.Wrap
                }
                Label {
                    Layout.fillWidth: true
                    text: fact.modelData.value
                    wrapMode: Text.WrapAnywhere
                }
            }
        }
    }
}
