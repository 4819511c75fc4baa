// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// The head of a page: its name, a line below it, and what can be done at the right.
RowLayout {
    id: header

    property string title: ""
    property string subtitle: ""
    property bool canGoBack: false
    property string backLabel: qsTr("Back to the list")
    default property alias actions: actionRow.data

    signal backWanted()

    spacing: Theme.space3
    height: Math.max(48, implicitHeight)

    IconButton {
        id: back
        objectName: "back"
        visible: header.canGoBack
        iconName: "back"
        label: header.backLabel
        onClicked: header.backWanted()
    }
    Column {
        Layout.fillWidth: true
        Layout.minimumWidth: 120
        spacing: 2
        Label {
            width: parent.width
            text: header.title
            elide: Text.ElideRight
            font.pixelSize: Theme.textTitle
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: header.subtitle
            elide: Text.ElideRight
            color: Theme.secondary
            font.pixelSize: Theme.textSmall
        }
    }
    Row {
        id: actionRow
        spacing: Theme.space2
    }
}
