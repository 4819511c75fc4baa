// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// At the foot of every page: what runs now, or how the last push ended.
Rectangle {
    id: tray

    required property QtObject push
    property bool shown: false // the page with the details is open

    readonly property bool any: push.summary !== ""

    signal detailsWanted()

    implicitHeight: Math.max(row.implicitHeight + 2 * Theme.space1, 44)
    color: Theme.rail
    Accessible.role: Accessible.StatusBar
    Accessible.name: any ? push.title + ": " + push.summary : qsTr("Nothing is running")

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.border
    }
    RowLayout {
        id: row
        anchors.fill: parent
        anchors.leftMargin: Theme.space5
        anchors.rightMargin: Theme.space5
        spacing: Theme.space3
        Icon {
            iconName: !tray.any ? "empty" : tray.push.running ? "push" : tray.push.failedCount > 0 ? "warning" : "good"
            color: !tray.any ? Theme.secondary : tray.push.running ? Theme.info : tray.push.failedCount > 0 ? Theme.bad : Theme.good
        }
        Label {
            Layout.fillWidth: !tray.any
            visible: !tray.any
            text: qsTr("Nothing is running")
            color: Theme.secondary
            font.pixelSize: Theme.textSmall
        }
        Label {
            Layout.maximumWidth: 280
            visible: tray.any
            text: tray.push.title
            font.weight: Font.DemiBold
            elide: Text.ElideRight
        }
        ProgressBar {
            Layout.preferredWidth: 160
            visible: tray.push.running
            value: tray.push.fraction
            Accessible.name: tray.push.summary
        }
        Label {
            objectName: "traySummary"
            Layout.fillWidth: true
            visible: tray.any
            text: tray.push.summary
            color: Theme.secondary
            elide: Text.ElideRight
        }
        Button {
            objectName: "trayDetails"
            visible: tray.any && !tray.shown
            kind: Button.Quiet
            text: qsTr("Details")
            onClicked: tray.detailsWanted()
        }
    }
}
