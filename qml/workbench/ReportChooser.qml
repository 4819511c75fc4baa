// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Dialogs

// Where a report goes and as what; loaded only when it is wanted.
FileDialog {
    signal chosen(url file)

    title: qsTr("Save the report of this push")
    fileMode: FileDialog.SaveFile
    defaultSuffix: selectedNameFilter.extensions.length > 0 ? selectedNameFilter.extensions[0] : "html"
    nameFilters: [qsTr("Web page (*.html)"), qsTr("Table for spreadsheets (*.csv)"), qsTr("PDF (*.pdf)")]
    onAccepted: chosen(selectedFile)
}
