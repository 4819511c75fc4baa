// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// What the fleet's authorities issued: to whom, until when; renew and revoke.
Card {
    id: card

    required property QtObject fleet

    readonly property var chosen: fleet.roles.find(role => role.key === fleet.role)

    implicitHeight: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.space3
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space2
            Repeater {
                model: card.fleet.roles
                Button {
                    required property var modelData
                    objectName: "role-" + modelData.key
                    kind: modelData.key === card.fleet.role ? Button.Plain : Button.Quiet
                    text: qsTr("%1 (%2)").arg(modelData.title).arg(modelData.count)
                    onClicked: card.fleet.role = modelData.key
                }
            }
        }
        Label {
            Layout.fillWidth: true
            visible: text !== ""
            text: card.chosen ? card.chosen.meaning : ""
            color: Theme.secondary
            wrapMode: Text.Wrap
        }
        Label {
            Layout.fillWidth: true
            visible: list.count === 0
            text: qsTr("Nothing was issued yet.")
            color: Theme.secondary
            wrapMode: Text.Wrap
        }
        ListView {
            id: list
            objectName: "certificateList"
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, 420)
            clip: true
            spacing: Theme.space2
            model: card.fleet.certificates
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: ScrollBar {}
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Certificates")
            delegate: CertificateRow {
                width: list.width - Theme.space3
                busy: card.fleet.busy !== ""
                onRenewWanted: card.fleet.renew(modelData.role, modelData.name)
                onRevokeWanted: {
                    revokeDialog.certificate = modelData
                    revokeDialog.open()
                }
            }
        }
    }
    ConfirmDialog {
        id: revokeDialog
        objectName: "revokeDialog"
        property var certificate: null
        title: certificate ? qsTr("Revoke %1 (%2)?").arg(certificate.name).arg(certificate.roleTitle) : ""
        explanation: qsTr("A revoked key never comes back. Every device that gets the new list refuses it; a push brings the list to devices by itself.")
        actionText: qsTr("Revoke")
        onConfirmed: card.fleet.revoke(certificate.key)
    }
}
