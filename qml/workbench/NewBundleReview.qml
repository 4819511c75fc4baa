// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// What will be built, in one sentence; the recipe can be saved, so that a machine builds the same.
ColumnLayout {
    id: step

    required property QtObject bundle
    required property QtObject clipboard

    spacing: Theme.space3

    Card {
        Layout.fillWidth: true
        implicitHeight: sentence.height + 2 * padding
        Label {
            id: sentence
            objectName: "buildReview"
            width: parent.width
            text: step.bundle.review
            font.pixelSize: Theme.textLarge
            lineHeight: 1.3
            wrapMode: Text.Wrap
        }
    }
    Label {
        Layout.fillWidth: true
        text: qsTr("A machine can build the same: save the recipe, and keep it beside your sources.")
        color: Theme.secondary
        wrapMode: Text.Wrap
    }
    Button {
        objectName: "saveRecipe"
        iconName: "save"
        text: qsTr("Save the recipe\u2026")
        onClicked: recipeChooser.open()
    }
    ErrorBox {
        Layout.fillWidth: true
        error: step.bundle.saveError
        onCopyWanted: text => step.clipboard.copy(text)
    }
    RowLayout {
        Layout.fillWidth: true
        visible: step.bundle.ciCommand !== ""
        spacing: Theme.space2
        Label {
            objectName: "ciCommand"
            Layout.fillWidth: true
            text: step.bundle.ciCommand
            font.family: "monospace"
            font.pixelSize: Theme.textSmall
            wrapMode: Text.WrapAnywhere
        }
        IconButton {
            iconName: "copy"
            label: qsTr("Copy the command")
            onClicked: step.clipboard.copy(step.bundle.ciCommand)
        }
    }
    Chooser {
        id: recipeChooser
        title: qsTr("Save the recipe")
        filters: [qsTr("Recipes (*.toml)")]
        saves: true
        suffix: "toml"
        onChosen: urls => step.bundle.saveRecipe(urls[0])
    }
}
