# SPDX-License-Identifier: Apache-2.0
"""The tests: each gets a board that is off, with 1.0 in slot A and nothing in B, and says in a word what was seen."""
import functools
import time

from board import ENVIRONMENT_BYTES, ENVIRONMENTS, SLOTS, booted_slot, expect

TESTS = {}


def test(function):
    TESTS[function.__name__.replace("_", "-")] = function
    return function


def expect_environment(board, **wanted):
    """fw_printenv and our own status tell the same."""
    environment = board.boot_environment()
    for name, value in wanted.items():
        expect(environment.get(name) == str(value), f"{name} is {environment.get(name)}, not {value}")


def settled_status(board):
    """The device's answer once no restart is under way: a decision is reported before the device has restarted."""
    board.wait_until(lambda: not board.status()["switchPending"], "the restart does not come")
    return board.status()


def push_goes_through(board, variant, *options):
    code, answer = board.push(variant, *options)
    expect(code == 0, f"the push of {variant} failed: {answer}")
    return answer


def push_commits(board, variant):
    return push_goes_through(board, variant, "--wait-committed")


def push_is_refused(board, variant, wanted):
    """Nothing is installed, for the reason `wanted` (a code)."""
    code, answer = board.push(variant)
    expect(code != 0, "the push went through")
    refusal = answer["devices"][0].get("error", {}).get("code")
    expect(refusal == wanted, f"the refusal is {refusal}, not {wanted}")


def expect_runs(board, slot, version, trial=False):
    status = settled_status(board)
    expect(booted_slot(status) == slot, f"slot {booted_slot(status)} runs, not {slot}")
    expect(status["release"]["version"] == version, f"{status['release']['version']} runs, not {version}")
    expect(status["onTrial"] == trial, f"on trial: {status['onTrial']}")
    return status


@test
def the_books_story(board):
    """The loader goes back by itself from a release that nobody commits; the next one is committed and stays."""
    board.set_environment(bootlimit=1)
    board.power_on()
    expect_runs(board, "a", "1.0")
    # Nobody decides in this boot: the service that would is kept from it.
    push_goes_through(board, "2.0")
    expect_environment(board, slot="b", upgrade_available=1, bootcount=0, slot_state_a="good", slot_state_b="trial")
    board.power_cut()
    board.power_on()
    board.wait_console(board.started)
    board.power_cut()
    board.power_on()
    board.wait_console("Slot b failed, going back to a")
    status = expect_runs(board, "a", "1.0")
    expect(status["installation"]["state"] == "fell-back", f"the state is {status['installation']['state']}")
    expect_environment(board, slot="a", upgrade_available=0, bootcount=0, slot_state_b="bad")
    push_commits(board, "2.0")
    for _ in range(2):
        expect_runs(board, "b", "2.0")
        expect_environment(board, slot="b", upgrade_available=0, bootcount=0, slot_state_a="good", slot_state_b="good")
        board.power_cut()
        board.power_on()
    expect_runs(board, "b", "2.0")
    return "back in A by the loader, then B committed, and still there after 2 power cuts"


@test
def a_good_update(board):
    """A push commits by itself after the health checks, and data stay untouched."""
    board.power_on()
    expect_runs(board, "a", "1.0")
    before = board.precious_hash()
    answer = push_commits(board, "2.0")
    expect(answer["devices"][0]["state"] == "committed", f"the push: {answer}")
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
    return f"{state} in {seconds:.0f} s, {board.count(board.banner)} starts of the loader: {status['installation']['error']['code']}"


