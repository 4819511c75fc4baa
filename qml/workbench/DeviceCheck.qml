// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// Tries a connection step by step, and ticks each.
Card {
    id: card

    required property QtObject device
    required property QtObject clipboard
    readonly property QtObject check: device.check

    implicitHeight: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.space2
        RowLayout {
            Layout.fillWidth: true
            Label {
                Layout.fillWidth: true
                text: qsTr("Connection check")
                font.pixelSize: Theme.textLarge
                font.weight: Font.DemiBold
                elide: Text.ElideRight
            }
            Button {
                objectName: "startCheck"
                text: qsTr("Check")
                iconName: "network"
                enabled: !card.check.running
                onClicked: card.device.startCheck()
            }
        }
        Label {
            Layout.fillWidth: true
            visible: card.check.steps.length === 0
            text: qsTr("Tries everything that a connection needs, from the name to the clock, and says where it ends.")
            color: Theme.secondary
            wrapMode: Text.Wrap
        }
        Repeater {
            model: card.check.steps
            RowLayout {
                id: step
                required property var modelData
                Layout.fillWidth: true
                spacing: Theme.space3
                Accessible.role: Accessible.StaticText
                Accessible.name: modelData.text + ": " + modelData.word
                Icon {
                    Layout.alignment: Qt.AlignTop
                    iconName: step.modelData.icon
                    color: Theme.colorOf(step.modelData.kind)
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0
                    Label {
                        Layout.fillWidth: true
                        text: step.modelData.text
                        wrapMode: Text.Wrap
                        Accessible.ignored: true
                    }
                    Label {
                        Layout.fillWidth: true
                        visible: text !== ""
                        text: step.modelData.detail
                        font.pixelSize: Theme.textSmall
                        color: Theme.secondary
                        wrapMode: Text.WrapAnywhere
                    }
                }
                Label {
                    Layout.alignment: Qt.AlignTop
                    text: step.modelData.word
                    font.pixelSize: Theme.textSmall
                    font.weight: Font.DemiBold
                    color: Theme.colorOf(step.modelData.kind)
                    Accessible.ignored: true
                }
            }
        }
        ErrorBox {
            Layout.fillWidth: true
            error: card.check.error
            onCopyWanted: text => card.clipboard.copy(text)
        }
    }
}
