// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// Who this laptop is to devices.
Card {
    id: card

    required property QtObject laptop

    readonly property var identity: laptop.card

    signal joinWanted()
    signal releaseKeyWanted()

    implicitHeight: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.space2
        GridLayout {
            Layout.fillWidth: true
            columns: join.implicitWidth + 260 * Theme.textScale > column.width ? 1 : 2
            columnSpacing: Theme.space3
            Column {
                Layout.fillWidth: true
                spacing: 2
                Label {
                    width: parent.width
                    text: qsTr("This laptop")
                    color: Theme.secondary
                    font.pixelSize: Theme.textSmall
                }
                Label {
                    objectName: "laptopName"
                    width: parent.width
                    text: card.identity ? qsTr("%1, %2").arg(card.identity.name).arg(card.identity.roleTitle)
                                        : qsTr("Belongs to no fleet yet")
                    font.pixelSize: Theme.textLarge
                    font.weight: Font.DemiBold
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                }
            }
            Button {
                id: join
                objectName: "joinFleet"
                visible: !card.laptop.given
                text: card.identity ? qsTr("Renew, or join another\u2026") : qsTr("Join a fleet\u2026")
                onClicked: card.joinWanted()
            }
        }
        Label {
            Layout.fillWidth: true
            text: card.identity ? card.identity.meaning
                                : qsTr("Devices let only technicians of their own fleet in. Join one, or create one below.")
            color: Theme.secondary
            wrapMode: Text.Wrap
        }
        StateBadge {
            visible: card.identity !== null
            kind: card.identity ? card.identity.kind : "neutral"
            iconName: card.identity ? card.identity.icon : "empty"
            text: card.identity ? card.identity.valid : ""
            maximumWidth: column.width
        }
        Label {
            Layout.fillWidth: true
            visible: card.identity !== null && card.identity.fingerprint !== ""
            text: card.identity ? qsTr("Root of its fleet: %1").arg(card.identity.fingerprint) : ""
            color: Theme.secondary
            font.pixelSize: Theme.textSmall
            wrapMode: Text.Wrap
        }
        Label {
            Layout.fillWidth: true
            visible: card.laptop.given
            text: qsTr("This identity was named when Fieldfare was started; another one is named there, too.")
            color: Theme.secondary
            font.pixelSize: Theme.textSmall
            wrapMode: Text.Wrap
        }
        Label {
            objectName: "releaseCertificate"
            Layout.fillWidth: true
            visible: card.laptop.releaseKey.certificate !== ""
            text: qsTr("The release key has its certificate: %1").arg(card.laptop.releaseKey.certificate)
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        }
        Button {
            objectName: "askReleaseKey"
            kind: Button.Quiet
            iconName: "key"
            text: qsTr("Ask for a release key\u2026")
            onClicked: card.releaseKeyWanted()
        }
    }
}
