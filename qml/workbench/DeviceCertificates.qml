// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// Who the device is: the certificates that it showed, verified against the fleet's root.
Card {
    id: card

    required property QtObject device
    required property QtObject clipboard

    implicitHeight: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.space3
        Label {
            Layout.fillWidth: true
            text: qsTr("Certificates")
            font.pixelSize: Theme.textLarge
            font.weight: Font.DemiBold
        }
        Label {
            Layout.fillWidth: true
            visible: card.device.certificates.length === 0
            text: qsTr("They are seen once the device is connected.")
            color: Theme.secondary
            wrapMode: Text.Wrap
        }
        Repeater {
            model: card.device.certificates
            RowLayout {
                id: entry
                required property var modelData
                Layout.fillWidth: true
                spacing: Theme.space3
                Icon {
                    Layout.alignment: Qt.AlignTop
                    iconName: entry.modelData.expired ? "warning" : "good"
                    color: entry.modelData.expired ? Theme.trial : Theme.good
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 2
                    Label {
                        Layout.fillWidth: true
                        text: entry.modelData.title + ": " + entry.modelData.name
                        font.weight: Font.DemiBold
                        wrapMode: Text.WrapAnywhere
                    }
                    Label {
                        Layout.fillWidth: true
                        text: entry.modelData.valid + (entry.modelData.expired ? " \u00b7 " + qsTr("over") : "")
                        color: Theme.secondary
                        wrapMode: Text.Wrap
                    }
                    Label {
                        Layout.fillWidth: true
                        text: "SHA-256 " + entry.modelData.fingerprint
                        font.family: "monospace"
                        font.pixelSize: Theme.textSmall
                        color: Theme.secondary
                        wrapMode: Text.WrapAnywhere
                    }
                }
                IconButton {
                    Layout.alignment: Qt.AlignTop
                    iconName: "copy"
                    label: qsTr("Copy the fingerprint")
                    onClicked: card.clipboard.copy(entry.modelData.fingerprint)
                }
            }
        }
    }
}
