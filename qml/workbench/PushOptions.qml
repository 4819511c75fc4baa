// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// How careful the push is.
Item {
    id: step

    required property QtObject push

    implicitHeight: card.implicitHeight

    component Choice: RowLayout {
        id: choice
        required property string label
        required property var options // list of {key, text}
        required property int current
        signal picked(int key)
        spacing: Theme.space4
        Label {
            Layout.preferredWidth: 300
            text: choice.label
            wrapMode: Text.Wrap
        }
        ComboBox {
            Layout.preferredWidth: 200
            label: choice.label
            textRole: "text"
            valueRole: "key"
            model: choice.options
            currentIndex: choice.options.findIndex(option => option.key === choice.current)
            onActivated: choice.picked(currentValue)
        }
    }

    Card {
        id: card
        width: parent.width
        implicitHeight: column.implicitHeight + 2 * padding
        ColumnLayout {
            id: column
            width: parent.width
            spacing: Theme.space3
            Switch {
                objectName: "restartNow"
                Layout.fillWidth: true
                text: qsTr("Restart at once, and wait until each device commits")
                checked: step.push.restartNow
                onToggled: step.push.restartNow = checked
            }
            Switch {
                objectName: "oneFirst"
                Layout.fillWidth: true
                text: qsTr("One device first; the others when it is well")
                checked: step.push.oneFirst
                onToggled: step.push.oneFirst = checked
            }
            Switch {
                objectName: "waitForOffline"
                Layout.fillWidth: true
                text: qsTr("Wait for devices that are offline; the others do not wait with them")
                checked: step.push.waitForOffline
                onToggled: step.push.waitForOffline = checked
            }
            Choice {
                label: qsTr("Devices at once, at most")
                options: [1, 2, 4, 8, 16, 32].map(count => ({ key: count, text: String(count) }))
                current: step.push.parallel
                onPicked: key => step.push.parallel = key
            }
            Choice {
                label: qsTr("Start no more devices after so many failures")
                options: [{ key: 0, text: qsTr("No limit") }].concat([1, 2, 3, 5, 10].map(count => ({ key: count, text: String(count) })))
                current: step.push.maxFailures
                onPicked: key => step.push.maxFailures = key
            }
        }
    }
}
