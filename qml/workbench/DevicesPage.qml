// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// All devices, living: the home of the window.
Item {
    id: page

    required property QtObject devices
    required property QtObject clipboard
    required property QtObject push
    property QtObject technician: null

    readonly property bool locked: technician !== null && technician.locked

    signal opened(int serial)
    signal pushWanted()

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.space5
        anchors.bottomMargin: 0
        spacing: Theme.space3

        PageHeader {
            Layout.fillWidth: true
            title: qsTr("Devices")
            subtitle: page.devices.total > 0 ? page.devices.summary : ""
            SearchField {
                id: search
                objectName: "search"
                width: 200
                visible: page.devices.total > 0
                onTextChanged: page.devices.search = text
            }
            ComboBox {
                objectName: "order"
                width: 150
                visible: page.devices.total > 0
                label: qsTr("Sort by")
                textRole: "text"
                valueRole: "key"
                model: [
                    { key: "name", text: qsTr("By name") },
                    { key: "state", text: qsTr("By state") },
                    { key: "release", text: qsTr("By release") },
                    { key: "model", text: qsTr("By model") }
                ]
                onActivated: page.devices.order = currentValue
            }
            Button {
                objectName: "addAddress"
                text: qsTr("Add address")
                iconName: "plus"
                visible: page.devices.total > 0
                onClicked: addDialog.open()
            }
            Button {
                objectName: "push"
                text: page.push.running ? qsTr("Show the push") : qsTr("Push\u2026")
                iconName: "push"
                kind: Button.Primary
                visible: page.devices.total > 0
                onClicked: page.pushWanted()
            }
        }

        Banner {
            objectName: "lockedKey"
            Layout.fillWidth: true
            visible: page.locked
            kind: "info"
            title: qsTr("Your key is locked")
            explanation: qsTr("Devices are reached once its passphrase is entered.")
            actionText: qsTr("Unlock\u2026")
            onTriggered: if (page.locked) unlockDialog.open()
        }
        ErrorBox {
            Layout.fillWidth: true
            error: page.locked ? null : page.devices.ownTrouble
            onCopyWanted: text => page.clipboard.copy(text)
        }
        Banner {
            objectName: "noDiscovery"
            Layout.fillWidth: true
            visible: !page.devices.finderAvailable
            kind: "trial"
            title: qsTr("Devices are not found by themselves")
            explanation: qsTr("Avahi does not run on this computer. Start it (systemctl start avahi-daemon), or add devices by their address.")
            actionText: page.devices.total > 0 ? qsTr("Add address") : ""
            onTriggered: addDialog.open()
        }

        ListView {
            id: list
            objectName: "deviceList"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: -3
            Layout.rightMargin: -Theme.space3
            leftMargin: 3
            rightMargin: Theme.space3
            topMargin: 3
            bottomMargin: Theme.space5
            clip: true
            spacing: Theme.space2
            visible: page.devices.total > 0
            model: page.devices.rows
            activeFocusOnTab: true
            keyNavigationEnabled: true
            highlightFollowsCurrentItem: true
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Devices")
            onActiveFocusChanged: if (activeFocus && currentItem) currentItem.forceActiveFocus(Qt.TabFocusReason)
            ScrollBar.vertical: ScrollBar {}
            delegate: DeviceRow {
                width: list.width - list.leftMargin - list.rightMargin
                onClicked: page.opened(serial)
            }

            Label {
                anchors.centerIn: parent
                visible: list.count === 0
                text: qsTr("No device matches \u201c%1\u201d.").arg(search.text)
                color: Theme.secondary
            }
        }

        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page.devices.total === 0
            EmptyState {
                objectName: "noDevices"
                anchors.centerIn: parent
                anchors.verticalCenterOffset: -Theme.space6
                width: Math.min(480, parent.width)
                iconName: "network"
                title: qsTr("No device yet")
                explanation: qsTr("Devices that run the Fieldfare agent appear here by themselves when they are on the same network. One that is behind a router, or at the other end of a single cable, can be added by its address.")
                actionText: qsTr("Add address")
                actionIcon: "plus"
                onTriggered: addDialog.open()
            }
        }
    }

    UnlockDialog {
        id: unlockDialog
        technician: page.technician
    }
    AddDeviceDialog {
        id: addDialog
        objectName: "addDialog"
        devices: page.devices
    }
}
