// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// The fleet whose keys are kept here: what can be done with them, and how not to lose them.
Card {
    id: card

    required property QtObject fleet
    required property QtObject clipboard

    signal pageWanted(string page)

    implicitHeight: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.space3
        Column {
            Layout.fillWidth: true
            spacing: 2
            Label {
                width: parent.width
                text: qsTr("The fleet whose keys are kept here")
                color: Theme.secondary
                font.pixelSize: Theme.textSmall
                wrapMode: Text.Wrap
            }
            Label {
                objectName: "fleetName"
                width: parent.width
                text: card.fleet.name
                font.pixelSize: Theme.textLarge
                font.weight: Font.DemiBold
                elide: Text.ElideRight
            }
            Label {
                width: parent.width
                text: card.fleet.folder
                color: Theme.secondary
                font.pixelSize: Theme.textSmall
                elide: Text.ElideMiddle
            }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space2
            Label {
                Layout.fillWidth: true
                text: qsTr("Fingerprint of its root: %1").arg(card.fleet.fingerprint)
                font.pixelSize: Theme.textSmall
                wrapMode: Text.Wrap
            }
            IconButton {
                iconName: "copy"
                label: qsTr("Copy the fingerprint")
                onClicked: card.clipboard.copy(card.fleet.fingerprint)
            }
        }
        Banner {
            objectName: "expiring"
            Layout.fillWidth: true
            visible: explanation !== ""
            kind: "trial"
            explanation: card.fleet.expiring
        }
        Banner {
            Layout.fillWidth: true
            kind: "info"
            title: qsTr("Keep a copy in another place")
            explanation: qsTr("This folder and its passphrase rule every device of the fleet. Best it lies on a stick in a safe, a copy of it in another building, and the passphrase in a third place. If every copy or the passphrase is lost, the fleet can never be updated again.")
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space2
            Button {
                objectName: "issueKey"
                enabled: card.fleet.busy === ""
                iconName: "plus"
                text: qsTr("Issue a key\u2026")
                onClicked: card.pageWanted("issueKey")
            }
            Button {
                objectName: "approveKey"
                enabled: card.fleet.busy === ""
                iconName: "commit"
                text: qsTr("Approve a request\u2026")
                onClicked: card.pageWanted("approveKey")
            }
            Button {
                objectName: "keepFleet"
                enabled: card.fleet.busy === ""
                iconName: "lock"
                text: qsTr("Backup and passphrase\u2026")
                onClicked: card.pageWanted("keepFleet")
            }
            Button {
                objectName: "exportTrust"
                iconName: "save"
                text: qsTr("Export what devices need\u2026")
                onClicked: exportChooser.open()
            }
            Button {
                objectName: "closeFleet"
                enabled: card.fleet.busy === ""
                kind: Button.Quiet
                text: qsTr("Close this fleet")
                onClicked: card.fleet.close()
            }
        }
    }
    Chooser {
        id: exportChooser
        title: qsTr("Where root.crt and the list of revoked keys go")
        folders: true
        onChosen: urls => card.fleet.exportTo(urls[0])
    }
}
