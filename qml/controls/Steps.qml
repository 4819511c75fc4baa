// SPDX-License-Identifier: Apache-2.0
import QtQuick

// Where a way of several steps stands: all of them, the one that is on in bold. Hidden once it runs.
Flow {
    id: steps

    required property var names // list of {key, text}
    required property string current

    readonly property int index: {
        const at = names.findIndex(name => name.key === current)
        return at < 0 ? names.length : at
    }

    spacing: Theme.space5
    visible: index < names.length
    Accessible.role: Accessible.StaticText
    Accessible.name: index < names.length
        ? qsTr("Step %1 of %2: %3").arg(index + 1).arg(names.length).arg(names[index].text) : ""

    Repeater {
        model: steps.names
        Row {
            id: entry
            required property var modelData
            required property int index
            readonly property bool on: index === steps.index
            readonly property bool passed: index < steps.index
            spacing: Theme.space2
            Rectangle {
                width: Math.max(24, number.implicitHeight)
                height: width
                radius: width / 2
                color: entry.on ? Theme.primary : entry.passed ? Theme.goodTint : Theme.neutralTint
                Icon {
                    anchors.centerIn: parent
                    size: 16
                    visible: entry.passed
                    iconName: "commit"
                    color: Theme.good
                }
                Label {
                    id: number
                    anchors.centerIn: parent
                    visible: !entry.passed
                    text: entry.index + 1
                    font.pixelSize: Theme.textSmall
                    font.weight: Font.Bold
                    color: entry.on ? Theme.primaryInk : Theme.secondary
                    Accessible.ignored: true
                }
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: entry.modelData.text
                font.weight: entry.on ? Font.DemiBold : Font.Normal
                color: entry.on ? Theme.text : Theme.secondary
                Accessible.ignored: true
            }
        }
    }
}
