// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// The bundle beside another one: what differs, and what a device would have to fetch to get from one to the other.
Card {
    id: card

    required property QtObject library
    required property QtObject clipboard

    readonly property var comparison: library.comparison
    readonly property var others: [{ path: "", title: qsTr("Nothing") }].concat(
        library.bundles.filter(bundle => !bundle.current))

    implicitHeight: column.implicitHeight + 2 * padding

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.space3
        Flow {
            Layout.fillWidth: true
            spacing: Theme.space3
            Label {
                height: Theme.controlHeight
                verticalAlignment: Text.AlignVCenter
                text: qsTr("Compare with")
                font.weight: Font.DemiBold
            }
            ComboBox {
                objectName: "compareWith"
                width: Math.round(260 * Math.sqrt(Theme.textScale))
                label: qsTr("Compare with")
                textRole: "title"
                valueRole: "path"
                model: card.others
                currentIndex: Math.max(0, card.others.findIndex(other => other.path === card.library.comparedWith))
                onActivated: card.library.compareWith(currentValue)
            }
        }
        ErrorBox {
            Layout.fillWidth: true
            error: card.comparison ? card.comparison.error : null
            onCopyWanted: text => card.clipboard.copy(text)
        }
        Label {
            objectName: "travelSentence"
            Layout.fillWidth: true
            visible: text !== ""
            text: card.comparison ? card.comparison.sentence : ""
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
        }
        Line {
            visible: card.comparison !== null
            label: ""
            before: card.comparison ? card.comparison.left : ""
            after: card.comparison ? card.comparison.right : ""
            strong: true
        }
        Repeater {
            model: card.comparison ? card.comparison.rows : []
            Line {
                required property var modelData
                label: modelData.label
                before: modelData.left
                after: modelData.right
                strong: modelData.differs
                marked: modelData.differs
            }
        }
    }

    component Line: RowLayout {
        id: line
        required property string label
        required property string before
        required property string after
        property bool strong: false
        property bool marked: false
        Layout.fillWidth: true
        spacing: Theme.space3
        Icon {
            Layout.alignment: Qt.AlignTop
            size: 16
            opacity: line.marked ? 1 : 0
            iconName: "edit"
            color: Theme.info
        }
        Label {
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            Layout.alignment: Qt.AlignTop
            text: line.label
            color: Theme.secondary
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        }
        Repeater {
            model: [line.before, line.after]
            Label {
                required property string modelData
                Layout.fillWidth: true
                Layout.preferredWidth: 3
                Layout.alignment: Qt.AlignTop
                text: modelData
                font.weight: line.strong ? Font.DemiBold : Font.Normal
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            }
        }
    }
}
