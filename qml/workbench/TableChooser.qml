// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Dialogs

// Which table of devices; loaded only when it is wanted.
FileDialog {
    signal chosen(url file)

    title: qsTr("Choose a table of devices")
    nameFilters: [qsTr("Tables (*.csv *.txt)"), qsTr("All files (*)")]
    onAccepted: chosen(selectedFile)
}
