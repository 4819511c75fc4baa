# SPDX-License-Identifier: Apache-2.0
"""kill -9 of the whole machine during installations that are pushed to it; after each cut it must come up and say why."""
import concurrent.futures
import random
import time

from board import Failed, booted_slot, expect


def judge(board):
    """It is up, in A or B, and its status, fw_printenv and what is mounted agree; what it says of itself."""
    status = board.status()
    slot = booted_slot(status)
    expect(slot in ("a", "b"), f"slot {slot}")
    version = board.shell("cat /usr/share/acme/version").strip()
    expect(status["release"]["version"] == version, f"{version} runs, the status says {status['release']}")
    arguments = board.shell("cat /proc/cmdline")
    expect(f"fieldfare.slot={slot}" in arguments, f"the loader started another slot than {slot}: {arguments}")
    environment = board.boot_environment()
    settled = environment["slot"] == slot or environment["upgrade_available"] == "1"
    expect(settled, f"selected is {environment['slot']}, booted {slot}")
    installation = status.get("installation") or {}
    state = installation.get("state", "none")
    reason = (installation.get("error") or {}).get("code", "-")
    expect(state in ("interrupted", "receiving", "verifying", "installed", "trial", "committed", "fell-back", "rolled-back",
                     "none", "checking", "cancelled"), f"state {state}")
    return f"{slot} {version} {state} {reason}"


ANY_TIME = "any time"


def schedule(boundaries, count, at_each_boundary, seed):
    """The moments of all cuts, in an order of chance."""
    moments = [ANY_TIME] * count + [name for name in boundaries for _ in range(at_each_boundary)]
    random.Random(seed).shuffle(moments)
    return moments


class Cuts:
    """One board that is cut again and again; its card is never repaired."""

    def __init__(self, board, seed):
        self.board = board
        self.random = random.Random(seed)
        self.results = []

    def cut_once(self, number, moment):
        status = self.board.status()
        running = status["release"]["version"]
        self.board.note(f"cut {number}: {moment}")
        if status["onTrial"]:  # a trial is decided by itself; cut it, too
            where = self.cut_after("a trial", self.random.uniform(0, 20))
        else:
            push = self.board.start_push("2.1" if running == "2.0" else "2.0", "--allow-older", "--wait-committed")
            where = self.cut_somewhere(moment, push)
            push.kill()
            push.wait()
        self.board.power_on()
        line = judge(self.board)
        self.board.note(f"after cut {number}: {line}")
        self.results.append((where, line))

    def cut_after(self, what, seconds):
        time.sleep(seconds)
        self.board.power_cut()
        return f"{what} + {seconds:.1f} s"

    def cut_somewhere(self, moment, push):
        if moment == ANY_TIME:
            return self.cut_after("push", self.random.triangular(0, self.board.update_seconds, self.board.update_seconds / 4))
        name = moment
        self.board.seen = len(self.board.console())
        try:
            self.board.wait_console(self.board.boundaries[name], unless_ended=push)
        except Failed:
            name += " (not seen)"
        return self.cut_after(name, self.random.uniform(0, 1))


def run_board(kind, index, moments, seed, card, work, keep, report):
    board = kind(work / f"powercuts-{index}", card)
    cuts = Cuts(board, seed)
    before = None
    try:
        board.power_on()
        before = board.precious_hash()
        for number, moment in enumerate(moments, 1):
            cuts.cut_once(number, moment)
            report(index, number, *cuts.results[-1])
        expect(board.precious_hash() == before, "/data was touched")
        return cuts.results, None
    except Failed as failure:
        return cuts.results, str(failure)
    finally:
        board.power_cut()
        keep(board, f"powercuts-{index}")


def run(kind, card, count, at_each_boundary, seed, jobs, work, keep):
    seed = random.SystemRandom().randrange(1 << 32) if seed is None else seed
    print(f"seed {seed}", flush=True)

    def report(index, number, where, line):
        print(f"board {index}, cut {number}: {where}: {line}", flush=True)

    moments = schedule(kind.boundaries, count, at_each_boundary, seed)
    shares = [moments[i::jobs] for i in range(jobs)]
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        done = [pool.submit(run_board, kind, i, share, f"{seed}-{i}", card, work, keep, report) for i, share in enumerate(shares)]
        outcomes = [future.result() for future in done]
    made = sum(len(results) for results, _ in outcomes)
    faults = [fault for _, fault in outcomes if fault]
    for fault in faults:
        print(f"FAILED: {fault}")
    print(f"{made + len(faults)} cuts, {len(faults)} dead (seed {seed}, {jobs} boards)")
    return 1 if faults else 0
