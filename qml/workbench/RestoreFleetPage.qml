// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// A fleet's folder anew, from a backup that is compared with its checksums first.
FormPage {
    id: page

    required property QtObject fleet
    required property QtObject clipboard

    readonly property var backup: fleet.backup

    function pathOf(url: string): string {
        return decodeURIComponent(url.replace(/^file:\/\//, ""))
    }

    title: qsTr("Restore from a backup")
    subtitle: fleet.busy
    onShown: fleet.dropBackup()

    Label {
        width: parent.width
        text: qsTr("The fleet's folder is made anew as it was on the day of the backup, with the passphrase of that day. What was issued since then is not known to it, and what was revoked since then must be revoked again.")
        color: Theme.secondary
        wrapMode: Text.Wrap
    }
    ErrorBox {
        objectName: "restoreError"
        width: parent.width
        error: page.fleet.error
        onCopyWanted: text => page.clipboard.copy(text)
    }
    PathField {
        width: parent.width
        label: qsTr("The folder of the backup")
        inputName: "backupPath"
        hint: qsTr("Its name is NAME-backup-DATE.")
        onTaken: taken => page.fleet.readBackup(taken)
        onChooseWanted: backupChooser.open()
    }
    Facts {
        objectName: "backupFacts"
        width: parent.width
        visible: page.backup !== null
        list: page.backup ? [
            { label: qsTr("Fleet"), value: page.backup.fleet },
            { label: qsTr("Made"), value: page.backup.at },
            { label: qsTr("Keys in it"), value: qsTr("%1 of 5").arg(page.backup.keys) },
            { label: qsTr("Fingerprint of its root"), value: page.backup.fingerprint }
        ] : []
    }
    PathField {
        id: target
        width: parent.width
        visible: page.backup !== null
        label: qsTr("Folder for the keys")
        inputName: "restoreTarget"
        hint: qsTr("It is made anew; nothing is overwritten.")
        onTaken: taken => path = taken
        onChooseWanted: targetChooser.open()
    }
    buttons: [
        Button {
            objectName: "restoreAccept"
            kind: Button.Primary
            iconName: "key"
            text: qsTr("Restore")
            enabled: page.backup !== null && target.path !== "" && page.fleet.busy === ""
            onClicked: page.fleet.restore(target.path)
        },
        Button {
            text: qsTr("Cancel")
            onClicked: page.leaveWanted()
        }
    ]
    Chooser {
        id: backupChooser
        title: qsTr("The folder of the backup")
        folders: true
        onChosen: urls => page.fleet.readBackup(page.pathOf(String(urls[0])))
    }
    Chooser {
        id: targetChooser
        title: qsTr("In which folder? The fleet gets one of its own there")
        folders: true
        onChosen: urls => target.path = page.pathOf(String(urls[0])) + "/" + (page.backup ? page.backup.fleet : "fleet") + "-keys"
    }
}
