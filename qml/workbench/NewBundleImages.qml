// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// Which images: dropped, chosen or typed; each with what was found in it.
ColumnLayout {
    id: step

    required property QtObject images

    spacing: Theme.space3

    Label {
        Layout.fillWidth: true
        text: qsTr("Drop the images here that your build system made: a root file system (ext4, squashfs, erofs), or any other content of a slot. They are looked into, and never changed.")
        color: Theme.secondary
        wrapMode: Text.Wrap
    }
    PathField {
        Layout.fillWidth: true
        label: ""
        inputName: "imagePath"
        placeholderText: qsTr("Path of an image, or drop one here")
        onTaken: path => {
            step.images.add(path)
            clearTyped()
        }
        onChooseWanted: chooser.open()
    }
    Repeater {
        model: step.images.rows
        Card {
            id: card
            required property var modelData
            required property int index
            Layout.fillWidth: true
            implicitHeight: content.implicitHeight + 2 * padding
            ColumnLayout {
                id: content
                width: parent.width
                spacing: Theme.space2
                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.space3
                    Icon { iconName: "bundle"; size: 24; color: Theme.accent }
                    Column {
                        Layout.fillWidth: true
                        Label {
                            width: parent.width
                            text: card.modelData.fileName
                            font.weight: Font.DemiBold
                            elide: Text.ElideMiddle
                        }
                        Label {
                            width: parent.width
                            text: card.modelData.size
                            color: Theme.secondary
                            font.pixelSize: Theme.textSmall
                        }
                    }
                    IconButton {
                        objectName: "removeImage-" + card.index
                        iconName: "trash"
                        label: qsTr("Leave %1 out").arg(card.modelData.fileName)
                        onClicked: step.images.remove(card.index)
                    }
                }
                StateBadge {
                    objectName: "imageState-" + card.index
                    kind: card.modelData.kind
                    iconName: card.modelData.icon
                    text: card.modelData.what
                    maximumWidth: content.width
                }
                Label {
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: card.modelData.problem
                    color: Theme.bad
                    wrapMode: Text.Wrap
                }
                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.space3
                    Label {
                        text: qsTr("Goes into the slots")
                        color: Theme.secondary
                    }
                    TextField {
                        objectName: "payload-" + card.index
                        Layout.preferredWidth: Math.round(200 * Math.sqrt(Theme.textScale))
                        text: card.modelData.payload
                        wrong: card.modelData.payloadProblem !== ""
                        maximumLength: 32
                        Accessible.name: qsTr("Slots for %1").arg(card.modelData.fileName)
                        onEditingFinished: if (text !== card.modelData.payload) step.images.setPayload(card.index, text)
                    }
                    Label {
                        Layout.fillWidth: true
                        text: card.modelData.payloadProblem
                        color: Theme.bad
                        font.pixelSize: Theme.textSmall
                        wrapMode: Text.Wrap
                    }
                }
            }
        }
    }
    Chooser {
        id: chooser
        title: qsTr("Choose images")
        filters: [qsTr("Images (*.img *.ext4 *.squashfs *.erofs *.wic *.bin *.itb)"), qsTr("All files (*)")]
        many: true
        onChosen: urls => step.images.addUrls(urls)
    }
}
