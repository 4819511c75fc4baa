// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

T.ComboBox {
    id: control

    required property string label

    implicitWidth: 180
    implicitHeight: Theme.controlHeight
    leftPadding: Theme.space3
    rightPadding: Theme.space3 + Theme.iconSize
    font.pixelSize: Theme.textBody
    hoverEnabled: true
    Accessible.name: label

    delegate: T.ItemDelegate {
        required property var modelData
        required property int index
        width: ListView.view ? ListView.view.width : 0
        implicitHeight: Theme.controlHeight
        leftPadding: Theme.space3
        text: control.textRole !== "" ? modelData[control.textRole] : modelData
        highlighted: control.highlightedIndex === index
        Accessible.name: text
        contentItem: Label {
            text: parent.text
            verticalAlignment: Text.AlignVCenter
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        background: Rectangle {
            radius: Theme.radiusSmall
            color: parent.highlighted ? Theme.selection : "transparent"
        }
    }
    indicator: Icon {
        x: control.width - width - Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        size: 16
        iconName: "down"
        color: control.enabled ? Theme.secondary : Theme.disabled
    }
    contentItem: Label {
        text: control.displayText
        font: control.font
        enabled: control.enabled
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: Theme.radius
        color: control.hovered ? Theme.hover : Theme.surface
        border.width: 1
        border.color: control.enabled ? Theme.controlBorder : Theme.border
        FocusRing { target: control }
    }
    popup: T.Popup {
        y: control.height + 2
        width: control.width
        height: Math.min(list.contentHeight + 2 * padding, 320)
        padding: Theme.space1
        contentItem: ListView {
            id: list
            clip: true
            model: control.popup.visible ? control.delegateModel : null
            currentIndex: control.highlightedIndex
        }
        background: Rectangle {
            radius: Theme.radius
            color: Theme.raised
            border.width: 1
            border.color: Theme.border
        }
    }
}
