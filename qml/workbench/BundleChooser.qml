// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Dialogs

// The desktop's own file dialog; loaded only when it is wanted.
FileDialog {
    signal chosen(url file)

    title: qsTr("Choose a bundle")
    nameFilters: [qsTr("Fieldfare bundles (*.ffb)"), qsTr("All files (*)")]
    onAccepted: chosen(selectedFile)
}
