// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.Button {
    id: control

    enum Kind { Plain, Primary, Destructive, Quiet }
    property int kind: Button.Plain
    property string iconName: ""

    readonly property color foreground: !enabled ? Theme.disabled
        : kind === Button.Primary ? Theme.primaryInk
        : kind === Button.Destructive ? Theme.badInk
        : Theme.text

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Theme.controlHeight
    leftPadding: text === "" ? Theme.space2 : Theme.space3 + 2
    rightPadding: leftPadding
    font.pixelSize: Theme.textBody
    font.weight: kind === Button.Quiet ? Font.Normal : Font.DemiBold
    hoverEnabled: true
    Accessible.name: text
    Accessible.role: Accessible.Button

    // Return presses the button that has the keyboard, as Space does.
    Keys.enabled: visible // a hidden button may still have the focus
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight
        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.space2
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: control.iconName !== ""
                iconName: control.iconName
                color: control.foreground
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                visible: control.text !== ""
                text: control.text
                font: control.font
                color: control.foreground
                Accessible.ignored: true
            }
        }
    }

    background: Rectangle {
        radius: Theme.radius
        readonly property bool lit: control.enabled && (control.hovered || control.down)
        color: {
            if (!control.enabled)
                return control.kind === Button.Quiet ? "transparent" : Theme.neutralTint
            if (control.kind === Button.Primary)
                return lit ? Theme.primaryHover : Theme.primary
            if (control.kind === Button.Destructive)
                return lit ? Qt.darker(Theme.bad, Theme.dark ? 0.92 : 1.12) : Theme.bad
            if (control.kind === Button.Quiet)
                return lit ? Theme.quietHover : "transparent"
            return lit ? Theme.quietHover : Theme.surface
        }
        border.width: control.kind === Button.Plain ? 1 : 0
        border.color: control.enabled ? Theme.controlBorder : Theme.border
        opacity: control.down ? 0.85 : 1
        Behavior on color { ColorAnimation { duration: Theme.fast } }
        FocusRing { target: control }
    }
}
