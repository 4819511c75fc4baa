// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// Asks for the passphrase of the technician's key.
Dialog {
    id: dialog

    property QtObject technician: null
    property string problem: ""

    title: qsTr("Unlock %1").arg(technician ? technician.keyName : "")
    onAboutToShow: {
        passphrase.text = ""
        problem = ""
        passphrase.forceActiveFocus(Qt.TabFocusReason)
    }
    onClosed: passphrase.text = ""

    function unlock() {
        problem = technician.unlock(passphrase.text)
        passphrase.text = ""
        if (problem === "")
            close()
    }

    contentItem: Column {
        spacing: Theme.space2
        Label { text: qsTr("Passphrase"); font.weight: Font.DemiBold }
        TextField {
            id: passphrase
            objectName: "passphrase"
            width: parent.width
            echoMode: TextInput.Password
            Accessible.name: qsTr("Passphrase")
            Accessible.passwordEdit: true
            wrong: dialog.problem !== ""
            maximumLength: 1024
            onAccepted: dialog.unlock()
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: dialog.problem
            color: Theme.bad
            font.pixelSize: Theme.textSmall
            wrapMode: Text.Wrap
        }
    }
    footer: DialogButtons {
        Button {
            text: qsTr("Cancel")
            onClicked: dialog.close()
        }
        Button {
            objectName: "unlockAccept"
            kind: Button.Primary
            text: qsTr("Unlock")
            onClicked: dialog.unlock()
        }
    }
}
