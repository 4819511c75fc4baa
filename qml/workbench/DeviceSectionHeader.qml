// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Fieldfare.Controls

// The heading of a group in the list: its name, how many, folded or not.
T.AbstractButton {
    id: header

    required property QtObject devices
    required property string section

    readonly property var facts: devices.sections[section] ?? ({ title: "", count: 0, collapsed: false })

    objectName: "section-" + facts.title
    implicitHeight: Theme.controlHeight
    hoverEnabled: true
    activeFocusOnTab: true
    focusPolicy: Qt.StrongFocus
    text: facts.title
    Accessible.role: Accessible.Button
    Accessible.name: facts.collapsed ? qsTr("%1, devices: %2, folded").arg(facts.title).arg(facts.count)
                                     : qsTr("%1, devices: %2").arg(facts.title).arg(facts.count)
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    onClicked: devices.toggle(section)

    contentItem: Row {
        spacing: Theme.space2
        leftPadding: Theme.space2
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            size: 16
            iconName: header.facts.collapsed ? "forward" : "down"
            color: Theme.secondary
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, header.width - 120)
            text: header.facts.title
            font.weight: Font.DemiBold
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: header.facts.count
            color: Theme.secondary
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: header.hovered ? Theme.quietHover : "transparent"
        FocusRing { target: header; gap: -1 }
    }
}
