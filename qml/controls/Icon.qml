// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Controls.impl as Impl

// One of the icons in icons/, in one colour.
Impl.IconImage {
    property int size: Theme.iconSize

    name: ""
    color: Theme.text
    sourceSize: Qt.size(size, size)
    width: size
    height: size
    Accessible.ignored: true

    property string iconName: ""
    source: iconName === "" ? "" : Qt.resolvedUrl("icons/" + iconName + ".svg")
}
