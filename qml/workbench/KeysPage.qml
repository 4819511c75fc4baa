// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// Who this laptop is, and the keys of the fleet if they are kept here.
Item {
    id: page

    required property QtObject fleet
    required property QtObject laptop
    required property QtObject passphrases
    required property QtObject clipboard
    property QtObject technician: null

    readonly property bool lockable: passphrases.any || (technician !== null && technician.lockable)

    signal pageWanted(string page)

    ScrollView {
        id: flick
        objectName: "keysFlick"
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.space5

        ColumnLayout {
            id: column
            x: Theme.space5
            y: Theme.space5
            width: flick.width - 2 * Theme.space5
            spacing: Theme.space4

            PageHeader {
                Layout.fillWidth: true
                title: qsTr("Keys")
                subtitle: page.fleet.busy
                Button {
                    objectName: "lockNow"
                    visible: page.lockable
                    iconName: "lock"
                    text: qsTr("Lock now")
                    onClicked: page.passphrases.lockNow()
                }
            }
            ErrorBox {
                objectName: "keysError"
                Layout.fillWidth: true
                error: page.fleet.error
                onCopyWanted: text => page.clipboard.copy(text)
            }
            Banner {
                objectName: "keysDone"
                Layout.fillWidth: true
                visible: page.fleet.done !== ""
                kind: "good"
                title: page.fleet.done
                explanation: page.fleet.doneFiles.join("\n")
                closable: true
                onClosed: page.fleet.dismiss()
            }
            LaptopCard {
                Layout.fillWidth: true
                laptop: page.laptop
                onJoinWanted: page.pageWanted("joinFleet")
                onReleaseKeyWanted: page.pageWanted("requestRelease")
            }
            FleetCard {
                Layout.fillWidth: true
                visible: page.fleet.open
                fleet: page.fleet
                clipboard: page.clipboard
                onPageWanted: name => page.pageWanted(name)
            }
            FleetCertificates {
                Layout.fillWidth: true
                visible: page.fleet.open
                fleet: page.fleet
            }
            EmptyState {
                objectName: "noFleet"
                Layout.alignment: Qt.AlignHCenter
                Layout.topMargin: Theme.space5
                Layout.preferredWidth: Math.min(520 * Theme.textScale, column.width)
                visible: !page.fleet.open
                iconName: "key"
                title: qsTr("The keys of no fleet are open here")
                explanation: qsTr("A fleet is the devices that trust the same root. Whoever keeps its keys decides who may sign releases and who may connect. Create one if you begin; open its folder if you keep its keys; everybody else joins with a request.")
                actionText: qsTr("Create a fleet")
                actionIcon: "plus"
                onTriggered: page.pageWanted("createFleet")
                otherText: qsTr("Open a fleet's folder\u2026")
                onOtherTriggered: folderChooser.open()
            }
            Button {
                objectName: "restoreFleet"
                Layout.alignment: Qt.AlignHCenter
                visible: !page.fleet.open
                kind: Button.Quiet
                text: qsTr("Restore from a backup\u2026")
                onClicked: page.pageWanted("restoreFleet")
            }
        }
    }
    Chooser {
        id: folderChooser
        title: qsTr("The folder with the fleet's keys")
        folders: true
        onChosen: urls => page.fleet.openUrl(urls[0])
    }
}
