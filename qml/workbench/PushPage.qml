// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// A push from bundle to result: its steps above, the one that is on below, its buttons at the foot.
Item {
    id: page

    required property QtObject push
    required property QtObject clipboard
    required property QtObject preferences

    signal leaveWanted()

    readonly property string step: push.step
    readonly property bool choosing: step !== "run" && step !== "result"

    onVisibleChanged: if (visible) forceActiveFocus()
    onStepChanged: flick.contentY = 0
    Keys.onEscapePressed: if (!page.push.running) leaveWanted()

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.space5
        spacing: Theme.space4

        PageHeader {
            Layout.fillWidth: true
            title: page.push.title
            subtitle: page.choosing ? "" : page.push.summary
            canGoBack: !page.push.running
            backLabel: qsTr("Back to the devices")
            onBackWanted: page.leaveWanted()
        }
        PushSteps {
            Layout.fillWidth: true
            current: page.step
        }

        ScrollView {
            id: flick
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.rightMargin: -Theme.space3 // for the scroll bar
            visible: page.choosing && page.step !== "devices"
            contentHeight: body.height
            Column {
                id: body
                width: flick.width - Theme.space3
                PushBundle {
                    width: parent.width
                    visible: page.step === "bundle"
                    push: page.push
                    clipboard: page.clipboard
                }
                PushOptions {
                    width: parent.width
                    visible: page.step === "options"
                    push: page.push
                }
                Card {
                    width: parent.width
                    visible: page.step === "review"
                    implicitHeight: sentence.height + 2 * padding
                    Label {
                        id: sentence
                        objectName: "review"
                        width: parent.width
                        text: page.push.review
                        font.pixelSize: Theme.textLarge
                        lineHeight: 1.3
                        wrapMode: Text.Wrap
                    }
                }
            }
        }
        PushDevices {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page.step === "devices"
            push: page.push
        }
        PushRun {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !page.choosing
            push: page.push
        }

        Notices {
            room: page.height
            gap: Theme.space4
            ErrorBox {
                width: parent.width
                error: page.push.recordError
                onCopyWanted: text => page.clipboard.copy(text)
            }
            ErrorBox {
                width: parent.width
                error: page.step === "result" ? page.push.reportError : null
                onCopyWanted: text => page.clipboard.copy(text)
            }
        }
        PushReport {
            Layout.fillWidth: true
            visible: page.step === "result"
            push: page.push
            preferences: page.preferences
        }
        PushButtons {
            Layout.fillWidth: true
            push: page.push
            onLeaveWanted: page.leaveWanted()
        }
    }
    DropArea {
        anchors.fill: parent
        enabled: page.step === "bundle"
        keys: ["text/uri-list"]
        onDropped: drop => {
            if (drop.hasUrls)
                page.push.openUrl(drop.urls[0])
        }
    }
}
