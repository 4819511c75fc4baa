// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// The build while it runs, and how it ended.
ColumnLayout {
    id: step

    required property QtObject bundle
    required property QtObject clipboard

    spacing: Theme.space3

    Card {
        Layout.fillWidth: true
        visible: step.bundle.running
        implicitHeight: running.implicitHeight + 2 * padding
        ColumnLayout {
            id: running
            width: parent.width
            spacing: Theme.space2
            Label {
                Layout.fillWidth: true
                text: step.bundle.cancelling ? qsTr("Cancelling\u2026") : qsTr("Reading, compressing and signing")
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
            }
            ProgressBar {
                Layout.fillWidth: true
                value: step.bundle.fraction
                Accessible.name: step.bundle.progressText
            }
            Label {
                objectName: "buildProgress"
                Layout.fillWidth: true
                text: step.bundle.progressText
                color: Theme.secondary
                wrapMode: Text.Wrap
            }
            Label {
                Layout.fillWidth: true
                text: qsTr("If the window is closed now, nothing is left of this bundle.")
                color: Theme.secondary
                font.pixelSize: Theme.textSmall
                wrapMode: Text.Wrap
            }
        }
    }
    Banner {
        objectName: "buildResult"
        Layout.fillWidth: true
        visible: step.bundle.result !== ""
        kind: "good"
        explanation: step.bundle.result
    }
    ErrorBox {
        objectName: "buildError"
        Layout.fillWidth: true
        error: step.bundle.buildError
        onCopyWanted: text => step.clipboard.copy(text)
    }
    Repeater {
        model: step.bundle.warnings
        Banner {
            required property string modelData
            Layout.fillWidth: true
            kind: "trial"
            explanation: modelData
        }
    }
}
