// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts

// Labels and their values, one pair a line.
ColumnLayout {
    id: facts

    required property var list // list of {label, value}
    property int labelWidth: Math.round(150 * Math.sqrt(Theme.textScale))

    spacing: Theme.space2
    Repeater {
        model: facts.list
        RowLayout {
            id: fact
            required property var modelData
            Layout.fillWidth: true
            spacing: Theme.space3
            Label {
                Layout.preferredWidth: facts.labelWidth
                Layout.alignment: Qt.AlignTop
                text: fact.modelData.label
                color: Theme.secondary
                wrapMode: Text.Wrap
            }
            Label {
                Layout.fillWidth: true
                text: fact.modelData.value
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            }
        }
    }
}
