// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.ToolTip {
    id: control
    x: parent ? Math.round((parent.width - implicitWidth) / 2) : 0
    y: parent ? parent.height + Theme.space1 : 0
    margins: Theme.space2
    padding: Theme.space2
    implicitWidth: Math.min(implicitContentWidth + leftPadding + rightPadding, 360)
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    delay: 500
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent
    contentItem: Label {
        text: control.text
        font.pixelSize: Theme.textSmall
        color: Theme.background
        wrapMode: Text.Wrap
    }
    background: Rectangle { radius: Theme.radiusSmall; color: Theme.text }
}
