// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// Somebody's request: who they want to be, and whether it is really them.
FormPage {
    id: page

    required property QtObject fleet
    required property QtObject clipboard

    readonly property var request: fleet.request

    title: qsTr("Approve a request")
    subtitle: fleet.busy
    onShown: {
        fleet.dropRequest()
        compared.checked = false
        renews.checked = false
    }

    ErrorBox {
        objectName: "approveError"
        width: parent.width
        error: page.fleet.error
        onCopyWanted: text => page.clipboard.copy(text)
    }
    PathField {
        width: parent.width
        label: qsTr("The file NAME.request")
        inputName: "requestPath"
        hint: qsTr("A request is not secret, but somebody may have changed it on its way: compare the fingerprint by phone.")
        onTaken: taken => page.fleet.readRequest(taken)
        onChooseWanted: chooser.open()
    }
    Facts {
        objectName: "requestFacts"
        width: parent.width
        visible: page.request !== null
        list: page.request ? [
            { label: qsTr("Wants to be"), value: qsTr("%1, %2").arg(page.request.name).arg(page.request.roleTitle) },
            { label: qsTr("That is"), value: page.request.meaning },
            { label: qsTr("Fingerprint"), value: page.request.fingerprint }
        ] : []
    }
    CheckBox {
        id: compared
        objectName: "fingerprintCompared"
        width: parent.width
        visible: page.request !== null
        text: qsTr("They read the same fingerprint to me")
    }
    CheckBox {
        id: renews
        objectName: "approveRenews"
        width: parent.width
        visible: page.request !== null
        text: qsTr("They have a certificate of this name already, and this one follows it")
    }
    buttons: [
        Button {
            objectName: "approveAccept"
            kind: Button.Primary
            iconName: "commit"
            text: qsTr("Approve")
            enabled: page.request !== null && compared.checked && page.fleet.busy === ""
            onClicked: page.fleet.approve(renews.checked)
        },
        Button {
            text: qsTr("Cancel")
            onClicked: page.leaveWanted()
        }
    ]
    Chooser {
        id: chooser
        title: qsTr("Choose the request")
        filters: [qsTr("Requests (*.request)"), qsTr("All files (*)")]
        onChosen: urls => page.fleet.readRequest(decodeURIComponent(String(urls[0]).replace(/^file:\/\//, "")))
    }
}
