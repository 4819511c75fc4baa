// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

// Text is plain unless a page says otherwise: much of it comes from devices.
T.Label {
    color: enabled ? Theme.text : Theme.disabled
    font.pixelSize: Theme.textBody
    textFormat: Text.PlainText
    linkColor: Theme.info
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
