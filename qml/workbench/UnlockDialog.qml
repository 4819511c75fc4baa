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
        passphrase.focusInput()
    }
    onClosed: passphrase.text = ""

    function unlock() {
        problem = technician.unlock(passphrase.text)
        passphrase.text = ""
        if (problem === "")
            close()
    }

    body: Column {
        spacing: Theme.space2
        Field {
            id: passphrase
            width: parent.width
            label: qsTr("Passphrase")
            inputName: "passphrase"
            secret: true
            onAccepted: dialog.unlock()
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: dialog.problem
            color: Theme.bad
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
