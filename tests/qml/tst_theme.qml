// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Fieldfare.Controls

TestCase {
    name: "Theme"

    // WCAG 2.1, relative luminance and contrast ratio.
    function linear(channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4)
    }
    function luminance(color) {
        return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)
    }
    function contrast(a, b) {
        const la = luminance(a)
        const lb = luminance(b)
        return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05)
    }
    function cleanup() {
        Theme.dark = false
        Theme.comfortable = false
        Theme.reducedMotion = false
    }

    function test_theContrastItselfIsComputedRight() {
        compare(contrast(Qt.color("#000000"), Qt.color("#ffffff")), 21)
        fuzzyCompare(contrast(Qt.color("#767676"), Qt.color("#ffffff")), 4.54, 0.01)
    }

    // Every token that text is drawn in, on every token that it is drawn on.
    function test_everyTextHasAContrastOfAtLeastFourAndAHalf_data() {
        const grounds = ["background", "surface", "raised", "hover", "selection"]
        const rows = []
        for (const dark of [false, true]) {
            const add = (ink, ground) => rows.push({tag: (dark ? "dark " : "light ") + ink + " on " + ground,
                                                    dark: dark, ink: ink, ground: ground})
            for (const ground of grounds) {
                for (const ink of ["text", "secondary", "good", "trial", "bad", "info", "accent", "primary"])
                    add(ink, ground)
            }
            for (const ink of ["text", "secondary"])
                add(ink, "rail")
            for (const kind of ["good", "trial", "bad", "info"]) {
                add(kind, kind + "Tint")
                add("text", kind + "Tint")
                add("secondary", kind + "Tint")
            }
            add("secondary", "neutralTint")
            add("primaryInk", "primary")
            add("primaryInk", "primaryHover")
            add("badInk", "bad")
            add("accentInk", "accent")
            add("background", "text")
            add("text", "quietHover")
            add("secondary", "quietHover")
        }
        return rows
    }
    function test_everyTextHasAContrastOfAtLeastFourAndAHalf(row) {
        Theme.dark = row.dark
        verify(Theme[row.ink] !== undefined && Theme[row.ground] !== undefined)
        const ratio = contrast(Theme[row.ink], Theme[row.ground])
        verify(ratio >= 4.5, row.tag + " has only " + ratio.toFixed(2))
    }

    // WCAG 2.1, 1.4.11: the ring and the outlines of controls.
    function test_focusAndOutlinesStandOutByThreeToOne() {
        for (const dark of [false, true]) {
            Theme.dark = dark
            for (const ground of ["background", "surface", "raised", "hover", "rail"]) {
                for (const line of ["focus", "controlBorder"]) {
                    const ratio = contrast(Theme[line], Theme[ground])
                    verify(ratio >= 3, line + " on " + ground + (dark ? " dark " : " light ") + ratio.toFixed(2))
                }
            }
        }
    }

    function test_comfortableMakesControlsFortyFourHigh() {
        compare(Theme.controlHeight, 36)
        Theme.comfortable = true
        compare(Theme.controlHeight, 44)
    }

    function test_reducedMotionStopsMovement() {
        verify(Theme.fast >= 120 && Theme.slow <= 200)
        Theme.reducedMotion = true
        compare(Theme.fast, 0)
        compare(Theme.slow, 0)
    }

    function test_aStateNeverSharesItsColourWithAnother() {
        const kinds = ["good", "trial", "bad", "info", "neutral"]
        compare(new Set(kinds.map(kind => String(Theme.colorOf(kind)))).size, kinds.length)
    }
}
