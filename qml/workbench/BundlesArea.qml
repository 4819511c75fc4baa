// SPDX-License-Identifier: Apache-2.0
import QtQuick

// All pages about bundles: the library, one bundle, a new one.
Item {
    id: area

    required property QtObject library
    required property QtObject newBundle
    required property QtObject clipboard
    required property string page

    Connections {
        target: area.library
        function onBundleOpened() { area.pageWanted("bundle") }
    }

    signal pageWanted(string page)
    signal pushWanted(string path)

    Connections {
        target: area.library
        function onSelectedChanged() { // it may be gone from the folder: so is its page
            if (area.page === "bundle" && area.library.selected === null)
                area.pageWanted("bundles")
        }
    }
    BundlesPage {
        objectName: "bundlesPage"
        anchors.fill: parent
        visible: area.page === "bundles"
        library: area.library
        clipboard: area.clipboard
        onOpened: path => {
            area.library.select(path)
            area.pageWanted("bundle")
        }
        onNewWanted: {
            area.newBundle.begin() // does nothing while one is built
            area.pageWanted("newBundle")
        }
    }
    BundlePage {
        objectName: "bundlePage"
        anchors.fill: parent
        visible: area.page === "bundle"
        library: area.library
        clipboard: area.clipboard
        onBackWanted: area.pageWanted("bundles")
        onPushWanted: path => area.pushWanted(path)
    }
    NewBundlePage {
        objectName: "newBundlePage"
        anchors.fill: parent
        visible: area.page === "newBundle"
        bundle: area.newBundle
        clipboard: area.clipboard
        onLeaveWanted: area.pageWanted("bundles")
        onPushWanted: area.pushWanted(area.newBundle.outputPath)
    }
}
