// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// Which entries are shown, and where they are saved.
ButtonFlow {
    id: tools

    required property QtObject activity

    SearchField {
        objectName: "activitySearch"
        width: 170
        onTextChanged: tools.activity.search = text
    }
    ComboBox {
        objectName: "activityArea"
        width: 150
        label: qsTr("What")
        textRole: "text"
        valueRole: "key"
        model: tools.activity.areas
        currentIndex: tools.activity.areas.findIndex(area => area.key === tools.activity.area)
        onActivated: tools.activity.area = currentValue
    }
    ComboBox {
        objectName: "activityDevice"
        width: 160
        visible: tools.activity.devices.length > 0
        label: qsTr("Device")
        textRole: "text"
        valueRole: "key"
        model: [{ key: "", text: qsTr("All devices") }].concat(tools.activity.devices.map(name => ({ key: name, text: name })))
        currentIndex: tools.activity.devices.indexOf(tools.activity.device) + 1
        onActivated: tools.activity.device = currentValue
    }
    Button {
        objectName: "exportActivity"
        iconName: "save"
        text: qsTr("Export\u2026")
        onClicked: chooser.active ? chooser.item.open() : chooser.active = true
    }
    Loader {
        id: chooser
        active: false
        source: "ActivityChooser.qml"
        onLoaded: item.open()
        Connections {
            target: chooser.item
            ignoreUnknownSignals: true
            function onChosen(file) { tools.activity.exportTo(file) }
        }
    }
    Connections {
        target: tools.activity
        function onPassphraseWanted() { passphraseDialog.open() }
    }
    PassphraseDialog {
        id: passphraseDialog
        objectName: "activityPassphrase"
        title: qsTr("Passphrase of the technician's key")
        explanation: qsTr("It signs the copy of the log.")
        problem: tools.activity.passphraseProblem
        onGiven: passphrase => tools.activity.givePassphrase(passphrase)
    }
}
