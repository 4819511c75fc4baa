// SPDX-License-Identifier: Apache-2.0
import QtQuick.Dialogs

// The desktop's own file dialog; loaded by a Chooser when it is wanted.
FileDialog {
    signal chosen(var urls)
    property bool many: false
    property bool saves: false

    fileMode: saves ? FileDialog.SaveFile : many ? FileDialog.OpenFiles : FileDialog.OpenFile
    onAccepted: chosen(selectedFiles)
}
