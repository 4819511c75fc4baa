// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// What the technician should know before anything else: a locked key, a push that was cut off, the practice, and troubles.
Notices {
    id: notices

    required property QtObject devices
    required property QtObject clipboard
    required property QtObject push
    required property QtObject laptop
    required property QtObject practice
    required property QtObject preferences
    property QtObject technician: null

    readonly property bool locked: technician !== null && technician.locked

    signal unlockWanted()
    signal addWanted()
    signal resumeWanted()
    signal practiceWanted()

    Banner {
        objectName: "lockedKey"
        width: parent.width
        visible: notices.locked
        kind: "info"
        title: qsTr("Your key is locked")
        explanation: qsTr("Devices are reached once its passphrase is entered.")
        actionText: qsTr("Unlock\u2026")
        onTriggered: if (notices.locked) notices.unlockWanted()
    }
    Banner {
        objectName: "identityEnds"
        width: parent.width
        visible: explanation !== ""
        kind: "trial"
        explanation: notices.laptop.warning
    }
    ErrorBox {
        width: parent.width
        error: notices.locked ? null : notices.devices.ownTrouble
        onCopyWanted: text => notices.clipboard.copy(text)
    }
    ErrorBox {
        objectName: "memoryTrouble"
        width: parent.width
        error: notices.devices.memoryTrouble
        onCopyWanted: text => notices.clipboard.copy(text)
    }
    Banner {
        objectName: "interruptedPush"
        width: parent.width
        visible: notices.push.interrupted !== "" && !notices.push.running
        kind: "info"
        title: notices.push.interrupted
        explanation: qsTr("Resume goes on with those devices, from what they have received.")
        actionText: qsTr("Resume")
        otherText: qsTr("Do not resume")
        onTriggered: notices.resumeWanted()
        onOtherTriggered: notices.push.giveUpInterrupted()
    }
    Banner {
        objectName: "settingsTrouble"
        width: parent.width
        visible: notices.preferences.trouble !== null
        kind: "trial"
        title: qsTr("The settings file is not as it should be")
        explanation: visible ? notices.preferences.trouble.where + ": " + notices.preferences.trouble.happened + " " + qsTr("What is wrong in it is not used; defaults are.") : ""
        closable: true
        onClosed: notices.preferences.dismissTrouble()
    }
    PracticeBox {
        width: parent.width
        practice: notices.practice
        clipboard: notices.clipboard
        pushing: notices.push.running
        onPushWanted: notices.practiceWanted()
    }
    Banner {
        objectName: "noDiscovery"
        width: parent.width
        visible: !notices.devices.finderAvailable
        kind: "trial"
        title: qsTr("Devices are not found by themselves")
        explanation: qsTr("Avahi does not run on this computer. Start it (systemctl start avahi-daemon), or add devices by their address.")
        actionText: notices.devices.total > 0 ? qsTr("Add address") : ""
        onTriggered: notices.addWanted()
    }
}
