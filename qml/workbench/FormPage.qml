// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// A page that is filled in: a head, fields below each other, buttons at the foot; it scrolls when it must.
Item {
    id: page

    required property string title
    property string subtitle: ""
    property string backLabel: qsTr("Back to the keys")
    default property alias fields: column.data
    property alias buttons: foot.data

    signal leaveWanted()
    signal shown()

    onVisibleChanged: if (visible) { forceActiveFocus(); flick.contentY = 0; shown() }
    Keys.onEscapePressed: leaveWanted()

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.space5
        spacing: Theme.space4
        PageHeader {
            Layout.fillWidth: true
            title: page.title
            subtitle: page.subtitle
            canGoBack: true
            backLabel: page.backLabel
            onBackWanted: page.leaveWanted()
        }
        ScrollView {
            id: flick
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.rightMargin: -Theme.space3 // for the scroll bar
            contentHeight: column.height
            Column {
                id: column
                width: Math.min(flick.width - Theme.space3, Math.round(760 * Theme.textScale))
                spacing: Theme.space4
            }
        }
        Flow {
            id: foot
            Layout.fillWidth: true
            layoutDirection: Qt.RightToLeft // the main action at the right
            spacing: Theme.space2
        }
    }
}
