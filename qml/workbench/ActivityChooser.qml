// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Dialogs

// Where the shown entries go and as what; loaded only when it is wanted.
FileDialog {
    signal chosen(url file)

    title: qsTr("Save the shown entries")
    fileMode: FileDialog.SaveFile
    defaultSuffix: selectedNameFilter.extensions.length > 0 ? selectedNameFilter.extensions[0] : "csv"
    nameFilters: [qsTr("Table for spreadsheets (*.csv)"), qsTr("JSON (*.json)"), qsTr("Signed copy of the whole log (*.fflog)")]
    onAccepted: chosen(selectedFile)
}
