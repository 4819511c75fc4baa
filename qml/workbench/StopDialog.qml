// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// Closing the window during a push or a build: it goes when all devices have let go, and the build has ended.
ConfirmDialog {
    id: dialog

    required property QtObject push
    required property QtObject newBundle

    property bool closesWhenStopped: false

    signal stopped()

    function look() {
        if (closesWhenStopped && !push.running && !newBundle.running)
            stopped()
    }

    title: push.running ? qsTr("Stop the push and close?") : qsTr("Cancel the build and close?")
    explanation: (!push.running ? ""
            : push.bundle !== null && push.bundle.practice ? qsTr("The practice device ends with this window; this push is not resumed.")
            : qsTr("The devices keep what they have received. The next time Fieldfare starts, it offers to resume the push from there."))
        + (push.running && newBundle.running ? "\n" : "")
        + (newBundle.running ? qsTr("Nothing is left of the bundle that is being built; its images stay as they are.") : "")
    actionText: push.running ? qsTr("Stop and close") : qsTr("Cancel the build and close")
    onConfirmed: {
        closesWhenStopped = true
        if (newBundle.running)
            newBundle.cancel()
        if (push.running)
            push.stopForLater()
    }
    property Connections hearsPush: Connections {
        target: dialog.push
        function onChanged() { dialog.look() }
    }
    property Connections hearsBuild: Connections {
        target: dialog.newBundle
        function onChanged() { dialog.look() }
    }
}
