// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// One bundle: what is in it, who signed it and whether this fleet trusts it, and how it differs from another.
Item {
    id: page

    required property QtObject library
    required property QtObject clipboard

    readonly property var bundle: library.selected

    signal backWanted()
    signal pushWanted(string path)

    onVisibleChanged: if (visible) forceActiveFocus()
    Keys.onEscapePressed: backWanted()

    ScrollView {
        id: flick
        objectName: "bundleFlick"
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
                title: page.bundle ? page.bundle.title : ""
                subtitle: page.bundle ? page.bundle.path : ""
                canGoBack: true
                backLabel: qsTr("Back to the bundles")
                onBackWanted: page.backWanted()
                IconButton {
                    objectName: "trashBundle"
                    iconName: "trash"
                    label: qsTr("Move to the trash")
                    onClicked: trashDialog.open()
                }
                Button {
                    objectName: "pushBundle"
                    visible: page.bundle !== null && page.bundle.pushable
                    kind: Button.Primary
                    iconName: "push"
                    text: qsTr("Push\u2026")
                    onClicked: page.pushWanted(page.bundle.path)
                }
            }
            ErrorBox {
                objectName: "bundleTrouble"
                Layout.fillWidth: true
                error: page.bundle ? page.bundle.error : null
                onCopyWanted: text => page.clipboard.copy(text)
            }
            Card {
                Layout.fillWidth: true
                visible: signatures.count > 0
                implicitHeight: signed.implicitHeight + 2 * padding
                ColumnLayout {
                    id: signed
                    width: parent.width
                    spacing: Theme.space2
                    Label { text: qsTr("Signed by"); font.weight: Font.DemiBold }
                    Repeater {
                        id: signatures
                        model: page.bundle ? page.bundle.signatures : []
                        Flow {
                            id: signature
                            required property var modelData
                            Layout.fillWidth: true
                            spacing: Theme.space3
                            StateBadge {
                                kind: signature.modelData.kind
                                iconName: signature.modelData.icon
                                text: signature.modelData.stateText
                                maximumWidth: Math.round(220 * Theme.textScale)
                            }
                            Label { text: signature.modelData.name }
                            Label { text: signature.modelData.when; color: Theme.secondary }
                        }
                    }
                }
            }
            Card {
                Layout.fillWidth: true
                implicitHeight: facts.implicitHeight + 2 * padding
                Facts {
                    id: facts
                    width: parent.width
                    list: page.bundle ? page.bundle.details : []
                }
            }
            BundleComparison {
                Layout.fillWidth: true
                visible: page.library.bundles.length > 1
                library: page.library
                clipboard: page.clipboard
            }
        }
    }
    ConfirmDialog {
        id: trashDialog
        objectName: "trashDialog"
        title: page.bundle ? qsTr("Move %1 to the trash?").arg(page.bundle.fileName) : ""
        explanation: qsTr("Devices that have it are not touched.")
        actionText: qsTr("Move to the trash")
        onConfirmed: {
            page.library.moveToTrash(page.bundle.path)
            page.backWanted()
        }
    }
}
