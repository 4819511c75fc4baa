// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// What the technician says about a device: a note, and the group it is shown in.
Dialog {
    id: dialog

    required property QtObject device

    title: qsTr("Note and group of %1").arg(device.name)
    onAboutToShow: {
        note.text = device.note
        group.text = device.group
        note.forceActiveFocus(Qt.TabFocusReason)
    }

    function save() {
        device.describe(note.text, group.text)
        close()
    }

    body: ColumnLayout {
        spacing: Theme.space2
        Label { Layout.fillWidth: true; text: qsTr("Note (for you)"); font.weight: Font.DemiBold; wrapMode: Text.Wrap }
        TextField {
            id: note
            objectName: "describeNote"
            Layout.fillWidth: true
            placeholderText: qsTr("Hall 3, second cabinet")
            Accessible.name: qsTr("Note (for you)")
            maximumLength: 200
            onAccepted: dialog.save()
        }
        Label { Layout.fillWidth: true; text: qsTr("Group"); font.weight: Font.DemiBold; wrapMode: Text.Wrap }
        TextField {
            id: group
            objectName: "describeGroup"
            Layout.fillWidth: true
            placeholderText: qsTr("None")
            Accessible.name: qsTr("Group")
            maximumLength: 64
            onAccepted: dialog.save()
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space1
            Repeater {
                model: dialog.device.groups.slice(0, 12)
                Button {
                    required property string modelData
                    width: Math.min(implicitWidth, 200)
                    kind: Button.Quiet
                    iconName: "folder"
                    text: modelData.length > 18 ? modelData.substring(0, 17) + "\u2026" : modelData
                    Accessible.name: qsTr("Put into group %1").arg(modelData)
                    onClicked: group.text = modelData
                }
            }
        }
    }
    footer: DialogButtons {
        Button {
            text: qsTr("Cancel")
            onClicked: dialog.close()
        }
        Button {
            objectName: "describeAccept"
            kind: Button.Primary
            text: qsTr("Save")
            onClicked: dialog.save()
        }
    }
}
