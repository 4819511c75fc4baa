// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Fieldfare.Controls

// The way to a new bundle: its steps above, the one that is on below, its buttons at the foot.
Item {
    id: page

    required property QtObject bundle // what is being made
    required property QtObject clipboard

    signal leaveWanted()
    signal pushWanted()

    readonly property string step: bundle.step
    readonly property bool choosing: step !== "build" && step !== "result"

    onVisibleChanged: if (visible) forceActiveFocus()
    onStepChanged: flick.contentY = 0
    Keys.onEscapePressed: if (!page.bundle.running) leaveWanted()

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.space5
        spacing: Theme.space4

        PageHeader {
            Layout.fillWidth: true
            title: page.choosing || page.bundle.name === "" ? qsTr("New bundle")
                : page.bundle.name + " " + page.bundle.version
            canGoBack: !page.bundle.running
            backLabel: qsTr("Back to the bundles")
            onBackWanted: page.leaveWanted()
        }
        Steps {
            Layout.fillWidth: true
            current: page.step
            names: [
                { key: "images", text: qsTr("Images") },
                { key: "release", text: qsTr("Release") },
                { key: "sign", text: qsTr("Signature") },
                { key: "review", text: qsTr("Review") }
            ]
        }
        ScrollView {
            id: flick
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.rightMargin: -Theme.space3 // for the scroll bar
            contentHeight: body.implicitHeight
            Column {
                id: body
                width: flick.width - Theme.space3
                NewBundleImages {
                    width: body.width
                    visible: page.step === "images"
                    images: page.bundle.images
                }
                NewBundleRelease {
                    width: body.width
                    visible: page.step === "release"
                    bundle: page.bundle
                    clipboard: page.clipboard
                }
                NewBundleKey {
                    width: body.width
                    visible: page.step === "sign"
                    bundle: page.bundle
                    clipboard: page.clipboard
                }
                NewBundleReview {
                    width: body.width
                    visible: page.step === "review"
                    bundle: page.bundle
                    clipboard: page.clipboard
                }
                NewBundleRun {
                    width: body.width
                    visible: !page.choosing
                    bundle: page.bundle
                    clipboard: page.clipboard
                }
            }
        }
        NewBundleButtons {
            Layout.fillWidth: true
            bundle: page.bundle
            onLeaveWanted: page.leaveWanted()
            onPushWanted: page.pushWanted()
        }
    }
    DropArea {
        anchors.fill: parent
        enabled: page.step === "images"
        keys: ["text/uri-list"]
        onDropped: drop => {
            if (drop.hasUrls)
                page.bundle.images.addUrls(drop.urls)
        }
    }
}
