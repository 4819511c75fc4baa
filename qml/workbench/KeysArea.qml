// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// All pages about keys: who this laptop is, the fleet that is kept here, and what is done with both.
Item {
    id: area

    required property QtObject fleet
    required property QtObject laptop
    required property QtObject passphrases
    required property QtObject clipboard
    required property string page
    property QtObject technician: null

    signal pageWanted(string page)

    Connections {
        target: area.fleet
        function onPassphraseWanted() { passphraseDialog.open() }
        function onCreated() { area.pageWanted("keys") }
        function onIssued() { area.pageWanted("keys") }
        function onApproved() { area.pageWanted("keys") }
    }
    Connections {
        target: area.laptop
        function onJoined() { area.pageWanted("keys") }
    }
    KeysPage {
        objectName: "keysPage"
        anchors.fill: parent
        visible: area.page === "keys"
        fleet: area.fleet
        laptop: area.laptop
        passphrases: area.passphrases
        technician: area.technician
        clipboard: area.clipboard
        onPageWanted: page => area.pageWanted(page)
    }
    CreateFleetPage {
        objectName: "createFleetPage"
        anchors.fill: parent
        visible: area.page === "createFleet"
        fleet: area.fleet
        laptop: area.laptop
        clipboard: area.clipboard
        onLeaveWanted: area.pageWanted("keys")
    }
    JoinFleetPage {
        objectName: "joinFleetPage"
        anchors.fill: parent
        visible: area.page === "joinFleet"
        laptop: area.laptop
        clipboard: area.clipboard
        onLeaveWanted: area.pageWanted("keys")
    }
    IssueKeyPage {
        objectName: "issueKeyPage"
        anchors.fill: parent
        visible: area.page === "issueKey"
        fleet: area.fleet
        clipboard: area.clipboard
        onLeaveWanted: area.pageWanted("keys")
    }
    ApproveKeyPage {
        objectName: "approveKeyPage"
        anchors.fill: parent
        visible: area.page === "approveKey"
        fleet: area.fleet
        clipboard: area.clipboard
        onLeaveWanted: area.pageWanted("keys")
    }
    PassphraseDialog {
        id: passphraseDialog
        objectName: "fleetPassphrase"
        title: qsTr("Passphrase of the fleet %1").arg(area.fleet.name)
        explanation: qsTr("It opens the keys of the fleet's authorities, which sign certificates.")
        problem: area.fleet.passphraseProblem
        onGiven: passphrase => area.fleet.givePassphrase(passphrase)
    }
}
