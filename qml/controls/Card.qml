// SPDX-License-Identifier: Apache-2.0
import QtQuick

// A quiet surface that holds things that belong together.
Rectangle {
    id: card

    default property alias content: holder.data
    property int padding: Theme.space4

    implicitWidth: holder.childrenRect.width + 2 * padding
    implicitHeight: holder.childrenRect.height + 2 * padding
    radius: Theme.radius
    color: Theme.surface
    border.width: 1
    border.color: Theme.border
    Item {
        id: holder
        anchors.fill: parent
        anchors.margins: card.padding
    }
}
