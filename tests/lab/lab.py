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
BOARDS = {kind.loader: kind for kind in (board.Board, efi_board.GrubBoard, efi_board.SystemdBootBoard)}


def loader_of(name):
    """A test's name begins with the loader's, unless that is U-Boot."""
    return next((loader for loader in BOARDS if name.startswith(f"{loader}-")), "u-boot")


def adopted(loader):
    """The factory's last step: the first boot, which checks the configuration and names what is in slot A."""
    card = board.CACHE / f"card-{loader}.img"
    done = board.CACHE / f"card-{loader}.img.adopted"
    if done.exists():
        return done
    machine = BOARDS[loader](WORK / f"adopt-{loader}", card)
    try:
        machine.power_on()
        machine.status()
        machine.shell("fieldfare-installer check-config")
        machine.shell("fieldfare-installer adopt /data/1.0.ffb && rm /data/1.0.ffb && sync")
        state = machine.shell("systemctl --failed --no-legend --plain")
        board.expect(not state.strip(), f"units failed at the first boot: {state}")
        machine.power_cut()
        machine.card.rename(done)
    finally:
        machine.power_cut()
        keep(machine, f"adopt-{loader}")
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
    loader = loader_of(name)
    machine = BOARDS[loader](WORK / name, adopted(loader))
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
    for loader in {loader_of(name) for name in names}:
        adopted(loader)
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
    card = adopted("u-boot")
    if arguments.command == "writes":
        return writes.run(arguments.flows, arguments.boots, arguments.seed, card, WORK, keep)
    return powercuts.run(arguments.count, arguments.at_each_boundary, arguments.seed, arguments.jobs, card, WORK, keep)


if __name__ == "__main__":
    sys.exit(main())
