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
        function onRestored() { area.pageWanted("keys") }
    }
    Connections {
        target: area.laptop
        function onJoined() { area.pageWanted("keys") }
    }
    Connections {
        target: area.laptop.releaseKey
        function onImported() { area.pageWanted("keys") }
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
    JoinFleetPage { // the same way, for a key that signs
        objectName: "requestReleasePage"
        anchors.fill: parent
        visible: area.page === "requestRelease"
        laptop: area.laptop.releaseKey
        clipboard: area.clipboard
        prefix: "release-"
        title: qsTr("Ask for a release key")
        nameLabel: qsTr("Name of the key")
        nameExample: "release-ci"
        passphraseHint: qsTr("It is asked for at each build. Without one, whoever takes this key signs for the whole fleet.")
        becomesLabel: qsTr("The key")
        acceptText: qsTr("Take the certificate")
        onLeaveWanted: area.pageWanted("keys")
    }
    KeepFleetPage {
        objectName: "keepFleetPage"
        anchors.fill: parent
        visible: area.page === "keepFleet"
        fleet: area.fleet
        clipboard: area.clipboard
        onLeaveWanted: area.pageWanted("keys")
    }
    RestoreFleetPage {
        objectName: "restoreFleetPage"
        anchors.fill: parent
        visible: area.page === "restoreFleet"
        fleet: area.fleet
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
