// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// What the release is called, for which devices it is, and how it relates to those before it.
ColumnLayout {
    id: step

    required property QtObject bundle
    required property QtObject clipboard

    spacing: Theme.space3

    GridLayout {
        Layout.fillWidth: true
        columns: step.width > 640 * Math.sqrt(Theme.textScale) ? 2 : 1
        columnSpacing: Theme.space4
        rowSpacing: Theme.space3
        Field {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            label: qsTr("Release")
            inputName: "releaseName"
            text: step.bundle.name
            placeholderText: "gateway-os"
            problem: step.bundle.problems.name ?? ""
            hint: qsTr("The same for every version of it.")
            maximumLength: 64
            onEdited: text => step.bundle.name = text
        }
        Field {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            label: qsTr("Version")
            inputName: "releaseVersion"
            text: step.bundle.version
            placeholderText: "2.0"
            problem: step.bundle.problems.version ?? ""
            hint: qsTr("For people; devices compare it to warn before they go back.")
            maximumLength: 64
            onEdited: text => step.bundle.version = text
        }
        Field {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
            label: qsTr("Models")
            inputName: "releaseModels"
            text: step.bundle.models
            placeholderText: "acme,gateway acme,gateway-pro"
            problem: step.bundle.problems.models ?? ""
            hint: qsTr("As the devices call themselves; several are parted by spaces. Every other device refuses it.")
            onEdited: text => step.bundle.models = text
        }
        Field {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
            label: qsTr("Epoch")
            inputName: "releaseEpoch"
            text: step.bundle.epoch
            problem: step.bundle.problems.epoch ?? ""
            hint: step.bundle.epochAdvice
            maximumLength: 16
            onEdited: text => step.bundle.epoch = text
        }
        Choice {
            label: qsTr("Made small for devices that run")
            name: "previousBundle"
            textRole: "title"
            valueRole: "path"
            model: step.bundle.previousChoices
            current: step.bundle.previousChoices.findIndex(choice => choice.path === step.bundle.previous)
            onPicked: value => step.bundle.previous = value
        }
        Choice {
            label: qsTr("Class")
            name: "releaseClass"
            textRole: "text"
            valueRole: "key"
            model: [
                { key: "feature", text: qsTr("Feature") },
                { key: "security", text: qsTr("Security") },
                { key: "maintenance", text: qsTr("Maintenance") }
            ]
            current: ["feature", "security", "maintenance"].indexOf(step.bundle.updateClass)
            onPicked: value => step.bundle.updateClass = value
        }
    }
    Banner {
        objectName: "agentAdvice"
        Layout.fillWidth: true
        visible: step.bundle.agentAdvice !== ""
        kind: "trial"
        explanation: step.bundle.agentAdvice
        actionText: qsTr("It carries it")
        otherText: qsTr("It does not")
        onTriggered: step.bundle.agent = "yes"
        onOtherTriggered: step.bundle.agent = "no"
    }
    Label { text: qsTr("Notes"); font.weight: Font.DemiBold }
    TextArea {
        objectName: "releaseNotes"
        Layout.fillWidth: true
        label: qsTr("Notes")
        text: step.bundle.notes
        onTextChanged: if (text !== step.bundle.notes) step.bundle.notes = text
    }
    ErrorBox {
        Layout.fillWidth: true
        error: step.bundle.recipeError
        onCopyWanted: text => step.clipboard.copy(text)
    }

    component Choice: Column {
        id: choice
        required property string label
        required property string name
        required property int current
        property alias textRole: box.textRole
        property alias valueRole: box.valueRole
        property alias model: box.model
        signal picked(var value)
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.alignment: Qt.AlignTop
        spacing: Theme.space1
        Label {
            width: parent.width
            text: choice.label
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
        }
        ComboBox {
            id: box
            objectName: choice.name
            width: parent.width
            label: choice.label
            currentIndex: choice.current
            onActivated: choice.picked(currentValue)
        }
    }
}
