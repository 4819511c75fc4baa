// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// What is done about the list as a whole: search, group, order, adding, and the push.
ButtonFlow {
    id: tools

    required property QtObject devices
    required property bool pushing

    property alias searchText: search.text

    signal addWanted()
    signal importWanted()
    signal pushWanted()

    visible: devices.total > 0

    SearchField {
        id: search
        objectName: "search"
        width: 170
        onTextChanged: tools.devices.search = text
    }
    ComboBox {
        objectName: "groupFilter"
        width: 140
        visible: tools.devices.groups.length > 0
        label: qsTr("Group")
        textRole: "text"
        valueRole: "key"
        model: [{ key: "", text: qsTr("All groups") }].concat(tools.devices.groups.map(name => ({ key: name, text: name })))
        currentIndex: tools.devices.groups.indexOf(tools.devices.group) + 1
        onActivated: tools.devices.group = currentValue
    }
    ComboBox {
        objectName: "order"
        width: 130
        label: qsTr("Sort by")
        textRole: "text"
        valueRole: "key"
        model: [
            { key: "name", text: qsTr("By name") },
            { key: "state", text: qsTr("By state") },
            { key: "release", text: qsTr("By release") },
            { key: "model", text: qsTr("By model") }
        ]
        onActivated: tools.devices.order = currentValue
    }
    Button {
        id: add
        objectName: "addDevices"
        text: qsTr("Add")
        iconName: "plus"
        onClicked: addMenu.open()
        Menu {
            id: addMenu
            objectName: "addMenu"
            y: add.height
            MenuItem {
                objectName: "addAddress"
                iconName: "network"
                text: qsTr("One device by its address\u2026")
                onTriggered: tools.addWanted()
            }
            MenuItem {
                objectName: "importDevices"
                iconName: "folder"
                text: qsTr("Many from a table (CSV)\u2026")
                onTriggered: tools.importWanted()
            }
        }
    }
    Button {
        objectName: "push"
        text: tools.pushing ? qsTr("Show the push") : qsTr("Push\u2026")
        iconName: "push"
        kind: Button.Primary
        onClicked: tools.pushWanted()
    }
}
