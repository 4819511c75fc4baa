// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Window
import QtQuick.Templates as T
import Fieldfare.Controls

T.ApplicationWindow {
    id: window

    required property QtObject devices
    required property QtObject device
    required property QtObject appearance
    required property QtObject clipboard
    required property QtObject push
    required property QtObject importer
    required property QtObject library
    required property QtObject newBundle
    required property QtObject passphrases
    required property QtObject fleet
    required property QtObject laptop
    required property QtObject practice
    required property QtObject activity
    required property QtObject preferences
    property QtObject technician: null // whose key may wait for its passphrase

    property string page: "devices"

    title: page === "device" && device.present ? device.name + " \u2013 Fieldfare" : "Fieldfare"
    width: 1180
    height: 760
    minimumWidth: 1024
    minimumHeight: 640
    visible: true
    color: Theme.background
    font.pixelSize: Theme.textBody

    // The theme follows what the person or the desktop chose.
    Binding { target: Theme; property: "dark"; value: window.appearance.dark }
    Binding { target: Theme; property: "comfortable"; value: window.appearance.comfortable }
    Binding { target: Theme; property: "reducedMotion"; value: window.appearance.reducedMotion }
    Binding { target: Theme; property: "textScale"; value: window.appearance.textPercent / 100 }

    function openDevice(serial: int) {
        device.show(serial)
        page = "device"
    }

    function resumePush() {
        push.resume()
        page = "push"
    }

    function openPush() {
        if (practice.alone && !push.running)
            push.beginWith(practice.update)
        else
            push.begin() // does nothing while one runs
        page = "push"
    }

    function pushPractice() {
        push.beginWith(practice.update)
        page = "push"
    }

    function pushBundle(path: string) {
        push.begin()
        page = "push"
        push.openBundle(path)
    }

    onClosing: close => {
        close.accepted = !push.running && !newBundle.running
        if (!close.accepted)
            stopDialog.open()
    }
    StopDialog {
        id: stopDialog
        objectName: "stopDialog"
        push: window.push; newBundle: window.newBundle
        onStopped: window.close()
    }
    Connections {
        target: window.push
        function onChanged() {
            if (window.page === "device")
                window.device.readHistory()
        }
    }

    // The device is gone from the list: so is its page.
    Connections {
        target: window.device
        function onChanged() {
            if (window.page === "device" && !window.device.present)
                window.page = "devices"
        }
    }

    WindowRail {
        id: rail
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        page: window.page
        onChosen: key => window.page = key
    }

    JobTray {
        id: tray
        objectName: "jobTray"
        anchors.left: rail.right
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        push: window.push
        shown: window.page === "push"
        onDetailsWanted: window.page = "push"
    }
    WindowPages {
        anchors.left: rail.right
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: tray.top
        window: window
    }
}
