// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts

// Messages above what a page is about. With large text in a small window they scroll in half of the page, so that the rest
// keeps its place.
ScrollView {
    id: notices

    default property alias messages: column.data
    required property real room // how high the page is
    property real gap: Theme.space3 // of the layout that it stands in; without a message there is none

    Layout.fillWidth: true
    Layout.rightMargin: -Theme.space3 // for the scroll bar
    Layout.preferredHeight: Math.min(column.height, Math.round(room / 2))
    Layout.topMargin: column.height > 0 ? 0 : -gap
    contentHeight: column.height
    Column {
        id: column
        width: notices.width - Theme.space3
        spacing: Theme.space3
    }
}