BROKEN = {
    # variant: (state, what the console must say, boot limit)
    "kernel-panic": ("fell-back", "Kernel panic", 3),
    "no-init": ("fell-back", "Kernel panic", 3),
    "damaged-root": ("fell-back", "Kernel panic", 3),
    "wiped-superblock": ("fell-back", "going back to a", 3),
    "no-initrd": ("fell-back", "going back to a", 3),
    # One start is enough to show these; the second is ended by the watchdog alone, after minutes.
    "kernel-hang": ("fell-back", "Kernel panic", 1),
    "truncated-kernel": ("fell-back", "going back to a", 1),
    "no-trial": ("fell-back", "going back to a", 1),
    "application-dead": ("rolled-back", None, 3),
    "application-hung": ("rolled-back", None, 3),
    "no-agent": ("rolled-back", None, 3),
    "no-network": ("rolled-back", None, 3),
    "late-failure": ("rolled-back", None, 3),
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
    push_goes_through(board, "2.0")
    for count in (1, 2, 3):
        board.power_cut()
        board.power_on()
        board.wait_console(board.started)
        expect(board.count("going back") == 0, f"it went back after {count} starts")
    board.power_cut()
    board.power_on()
    board.wait_console("Slot b failed, going back to a")
    status = expect_runs(board, "a", "1.0")
    expect(status["installation"]["state"] == "fell-back", f"the state is {status['installation']['state']}")
    expect_environment(board, slot="a", upgrade_available=0, bootcount=0, slot_state_b="bad")
    return "three starts of B, the fourth was A"


@test
def data_are_migrated_once(board):
    """A hook migrates the device's data when a release is committed; of one that is given up nothing stays."""
    def data(name):
        return board.shell(f"cat /data/application/{name} 2>/dev/null", check=False).split("\n")[:-1]

    board.power_on()
    expect_runs(board, "a", "1.0")
    code, answer = board.push("late-failure", "--wait-committed")
    expect(code == 5, f"the push ended with {code}: {answer}")
    status = expect_runs(board, "a", "1.0")
    expect(status["installation"]["state"] == "rolled-back", f"the state is {status['installation']['state']}")
    expect(data("schema") == ["1"], f"the data are in form {data('schema')}")
    expect(data("migrations") == ["1 to 2", "undone"], f"the migrations are {data('migrations')}")
    push_commits(board, "2.0")
    expect_runs(board, "b", "2.0")
    board.power_cut()
    board.power_on()
    expect_runs(board, "b", "2.0")
    expect(data("schema") == ["2"], f"the data are in form {data('schema')}")
    expect(data("migrations") == ["1 to 2", "undone", "1 to 2"], f"the migrations are {data('migrations')}")
    return "migrated and undone with the release that was given up, migrated once with the one that stayed"


def committed_in_b(board):
    board.power_on()
    expect_runs(board, "a", "1.0")
    push_commits(board, "2.0")
    expect_runs(board, "b", "2.0")


@test
def one_copy_of_the_environment_lost(board):
    """With either copy gone B goes on: with the younger one lost it is on trial once more, and commits again."""
    committed_in_b(board)
    for lost in ENVIRONMENTS:
        board.power_cut()
        board.damage(lost, ENVIRONMENT_BYTES)
        board.power_on()
        board.wait_until(lambda: not board.status()["onTrial"], "the trial does not end")
        expect_runs(board, "b", "2.0")
        expect_environment(board, slot="b", upgrade_available=0, slot_state_b="good")
        board.shell("fw_setenv lab_mark 1")
    expect(board.count("using default environment") == 0, "the default environment was used")
    return "each copy was lost once, and B went on running"


@test
def both_copies_of_the_environment_lost(board):
    """U-Boot goes on with what it was built with: slot A, and B when there is nothing in A that can be loaded."""
    committed_in_b(board)
    board.power_cut()
    for lost in ENVIRONMENTS:
        board.damage(lost, ENVIRONMENT_BYTES)
    board.power_on()
    board.wait_console("using default environment")
    status = board.status()
    expect(booted_slot(status) == "a" and status["release"]["version"] == "1.0", f"it does not run 1.0 in A: {status}")
    board.power_cut()
    board.damage(SLOTS["a"], 4096)
    board.power_on()
    board.wait_console("Nothing that is good can be loaded, trying b")
    status = board.status()
    expect(booted_slot(status) == "b" and status["release"]["version"] == "2.0", f"it does not run 2.0 in B: {status}")
    return "up in A, and in B when A could not be loaded"


@test
def programs_that_die_again_and_again(board):
    """Agent and installer are killed forty times in a row; systemd gives up neither of them, and the next push works."""
    board.power_on()
    expect_runs(board, "a", "1.0")
    board.shell("(for i in $(seq 40); do systemctl start --no-block fieldfare-installer; sleep 0.5; "
                "systemctl kill -s KILL fieldfare-installer fieldfare-agent; done; touch /run/killed) >/dev/null 2>&1 & true")
    board.wait_until(lambda: board.shell("ls /run/killed", check=False).strip() == "/run/killed", "the killing does not end", 900)
    push_commits(board, "2.0")
    expect_runs(board, "b", "2.0")
    return "killed 40 times each, then a push as ever"


@test
def strange_clocks(board):
    """A board whose clock stands in 1970, and later in 2076, takes updates from the same technician."""
    def set_clock(date):
        # At its start systemd puts right what is before its own time or 15 years behind it; so it is set while the board runs.
        board.shell(f"date -s {date}")
        year = board.shell("date +%Y").strip()
        expect(date.startswith(year), f"the board's clock says {year}")

    board.power_on()
    expect_runs(board, "a", "1.0")
    set_clock("1970-01-02")
    push_commits(board, "2.0")
    expect_runs(board, "b", "2.0")
    set_clock("2076-11-26")
    push_commits(board, "2.1")
    expect_runs(board, "a", "2.1")
    return "2.0 came in 1970, 2.1 in 2076"


@test
def no_room_for_data(board):
    """With the data partition full, or read-only, nothing is installed and all goes on; with room again it works."""
    board.power_on()
    expect_runs(board, "a", "1.0")
    board.shell("dd if=/dev/zero of=/data/full bs=1M; sync", check=False)
    push_is_refused(board, "2.0", "data-unavailable")
    expect_runs(board, "a", "1.0")
    board.shell("rm /data/full; mount -o remount,ro /data; mount -o remount,ro,bind /var/lib/fieldfare; "
                "systemctl restart fieldfare-agent; systemctl stop fieldfare-installer")
    push_is_refused(board, "2.0", "data-unavailable")
    expect_runs(board, "a", "1.0")
    board.power_cut()
    board.power_on()
    expect_runs(board, "a", "1.0")
    push_commits(board, "2.0")
    expect_runs(board, "b", "2.0")
    return "refused twice as data-unavailable, then installed"


@test
def little_memory(board):
    """The installer gets along with 64 MiB, page cache included."""
    board.power_on()
    expect_runs(board, "a", "1.0")
    board.shell("systemctl set-property --runtime fieldfare-installer.service MemoryHigh=48M MemoryMax=64M MemorySwapMax=0")
    push_goes_through(board, "2.0")
    killed = board.shell("journalctl -q -k --grep 'Killed process' --no-pager | tail -n 1", check=False).strip()
    expect(not killed, killed)
    board.power_cut()
    board.power_on()
    status = settled_status(board)
    expect(status["release"]["version"] == "2.0", f"{status['release']['version']} runs")
    return "installed within 64 MiB"


# With GRUB, what differs by loader: who counts, who goes back, and what becomes of a kernel that is not there.
for _name in ("the-books-story", "a-good-update", "back-from-kernel-panic", "back-from-no-initrd", "back-from-application-dead",
              "power-cuts-exhaust-the-count"):
    TESTS[f"grub-{_name}"] = TESTS[_name]
# systemd-boot says nothing on the console, and leaves a kernel that cannot be loaded only when its tries are used up.
for _name in ("a-good-update", "back-from-kernel-panic", "back-from-application-dead"):
    TESTS[f"systemd-boot-{_name}"] = TESTS[_name]
# Without systemd: the same programs started by BusyBox's init.
for _name in ("the-books-story", "a-good-update", "back-from-application-dead", "power-cuts-exhaust-the-count"):
    TESTS[f"busybox-{_name}"] = TESTS[_name]
