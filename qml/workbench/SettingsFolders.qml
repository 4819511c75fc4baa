// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// Where bundles are kept and reports go.
Card {
    id: card

    required property QtObject library
    required property QtObject preferences

    function pathOf(url) { return decodeURIComponent(String(url).replace(/^file:\/\//, "")) }

    implicitHeight: column.implicitHeight + 2 * padding
    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.space3
        Label {
            text: qsTr("Folders")
            font.pixelSize: Theme.textLarge
            font.weight: Font.DemiBold
        }
        PathField {
            Layout.fillWidth: true
            label: qsTr("Bundles (the library)")
            inputName: "libraryFolder"
            path: card.library.folder
            onTaken: path => card.library.setFolder(path)
            onChooseWanted: libraryChooser.open()
        }
        PathField {
            Layout.fillWidth: true
            label: qsTr("Reports of pushes")
            inputName: "reportFolder"
            placeholderText: qsTr("Where the last file was saved")
            path: card.preferences.reportFolder
            onTaken: path => card.preferences.reportFolder = path
            onChooseWanted: reportChooser.open()
        }
    }
    Chooser {
        id: libraryChooser
        title: qsTr("The folder with your bundles")
        folders: true
        onChosen: urls => card.library.chooseFolder(urls[0])
    }
    Chooser {
        id: reportChooser
        title: qsTr("The folder for reports")
        folders: true
        onChosen: urls => card.preferences.reportFolder = card.pathOf(urls[0])
    }
}
