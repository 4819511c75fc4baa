// SPDX-License-Identifier: Apache-2.0
import QtQuick

// Buttons beside each other; where the place is too narrow for all of them they go on in another line. It stands at the right.
Flow {
    id: flow

    required property real room // the width there is

    /// How wide it is with all of them in one line.
    readonly property real natural: {
        let sum = 0
        for (let i = 0; i < children.length; ++i)
            sum += children[i].visible && children[i].width > 0 ? children[i].width + spacing : 0
        return Math.max(0, sum - spacing)
    }

    width: Math.min(natural, room)
    spacing: Theme.space2
}
