// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// How the window looks and speaks.
Item {
    id: page

    required property QtObject appearance
    required property QtObject passphrases
    required property QtObject practice
    required property QtObject preferences
    required property QtObject library

    signal practiceWanted()

    ScrollView {
        id: flick
        anchors.fill: parent
        contentHeight: content.implicitHeight + 2 * Theme.space5
        ColumnLayout {
            id: content
            x: Theme.space5
            y: Theme.space5
            width: flick.width - 2 * Theme.space5
            spacing: Theme.space4
            PageHeader {
                Layout.fillWidth: true
                title: qsTr("Settings")
            }
            Card {
                Layout.fillWidth: true
                implicitHeight: column.implicitHeight + 2 * padding
                ColumnLayout {
                    id: column
                    width: parent.width
                    spacing: Theme.space3
                    Label {
                        text: qsTr("Appearance")
                        font.pixelSize: Theme.textLarge
                        font.weight: Font.DemiBold
                    }
                    SettingChoice {
                        key: "language"
                        label: qsTr("Language")
                        options: [
                            { key: "", text: qsTr("As the desktop") },
                            { key: "en", text: "English" },
                            { key: "de", text: "Deutsch" },
                            { key: "zh_CN", text: "简体中文" }
                        ]
                        current: page.appearance.language
                        onPicked: key => page.appearance.language = key
                    }
                    SettingChoice {
                        key: "theme"
                        label: qsTr("Theme")
                        options: [
                            { key: "system", text: qsTr("As the desktop") },
                            { key: "light", text: qsTr("Light") },
                            { key: "dark", text: qsTr("Dark") }
                        ]
                        current: page.appearance.theme
                        onPicked: key => page.appearance.theme = key
                    }
                    SettingChoice {
                        key: "textSize"
                        label: qsTr("Text size")
                        options: [100, 115, 130, 150, 200].map(percent => ({ key: percent, text: percent + " %" }))
                        current: page.appearance.textPercent
                        onPicked: key => page.appearance.textPercent = key
                    }
                    Switch {
                        objectName: "comfortable"
                        Layout.fillWidth: true
                        text: qsTr("Larger controls, for touch")
                        checked: page.appearance.comfortable
                        onToggled: page.appearance.comfortable = checked
                    }
                    Switch {
                        objectName: "reducedMotion"
                        Layout.fillWidth: true
                        text: qsTr("No movement")
                        checked: page.appearance.reducedMotion
                        onToggled: page.appearance.reducedMotion = checked
                    }
                }
            }
            Card {
                Layout.fillWidth: true
                implicitHeight: security.implicitHeight + 2 * padding
                ColumnLayout {
                    id: security
                    width: parent.width
                    spacing: Theme.space3
                    Label {
                        text: qsTr("Keys")
                        font.pixelSize: Theme.textLarge
                        font.weight: Font.DemiBold
                    }
                    SettingChoice {
                        key: "passphrases"
                        label: qsTr("Keep passphrases for")
                        options: [0, 5, 10, 30, 60].map(minutes => ({
                            key: minutes, text: minutes === 0 ? qsTr("Not at all") : qsTr("%1 minutes").arg(minutes) }))
                        current: page.passphrases.minutes
                        onPicked: key => page.passphrases.minutes = key
                    }
                }
            }
            SettingsFolders {
                Layout.fillWidth: true
                library: page.library
                preferences: page.preferences
            }
            Card {
                Layout.fillWidth: true
                implicitHeight: network.implicitHeight + 2 * padding
                ColumnLayout {
                    id: network
                    width: parent.width
                    spacing: Theme.space3
                    Label {
                        text: qsTr("Network")
                        font.pixelSize: Theme.textLarge
                        font.weight: Font.DemiBold
                    }
                    Switch {
                        objectName: "discovery"
                        Layout.fillWidth: true
                        text: qsTr("Show devices that announce themselves (Avahi)")
                        checked: page.preferences.discovery
                        onToggled: page.preferences.discovery = checked
                    }
                    Label {
                        Layout.fillWidth: true
                        text: qsTr("Devices can always be added by their address.")
                        color: Theme.secondary
                        font.pixelSize: Theme.textSmall
                        wrapMode: Text.Wrap
                    }
                }
            }
            PracticeCard {
                Layout.fillWidth: true
                practice: page.practice
                onWanted: page.practiceWanted()
            }
        }
    }
}
