// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.AbstractButton {
    id: control

    required property string iconName

    // As wide as its word in bold, so that it does not change when it is chosen; a longer one is written smaller.
    implicitWidth: Math.max(76, Math.min(132, Math.ceil(word.advanceWidth) + Theme.space2))
    implicitHeight: Math.max(58, implicitContentHeight + Theme.space2)
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    font.pixelSize: Theme.textSmall
    Accessible.name: text
    Accessible.role: Accessible.PageTab
    Keys.onReturnPressed: clicked()

    contentItem: Column {
        topPadding: Theme.space2
        spacing: Theme.space1
        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            iconName: control.iconName
            size: 22
            color: control.checked ? Theme.text : Theme.secondary
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: control.text
            font.pixelSize: control.font.pixelSize
            font.weight: control.checked ? Font.DemiBold : Font.Normal
            color: control.checked ? Theme.text : Theme.secondary
            elide: Text.ElideRight
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 12
            Accessible.ignored: true
        }
    }
    TextMetrics {
        id: word
        font.pixelSize: control.font.pixelSize
        font.weight: Font.DemiBold
        text: control.text
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.checked ? Theme.surface : control.hovered ? Theme.quietHover : "transparent"
        FocusRing { target: control; gap: -1 }
    }
}
