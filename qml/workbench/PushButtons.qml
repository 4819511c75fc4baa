// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// The foot of a push: back and forth, start, stop, what can be done about its result.
ColumnLayout {
    id: foot

    required property QtObject push

    signal leaveWanted()

    readonly property string step: push.step
    readonly property bool choosing: step !== "run" && step !== "result"

    spacing: Theme.space2

    Label {
        Layout.fillWidth: true
        visible: foot.push.running
        text: foot.push.stopping ? qsTr("Stopping\u2026")
            : qsTr("If the window is closed now, the devices keep what they have; the same push goes on from there.")
        color: Theme.secondary
        font.pixelSize: Theme.textSmall
        wrapMode: Text.Wrap
    }
    Flow {
        Layout.fillWidth: true
        layoutDirection: Qt.RightToLeft // the main action at the right; large text goes on in a second line
        spacing: Theme.space2
        Button {
            objectName: "pushDone"
            visible: foot.step === "result"
            kind: Button.Primary
            text: qsTr("Done")
            onClicked: foot.leaveWanted()
        }
        Button {
            objectName: "retryFailed"
            visible: foot.step === "result" && foot.push.failedCount > 0
            iconName: "retry"
            text: qsTr("Retry failed only (%1)").arg(foot.push.failedCount)
            onClicked: foot.push.retryFailed()
        }
        Button {
            objectName: "startUntouched"
            visible: foot.step === "result" && foot.push.untouchedCount > 0
            iconName: "push"
            text: qsTr("Push to the others (%1)").arg(foot.push.untouchedCount)
            onClicked: foot.push.startUntouched()
        }
        Button {
            objectName: "pushStop"
            visible: foot.push.running
            iconName: "close"
            text: qsTr("Stop the push")
            enabled: !foot.push.stopping
            onClicked: foot.push.stop()
        }
        Button {
            objectName: "pushStart"
            visible: foot.step === "review"
            kind: Button.Primary
            iconName: "push"
            text: qsTr("Install")
            enabled: foot.push.chosenCount > 0
            onClicked: foot.push.start()
        }
        Button {
            objectName: "pushNext"
            visible: foot.choosing && foot.step !== "review"
            kind: Button.Primary
            text: qsTr("Next")
            enabled: foot.push.canGoOn
            onClicked: foot.push.next()
        }
        Button {
            objectName: "pushBack"
            visible: foot.choosing && foot.step !== "bundle"
            text: qsTr("Back")
            onClicked: foot.push.back()
        }
    }
}
