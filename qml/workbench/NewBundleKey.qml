// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// Who signs: a release key in a file or on a token, with its certificate.
ColumnLayout {
    id: step

    required property QtObject bundle
    required property QtObject clipboard

    spacing: Theme.space3

    Label {
        Layout.fillWidth: true
        text: qsTr("Devices install what a release key of their fleet has signed, and nothing else. The key stays where it is.")
        color: Theme.secondary
        wrapMode: Text.Wrap
    }
    Switch {
        objectName: "leaveUnsigned"
        Layout.fillWidth: true
        text: qsTr("Leave it unsigned: it is signed elsewhere later")
        checked: step.bundle.leaveUnsigned
        onToggled: step.bundle.leaveUnsigned = checked
    }
    PathField {
        Layout.fillWidth: true
        enabled: !step.bundle.leaveUnsigned
        label: qsTr("Release key")
        inputName: "keyPath"
        path: step.bundle.key
        hint: qsTr("A key file, or the address of a key on a token: pkcs11:token=\u2026;object=\u2026")
        onTaken: path => step.bundle.key = path
        onChooseWanted: keyChooser.open()
    }
    PathField {
        Layout.fillWidth: true
        enabled: !step.bundle.leaveUnsigned
        label: qsTr("Its certificate")
        inputName: "certificatePath"
        path: step.bundle.certificate
        hint: qsTr("Taken by itself if it lies beside the key under the same name (.crt).")
        onTaken: path => step.bundle.certificate = path
        onChooseWanted: certificateChooser.open()
    }
    ErrorBox {
        objectName: "keyError"
        Layout.fillWidth: true
        error: step.bundle.leaveUnsigned ? null : step.bundle.keyError
        onCopyWanted: text => step.clipboard.copy(text)
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.space3
        visible: !step.bundle.leaveUnsigned && step.bundle.signer.name !== undefined
        Label {
            objectName: "signerName"
            height: Math.max(26, implicitHeight)
            verticalAlignment: Text.AlignVCenter
            text: step.bundle.signer.name ?? ""
            font.weight: Font.DemiBold
        }
        StateBadge {
            kind: step.bundle.signer.kind ?? "neutral"
            iconName: step.bundle.signer.icon ?? "empty"
            text: step.bundle.signer.valid ?? ""
            maximumWidth: Math.round(300 * Theme.textScale)
        }
    }
    Chooser {
        id: keyChooser
        title: qsTr("Choose the release key")
        filters: [qsTr("Keys (*.key *.pem)"), qsTr("All files (*)")]
        onChosen: urls => step.bundle.setKeyUrl(urls[0])
    }
    Chooser {
        id: certificateChooser
        title: qsTr("Choose the certificate of the key")
        filters: [qsTr("Certificates (*.crt *.pem)"), qsTr("All files (*)")]
        onChosen: urls => step.bundle.setCertificateUrl(urls[0])
    }
}
