// SPDX-License-Identifier: Apache-2.0
import QtQuick

// The buttons at the foot of a dialog, to the right; with large text below each other.
Item {
    id: foot

    default property alias buttons: flow.data

    implicitWidth: flow.natural + 2 * Theme.space5
    implicitHeight: flow.height + Theme.space5
    ButtonFlow {
        id: flow
        anchors.right: parent.right
        anchors.rightMargin: Theme.space5
        room: foot.width - 2 * Theme.space5
    }
}
