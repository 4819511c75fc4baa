// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// A key and its certificate, made here for somebody or something else.
FormPage {
    id: page

    required property QtObject fleet
    required property QtObject clipboard

    readonly property var roles: fleet.roles.filter(role => role.key !== "")
    readonly property var role: roles[Math.max(roleBox.currentIndex, 0)]
    readonly property bool goodName: /^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/.test(keyName.text)
    readonly property bool ready: goodName && fleet.busy === ""

    title: qsTr("Issue a key")
    subtitle: fleet.busy
    onShown: {
        fleet.dismiss()
        keyName.text = ""
        keyName.focusInput()
    }

    ErrorBox {
        objectName: "issueError"
        width: parent.width
        error: page.fleet.error
        onCopyWanted: text => page.clipboard.copy(text)
    }
    Label { text: qsTr("What it is for"); font.weight: Font.DemiBold }
    ComboBox {
        id: roleBox
        objectName: "issueRole"
        width: Math.round(260 * Math.sqrt(Theme.textScale))
        label: qsTr("What it is for")
        textRole: "title"
        valueRole: "key"
        model: page.roles
    }
    Label {
        width: parent.width
        text: page.role ? page.role.meaning : ""
        color: Theme.secondary
        wrapMode: Text.Wrap
    }
    Field {
        id: keyName
        width: parent.width
        label: qsTr("Name")
        inputName: "issueName"
        placeholderText: page.role && page.role.key === "device" ? "gw-0001" : "release-2026"
        problem: page.goodName ? "" : qsTr("Letters, digits and . _ -, 64 at most; it does not begin with . or -")
        hint: qsTr("A device is known by this name for ever. Keys of releases and technicians get the fleet's passphrase; those of devices and depots none, since nobody is there to type it.")
        maximumLength: 64
    }
    PathField {
        id: folder
        width: parent.width
        label: qsTr("Folder for key and certificate")
        inputName: "issueFolder"
        hint: qsTr("Empty: in the fleet's folder.")
        onTaken: taken => path = taken
        onChooseWanted: chooser.open()
    }
    Label {
        width: parent.width
        text: qsTr("Better for people: they make their key themselves and send a request (Join a fleet). Then no key travels.")
        color: Theme.secondary
        wrapMode: Text.Wrap
    }
    buttons: [
        Button {
            objectName: "issueAccept"
            kind: Button.Primary
            text: qsTr("Issue")
            enabled: page.ready
            onClicked: page.fleet.issue(page.role.key, keyName.text, folder.path)
        },
        Button {
            text: qsTr("Cancel")
            onClicked: page.leaveWanted()
        }
    ]
    Chooser {
        id: chooser
        title: qsTr("Folder for key and certificate")
        folders: true
        onChosen: urls => folder.path = decodeURIComponent(String(urls[0]).replace(/^file:\/\//, ""))
    }
}
