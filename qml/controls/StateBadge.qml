// SPDX-License-Identifier: Apache-2.0
import QtQuick

// A state as icon and word; the colour only repeats them.
Rectangle {
    id: badge

    required property string kind // good, trial, bad, info or neutral
    required property string text
    property string iconName: kind === "neutral" ? "empty" : kind
    property int maximumWidth: 220

    implicitWidth: Math.min(row.implicitWidth + Theme.space2 + Theme.space3, maximumWidth)
    implicitHeight: Math.max(26, label.implicitHeight + Theme.space1)
    radius: height / 2
    color: Theme.tintOf(kind)
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Row {
        id: row
        x: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space1 + 1
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            size: 16
            iconName: badge.iconName
            color: Theme.colorOf(badge.kind)
        }
        Label {
            id: label
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, badge.maximumWidth - 16 - Theme.space2 - Theme.space3 - Theme.space1)
            text: badge.text
            elide: Text.ElideRight
            fontSizeMode: Text.HorizontalFit // large text: rather smaller than cut off
            minimumPixelSize: 12
            font.pixelSize: Theme.textSmall
            font.weight: Font.DemiBold
            color: Theme.colorOf(badge.kind)
            Accessible.ignored: true
        }
    }
}
