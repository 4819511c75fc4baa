// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// How the practice is: being made, switched on, switched off; and what can be done with it.
ColumnLayout {
    id: box

    required property QtObject practice
    required property QtObject clipboard
    required property bool pushing

    signal pushWanted()

    readonly property bool on: practice.state === "on"
    visible: practice.state !== "none" || practice.error !== null
    spacing: Theme.space3

    Card {
        objectName: "practiceDoing"
        Layout.fillWidth: true
        visible: box.practice.busy
        implicitHeight: doing.implicitHeight + 2 * padding
        ColumnLayout {
            id: doing
            width: parent.width
            spacing: Theme.space2
            Label {
                Layout.fillWidth: true
                text: qsTr("Practice")
                font.weight: Font.DemiBold
            }
            Label {
                Layout.fillWidth: true
                text: box.practice.doing
                color: Theme.secondary
                wrapMode: Text.Wrap
            }
            ProgressBar {
                Layout.fillWidth: true
                visible: box.practice.fraction > 0
                value: box.practice.fraction
                Accessible.name: box.practice.doing
            }
        }
    }
    Banner {
        objectName: "practiceBanner"
        Layout.fillWidth: true
        visible: box.on || box.practice.state === "off"
        kind: "info"
        title: qsTr("Practice")
        explanation: !box.on ? qsTr("Your practice device is switched off.")
            : box.practice.updated ? qsTr("The practice device runs the new release and keeps it. So it goes with real ones.")
            : qsTr("A virtual device runs on this computer, in a fleet of its own. It ends with this window.")
        actionText: !box.on ? qsTr("Switch on")
            : box.practice.updated ? qsTr("Practise again")
            : box.practice.alone ? "" : qsTr("Push the practice update")
        otherText: qsTr("Remove practice\u2026")
        onTriggered: {
            if (!box.on)
                box.practice.tryIt()
            else if (!box.practice.updated)
                box.pushWanted()
            else if (!box.pushing)
                box.practice.again()
        }
        onOtherTriggered: if (!box.pushing) removal.open()
    }
    ErrorBox {
        objectName: "practiceError"
        Layout.fillWidth: true
        error: box.practice.error
        onCopyWanted: text => box.clipboard.copy(text)
    }
    ConfirmDialog {
        id: removal
        objectName: "removePracticeDialog"
        title: qsTr("Remove the practice device?")
        explanation: qsTr("Its fleet, keys, bundles and the virtual device are removed from this computer. Nothing of a real fleet is touched.")
        actionText: qsTr("Remove practice")
        onConfirmed: box.practice.remove()
    }
}
