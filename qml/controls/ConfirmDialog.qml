// SPDX-License-Identifier: Apache-2.0
import QtQuick

// The deliberate second act: the title names the thing, the button says what it does, the keyboard starts on Cancel.
Dialog {
    id: control

    property string explanation: ""
    property string actionText: ""
    property bool destructive: true

    signal confirmed()

    onAboutToShow: cancel.forceActiveFocus(Qt.TabFocusReason)
    body: Label {
        text: control.explanation
        wrapMode: Text.Wrap
        color: Theme.secondary
    }
    footer: DialogButtons {
        Button {
            id: cancel
            objectName: "confirmCancel"
            text: qsTr("Cancel")
            onClicked: control.close()
        }
        Button {
            objectName: "confirmAccept"
            kind: control.destructive ? Button.Destructive : Button.Primary
            text: control.actionText
            onClicked: {
                control.close()
                control.confirmed()
            }
        }
    }
}
