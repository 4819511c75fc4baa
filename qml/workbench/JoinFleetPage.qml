// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// A key of a fleet whose authority is kept elsewhere: a request goes to the keeper, an answer comes back. As it stands
// the laptop becomes a technician; a release key has other words.
FormPage {
    id: page

    required property QtObject laptop
    required property QtObject clipboard

    property string nameLabel: qsTr("Your name as a technician")
    property string nameExample: "anna"
    property string passphraseHint: qsTr("It is asked for when Fieldfare starts. Without one, whoever takes this laptop is you.")
    property string becomesLabel: qsTr("You become")
    property string acceptText: answer && answer.replaces ? qsTr("Join, in place of the identity that is here") : qsTr("Join")
    property string prefix: "" // of the names by which tests find things, where the page is there twice

    readonly property var request: laptop.request
    readonly property var answer: laptop.answer
    readonly property bool goodName: /^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/.test(requestName.text)

    function pathOf(url: string): string {
        return decodeURIComponent(url.replace(/^file:\/\//, ""))
    }
    function ask() {
        laptop.makeRequest(requestName.text, requestFolder.path, requestPassphrase.text)
        requestPassphrase.text = ""
    }
    function accept() {
        laptop.accept(answerPassphrase.text)
        answerPassphrase.text = ""
    }

    title: qsTr("Join a fleet")
    onShown: laptop.begin()

    ErrorBox {
        objectName: page.prefix + "joinError"
        width: parent.width
        error: page.laptop.error
        onCopyWanted: text => page.clipboard.copy(text)
    }
    Label {
        width: parent.width
        text: qsTr("1. Make a request, and carry it to whoever keeps the fleet's keys")
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
    }
    Field {
        id: requestName
        width: parent.width
        visible: page.request === null
        label: page.nameLabel
        inputName: page.prefix + "requestName"
        placeholderText: page.nameExample
        problem: page.goodName ? "" : qsTr("Letters, digits and . _ -, 64 at most; it does not begin with . or -")
        maximumLength: 64
    }
    PathField {
        id: requestFolder
        width: parent.width
        visible: page.request === null
        label: qsTr("Folder for the request")
        inputName: page.prefix + "requestFolder"
        hint: qsTr("The key is made there too; it never leaves this computer.")
        onTaken: taken => path = taken
        onChooseWanted: requestChooser.open()
    }
    Field {
        id: requestPassphrase
        width: parent.width
        visible: page.request === null
        label: qsTr("A passphrase for your key")
        inputName: page.prefix + "requestPassphrase"
        secret: true
        hint: page.passphraseHint
    }
    Button {
        objectName: page.prefix + "makeRequest"
        visible: page.request === null
        text: qsTr("Make the request")
        enabled: page.goodName && requestFolder.path !== "" && !page.laptop.busy
        onClicked: page.ask()
    }
    Facts {
        width: parent.width
        visible: page.request !== null
        list: page.request ? [
            { label: qsTr("Request"), value: page.request.path },
            { label: qsTr("Key (stays here)"), value: page.request.key },
            { label: qsTr("Fingerprint, to be read to the keeper"), value: page.request.fingerprint }
        ] : []
    }
    Label {
        width: parent.width
        text: qsTr("2. Take the answer that comes back")
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
    }
    PathField {
        width: parent.width
        label: qsTr("The file NAME.answer")
        inputName: page.prefix + "answerPath"
        hint: qsTr("NAME.key is looked for beside it, or where the request was made.")
        onTaken: taken => page.laptop.readAnswer(taken)
        onChooseWanted: answerChooser.open()
    }
    Facts {
        objectName: page.prefix + "answerFacts"
        width: parent.width
        visible: page.answer !== null
        list: page.answer ? [
            { label: page.becomesLabel, value: qsTr("%1, %2").arg(page.answer.name).arg(page.answer.roleTitle) },
            { label: qsTr("of the fleet"), value: page.answer.fleet },
            { label: qsTr("Fingerprint of its root"), value: page.answer.fingerprint }
        ] : []
    }
    CheckBox {
        id: compared
        objectName: page.prefix + "rootCompared"
        width: parent.width
        visible: page.answer !== null
        checked: false
        text: qsTr("The keeper read the same fingerprint to me")
    }
    Field {
        id: answerPassphrase
        width: parent.width
        visible: page.answer !== null && page.answer.needsPassphrase
        label: qsTr("Passphrase of your key")
        inputName: page.prefix + "answerPassphrase"
        secret: true
    }
    buttons: [
        Button {
            objectName: page.prefix + "joinAccept"
            kind: Button.Primary
            text: page.acceptText
            enabled: page.answer !== null && compared.checked && !page.laptop.busy
            onClicked: page.accept()
        },
        Button {
            text: qsTr("Cancel")
            onClicked: page.leaveWanted()
        }
    ]
    Chooser {
        id: requestChooser
        title: qsTr("Folder for the request")
        folders: true
        onChosen: urls => requestFolder.path = page.pathOf(String(urls[0]))
    }
    Chooser {
        id: answerChooser
        title: qsTr("Choose the answer")
        filters: [qsTr("Answers (*.answer)"), qsTr("All files (*)")]
        onChosen: urls => page.laptop.readAnswer(page.pathOf(String(urls[0])))
    }
}
