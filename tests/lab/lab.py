# SPDX-License-Identifier: Apache-2.0
"""Runs the lab's tests (scripts/lab)."""
import argparse
import concurrent.futures
import pathlib
import shutil
import sys
import time
import traceback

import board
import efi_board
import powercuts
import stories
import writes

ROOT = pathlib.Path(__file__).resolve().parents[2]
LOGS = ROOT / "build" / "lab-logs"
WORK = ROOT / "build" / "lab-work"
BOARDS = {each.kind: each for each in (board.Board, board.BusyboxBoard, efi_board.GrubBoard, efi_board.SystemdBootBoard)}


def kind_of(name):
    """A test's name begins with the board's kind, unless that is U-Boot with systemd."""
    return next((kind for kind in BOARDS if name.startswith(f"{kind}-")), "u-boot")


def adopted(kind):
    """The factory's last step: the first boot, which checks the configuration and names what is in slot A."""
    card = board.CACHE / f"card-{kind}.img"
    done = board.CACHE / f"card-{kind}.img.adopted"
    if done.exists():
        return done
    machine = BOARDS[kind](WORK / f"adopt-{kind}", card)
    try:
        machine.power_on()
        machine.status()
        machine.shell("fieldfare-installer check-config")
        machine.shell("fieldfare-installer adopt /data/1.0.ffb && rm /data/1.0.ffb && sync")
        failed = machine.failed_units()
        board.expect(not failed, f"units failed at the first boot: {failed}")
        machine.power_cut()
        machine.card.rename(done)
    finally:
        machine.power_cut()
        keep(machine, f"adopt-{kind}")
    return done


def keep(machine, name):
    """What a person needs afterwards; the card is too large to keep."""
    LOGS.mkdir(parents=True, exist_ok=True)
    for source in ("console.log", "laptop.log", "qemu.log"):
        if (machine.folder / source).exists():
            shutil.copy(machine.folder / source, LOGS / f"{name}.{source}")
    shutil.rmtree(machine.folder, ignore_errors=True)


def run_one(name):
    """(name, None or what went wrong, seconds, what was seen)"""
    started = time.monotonic()
    kind = kind_of(name)
    machine = BOARDS[kind](WORK / name, adopted(kind))
    fault = seen = None
    try:
        seen = stories.TESTS[name](machine)
    except board.Failed as failure:
        fault = str(failure)
    except Exception:
        fault = traceback.format_exc()
    finally:
        machine.power_cut()
        keep(machine, name)
    return name, fault, time.monotonic() - started, seen


def run(arguments):
    names = arguments.tests or list(stories.TESTS)
    unknown = [name for name in names if name not in stories.TESTS]
    if unknown:
        print(f"There is no test {unknown[0]}; scripts/lab list names them.", file=sys.stderr)
        return 2
    for kind in {kind_of(name) for name in names}:
        adopted(kind)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for done in concurrent.futures.as_completed([pool.submit(run_one, name) for name in names]):
            name, fault, seconds, seen = done.result()
            failed += fault is not None
            print(f"{'FAILED' if fault else 'ok'}  {name}  {seconds:.0f} s  {fault or seen}", flush=True)
    print(f"{len(names) - failed} passed, {failed} failed; the consoles are in {LOGS}")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(prog="scripts/lab")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list")
    tests = commands.add_parser("run")
    tests.add_argument("--jobs", type=int, default=1)
    tests.add_argument("tests", nargs="*")
    cuts = commands.add_parser("powercuts")
    cuts.add_argument("count", type=int)
    cuts.add_argument("--at-each-boundary", type=int, default=0)
    cuts.add_argument("--seed", type=int)
    cuts.add_argument("--jobs", type=int, default=1)
    cuts.add_argument("--board", choices=BOARDS, default="busybox")
    logged = commands.add_parser("writes")
    logged.add_argument("--boots", type=int, default=6)
    logged.add_argument("--seed", type=int)
    logged.add_argument("flows", nargs="*")
    arguments = parser.parse_args()
    if arguments.command == "list":
        for name, test in stories.TESTS.items():
            print(f"{name:20} {(test.__doc__ or '').splitlines()[0]}")
        return 0
    if arguments.command == "run":
        return run(arguments)
    if arguments.command == "writes":
        return writes.run(arguments.flows, arguments.boots, arguments.seed, adopted("u-boot"), WORK, keep)
    return powercuts.run(BOARDS[arguments.board], adopted(arguments.board), arguments.count, arguments.at_each_boundary, arguments.seed,
                         arguments.jobs, WORK, keep)


if __name__ == "__main__":
    sys.exit(main())
