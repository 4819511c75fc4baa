// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// The device's log, living, with a filter.
Card {
    id: card

    required property QtObject device
    required property QtObject clipboard

    implicitHeight: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.space2
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space2
            Label {
                Layout.fillWidth: true
                text: qsTr("Log")
                font.pixelSize: Theme.textLarge
                font.weight: Font.DemiBold
            }
            SearchField {
                objectName: "logFilter"
                Layout.preferredWidth: 200
                placeholderText: qsTr("Filter")
                visible: list.count > 0 || text !== ""
                onTextChanged: card.device.logFilter = text
            }
            IconButton {
                visible: list.count > 0
                iconName: "copy"
                label: qsTr("Copy the shown lines")
                onClicked: card.clipboard.copy(card.device.logText())
            }
            Button {
                objectName: "followLog"
                text: card.device.followingLog ? qsTr("Stop") : qsTr("Follow")
                iconName: card.device.followingLog ? "pause" : "play"
                enabled: card.device.connected
                onClicked: card.device.followLog(!card.device.followingLog)
            }
        }
        Label {
            Layout.fillWidth: true
            visible: list.count === 0
            text: card.device.followingLog ? qsTr("Waiting for lines\u2026")
                                           : qsTr("Follow shows the last lines of the device\u2019s log, and new ones as they come.")
            color: Theme.secondary
            wrapMode: Text.Wrap
        }
        ErrorBox {
            Layout.fillWidth: true
            error: card.device.logError
            onCopyWanted: text => card.clipboard.copy(text)
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: 260
            visible: list.count > 0
            radius: Theme.radiusSmall
            color: Theme.background
            border.width: 1
            border.color: Theme.border
            ListView {
                id: list
                anchors.fill: parent
                anchors.margins: Theme.space2
                clip: true
                model: card.device.logLines
                activeFocusOnTab: true
                boundsBehavior: Flickable.StopAtBounds
                Accessible.name: qsTr("Log")
                Accessible.role: Accessible.List
                // New lines are followed as long as the end is in sight.
                property bool atEnd: true
                onMovementEnded: atEnd = atYEnd
                onCountChanged: if (atEnd) Qt.callLater(positionViewAtEnd)
                ScrollBar.vertical: ScrollBar {}
                delegate: Label {
                    required property string line
                    width: ListView.view.width - 12
                    text: line
                    font.family: "monospace"
                    font.pixelSize: Theme.textSmall
                    wrapMode: Text.WrapAnywhere
                }
            }
        }
    }
}
