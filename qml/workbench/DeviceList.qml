// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// The devices, in their groups.
ListView {
    id: list

    required property QtObject devices
    required property string searchText

    signal opened(int serial)

    leftMargin: 3
    rightMargin: Theme.space3
    topMargin: 3
    bottomMargin: Theme.space5
    clip: true
    spacing: Theme.space2
    model: devices.rows
    activeFocusOnTab: true
    keyNavigationEnabled: true
    highlightFollowsCurrentItem: true
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Devices")
    onActiveFocusChanged: if (activeFocus && currentItem) currentItem.forceActiveFocus(Qt.TabFocusReason)
    ScrollBar.vertical: ScrollBar {}
    section.property: devices.groups.length > 0 ? "section" : ""
    section.delegate: DeviceSectionHeader {
        width: list.width - list.leftMargin - list.rightMargin
        devices: list.devices
    }
    delegate: DeviceRow {
        readonly property var heading: list.devices.sections[section]
        readonly property bool folded: heading !== undefined && heading.collapsed && list.devices.search === ""
        width: list.width - list.leftMargin - list.rightMargin
        height: folded ? 0 : implicitHeight
        visible: !folded
        onClicked: list.opened(serial)
    }

    Label {
        anchors.centerIn: parent
        visible: list.count === 0
        text: qsTr("No device matches \u201c%1\u201d.").arg(list.searchText)
        color: Theme.secondary
    }
}
