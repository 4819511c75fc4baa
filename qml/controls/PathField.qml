// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts

// A file or folder: typed, or chosen behind the button. Taken with Return, or when the field is left.
ColumnLayout {
    id: field

    required property string label
    property string path: "" // what was taken last
    property string hint: ""
    property string placeholderText: ""
    property string inputName: ""

    signal taken(string path)
    signal chooseWanted()

    function clearTyped() { input.text = "" }

    onPathChanged: input.text = path
    spacing: Theme.space1
    Label {
        Layout.fillWidth: true
        text: field.label
        visible: text !== ""
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.space2
        TextField {
            id: input
            objectName: field.inputName
            Layout.fillWidth: true
            placeholderText: field.placeholderText
            maximumLength: 4096
            Accessible.name: field.label !== "" ? field.label : field.placeholderText
            function take() {
                if (text.trim() !== field.path)
                    field.taken(text.trim())
            }
            onAccepted: take()
            onEditingFinished: take()
        }
        Button {
            text: qsTr("Choose\u2026")
            iconName: "folder"
            Accessible.name: qsTr("Choose: %1").arg(input.Accessible.name)
            onClicked: field.chooseWanted()
        }
    }
    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: field.hint
        color: Theme.secondary
        font.pixelSize: Theme.textSmall
        wrapMode: Text.Wrap
    }
}
