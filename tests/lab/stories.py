# SPDX-License-Identifier: Apache-2.0
"""The tests: each gets a board that is off, with 1.0 in slot A and nothing in B, and says in a word what was seen."""
import functools
import time

from board import booted_slot, expect

TESTS = {}


def test(function):
    TESTS[function.__name__.replace("_", "-")] = function
    return function


def expect_environment(board, **wanted):
    """fw_printenv and our own status tell the same."""
    environment = board.boot_environment()
    for name, value in wanted.items():
        expect(environment.get(name) == str(value), f"{name} is {environment.get(name)}, not {value}")


def settled_status(board, limit=600):
    """The device's answer once no restart is under way: a decision is reported before the device has restarted."""
    end = time.monotonic() + limit
    while True:
        status = board.status()
        if not status["switchPending"] or time.monotonic() > end:
            return status
        time.sleep(1)


def expect_runs(board, slot, version, trial=False):
    status = settled_status(board)
    expect(booted_slot(status) == slot, f"slot {booted_slot(status)} runs, not {slot}")
    expect(status["release"]["version"] == version, f"{status['release']['version']} runs, not {version}")
    expect(status["onTrial"] == trial, f"on trial: {status['onTrial']}")
    return status


@test
def the_books_story(board):
    """U-Boot goes back by itself from a release that nobody commits; the next one is committed and stays."""
    board.set_environment(bootlimit=1)
    board.power_on()
    expect_runs(board, "a", "1.0")
    # Nobody decides in this boot: the service that would is kept from it.
    code, answer = board.push("2.0")
    expect(code == 0, f"the push failed: {answer}")
    expect_environment(board, slot="b", upgrade_available=1, bootcount=0, slot_state_a="good", slot_state_b="trial")
    board.power_cut()
    board.power_on()
    board.wait_console(r"systemd\[1\]: ")
    board.power_cut()
    board.power_on()
    board.wait_console("Slot b failed, going back to a")
    status = expect_runs(board, "a", "1.0")
    expect(status["installation"]["state"] == "fell-back", f"the state is {status['installation']['state']}")
    expect_environment(board, slot="a", upgrade_available=0, bootcount=0, slot_state_b="bad")
    code, answer = board.push("2.0", "--wait-committed")
    expect(code == 0, f"the second push failed: {answer}")
    for _ in range(2):
        expect_runs(board, "b", "2.0")
        expect_environment(board, slot="b", upgrade_available=0, bootcount=0, slot_state_a="good", slot_state_b="good")
        board.power_cut()
        board.power_on()
    expect_runs(board, "b", "2.0")
    return "back in A by U-Boot, then B committed, and still there after 2 power cuts"


@test
def a_good_update(board):
    """A push commits by itself after the health checks, and data stay untouched."""
    board.power_on()
    expect_runs(board, "a", "1.0")
    before = board.precious_hash()
    code, answer = board.push("2.0", "--wait-committed")
    expect(code == 0 and answer["devices"][0]["state"] == "committed", f"the push: {answer}")
    status = expect_runs(board, "b", "2.0")
    expect(all(check["passed"] for check in status["installation"]["health"]), "a health check did not pass")
    expect(len(status["installation"]["health"]) == 3, "not all health checks ran")
    expect(board.precious_hash() == before, "/data was touched")
    expect_environment(board, slot="b", upgrade_available=0, bootcount=0, slot_state_b="good")
    sent, size = answer["devices"][0]["bytesSent"], answer["release"] and answer["bundleBytes"]
    return f"committed in B, {sent} of {size} bytes sent, data untouched"


def comes_back(board, variant, state, console, limit=None):
    """Pushes a broken release; the device must end on the old one, say so, and take a good release afterwards."""
    if limit:
        board.set_environment(bootlimit=limit)
    board.power_on()
    expect_runs(board, "a", "1.0")
    before = board.precious_hash()
    began = time.monotonic()
    code, answer = board.push(variant, "--wait-committed")
    seconds = time.monotonic() - began
    expect(code == 5, f"the push ended with {code}: {answer}")
    status = expect_runs(board, "a", "1.0")
    expect(status["installation"]["state"] == state, f"the state is {status['installation']['state']}, not {state}")
    expect(status["installation"]["release"]["version"] == f"2.0-{variant}", "another release is reported")
    expect("error" in status["installation"], "no reason is given")
    expect(board.precious_hash() == before, "/data was touched")
    expect_environment(board, slot="a", upgrade_available=0, bootcount=0, slot_state_a="good", slot_state_b="bad")
    if console:
        expect(console in board.console(), f"the console does not say {console}")
    return f"{state} in {seconds:.0f} s, {board.count('U-Boot 2023')} starts of U-Boot: {status['installation']['error']['code']}"


BROKEN = {
    # variant: (state, what the console must say, boot limit)
    "kernel-panic": ("fell-back", "Kernel panic", 3),
    "no-init": ("fell-back", "Kernel panic", 3),
    "damaged-root": ("fell-back", "Kernel panic", 3),
    "wiped-superblock": ("fell-back", "going back to a", 3),
    "no-initrd": ("fell-back", "going back to a", 3),
    # One start is enough to show these; the second is ended by the watchdog alone, after minutes.
    "truncated-kernel": ("fell-back", "going back to a", 1),
    "no-trial": ("fell-back", "going back to a", 1),
    "application-dead": ("rolled-back", None, 3),
    "application-hung": ("rolled-back", None, 3),
    "no-agent": ("rolled-back", None, 3),
    "no-network": ("rolled-back", None, 3),
}
for _variant, (_state, _console, _limit) in BROKEN.items():
    _function = functools.partial(comes_back, variant=_variant, state=_state, console=_console, limit=_limit)
    _function.__doc__ = f"Comes back by itself from a release with the fault {_variant} ({_state})."
    TESTS[f"back-from-{_variant}"] = _function


@test
def power_cuts_exhaust_the_count(board):
    """Three power cuts during a trial: the fourth start is the old release again."""
    board.power_on()
    expect_runs(board, "a", "1.0")
    code, answer = board.push("2.0")
    expect(code == 0, f"the push failed: {answer}")
    for count in (1, 2, 3):
        board.power_cut()
        board.power_on()
        board.wait_console(r"systemd\[1\]: ")
        expect(board.count("going back") == 0, f"it went back after {count} starts")
    board.power_cut()
    board.power_on()
    board.wait_console("Slot b failed, going back to a")
    status = expect_runs(board, "a", "1.0")
    expect(status["installation"]["state"] == "fell-back", f"the state is {status['installation']['state']}")
    expect_environment(board, slot="a", upgrade_available=0, bootcount=0, slot_state_b="bad")
    return "three starts of B, the fourth was A"
