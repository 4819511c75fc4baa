// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// How the fleet's authority is not lost: a backup in another place, and a passphrase that nobody else knows.
FormPage {
    id: page

    required property QtObject fleet
    required property QtObject clipboard

    readonly property bool free: fleet.open && fleet.busy === ""
    readonly property string weak: fresh.text.length < 12 ? qsTr("At least 12 characters; a few words are good.") : ""
    readonly property bool same: fresh.text === again.text
    readonly property bool ready: free && current.text !== "" && weak === "" && same

    function change() {
        if (!ready)
            return
        fleet.changePassphrase(current.text, fresh.text)
        clear()
    }
    function clear() {
        current.text = ""
        fresh.text = ""
        again.text = ""
    }

    title: qsTr("Keep the fleet %1").arg(fleet.name)
    subtitle: fleet.busy
    onShown: {
        fleet.dismiss()
        clear()
    }

    ErrorBox {
        objectName: "keepError"
        width: parent.width
        error: page.fleet.error
        onCopyWanted: text => page.clipboard.copy(text)
    }
    Banner {
        objectName: "keepDone"
        width: parent.width
        visible: page.fleet.done !== ""
        kind: "good"
        title: page.fleet.done
        explanation: page.fleet.doneFiles.join("\n")
    }
    Label {
        width: parent.width
        text: qsTr("Backup")
        font.weight: Font.DemiBold
        font.pixelSize: Theme.textLarge
    }
    Label {
        width: parent.width
        text: qsTr("A backup is a folder with the encrypted keys of the fleet's root and authorities, and with what they issued and revoked. With it and the passphrase you can issue, approve and revoke on any other computer; without any copy the fleet can never be updated again. Keys that were issued are not in it.")
        color: Theme.secondary
        wrapMode: Text.Wrap
    }
    Label {
        width: parent.width
        text: qsTr("Put it on a stick that is kept in another building, and the passphrase in a third place. Make a new one after each key that is issued, approved or revoked. To come back from it: Keys, Restore from a backup.")
        color: Theme.secondary
        wrapMode: Text.Wrap
    }
    PathField {
        id: target
        width: parent.width
        label: qsTr("Where the backup goes")
        inputName: "backupTarget"
        hint: qsTr("A folder of its own is made there, and read back when it is written.")
        onTaken: taken => path = taken
        onChooseWanted: targetChooser.open()
    }
    Button {
        objectName: "backUp"
        kind: Button.Primary
        iconName: "save"
        text: qsTr("Back up")
        enabled: page.free && target.path !== ""
        onClicked: page.fleet.backUpTo(target.path)
    }
    Label {
        width: parent.width
        text: qsTr("Another passphrase")
        font.weight: Font.DemiBold
        font.pixelSize: Theme.textLarge
    }
    Label {
        width: parent.width
        text: qsTr("The keys in this folder are encrypted anew. Backups and other copies keep the old passphrase, and so do keys that were issued: if somebody knows the old one, destroy those backups.")
        color: Theme.secondary
        wrapMode: Text.Wrap
    }
    Field {
        id: current
        width: parent.width
        label: qsTr("The passphrase that it has")
        inputName: "currentPassphrase"
        secret: true
        problem: page.fleet.passphraseProblem
        onAccepted: page.change()
    }
    Field {
        id: fresh
        width: parent.width
        label: qsTr("The new one")
        inputName: "freshPassphrase"
        secret: true
        problem: page.weak
        hint: qsTr("Nobody can recover it.")
        onAccepted: page.change()
    }
    Field {
        id: again
        width: parent.width
        label: qsTr("The new one once more")
        inputName: "freshPassphraseAgain"
        secret: true
        problem: page.same ? "" : qsTr("The two are not the same.")
        onAccepted: page.change()
    }
    Button {
        objectName: "changePassphrase"
        text: qsTr("Change the passphrase")
        enabled: page.ready
        onClicked: page.change()
    }
    Chooser {
        id: targetChooser
        title: qsTr("Where the backup goes")
        folders: true
        onChosen: urls => target.path = decodeURIComponent(String(urls[0]).replace(/^file:\/\//, ""))
    }
}
