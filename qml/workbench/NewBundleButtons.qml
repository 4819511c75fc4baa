// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// The foot of a new bundle: back and forth, build, cancel, what comes next.
Flow {
    id: foot

    required property QtObject bundle

    signal leaveWanted()
    signal pushWanted()

    readonly property string step: bundle.step
    readonly property bool choosing: step !== "build" && step !== "result"
    readonly property bool succeeded: step === "result" && bundle.result !== ""

    layoutDirection: Qt.RightToLeft // the main action at the right; large text goes on in a second line
    spacing: Theme.space2

    Button {
        objectName: "buildPush"
        visible: foot.succeeded && !foot.bundle.leaveUnsigned
        kind: Button.Primary
        iconName: "push"
        text: qsTr("Push it\u2026")
        onClicked: foot.pushWanted()
    }
    Button {
        objectName: "buildDone"
        visible: foot.step === "result"
        text: qsTr("Done")
        onClicked: foot.leaveWanted()
    }
    Button {
        objectName: "buildCancel"
        visible: foot.bundle.running
        iconName: "close"
        text: qsTr("Cancel")
        enabled: !foot.bundle.cancelling
        onClicked: foot.bundle.cancel()
    }
    Button {
        objectName: "buildStart"
        visible: foot.step === "review"
        kind: Button.Primary
        iconName: "bundle"
        text: qsTr("Build")
        enabled: foot.bundle.canGoOn
        onClicked: foot.bundle.needsPassphrase ? passphraseDialog.open() : foot.bundle.build("")
    }
    Button {
        objectName: "buildNext"
        visible: foot.choosing && foot.step !== "review"
        kind: Button.Primary
        text: qsTr("Next")
        enabled: foot.bundle.canGoOn
        onClicked: foot.bundle.next()
    }
    Button {
        objectName: "buildBack"
        visible: (foot.choosing && foot.step !== "images") || (foot.step === "result" && !foot.succeeded)
        text: qsTr("Back")
        onClicked: foot.bundle.back()
    }
    PassphraseDialog {
        id: passphraseDialog
        objectName: "buildPassphrase"
        title: (foot.bundle.onToken ? qsTr("PIN for %1") : qsTr("Passphrase of %1")).arg(foot.bundle.signer.name ?? "")
        label: foot.bundle.onToken ? qsTr("PIN") : qsTr("Passphrase")
        explanation: foot.bundle.onToken ? qsTr("The token's PIN. It is tried once: after a few wrong ones a token locks itself.") : ""
        onGiven: passphrase => foot.bundle.build(passphrase)
    }
}
