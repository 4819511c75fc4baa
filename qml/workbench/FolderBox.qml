// SPDX-License-Identifier: Apache-2.0
import QtQuick.Dialogs

// The desktop's own folder dialog; loaded by a Chooser when it is wanted.
FolderDialog {
    signal chosen(var urls)

    onAccepted: chosen([selectedFolder])
}
