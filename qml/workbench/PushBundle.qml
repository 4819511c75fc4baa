// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// Which bundle: chosen, dropped or typed; then what is in it and who signed it.
Item {
    id: step

    required property QtObject push
    required property QtObject clipboard

    Connections {
        target: step.push
        function onBegun() { path.text = "" }
    }
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.space4

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space2
            TextField {
                id: path
                objectName: "bundlePath"
                Layout.fillWidth: true
                placeholderText: qsTr("Path of a bundle (.ffb), or drop one here")
                maximumLength: 4096
                onAccepted: step.push.openBundle(text)
            }
            Button {
                objectName: "openBundle"
                visible: path.text.trim() !== ""
                text: qsTr("Open")
                onClicked: step.push.openBundle(path.text)
            }
            Button {
                objectName: "chooseBundle"
                text: qsTr("Choose\u2026")
                iconName: "folder"
                onClicked: chooser.active ? chooser.item.open() : chooser.active = true
            }
        }
        ErrorBox {
            objectName: "bundleError"
            Layout.fillWidth: true
            error: step.push.bundleError
            onCopyWanted: text => step.clipboard.copy(text)
        }
        Card {
            Layout.fillWidth: true
            visible: step.push.bundle !== null
            implicitHeight: content.implicitHeight + 2 * padding
            ColumnLayout {
                id: content
                width: parent.width
                spacing: Theme.space2
                readonly property var bundle: step.push.bundle
                RowLayout {
                    spacing: Theme.space3
                    Icon { iconName: "bundle"; size: 28; color: Theme.accent }
                    Label {
                        objectName: "bundleRelease"
                        text: content.bundle ? content.bundle.release : ""
                        font.pixelSize: Theme.textTitle
                        font.weight: Font.DemiBold
                    }
                    StateBadge {
                        visible: content.bundle !== null && content.bundle.practice
                        kind: "info"
                        iconName: "play"
                        text: qsTr("Practice")
                    }
                    StateBadge { kind: "good"; text: qsTr("Signature trusted") }
                }
                Facts {
                    Layout.fillWidth: true
                    list: content.bundle ? [
                        { label: qsTr("File"), value: content.bundle.fileName + ", " + content.bundle.size },
                        { label: qsTr("For"), value: content.bundle.models },
                        { label: qsTr("Signed by"), value: content.bundle.signers },
                        { label: qsTr("Epoch"), value: content.bundle.epoch },
                        { label: qsTr("Notes"), value: content.bundle.notes }
                    ].filter(fact => fact.value !== "") : []
                }
            }
        }
        Label {
            Layout.fillWidth: true
            visible: step.push.bundle === null && step.push.bundleError === null
            text: qsTr("A bundle is one signed release in one file. Its signature is checked here, and again by every device before anything is touched.")
            color: Theme.secondary
            wrapMode: Text.Wrap
        }
    }
    Loader {
        id: chooser
        active: false
        source: "BundleChooser.qml"
        onLoaded: item.open()
        Connections {
            target: chooser.item
            ignoreUnknownSignals: true
            function onChosen(url) { step.push.openUrl(url) }
        }
    }
}
