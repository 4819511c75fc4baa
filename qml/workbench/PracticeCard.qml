// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// The way back to the practice from the settings.
Card {
    id: card

    required property QtObject practice

    signal wanted()

    readonly property bool there: practice.state === "on" || practice.busy
    implicitHeight: column.implicitHeight + 2 * padding
    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.space3
        Label {
            text: qsTr("Practice")
            font.pixelSize: Theme.textLarge
            font.weight: Font.DemiBold
        }
        Label {
            Layout.fillWidth: true
            text: qsTr("A virtual device on this computer, in a fleet of its own: to see an update without hardware, and to show it to others. It needs no network and no root.")
            color: Theme.secondary
            wrapMode: Text.Wrap
        }
        Button {
            objectName: "settingsPractice"
            iconName: "play"
            text: card.there ? qsTr("Show the practice device")
                : card.practice.state === "off" ? qsTr("Switch the practice device on")
                : qsTr("Try it with a virtual device")
            onClicked: card.wanted()
        }
    }
}
