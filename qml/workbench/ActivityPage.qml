// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// What was done on this laptop: pushes, acts with keys, acts by hand; from a log that shows when it was changed.
Item {
    id: page

    required property QtObject activity
    required property QtObject clipboard

    onVisibleChanged: activity.setShown(visible)

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.space5
        anchors.bottomMargin: 0
        spacing: Theme.space3

        GridLayout {
            Layout.fillWidth: true
            // Large text puts the filter below the title.
            columns: tools.natural + 240 > width ? 1 : 2
            rowSpacing: Theme.space2
            PageHeader {
                Layout.fillWidth: true
                title: qsTr("Activity")
                subtitle: page.activity.total === 0 ? "" : qsTr("%1 of %2 entries").arg(page.activity.count).arg(page.activity.total)
            }
            ActivityTools {
                id: tools
                Layout.alignment: Qt.AlignRight
                room: page.width - 2 * Theme.space5
                activity: page.activity
                visible: page.activity.total > 0
            }
        }
        Notices {
            room: page.height
            Banner {
                objectName: "brokenChain"
                width: parent.width
                visible: page.activity.broken !== ""
                kind: "bad"
                title: qsTr("The log was changed or damaged")
                explanation: page.activity.broken + " " + qsTr("What stands before it is as it was written. Keep a copy of the file and find out who changed it.")
            }
            ErrorBox {
                width: parent.width
                error: page.activity.error
                onCopyWanted: text => page.clipboard.copy(text)
            }
            Label {
                objectName: "activityExported"
                width: parent.width
                visible: page.activity.exported !== ""
                text: qsTr("Saved as %1").arg(page.activity.exported)
                color: Theme.secondary
                elide: Text.ElideMiddle
            }
        }
        ListView {
            id: list
            objectName: "activityList"
            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            visible: page.activity.total > 0
            spacing: Theme.space1
            bottomMargin: Theme.space5
            model: page.activity.rows
            activeFocusOnTab: true
            keyNavigationEnabled: true
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Activity")
            ScrollBar.vertical: ScrollBar {}
            delegate: ActivityRow { width: ListView.view.width - 12 }

            Label {
                anchors.centerIn: parent
                visible: list.count === 0
                text: qsTr("No entry matches.")
                color: Theme.secondary
            }
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page.activity.total === 0
            EmptyState {
                objectName: "noActivity"
                anchors.centerIn: parent
                width: Math.min(480 * Theme.textScale, parent.width)
                iconName: "log"
                title: qsTr("Nothing was done yet")
                explanation: qsTr("Pushes and what becomes of each device, acts with keys, and what is done to a device by hand are written here. Each entry carries the checksum of the one before it: what is changed later is seen.")
            }
        }
    }
}
