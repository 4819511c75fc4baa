// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// One device: how it is, what can be done with it, what it says.
Item {
    id: page

    required property QtObject device
    required property QtObject clipboard

    signal backWanted()
    signal forgetWanted()
    signal retryWanted()

    onVisibleChanged: if (visible) forceActiveFocus()
    Keys.onEscapePressed: backWanted()

    ScrollView {
        id: flick
        objectName: "deviceFlick"
        anchors.fill: parent
        contentHeight: column.implicitHeight + 2 * Theme.space5

        ColumnLayout {
            id: column
            x: Theme.space5
            y: Theme.space5
            width: flick.width - 2 * Theme.space5
            spacing: Theme.space4

            PageHeader {
                Layout.fillWidth: true
                title: page.device.name
                subtitle: page.device.subtitle
                canGoBack: true
                onBackWanted: page.backWanted()
                StateBadge {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: page.device.practice
                    kind: "info"
                    iconName: "play"
                    text: qsTr("Practice")
                }
                StateBadge {
                    anchors.verticalCenter: parent.verticalCenter
                    kind: page.device.stateWords.kind
                    iconName: page.device.stateWords.icon
                    text: page.device.stateWords.text
                }
                DeviceMenu {
                    device: page.device
                    clipboard: page.clipboard
                    onForgetWanted: page.forgetWanted()
                }
            }

            ErrorBox {
                Layout.fillWidth: true
                error: page.device.linkError
                onCopyWanted: text => page.clipboard.copy(text)
            }
            ErrorBox {
                objectName: "trustError"
                Layout.fillWidth: true
                error: page.device.trustError
                onCopyWanted: text => page.clipboard.copy(text)
            }
            ErrorBox {
                objectName: "actionError"
                Layout.fillWidth: true
                error: page.device.actionError
                onCopyWanted: text => page.clipboard.copy(text)
            }
            Banner {
                objectName: "actionNote"
                Layout.fillWidth: true
                visible: page.device.actionNote !== ""
                kind: "good"
                explanation: page.device.actionNote
                closable: true
                onClosed: page.device.dismissNote()
            }

            DeviceActions {
                Layout.fillWidth: true
                device: page.device
                onRetryWanted: page.retryWanted()
            }
            DeviceSlots {
                Layout.fillWidth: true
                visible: page.device.slotGroups.length > 0
                device: page.device
            }
            GridLayout {
                Layout.fillWidth: true
                columns: width > 860 ? 2 : 1
                columnSpacing: Theme.space4
                rowSpacing: Theme.space4
                DeviceFacts {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    Layout.alignment: Qt.AlignTop
                    device: page.device
                    clipboard: page.clipboard
                }
                DeviceCheck {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    Layout.alignment: Qt.AlignTop
                    device: page.device
                    clipboard: page.clipboard
                }
            }
            GridLayout {
                Layout.fillWidth: true
                columns: width > 860 ? 2 : 1
                columnSpacing: Theme.space4
                rowSpacing: Theme.space4
                DeviceHistory {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    Layout.alignment: Qt.AlignTop
                    device: page.device
                }
                DeviceCertificates {
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    Layout.alignment: Qt.AlignTop
                    device: page.device
                    clipboard: page.clipboard
                }
            }
            DeviceLog {
                Layout.fillWidth: true
                device: page.device
                clipboard: page.clipboard
            }
        }
    }
}
