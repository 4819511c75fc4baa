// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// A new fleet in under a minute: a name, a folder, a passphrase.
FormPage {
    id: page

    required property QtObject fleet
    required property QtObject laptop
    required property QtObject clipboard

    readonly property bool offersTechnician: laptop.card === null && !laptop.given
    readonly property bool goodName: /^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/.test(fleetName.text)
    readonly property bool goodTechnician: !technicianToo.checked || /^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/.test(technicianName.text)
    readonly property string weak: passphrase.text.length < 12 ? qsTr("At least 12 characters; a few words are good.") : ""
    readonly property bool same: passphrase.text === again.text
    readonly property bool ready: goodName && goodTechnician && folder.path !== "" && weak === "" && same && fleet.busy === ""

    function create() {
        if (!ready)
            return
        fleet.create(folder.path, fleetName.text, technicianToo.checked ? technicianName.text : "", passphrase.text)
        passphrase.text = ""
        again.text = ""
    }

    title: qsTr("Create a fleet")
    subtitle: fleet.busy
    onShown: {
        fleet.dismiss()
        fleetName.focusInput()
    }

    Label {
        width: parent.width
        text: qsTr("Five keys are made: a root, and one authority each for releases, technicians, devices and depots. They lie encrypted in one folder.")
        color: Theme.secondary
        wrapMode: Text.Wrap
    }
    ErrorBox {
        objectName: "createError"
        width: parent.width
        error: page.fleet.error
        onCopyWanted: text => page.clipboard.copy(text)
    }
    Field {
        id: fleetName
        width: parent.width
        label: qsTr("Name of the fleet")
        inputName: "fleetNameField"
        placeholderText: "ACME"
        problem: page.goodName ? "" : qsTr("Letters, digits and . _ -, 64 at most; it does not begin with . or -")
        hint: qsTr("It stands in every certificate.")
        maximumLength: 64
        onAccepted: page.create()
    }
    PathField {
        id: folder
        width: parent.width
        label: qsTr("Folder for the keys")
        inputName: "fleetFolder"
        hint: qsTr("It is made anew. A folder on a stick is best: it is needed only to issue, approve and revoke.")
        onTaken: taken => path = taken
        onChooseWanted: chooser.open()
    }
    Field {
        id: passphrase
        width: parent.width
        label: qsTr("Passphrase")
        inputName: "newPassphrase"
        secret: true
        problem: page.weak
        hint: qsTr("Nobody can recover it.")
        onAccepted: page.create()
    }
    Field {
        id: again
        width: parent.width
        label: qsTr("The same passphrase once more")
        inputName: "newPassphraseAgain"
        secret: true
        problem: page.same ? "" : qsTr("The two are not the same.")
        onAccepted: page.create()
    }
    CheckBox {
        id: technicianToo
        objectName: "technicianToo"
        width: parent.width
        visible: page.offersTechnician
        checked: page.offersTechnician
        text: qsTr("Also make this laptop a technician of it, and a first release key, both with this passphrase")
    }
    Field {
        id: technicianName
        width: parent.width
        visible: technicianToo.visible && technicianToo.checked
        label: qsTr("Your name as a technician")
        inputName: "technicianName"
        placeholderText: "anna"
        problem: page.goodTechnician ? "" : qsTr("Letters, digits and . _ -, 64 at most; it does not begin with . or -")
        hint: qsTr("It stands in your certificate.")
        maximumLength: 64
        onAccepted: page.create()
    }
    buttons: [
        Button {
            objectName: "createAccept"
            kind: Button.Primary
            iconName: "key"
            text: qsTr("Create")
            enabled: page.ready
            onClicked: page.create()
        },
        Button {
            text: qsTr("Cancel")
            onClicked: page.leaveWanted()
        }
    ]
    Chooser {
        id: chooser
        title: qsTr("In which folder? The fleet gets one of its own there")
        folders: true
        onChosen: urls => folder.path = decodeURIComponent(String(urls[0]).replace(/^file:\/\//, "")) + "/" + (fleetName.text || "fleet") + "-keys"
    }
}
