// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Fieldfare.Controls

// An empty list of devices: where devices come from, and one to try it with. Whoever is in no fleet yet is offered
// that first.
EmptyState {
    id: empty

    required property QtObject practice
    required property QtObject laptop

    signal addWanted()
    signal importWanted()

    readonly property bool first: laptop.card === null
    readonly property bool offered: practice.state === "none"
    readonly property string tryText: qsTr("Try it with a virtual device")

    iconName: "network"
    title: first ? qsTr("Welcome to Fieldfare") : qsTr("No device yet")
    explanation: (first && offered ? qsTr("See a first update without any hardware: this program makes a virtual device on this computer, in a fleet of its own for practice.") + "\n\n" : "")
        + qsTr("Devices that run the Fieldfare agent appear here by themselves when they are on the same network. One that is behind a router, or at the other end of a single cable, can be added by its address.")
    actionText: first && offered ? tryText : qsTr("Add address")
    actionIcon: first && offered ? "play" : "plus"
    otherText: first && offered ? qsTr("Add address") : qsTr("Import from a table\u2026")
    thirdText: first && offered ? qsTr("Import from a table\u2026") : offered ? tryText : ""
    onTriggered: first && offered ? practice.tryIt() : addWanted()
    onOtherTriggered: first && offered ? addWanted() : importWanted()
    onThirdTriggered: first && offered ? importWanted() : practice.tryIt()
}
