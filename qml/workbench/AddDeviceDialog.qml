// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// An address as typed: a name, IPv4, IPv6, link-local too.
Dialog {
    id: dialog

    required property QtObject devices

    readonly property string problem: address.text.trim() === "" ? "" : devices.addressProblem(address.text)
    readonly property bool ready: address.text.trim() !== "" && problem === ""

    title: qsTr("Add a device by its address")
    onAboutToShow: {
        address.text = ""
        note.text = ""
        address.forceActiveFocus(Qt.TabFocusReason)
    }

    function add() {
        if (!ready)
            return
        devices.add(address.text, note.text)
        close()
    }

    body: Column {
        spacing: Theme.space2
        Label {
            width: parent.width
            text: qsTr("A name, an IPv4 or an IPv6 address; with another port than 8443, add it after a colon. At the other end of a single cable: fe80::\u2026%eth0.")
            color: Theme.secondary
            wrapMode: Text.Wrap
        }
        Item { width: 1; height: Theme.space1 }
        Label { text: qsTr("Address"); font.weight: Font.DemiBold }
        TextField {
            id: address
            objectName: "address"
            width: parent.width
            placeholderText: "192.168.7.2"
            Accessible.name: qsTr("Address")
            wrong: dialog.problem !== ""
            maximumLength: 255
            onAccepted: dialog.add()
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: dialog.problem
            color: Theme.bad
            font.pixelSize: Theme.textSmall
            wrapMode: Text.Wrap
        }
        Label { text: qsTr("Note (for you)"); font.weight: Font.DemiBold }
        TextField {
            id: note
            objectName: "note"
            width: parent.width
            placeholderText: qsTr("Hall 3, second cabinet")
            Accessible.name: qsTr("Note (for you)")
            maximumLength: 200
            onAccepted: dialog.add()
        }
    }
    footer: DialogButtons {
        Button {
            text: qsTr("Cancel")
            onClicked: dialog.close()
        }
        Button {
            objectName: "addAccept"
            kind: Button.Primary
            text: qsTr("Add")
            enabled: dialog.ready
            onClicked: dialog.add()
        }
    }
}
