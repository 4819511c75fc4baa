// SPDX-License-Identifier: Apache-2.0
import QtQuick

// A field with its name above, and below it what it means or what is wrong with it.
Column {
    id: field

    required property string label
    property string hint: ""
    property string problem: ""
    property alias text: input.text
    property alias placeholderText: input.placeholderText
    property alias maximumLength: input.maximumLength
    property bool secret: false
    property string inputName: "" // objectName of the field itself

    signal edited(string text)
    signal accepted()

    function focusInput() { input.forceActiveFocus(Qt.TabFocusReason) }

    spacing: Theme.space1
    Label {
        width: parent.width
        text: field.label
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
    }
    TextField {
        id: input
        objectName: field.inputName
        width: parent.width
        echoMode: field.secret ? TextInput.Password : TextInput.Normal
        wrong: field.problem !== "" && text !== ""
        maximumLength: 1024
        Accessible.name: field.label
        Accessible.description: field.label // Qt 6.4 keeps the name of a passphrase's field to itself
        onTextEdited: field.edited(text)
        onAccepted: field.accepted()
    }
    Label {
        width: parent.width
        visible: text !== ""
        text: input.wrong ? field.problem : field.hint
        color: input.wrong ? Theme.bad : Theme.secondary
        font.pixelSize: Theme.textSmall
        wrapMode: Text.Wrap
    }
}
