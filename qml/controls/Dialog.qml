// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

// A question or a short form in the middle of the window. What it holds is its `body`, which scrolls where the window is too
// small for it; buttons go into `footer` as a DialogButtons and stay in sight.
T.Dialog {
    id: control

    required property Item body
    readonly property int ring: 4 // the ring of what has the keyboard is not cut off

    parent: T.Overlay.overlay // wherever it stands in a page, it has the whole window
    anchors.centerIn: parent
    width: Math.min(Math.round(480 * Theme.textScale), parent ? parent.width - 2 * Theme.space5 : 480)
    height: Math.min(implicitHeight, parent ? parent.height - 2 * Theme.space3 : implicitHeight)
    implicitHeight: implicitHeaderHeight + implicitContentHeight + topPadding + bottomPadding + implicitFooterHeight
    padding: Theme.space5 - ring
    topPadding: Theme.space3 - ring
    modal: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape
    T.Overlay.modal: Rectangle { color: Theme.scrim }

    onBodyChanged: body.parent = scroll.contentItem
    Binding { target: control.body; property: "width"; value: scroll.width - 2 * control.ring }
    Binding { target: control.body; property: "x"; value: control.ring }
    Binding { target: control.body; property: "y"; value: control.ring }
    contentItem: ScrollView {
        id: scroll
        implicitHeight: control.body.implicitHeight + 2 * control.ring
        contentHeight: control.body.height + 2 * control.ring
    }
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
