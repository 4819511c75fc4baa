// SPDX-License-Identifier: Apache-2.0
import QtQuick

// The pages of the window, of which one is seen; each gets the models that it needs.
Item {
    id: pages

    required property QtObject window // Main

    DevicesPage {
        objectName: "devicesPage"
        anchors.fill: parent
        visible: pages.window.page === "devices"
        devices: pages.window.devices
        clipboard: pages.window.clipboard
        importer: pages.window.importer
        technician: pages.window.technician
        laptop: pages.window.laptop
        practice: pages.window.practice; preferences: pages.window.preferences
        push: pages.window.push
        onOpened: serial => pages.window.openDevice(serial)
        onPushWanted: pages.window.openPush()
        onResumeWanted: pages.window.resumePush()
        onPracticeWanted: pages.window.pushPractice()
    }
    PushPage {
        objectName: "pushPage"
        anchors.fill: parent
        visible: pages.window.page === "push"
        push: pages.window.push; preferences: pages.window.preferences
        clipboard: pages.window.clipboard
        onLeaveWanted: pages.window.page = "devices"
    }
    DevicePage {
        objectName: "devicePage"
        anchors.fill: parent
        visible: pages.window.page === "device"
        device: pages.window.device
        clipboard: pages.window.clipboard
        onBackWanted: pages.window.page = "devices"
        onForgetWanted: {
            const serial = pages.window.device.serial
            pages.window.page = "devices"
            pages.window.device.show(0)
            pages.window.devices.forget(serial)
        }
        onRetryWanted: pages.window.devices.retry(pages.window.device.serial)
    }
    BundlesArea {
        anchors.fill: parent
        page: pages.window.page
        library: pages.window.library
        newBundle: pages.window.newBundle
        clipboard: pages.window.clipboard
        onPageWanted: page => pages.window.page = page
        onPushWanted: path => pages.window.pushBundle(path)
    }
    KeysArea {
        anchors.fill: parent
        page: pages.window.page
        fleet: pages.window.fleet
        laptop: pages.window.laptop
        passphrases: pages.window.passphrases
        technician: pages.window.technician
        clipboard: pages.window.clipboard
        onPageWanted: page => pages.window.page = page
    }
    ActivityPage {
        objectName: "activityPage"
        anchors.fill: parent
        visible: pages.window.page === "activity"
        activity: pages.window.activity; clipboard: pages.window.clipboard
    }
    SettingsPage {
        objectName: "settingsPage"
        anchors.fill: parent
        visible: pages.window.page === "settings"
        passphrases: pages.window.passphrases
        appearance: pages.window.appearance; preferences: pages.window.preferences; library: pages.window.library
        practice: pages.window.practice
        onPracticeWanted: { pages.window.page = "devices"; pages.window.practice.tryIt() }
    }
}
