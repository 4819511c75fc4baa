// SPDX-License-Identifier: Apache-2.0
import QtQuick

// Asks for files or a folder in the desktop's own way. The dialog is loaded when it is first wanted.
Item {
    id: chooser

    required property string title
    property var filters: []
    property bool folders: false
    property bool many: false
    property bool saves: false
    property string suffix: ""

    signal chosen(var urls) // of files or of one folder

    function open() {
        if (loader.item === null) {
            const wanted = folders ? { title: title }
                : { title: title, nameFilters: filters, many: many, saves: saves, defaultSuffix: suffix }
            loader.setSource(folders ? "FolderBox.qml" : "FileBox.qml", wanted)
        }
        loader.item.open()
    }

    Loader { id: loader }
    Connections {
        target: loader.item
        ignoreUnknownSignals: true
        function onChosen(urls) { chooser.chosen(urls) }
    }
}
