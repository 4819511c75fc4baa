// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// Closing the window during a push: it goes when all devices have let go.
ConfirmDialog {
    id: dialog

    required property QtObject push

    property bool closesWhenStopped: false

    signal stopped()

    title: qsTr("Stop the push and close?")
    explanation: qsTr("The devices keep what they have received. The next time Fieldfare starts, it offers to resume the push from there.")
    actionText: qsTr("Stop and close")
    onConfirmed: {
        closesWhenStopped = true
        push.stopForLater()
    }
    property Connections hears: Connections {
        target: dialog.push
        function onChanged() {
            if (dialog.closesWhenStopped && !dialog.push.running)
                dialog.stopped()
        }
    }
}
