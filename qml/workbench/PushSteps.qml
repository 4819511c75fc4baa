// SPDX-License-Identifier: Apache-2.0
import Fieldfare.Controls

// Where a push stands.
Steps {
    names: [
        { key: "bundle", text: qsTr("Bundle") },
        { key: "devices", text: qsTr("Devices") },
        { key: "options", text: qsTr("Options") },
        { key: "review", text: qsTr("Review") }
    ]
}
