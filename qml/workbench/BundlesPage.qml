// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// The library: the bundles of one folder, which is watched; others are dropped in.
Item {
    id: page

    required property QtObject library
    required property QtObject clipboard

    signal opened(string path)
    signal newWanted()

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.space5
        anchors.bottomMargin: 0
        spacing: Theme.space3

        GridLayout {
            Layout.fillWidth: true
            columns: tools.natural + 240 > width ? 1 : 2
            rowSpacing: Theme.space2
            PageHeader {
                Layout.fillWidth: true
                title: qsTr("Bundles")
                subtitle: page.library.folder
            }
            ButtonFlow {
                id: tools
                Layout.alignment: Qt.AlignRight
                room: page.width - 2 * Theme.space5
                Button {
                    objectName: "bundleFolder"
                    iconName: "folder"
                    text: qsTr("Another folder\u2026")
                    onClicked: folderChooser.open()
                }
                Button {
                    objectName: "newBundle"
                    kind: Button.Primary
                    iconName: "plus"
                    text: qsTr("New bundle")
                    onClicked: page.newWanted()
                }
            }
        }
        Notices {
            room: page.height
            ErrorBox {
                objectName: "libraryError"
                width: parent.width
                error: page.library.error
                onCopyWanted: text => page.clipboard.copy(text)
            }
            Banner {
                width: parent.width
                visible: page.library.copying !== ""
                explanation: qsTr("%1 is being copied into the library\u2026").arg(page.library.copying)
            }
        }
        ListView {
            id: list
            objectName: "bundleList"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: -3
            Layout.rightMargin: -Theme.space3
            leftMargin: 3
            rightMargin: Theme.space3
            topMargin: 3
            bottomMargin: Theme.space5
            clip: true
            spacing: Theme.space2
            visible: count > 0
            model: page.library.bundles
            activeFocusOnTab: true
            keyNavigationEnabled: true
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Bundles")
            onActiveFocusChanged: if (activeFocus && currentItem) currentItem.forceActiveFocus(Qt.TabFocusReason)
            ScrollBar.vertical: ScrollBar {}
            delegate: BundleRow {
                width: list.width - list.leftMargin - list.rightMargin
                onClicked: page.opened(modelData.path)
            }
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: list.count === 0
            EmptyState {
                objectName: "noBundles"
                anchors.centerIn: parent
                anchors.verticalCenterOffset: -Theme.space6
                width: Math.min(480 * Theme.textScale, parent.width)
                iconName: "bundle"
                title: page.library.looking ? qsTr("Looking\u2026") : qsTr("No bundle yet")
                explanation: qsTr("A bundle is one signed release in one file (.ffb): what devices install. Make one out of the images that your build system gives, or drop bundles here; they are copied into the folder above.")
                actionText: qsTr("New bundle")
                actionIcon: "plus"
                onTriggered: page.newWanted()
                otherText: qsTr("Another folder\u2026")
                onOtherTriggered: folderChooser.open()
            }
        }
    }
    DropArea {
        anchors.fill: parent
        keys: ["text/uri-list"]
        onDropped: drop => {
            if (drop.hasUrls)
                page.library.add(drop.urls)
        }
    }
    Chooser {
        id: folderChooser
        title: qsTr("The folder with your bundles")
        folders: true
        onChosen: urls => page.library.chooseFolder(urls[0])
    }
}
