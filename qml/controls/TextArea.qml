// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

// Several lines of plain text. Tab leaves it.
T.TextArea {
    id: control

    required property string label

    implicitWidth: 240
    implicitHeight: Math.max(contentHeight + topPadding + bottomPadding, 3 * Theme.controlHeight)
    leftPadding: Theme.space3
    rightPadding: Theme.space3
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    font.pixelSize: Theme.textBody
    color: enabled ? Theme.text : Theme.disabled
    selectionColor: Theme.primary
    selectedTextColor: Theme.primaryInk
    selectByMouse: true
    textFormat: TextEdit.PlainText
    wrapMode: TextEdit.Wrap
    KeyNavigation.priority: KeyNavigation.BeforeItem
    KeyNavigation.tab: nextItemInFocusChain(true)
    KeyNavigation.backtab: nextItemInFocusChain(false)
    Accessible.name: label
    Accessible.role: Accessible.EditableText

    background: Rectangle {
        radius: Theme.radius
        color: Theme.surface
        border.width: control.activeFocus ? 2 : 1
        border.color: control.activeFocus ? Theme.focus : Theme.controlBorder
    }
}
