// SPDX-License-Identifier: Apache-2.0
import Fieldfare.Controls

// The rail with the areas of the window; a page lights the area that it belongs to.
NavRail {
    required property string page

    current: ({ settings: "settings", activity: "activity", bundles: "bundles", bundle: "bundles", newBundle: "bundles",
                keys: "keys", createFleet: "keys", joinFleet: "keys", issueKey: "keys", approveKey: "keys" })[page] ?? "devices"
    entries: [
        { key: "devices", text: qsTr("Devices"), icon: "devices" },
        { key: "bundles", text: qsTr("Bundles"), icon: "bundle" },
        { key: "keys", text: qsTr("Keys"), icon: "key" },
        { key: "activity", text: qsTr("Activity"), icon: "log" },
        { key: "settings", text: qsTr("Settings"), icon: "settings" }
    ]
}
