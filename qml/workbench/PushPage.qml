// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// A push from bundle to result: its steps above, the one that is on below, its buttons at the foot.
Item {
    id: page

    required property QtObject push
    required property QtObject clipboard

    signal leaveWanted()

    readonly property string step: push.step
    readonly property bool choosing: step !== "run" && step !== "result"

    onVisibleChanged: if (visible) forceActiveFocus()
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

        PushBundle {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page.step === "bundle"
            push: page.push
            clipboard: page.clipboard
        }
        PushDevices {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page.step === "devices"
            push: page.push
        }
        PushOptions {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page.step === "options"
            push: page.push
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page.step === "review"
            Card {
                width: parent.width
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
        PushRun {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !page.choosing
            push: page.push
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.space2
            Label {
                Layout.fillWidth: true
                visible: page.push.running
                text: page.push.stopping ? qsTr("Stopping\u2026")
                    : qsTr("If the window is closed now, the devices keep what they have; the same push goes on from there.")
                color: Theme.secondary
                font.pixelSize: Theme.textSmall
                wrapMode: Text.Wrap
            }
            Item { Layout.fillWidth: true; visible: !page.push.running }
            Button {
                objectName: "pushBack"
                visible: page.choosing && page.step !== "bundle"
                text: qsTr("Back")
                onClicked: page.push.back()
            }
            Button {
                objectName: "pushNext"
                visible: page.choosing && page.step !== "review"
                kind: Button.Primary
                text: qsTr("Next")
                enabled: page.push.canGoOn
                onClicked: page.push.next()
            }
            Button {
                objectName: "pushStart"
                visible: page.step === "review"
                kind: Button.Primary
                iconName: "push"
                text: qsTr("Push")
                enabled: page.push.chosenCount > 0
                onClicked: page.push.start()
            }
            Button {
                objectName: "pushStop"
                visible: page.push.running
                iconName: "close"
                text: qsTr("Stop the push")
                enabled: !page.push.stopping
                onClicked: page.push.stop()
            }
            Button {
                objectName: "retryFailed"
                visible: page.step === "result" && page.push.failedCount > 0
                iconName: "retry"
                text: qsTr("Retry failed only")
                onClicked: page.push.retryFailed()
            }
            Button {
                objectName: "pushDone"
                visible: page.step === "result"
                kind: Button.Primary
                text: qsTr("Done")
                onClicked: page.leaveWanted()
            }
        }
    }
}
