// SPDX-License-Identifier: Apache-2.0
import QtQuick

// A button of an icon alone: what it does is in its tool tip and its accessible name.
Button {
    id: control

    required property string label

    kind: Button.Quiet
    implicitWidth: Theme.controlHeight
    leftPadding: 0
    rightPadding: 0
    Accessible.name: label
    ToolTip { visible: (control.hovered || control.visualFocus) && !control.down; text: control.label }
}
