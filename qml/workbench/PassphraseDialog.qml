// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// Asks for the passphrase of a key, once; what was wrong with the last one stands below the field.
Dialog {
    id: dialog

    property string explanation: ""
    property string label: qsTr("Passphrase")
    property string problem: ""
    property string actionText: qsTr("Continue")

    signal given(string passphrase)

    onAboutToShow: {
        passphrase.text = ""
        passphrase.focusInput()
    }
    onClosed: passphrase.text = ""

    function give() {
        if (passphrase.text === "")
            return
        const typed = passphrase.text
        close()
        given(typed)
    }

    body: Column {
        spacing: Theme.space2
        Label {
            width: parent.width
            visible: text !== ""
            text: dialog.explanation
            color: Theme.secondary
            wrapMode: Text.Wrap
        }
        Field {
            id: passphrase
            width: parent.width
            label: dialog.label
            inputName: "keyPassphrase"
            secret: true
            onAccepted: dialog.give()
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
            objectName: "passphraseAccept"
            kind: Button.Primary
            text: dialog.actionText
            onClicked: dialog.give()
        }
    }
}
