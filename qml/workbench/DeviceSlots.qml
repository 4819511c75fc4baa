// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// The slots of a device, what is being installed, and how the last installation fared.
Card {
    id: card

    required property QtObject device

    implicitHeight: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.space3

        Repeater {
            model: card.device.slotGroups
            ColumnLayout {
                id: group
                required property var modelData
                Layout.fillWidth: true
                spacing: Theme.space2
                Label {
                    text: qsTr("Slots of %1").arg(group.modelData.group)
                    font.weight: Font.DemiBold
                }
                Flow {
                    Layout.fillWidth: true
                    spacing: Theme.space3
                    Repeater {
                        model: group.modelData.cards
                        Column {
                            id: slot
                            required property var modelData
                            spacing: 3
                            SlotCard {
                                width: 220
                                slotName: slot.modelData.name
                                version: slot.modelData.release !== "" ? slot.modelData.release : slot.modelData.version
                                kind: slot.modelData.kind
                                stateText: slot.modelData.booted ? qsTr("%1, in use").arg(slot.modelData.stateText)
                                                                 : slot.modelData.stateText
                                booted: slot.modelData.booted
                            }
                            Label {
                                text: slot.modelData.fullName + " \u00b7 " + slot.modelData.size
                                font.pixelSize: Theme.textSmall
                                color: Theme.secondary
                            }
                        }
                    }
                }
            }
        }
        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: card.device.activity
            wrapMode: Text.Wrap
        }
        ProgressBar {
            Layout.fillWidth: true
            visible: card.device.progress >= 0
            value: card.device.progress
        }
        Repeater {
            model: card.device.health
            RowLayout {
                id: result
                required property var modelData
                Layout.fillWidth: true
                spacing: Theme.space2
                StateBadge {
                    kind: result.modelData.passed ? "good" : "bad"
                    text: result.modelData.passed ? qsTr("Passed") : qsTr("Failed")
                }
                Label {
                    Layout.fillWidth: true
                    text: qsTr("Health check %1").arg(result.modelData.name)
                          + (result.modelData.message !== "" ? ": " + result.modelData.message : "")
                    wrapMode: Text.Wrap
                }
            }
        }
    }
}
