// SPDX-License-Identifier: Apache-2.0
import QtQuick

// The rail at the left: the pages of the window, the bird on top. Up and Down move along it.
Rectangle {
    id: rail

    required property var entries // list of {key, text, icon}
    property string current: ""
    default property alias foot: foot.data

    signal chosen(string key)

    implicitWidth: column.width + 12
    color: Theme.rail
    Accessible.role: Accessible.PageTabList

    Image {
        id: bird
        anchors.top: parent.top
        anchors.topMargin: Theme.space4
        anchors.horizontalCenter: parent.horizontalCenter
        source: Qt.resolvedUrl("icons/fieldfare.svg")
        sourceSize: Qt.size(40, 40)
        Accessible.ignored: true
    }
    Column {
        id: column
        anchors.top: bird.bottom
        anchors.topMargin: Theme.space4
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.space1
        readonly property real widest: {
            let most = 76
            for (let i = 0; i < repeater.count; ++i)
                most = Math.max(most, repeater.itemAt(i)?.implicitWidth ?? 0)
            return most
        }
        width: widest
        Repeater {
            id: repeater
            model: rail.entries
            NavButton {
                required property var modelData
                required property int index
                objectName: "nav-" + modelData.key
                width: column.widest
                text: modelData.text
                iconName: modelData.icon
                checked: rail.current === modelData.key
                onClicked: rail.chosen(modelData.key)
                Keys.onDownPressed: step(1)
                Keys.onUpPressed: step(-1)
                function step(by: int) {
                    const next = repeater.itemAt(index + by)
                    if (next)
                        next.forceActiveFocus(Qt.TabFocusReason)
                }
            }
        }
    }
    Column {
        id: foot
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space3
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.space1
    }
    Rectangle {
        anchors.right: parent.right
        width: 1
        height: parent.height
        color: Theme.border
    }
}
