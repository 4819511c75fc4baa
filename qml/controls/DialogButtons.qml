// SPDX-License-Identifier: Apache-2.0
import QtQuick

// The row of buttons at the foot of a dialog, to the right.
Item {
    default property alias buttons: row.data

    implicitWidth: row.implicitWidth + 2 * Theme.space5
    implicitHeight: row.implicitHeight + Theme.space5
    Row {
        id: row
        anchors.right: parent.right
        anchors.rightMargin: Theme.space5
        spacing: Theme.space2
    }
}
