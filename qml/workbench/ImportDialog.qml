// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// Devices from a table: what is in it, what is wrong with it; taken over as a whole or not at all.
Dialog {
    id: dialog

    required property QtObject importer
    required property QtObject clipboard

    readonly property bool read: importer.fileName !== ""

    function choose() {
        chooser.active ? chooser.item.open() : chooser.active = true
    }

    width: Math.min(Math.round(720 * Theme.textScale), parent ? parent.width - 2 * Theme.space5 : 720)
    title: read ? qsTr("Devices from %1").arg(importer.fileName) : qsTr("Devices from a table")
    onAboutToShow: {
        importer.clear()
        chooseButton.forceActiveFocus(Qt.TabFocusReason)
    }

    body: ColumnLayout {
        spacing: Theme.space3
        Label {
            Layout.fillWidth: true
            text: qsTr("A CSV file, as every spreadsheet saves it. Its first line names the columns: address, and if you like note and group.")
            color: Theme.secondary
            wrapMode: Text.Wrap
        }
        Label {
            Layout.fillWidth: true
            text: "address,note,group\n192.168.7.17,by the door,Hall 3"
            font.family: "monospace"
            font.pixelSize: Theme.textSmall
            visible: !dialog.read
        }
        Button {
            id: chooseButton
            objectName: "importChoose"
            text: qsTr("Choose a file\u2026")
            iconName: "folder"
            onClicked: dialog.choose()
        }
        ErrorBox {
            Layout.fillWidth: true
            error: dialog.importer.error
            onCopyWanted: text => dialog.clipboard.copy(text)
        }
        Label {
            objectName: "importSummary"
            Layout.fillWidth: true
            visible: dialog.read && dialog.importer.error === null
            text: dialog.importer.summary
            color: dialog.importer.problems.length > 0 ? Theme.bad : Theme.text
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
        }
        ListView {
            id: list
            readonly property bool wrong: dialog.importer.problems.length > 0
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(260, contentHeight)
            visible: count > 0
            clip: true
            model: wrong ? dialog.importer.problems : dialog.importer.rows
            activeFocusOnTab: true
            Accessible.role: Accessible.List
            Accessible.name: dialog.title
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: ScrollBar {}
            delegate: RowLayout {
                id: row
                required property var modelData
                width: ListView.view.width - 12
                spacing: Theme.space3
                Label {
                    Layout.preferredWidth: Math.max(70, implicitWidth)
                    Layout.alignment: list.wrong ? Qt.AlignTop : Qt.AlignVCenter
                    text: qsTr("Line %1").arg(row.modelData.line)
                    color: Theme.secondary
                    font.pixelSize: Theme.textSmall
                }
                Label {
                    Layout.fillWidth: list.wrong
                    Layout.preferredWidth: list.wrong ? 1 : 180
                    text: list.wrong ? row.modelData.text : row.modelData.address
                    elide: list.wrong ? Text.ElideNone : Text.ElideRight
                    wrapMode: list.wrong ? Text.Wrap : Text.NoWrap
                }
                Label {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    visible: !list.wrong
                    text: list.wrong ? "" : [row.modelData.group, row.modelData.note].filter(part => part !== "").join(" \u00b7 ")
                    color: Theme.secondary
                    elide: Text.ElideRight
                }
                StateBadge {
                    visible: !list.wrong
                    kind: !list.wrong && row.modelData.known ? "neutral" : "info"
                    text: !list.wrong && row.modelData.known ? qsTr("Known") : qsTr("New")
                }
            }
        }
    }
    footer: DialogButtons {
        Button {
            text: qsTr("Cancel")
            onClicked: dialog.close()
        }
        Button {
            objectName: "importAccept"
            kind: Button.Primary
            text: qsTr("Take over")
            enabled: dialog.importer.ready
            onClicked: if (dialog.importer.accept()) dialog.close()
        }
    }
    Loader {
        id: chooser
        active: false
        source: "TableChooser.qml"
        onLoaded: item.open()
        Connections {
            target: chooser.item
            ignoreUnknownSignals: true
            function onChosen(file) { dialog.importer.load(file) }
        }
    }
}
