// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// One bundle of the library.
ListRow {
    id: row

    required property var modelData

    objectName: "bundle-" + modelData.fileName
    text: modelData.title + ", " + modelData.stateText
    contentItem: RowLayout {
        spacing: Theme.space4
        Icon { iconName: "bundle"; size: 24; color: Theme.accent }
        Column {
            Layout.fillWidth: true
            Layout.preferredWidth: 3
            spacing: 2
            Label {
                width: parent.width
                text: row.modelData.title
                font.weight: Font.DemiBold
                elide: Text.ElideRight
                wrapMode: Text.Wrap
                maximumLineCount: 2
            }
            Label {
                width: parent.width
                text: row.modelData.models !== "" ? qsTr("for %1").arg(row.modelData.models) : row.modelData.fileName
                color: Theme.secondary
                font.pixelSize: Theme.textSmall
                elide: Text.ElideRight
            }
        }
        Column {
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            spacing: 2
            Label {
                width: parent.width
                text: row.modelData.size
                horizontalAlignment: Text.AlignRight
                elide: Text.ElideRight
            }
            Label {
                width: parent.width
                text: row.modelData.changed
                horizontalAlignment: Text.AlignRight
                color: Theme.secondary
                font.pixelSize: Theme.textSmall
                elide: Text.ElideRight
            }
        }
        Item { // as wide for every state: the columns stay in line
            Layout.preferredWidth: Math.round(180 * Theme.textScale)
            implicitHeight: badge.implicitHeight
            StateBadge {
                id: badge
                objectName: "trust-" + row.modelData.fileName
                kind: row.modelData.kind
                iconName: row.modelData.icon
                text: row.modelData.stateText
                maximumWidth: parent.width
            }
        }
    }
}
