// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// A setting with a few values to choose from.
RowLayout {
    id: choice

    required property string key
    required property string label
    required property var options // list of {key, text}
    required property var current

    signal picked(var key)

    spacing: Theme.space4
    Label {
        Layout.preferredWidth: 180
        text: choice.label
        wrapMode: Text.Wrap
    }
    ComboBox {
        objectName: "choice-" + choice.key
        Layout.preferredWidth: 240
        label: choice.label
        textRole: "text"
        valueRole: "key"
        model: choice.options
        currentIndex: choice.options.findIndex(option => option.key === choice.current)
        onActivated: choice.picked(currentValue)
    }
}
