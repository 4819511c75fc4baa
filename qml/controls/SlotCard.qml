// SPDX-License-Identifier: Apache-2.0
import QtQuick

// One slot: its letter, what is in it, how it is, and whether the device runs from it.
Rectangle {
    id: card

    required property string slotName
    required property string version
    required property string kind
    required property string stateText
    required property bool booted
    property bool stale: false // as it was when the device was last seen

    implicitWidth: 148
    implicitHeight: Math.max(44, words.implicitHeight + Theme.space2)
    radius: Theme.radius
    color: booted ? Theme.surface : "transparent"
    border.width: booted ? 2 : 1
    border.color: booted && !stale ? Theme.accent : booted ? Theme.controlBorder : Theme.border
    Accessible.role: Accessible.StaticText
    Accessible.name: (booted ? qsTr("Slot %1, in use: %2, %3") : qsTr("Slot %1: %2, %3"))
        .arg(slotName).arg(version).arg(stateText)

    Rectangle {
        id: letter
        x: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(24, slotLetter.implicitHeight)
        height: width
        radius: Theme.radiusSmall
        color: card.booted && !card.stale ? Theme.accent : Theme.neutralTint
        Label {
            id: slotLetter
            anchors.centerIn: parent
            text: card.slotName
            font.pixelSize: Theme.textSmall
            font.weight: Font.Bold
            color: card.booted && !card.stale ? Theme.accentInk : Theme.secondary
            Accessible.ignored: true
        }
    }
    Column {
        id: words
        anchors.left: letter.right
        anchors.leftMargin: Theme.space2
        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        Label {
            width: parent.width
            text: card.version
            elide: Text.ElideRight
            font.weight: card.booted ? Font.DemiBold : Font.Normal
            color: card.stale ? Theme.secondary : Theme.text
            Accessible.ignored: true
        }
        Row {
            spacing: 3
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                size: 13
                iconName: card.kind === "neutral" ? "empty" : card.kind
                color: card.stale ? Theme.secondary : Theme.colorOf(card.kind)
            }
            Label {
                width: Math.min(implicitWidth, card.width - letter.width - 3 * Theme.space2 - 16)
                text: card.stateText
                elide: Text.ElideRight
                font.pixelSize: Theme.textSmall
                color: card.stale ? Theme.secondary : Theme.colorOf(card.kind)
                Accessible.ignored: true
            }
        }
    }
}
