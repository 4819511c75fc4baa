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
    required property QtObject importer
    required property QtObject laptop
    required property QtObject practice
    required property QtObject preferences
    property QtObject technician: null

    readonly property bool locked: technician !== null && technician.locked

    signal opened(int serial)
    signal pushWanted()
    signal resumeWanted()
    signal practiceWanted()

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.space5
        anchors.bottomMargin: 0
        spacing: Theme.space3

        GridLayout {
            Layout.fillWidth: true
            // Large text puts the tools below the title.
            columns: tools.visible && tools.implicitWidth + 240 > width ? 1 : 2
            rowSpacing: Theme.space2
            PageHeader {
                Layout.fillWidth: true
                title: qsTr("Devices")
                subtitle: page.devices.total > 0 ? page.devices.summary : ""
            }
            DeviceTools {
                id: tools
                Layout.alignment: Qt.AlignRight
                devices: page.devices
                pushing: page.push.running
                onAddWanted: addDialog.open()
                onImportWanted: importDialog.open()
                onPushWanted: page.pushWanted()
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
        Banner {
            objectName: "identityEnds"
            Layout.fillWidth: true
            visible: explanation !== ""
            kind: "trial"
            explanation: page.laptop.warning
        }
        ErrorBox {
            Layout.fillWidth: true
            error: page.locked ? null : page.devices.ownTrouble
            onCopyWanted: text => page.clipboard.copy(text)
        }
        ErrorBox {
            objectName: "memoryTrouble"
            Layout.fillWidth: true
            error: page.devices.memoryTrouble
            onCopyWanted: text => page.clipboard.copy(text)
        }
        Banner {
            objectName: "interruptedPush"
            Layout.fillWidth: true
            visible: page.push.interrupted !== "" && !page.push.running
            kind: "info"
            title: page.push.interrupted
            explanation: qsTr("Resume goes on with those devices, from what they have received.")
            actionText: qsTr("Resume")
            otherText: qsTr("Do not resume")
            onTriggered: page.resumeWanted()
            onOtherTriggered: page.push.giveUpInterrupted()
        }
        Banner {
            objectName: "settingsTrouble"
            Layout.fillWidth: true
            visible: page.preferences.trouble !== null
            kind: "trial"
            title: qsTr("The settings file is not as it should be")
            explanation: visible ? page.preferences.trouble.where + ": " + page.preferences.trouble.happened + " " + qsTr("What is wrong in it is not used; defaults are.") : ""
            closable: true
            onClosed: page.preferences.dismissTrouble()
        }
        PracticeBox {
            Layout.fillWidth: true
            practice: page.practice
            clipboard: page.clipboard
            pushing: page.push.running
            onPushWanted: page.practiceWanted()
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
            section.property: page.devices.groups.length > 0 ? "section" : ""
            section.delegate: DeviceSectionHeader {
                width: list.width - list.leftMargin - list.rightMargin
                devices: page.devices
            }
            delegate: DeviceRow {
                readonly property var heading: page.devices.sections[section]
                readonly property bool folded: heading !== undefined && heading.collapsed && page.devices.search === ""
                width: list.width - list.leftMargin - list.rightMargin
                height: folded ? 0 : implicitHeight
                visible: !folded
                onClicked: page.opened(serial)
            }

            Label {
                anchors.centerIn: parent
                visible: list.count === 0
                text: qsTr("No device matches \u201c%1\u201d.").arg(tools.searchText)
                color: Theme.secondary
            }
        }

        ScrollView { // with large text in a small window it is higher than its place
            id: emptyArea
            Layout.fillWidth: true; Layout.fillHeight: true
            visible: page.devices.total === 0
            contentHeight: Math.max(height, none.height)
            NoDevices {
                id: none
                objectName: "noDevices"
                x: (emptyArea.width - width) / 2
                y: Math.max(0, (emptyArea.height - height) / 2 - Theme.space4)
                width: Math.min(520 * Theme.textScale, emptyArea.width)
                visible: !page.practice.busy
                practice: page.practice
                laptop: page.laptop
                onAddWanted: addDialog.open()
                onImportWanted: importDialog.open()
            }
        }
    }

    UnlockDialog {
        id: unlockDialog
        technician: page.technician
    }
    ImportDialog {
        id: importDialog
        objectName: "importDialog"
        importer: page.importer
        clipboard: page.clipboard
    }
    AddDeviceDialog {
        id: addDialog
        objectName: "addDialog"
        devices: page.devices
    }
}
