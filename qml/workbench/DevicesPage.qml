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
            columns: tools.visible && tools.natural + 240 > width ? 1 : 2
            rowSpacing: Theme.space2
            PageHeader {
                Layout.fillWidth: true
                title: qsTr("Devices")
                subtitle: page.devices.total > 0 ? page.devices.summary : ""
            }
            DeviceTools {
                id: tools
                Layout.alignment: Qt.AlignRight
                room: page.width - 2 * Theme.space5
                devices: page.devices
                pushing: page.push.running
                onAddWanted: addDialog.open()
                onImportWanted: importDialog.open()
                onPushWanted: page.pushWanted()
            }
        }

        DeviceNotices {
            room: page.height
            devices: page.devices
            clipboard: page.clipboard
            push: page.push
            laptop: page.laptop
            practice: page.practice
            preferences: page.preferences
            technician: page.technician
            onUnlockWanted: unlockDialog.open()
            onAddWanted: addDialog.open()
            onResumeWanted: page.resumeWanted()
            onPracticeWanted: page.practiceWanted()
        }
        DeviceList {
            objectName: "deviceList"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: -3
            Layout.rightMargin: -Theme.space3
            visible: page.devices.total > 0
            devices: page.devices
            searchText: tools.searchText
            onOpened: serial => page.opened(serial)
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
        objectName: "unlockDialog"
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
