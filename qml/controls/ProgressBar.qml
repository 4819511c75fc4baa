// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.ProgressBar {
    id: control

    property color barColor: Theme.primary

    implicitWidth: 160
    implicitHeight: 6
    clip: true
    background: Rectangle { radius: 3; color: Theme.dark ? Theme.border : "#E4DED2" }
    contentItem: Item {
        Rectangle {
            id: bar
            x: 0
            width: control.indeterminate ? parent.width * 0.3 : control.visualPosition * parent.width
            height: parent.height
            radius: 3
            color: control.barColor
            NumberAnimation on x {
                running: control.indeterminate && control.visible && !Theme.reducedMotion
                from: -control.width * 0.3
                to: control.width
                duration: 1400
                loops: Animation.Infinite
                onStopped: bar.x = 0
            }
        }
    }
}
