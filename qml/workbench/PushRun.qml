// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// A running or finished push: one row for each device.
ColumnLayout {
    id: run

    required property QtObject push

    spacing: Theme.space3

    ProgressBar {
        Layout.fillWidth: true
        value: run.push.fraction
        Accessible.name: run.push.summary
    }
    ListView {
        id: list
        objectName: "pushRows"
        Layout.fillWidth: true
        Layout.fillHeight: true
        clip: true
        spacing: Theme.space2
        boundsBehavior: Flickable.StopAtBounds
        model: run.push.rows
        Accessible.role: Accessible.List
        Accessible.name: run.push.title
        ScrollBar.vertical: ScrollBar {}
        delegate: PushRow {
            width: ListView.view.width - 12
            push: run.push
        }
    }
}
