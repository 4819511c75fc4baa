// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.TextField {
    id: control

    property bool wrong: false

    implicitWidth: 240
    implicitHeight: Theme.controlHeight
    leftPadding: Theme.space3
    rightPadding: Theme.space3
    verticalAlignment: TextInput.AlignVCenter
    font.pixelSize: Theme.textBody
    color: enabled ? Theme.text : Theme.disabled
    selectionColor: Theme.primary
    selectedTextColor: Theme.primaryInk
    placeholderTextColor: Theme.secondary
    selectByMouse: true
    hoverEnabled: true
    Accessible.name: placeholderText
    Accessible.role: Accessible.EditableText

    Label {
        x: control.leftPadding
        width: control.width - control.leftPadding - control.rightPadding
        height: control.height
        verticalAlignment: Text.AlignVCenter
        visible: control.text === "" && control.preeditText === ""
        text: control.placeholderText
        color: control.placeholderTextColor
        font: control.font
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border.width: control.activeFocus ? 2 : 1
        border.color: control.wrong ? Theme.bad : control.activeFocus ? Theme.focus : Theme.controlBorder
    }
}
