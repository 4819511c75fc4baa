// SPDX-License-Identifier: Apache-2.0
pragma Singleton
import QtQuick

// The one place for colours, sizes and times: the slate head, chestnut back and cream belly of the bird.
// tests/qml/tst_theme.qml computes the contrast of every pair that is used for text.
QtObject {
    property bool dark: false
    property bool comfortable: false
    property bool reducedMotion: false
    property real textScale: 1

    readonly property color background: dark ? "#171B20" : "#F7F4EE"
    readonly property color surface: dark ? "#1F252B" : "#FFFFFF"
    readonly property color raised: dark ? "#272E36" : "#FFFFFF"
    readonly property color rail: dark ? "#12161A" : "#EDE8DF"
    readonly property color hover: dark ? "#2A323A" : "#F8F5F0"
    readonly property color quietHover: dark ? "#2F3842" : "#EAE4D9"
    readonly property color selection: dark ? "#263340" : "#F0F5F9"

    readonly property color text: dark ? "#ECEFF2" : "#1F262D"
    readonly property color secondary: dark ? "#A9B4BF" : "#55616D"
    readonly property color disabled: dark ? "#6B7682" : "#98A2AC"
    readonly property color border: dark ? "#3A434D" : "#DAD4C8"
    readonly property color controlBorder: dark ? "#7C8894" : "#77828D"
    readonly property color focus: dark ? "#9CC7F2" : "#1F5FAE"

    readonly property color primary: dark ? "#8FB0CC" : "#3E5569"
    readonly property color primaryHover: dark ? "#A5C1D8" : "#4C667C"
    readonly property color primaryInk: dark ? "#12181D" : "#FFFFFF"
    readonly property color accent: dark ? "#D08B62" : "#8A4B2D"
    readonly property color accentInk: dark ? "#1B120C" : "#FFFFFF"
    readonly property color good: dark ? "#6CC493" : "#2E7D4F"
    readonly property color trial: dark ? "#E5B45A" : "#8A5A10"
    readonly property color bad: dark ? "#EE8377" : "#B3382C"
    readonly property color info: dark ? "#7FB2E5" : "#2B6CB0"
    readonly property color badInk: dark ? "#1B0F0D" : "#FFFFFF"

    // Tints behind a badge or a banner: its colour, thinly over the surface.
    readonly property color goodTint: dark ? "#1D3327" : "#EDF6F1"
    readonly property color trialTint: dark ? "#362C18" : "#FAF1E0"
    readonly property color badTint: dark ? "#3A2321" : "#FBEAE8"
    readonly property color infoTint: dark ? "#1E2F40" : "#E8F0F9"
    readonly property color neutralTint: dark ? "#2A323A" : "#F0ECE4"
    readonly property color scrim: dark ? "#B0000000" : "#80202830"

    readonly property int space1: 4
    readonly property int space2: 8
    readonly property int space3: 12
    readonly property int space4: 16
    readonly property int space5: 24
    readonly property int space6: 32
    readonly property int radius: 8
    readonly property int radiusSmall: 5
    readonly property int controlHeight: Math.max(comfortable ? 44 : 36, Math.round(textBody * 1.6))
    readonly property int iconSize: 18

    readonly property int stateColumn: Math.round(178 * Math.min(textScale, 1.25)) // for the state at the end of a row
    readonly property int textSmall: Math.round(12 * textScale)
    readonly property int textBody: Math.round(14 * textScale)
    readonly property int textLarge: Math.round(16 * textScale)
    readonly property int textTitle: Math.round(20 * textScale)
    readonly property int textHero: Math.round(28 * textScale)

    readonly property int fast: reducedMotion ? 0 : 120
    readonly property int slow: reducedMotion ? 0 : 200

    // The kinds a state can be of; each has a colour, a tint and an icon, and is never shown without a word.
    function colorOf(kind: string): color {
        switch (kind) {
        case "good": return good
        case "trial": return trial
        case "bad": return bad
        case "info": return info
        default: return secondary
        }
    }
    function tintOf(kind: string): color {
        switch (kind) {
        case "good": return goodTint
        case "trial": return trialTint
        case "bad": return badTint
        case "info": return infoTint
        default: return neutralTint
        }
    }
}
