// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

// A question or a short form in the middle of the window. Buttons go into `footer` as a DialogButtons.
T.Dialog {
    id: control

    parent: T.Overlay.overlay // wherever it stands in a page, it has the whole window
    anchors.centerIn: parent
    width: Math.min(480, parent ? parent.width - 2 * Theme.space5 : 480)
    implicitHeight: implicitHeaderHeight + implicitContentHeight + topPadding + bottomPadding + implicitFooterHeight
    padding: Theme.space5
    topPadding: Theme.space3
    modal: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape
    T.Overlay.modal: Rectangle { color: Theme.scrim }

    header: Item {
        visible: control.title !== ""
        implicitHeight: heading.height + Theme.space5
        Label {
            id: heading
            x: Theme.space5
            y: Theme.space5
            width: control.width - 2 * Theme.space5
            text: control.title
            font.pixelSize: Theme.textTitle
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
        }
    }
    background: Rectangle {
        radius: Theme.radius + 4
        color: Theme.raised
        border.width: 1
        border.color: Theme.border
    }
    enter: Transition { NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.fast } }
    exit: Transition { NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.fast } }
}
