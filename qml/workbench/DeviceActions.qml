// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// What can be done with a device now. Whatever restarts it needs a second act.
Item {
    id: actions

    required property QtObject device

    signal retryWanted()

    implicitHeight: flow.implicitHeight

    Flow {
        id: flow
        width: parent.width
        spacing: Theme.space2
        Button {
            objectName: "retry"
            visible: !actions.device.connected
            text: qsTr("Try again")
            iconName: "retry"
            kind: Button.Primary
            onClicked: actions.retryWanted()
        }
        Button {
            objectName: "commit"
            visible: actions.device.canCommit
            text: qsTr("Commit")
            iconName: "commit"
            kind: Button.Primary
            enabled: !actions.device.acting
            onClicked: actions.device.commit()
        }
        Button {
            objectName: "identify"
            visible: actions.device.connected
            text: qsTr("Identify")
            iconName: "identify"
            enabled: !actions.device.acting
            onClicked: actions.device.identify()
        }
        Button {
            objectName: "reboot"
            visible: actions.device.connected
            text: qsTr("Restart\u2026")
            iconName: "reboot"
            enabled: !actions.device.acting
            onClicked: reboot.open()
        }
        Button {
            objectName: "rollBack"
            visible: actions.device.connected
            text: qsTr("Roll back\u2026")
            iconName: "rollback"
            enabled: !actions.device.acting && actions.device.canRollBack
            onClicked: rollBack.open()
        }
    }

    ConfirmDialog {
        id: reboot
        objectName: "rebootDialog"
        title: qsTr("Restart %1?").arg(actions.device.name)
        explanation: qsTr("What it does now is interrupted. An installation that is under way goes on afterwards.")
        actionText: qsTr("Restart")
        onConfirmed: actions.device.reboot()
    }
    ConfirmDialog {
        id: rollBack
        objectName: "rollBackDialog"
        title: qsTr("Roll %1 back?").arg(actions.device.name)
        explanation: qsTr("It leaves %1 and restarts at once into %2.")
            .arg(actions.device.runningRelease).arg(actions.device.rollBackTarget)
        actionText: qsTr("Roll back")
        onConfirmed: actions.device.rollBack()
    }
}
