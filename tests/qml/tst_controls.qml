// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Fieldfare.Controls

Item {
    id: root
    width: 800
    height: 600

    Column {
        spacing: 8
        Button { id: first; text: "Push"; kind: Button.Primary; iconName: "push" }
        Button { id: destructive; text: "Roll back"; kind: Button.Destructive }
        IconButton { id: icon; label: "More"; iconName: "more" }
        SearchField { id: search; width: 300 }
        CheckBox { id: check; text: "One first" }
        Switch { id: toggle; text: "Restart now" }
        ComboBox { id: combo; label: "Sort by"; model: ["Name", "Release"] }
        StateBadge { id: badge; kind: "trial"; text: "Trial" }
        SlotCard { id: slot; slotName: "A"; version: "2.0"; kind: "good"; stateText: "Good"; booted: true }
        ListRow { id: row; width: 300; text: "gateway-017" }
        ProgressBar { id: bar; value: 0.5 }
        ErrorBox {
            id: box
            width: 400
            error: ({happened: "It broke.", where: "here", remedy: "Mend it.", details: "io-error path=\"x\""})
        }
    }
    ScrollView {
        id: scroller
        x: 300
        y: 400
        width: 200
        height: 100
        contentHeight: 400
        Column {
            spacing: 100
            Button { id: topButton; text: "Top" }
            Button { id: lowButton; text: "Low" }
            Button { id: lastButton; text: "Last" }
        }
    }
    NavRail {
        id: rail
        x: 600
        height: 600
        entries: [{key: "devices", text: "Devices", icon: "devices"}, {key: "settings", text: "Settings", icon: "settings"}]
        current: "devices"
    }
    ConfirmDialog {
        id: confirm
        title: "Roll gateway-017 back to 1.9?"
        explanation: "It restarts at once."
        actionText: "Roll back"
    }

    TestCase {
        name: "Controls"
        when: windowShown

        SignalSpy { id: clicks; signalName: "clicked" }
        SignalSpy { id: confirmations; target: confirm; signalName: "confirmed" }
        SignalSpy { id: choices; target: rail; signalName: "chosen" }

        function test_whatTheKeyboardMovesToComesIntoSight() {
            scroller.contentY = 0
            topButton.forceActiveFocus(Qt.TabFocusReason)
            compare(scroller.contentY, 0)
            lastButton.forceActiveFocus(Qt.TabFocusReason)
            verify(lastButton.mapToItem(scroller, 0, lastButton.height).y <= scroller.height)
            lowButton.forceActiveFocus(Qt.BacktabFocusReason)
            verify(lowButton.mapToItem(scroller, 0, 0).y >= 0)
            scroller.contentY = 0
            lastButton.forceActiveFocus(Qt.MouseFocusReason)
            compare(scroller.contentY, 0)
            first.forceActiveFocus(Qt.TabFocusReason) // not in it
            compare(scroller.contentY, 0)
        }
        function test_everyControlThatTakesTheKeyboardHasAnAccessibleName_data() {
            return [first, destructive, icon, search, check, toggle, combo, row].map(
                item => ({tag: String(item), item: item}))
        }
        function test_everyControlThatTakesTheKeyboardHasAnAccessibleName(data) {
            verify(data.item.Accessible.name.length > 0)
            verify(data.item.height >= 28)
        }

        function test_theKeyboardPressesAButton_data() {
            return [{tag: "space", key: Qt.Key_Space}, {tag: "return", key: Qt.Key_Return}]
        }
        function test_theKeyboardPressesAButton(data) {
            clicks.target = first
            clicks.clear()
            first.forceActiveFocus(Qt.TabFocusReason)
            keyClick(data.key)
            compare(clicks.count, 1)
        }

        function test_theFocusRingIsSeenOnlyWithTheKeyboard() {
            mouseClick(first)
            verify(!first.visualFocus)
            search.forceActiveFocus(Qt.TabFocusReason)
            first.forceActiveFocus(Qt.TabFocusReason)
            verify(first.visualFocus)
            keyClick(Qt.Key_Tab)
            verify(destructive.activeFocus)
        }

        function test_escapeClearsTheSearch() {
            search.forceActiveFocus(Qt.TabFocusReason)
            keyClick(Qt.Key_G)
            keyClick(Qt.Key_W)
            compare(search.text, "gw")
            keyClick(Qt.Key_Escape)
            compare(search.text, "")
        }

        function test_aDestructiveDialogStartsOnCancel() {
            confirmations.clear()
            confirm.open()
            tryCompare(confirm, "opened", true)
            const cancel = confirm.footer.children[0].children[0]
            tryVerify(() => cancel.activeFocus)
            keyClick(Qt.Key_Return)
            tryCompare(confirm, "visible", false)
            compare(confirmations.count, 0)
        }

        function test_aSecondActConfirms() {
            confirmations.clear()
            confirm.open()
            tryCompare(confirm, "opened", true)
            keyClick(Qt.Key_Tab)
            keyClick(Qt.Key_Space)
            tryCompare(confirmations, "count", 1)
            tryCompare(confirm, "visible", false)
        }

        function test_aStateIsAlwaysAWord() {
            compare(badge.Accessible.name, "Trial")
            verify(slot.Accessible.name.indexOf("Good") >= 0)
            verify(slot.Accessible.name.indexOf("2.0") >= 0)
        }

        function test_theArrowsMoveAlongTheRail() {
            const devices = findChild(rail, "nav-devices")
            const settings = findChild(rail, "nav-settings")
            choices.clear()
            devices.forceActiveFocus(Qt.TabFocusReason)
            keyClick(Qt.Key_Down)
            verify(settings.activeFocus)
            keyClick(Qt.Key_Return)
            compare(choices.count, 1)
            compare(choices.signalArguments[0][0], "settings")
        }

        function test_anErrorShowsItsThreePartsAndHidesItsDetails() {
            verify(box.Accessible.name.indexOf("It broke.") >= 0)
            verify(box.Accessible.name.indexOf("Mend it.") >= 0)
            const folded = box.implicitHeight
            box.error = null
            compare(box.implicitHeight, 0)
            verify(folded > 0)
        }

        function test_controlsArePaintedInBothThemes() {
            Theme.reducedMotion = true // colours change at once
            for (const dark of [false, true]) {
                Theme.dark = dark
                const image = grabImage(first)
                compare(String(image.pixel(20, 4)), String(Theme.primary))
            }
            Theme.dark = false
            Theme.reducedMotion = false
        }
    }
}
