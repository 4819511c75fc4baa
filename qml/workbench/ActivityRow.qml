// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// One act: when, what, with what, how it ended.
Rectangle {
    id: row

    required property string number
    required property string when
    required property string title
    required property string subject
    required property string device
    required property string detail
    required property string kind
    required property string stateIcon
    required property string result
    required property string program

    implicitHeight: Math.max(44, content.implicitHeight + 2 * Theme.space2)
    radius: Theme.radius
    color: Theme.surface
    border.width: 1
    border.color: Theme.border
    Accessible.role: Accessible.ListItem
    Accessible.name: when + ", " + title + (subject !== "" ? ", " + subject : "") + (device !== "" ? ", " + device : "") + ", " + result
    Accessible.description: detail

    RowLayout {
        id: content
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space3
        spacing: Theme.space4
        Label {
            Layout.preferredWidth: widest.advanceWidth + 2
            text: row.when
            font.pixelSize: Theme.textSmall
            color: Theme.secondary
            elide: Text.ElideRight
        }
        Label {
            Layout.preferredWidth: 190 * Theme.textScale
            Layout.minimumWidth: 90
            Layout.fillWidth: true
            Layout.maximumWidth: 240 * Theme.textScale
            text: row.title
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
        }
        Column {
            id: what
            Layout.fillWidth: true
            Layout.preferredWidth: 400
            spacing: 2
            Label {
                width: what.width
                visible: text !== ""
                text: [row.subject, row.device].filter(part => part !== "").join(" \u00b7 ")
                elide: Text.ElideRight
            }
            Label {
                width: what.width
                visible: text !== ""
                text: row.detail
                font.pixelSize: Theme.textSmall
                color: Theme.secondary
                elide: Text.ElideRight
                wrapMode: Text.Wrap
                maximumLineCount: 2
            }
        }
        Item { // of one width, so that the columns stand below each other
            Layout.preferredWidth: Theme.stateColumn
            implicitHeight: badge.height
            StateBadge {
                id: badge
                anchors.right: parent.right
                maximumWidth: Theme.stateColumn
                kind: row.kind
                iconName: row.stateIcon
                text: row.result
            }
        }
    }
    TextMetrics {
        id: widest
        font.pixelSize: Theme.textSmall
        text: "2026-12-28 20:58:58"
    }
}
