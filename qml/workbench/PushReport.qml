// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// The report of a push: saved where the person says.
RowLayout {
    id: report

    required property QtObject push
    required property QtObject preferences

    spacing: Theme.space2

    Button {
        objectName: "saveReport"
        iconName: "folder"
        text: qsTr("Save a report\u2026")
        onClicked: chooser.active ? chooser.item.open() : chooser.active = true
    }
    Label {
        objectName: "reportSaved"
        Layout.fillWidth: true
        visible: report.push.reportPath !== ""
        text: qsTr("Saved as %1").arg(report.push.reportPath)
        color: Theme.secondary
        elide: Text.ElideMiddle
    }
    Item {
        Layout.fillWidth: true
        visible: report.push.reportPath === ""
    }
    Loader {
        id: chooser
        active: false
        source: "ReportChooser.qml"
        onLoaded: {
            if (String(report.preferences.reportFolderUrl) !== "")
                item.currentFolder = report.preferences.reportFolderUrl
            item.open()
        }
        Connections {
            target: chooser.item
            ignoreUnknownSignals: true
            function onChosen(file) { report.push.saveReport(file) }
        }
    }
}
