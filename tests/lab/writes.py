# SPDX-License-Identifier: Apache-2.0
"""Every write of the card is logged during an update, and the card as it was after each of them is looked at.

The emulated card is written through: what the board has written is there, in that order, and nothing is to be flushed. So a
power cut leaves the card as it was after one of the writes (of 512 bytes each), and these states are all that there are. Each
of them is checked by rules that share no code with the product; some of them are booted.
"""
import hashlib
import mmap
import random
import signal
import struct
import subprocess
import time
import zlib

from board import (CACHE, DATA_BYTES, DATA_OFFSET, ENVIRONMENT_BYTES, ENVIRONMENTS, SLOT_BYTES, SLOTS, Board, Failed,
                   booted_slot, expect)
from powercuts import judge

SECTOR = 512
OTHER = {"a": "b", "b": "a"}

FLOWS = {}


def flow(function):
    FLOWS[function.__name__.replace("_", "-")] = function
    return function


@flow
def commit(board):
    """a whole update, from the push to the commit"""
    code, answer = board.push("2.0", "--wait-committed")
    expect(code == 0, f"the push ended with {code}: {answer}")


@flow
def fall_back(board):
    """a release whose kernel panics, from the push until the old one runs again and has said so"""
    code, answer = board.push("kernel-panic", "--wait-committed")
    expect(code == 5, f"the push ended with {code}: {answer}")


@flow
def resume_and_roll_back(board):
    """a push that is broken off and taken up again, committed, and taken back by a person"""
    push = board.start_push("2.0")
    board.wait_console("offers a bundle")
    time.sleep(8)
    push.kill()
    push.wait()
    code, answer = board.push("2.0", "--wait-committed")
    expect(code == 0, f"the push ended with {code}: {answer}")
    board.status()
    code, answer = board.fieldfare("devices", "rollback", "--to", board.address)
    expect(code == 0, f"the roll back ended with {code}: {answer}")
    board.wait_until(lambda: booted_slot(board.status()) == "a", "it did not go back")


def record(name, card, work, keep):
    """Runs the flow on a board whose writes are logged; (the card before, the log)."""
    board = Board(work / f"writes-{name}", card)
    before = work / f"writes-{name}.img"
    log = work / f"writes-{name}.log"
    log.unlink(missing_ok=True)
    subprocess.run(["cp", "--sparse=always", str(board.card), str(before)], check=True)
    board.write_log = log
    try:
        board.power_on()
        board.status()
        FLOWS[name](board)
        board.status()
    finally:
        board.power_cut(signal.SIGTERM)
        keep(board, f"writes-{name}")
    return before, log


def entries(path):
    """(first byte on the card, data) of each write, in the format of dm-log-writes (Linux, drivers/md/dm-log-writes.c)."""
    with open(path, "rb") as file:
        magic, version, count, sector = struct.unpack("<QQQI", file.read(28))
        expect(magic == 0x6A736677736872 and version == 1 and sector == SECTOR, "this is no log of writes")
        file.seek(SECTOR)
        for _ in range(count):
            at, sectors, flags, _length = struct.unpack("<QQQQ", file.read(32))
            file.seek(SECTOR - 32, 1)
            discard, mark = flags & 4, flags & 8
            expect(not mark, "a mark in the log")
            if discard:
                yield at * SECTOR, bytes(sectors * SECTOR)
            elif sectors:
                yield at * SECTOR, file.read(sectors * SECTOR)


class Card:
    """The card after some of the writes, and what is true of it."""

    def __init__(self, path, releases):
        self.file = open(path, "r+b")
        self.bytes = mmap.mmap(self.file.fileno(), 0)
        self.releases = releases
        self.environment_changed = True
        self.environment = {}
        self.must_not_change = set()

    def write(self, at, data):
        self.bytes[at:at + len(data)] = data
        end = at + len(data)
        for copy in ENVIRONMENTS:
            self.environment_changed |= at < copy + ENVIRONMENT_BYTES and end > copy
        for slot in self.must_not_change:
            expect(end <= SLOTS[slot] or at >= SLOTS[slot] + SLOT_BYTES, f"slot {slot} is written to, at {at - SLOTS[slot]}")

    def copies(self):
        """The valid copies of the environment, the current one first: as env_import_redund() of U-Boot chooses."""
        valid = []
        for at in ENVIRONMENTS:
            copy = self.bytes[at:at + ENVIRONMENT_BYTES]
            if struct.unpack("<I", copy[:4])[0] == zlib.crc32(copy[5:]):
                lines = copy[5:].split(b"\0\0", 1)[0].decode().split("\0")
                valid.append((copy[4], dict(line.split("=", 1) for line in lines)))
        if len(valid) == 2:
            flags = [valid[0][0], valid[1][0]]
            second = flags == [255, 0] or (flags != [0, 255] and flags[1] > flags[0])
            valid = valid[::-1] if second else valid
        return [variables for _, variables in valid]

    def content(self, slot):
        """What the slot holds: a release, or nothing that was ever signed."""
        digest = hashlib.sha256(self.bytes[SLOTS[slot]:SLOTS[slot] + SLOT_BYTES]).hexdigest()
        return self.releases.get(digest)

    def check(self):
        """Cheap where nothing that matters was written. True if the environment is another one than before."""
        if not self.environment_changed:
            return False
        self.environment_changed = False
        copies = self.copies()
        expect(copies, "both copies of the environment are lost")
        if copies[0] == self.environment:
            return False
        now = self.environment = copies[0]
        selected = now["slot"]
        expect(selected in SLOTS, f"slot {selected} is selected")
        # What may be started from here on is whole, and stays as it is for as long as this environment counts.
        startable = {selected} | ({OTHER[selected]} if now["upgrade_available"] == "1" else set())
        startable |= {slot for slot in SLOTS if now.get(f"slot_state_{slot}") == "good"}
        for slot in startable:
            expect(self.content(slot), f"slot {slot} can be started and holds no whole release")
        if now["upgrade_available"] == "1":
            expect(now[f"slot_state_{OTHER[selected]}"] == "good", "on trial, and nothing good to go back to")
            expect(int(now["bootlimit"]) > 0, "on trial without a limit")
        self.must_not_change = startable
        return True

    def check_data(self, folder):
        """The data partition is one that a file system check brings in order, with what no update may touch."""
        path = folder / "data.img"
        path.write_bytes(self.bytes[DATA_OFFSET:DATA_OFFSET + DATA_BYTES])
        done = subprocess.run(["e2fsck", "-fy", str(path)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        expect(done.returncode in (0, 1), f"the data partition cannot be repaired: {done.stdout}")
        found = subprocess.run(["debugfs", "-R", "cat /measurements/2026.bin", str(path)], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL)
        path.unlink()
        return hashlib.sha256(found.stdout).hexdigest()

    def close(self):
        self.bytes.close()
        self.file.close()


def known_releases():
    """SHA-256 of the whole images that were signed, as a slot holds them."""
    known = {}
    for image in (CACHE / "images").glob("*.ext4"):
        digest = hashlib.sha256()
        with open(image, "rb") as file:
            while data := file.read(1 << 20):
                digest.update(data)
        known[digest.hexdigest()] = image.stem
    return known


def boot(card, name, work, keep):
    """Switches a board on with this card; what it says once it has settled."""
    board = Board(work / name, card)
    try:
        board.power_on()
        return judge(board)
    finally:
        board.power_cut()
        keep(board, name)


def walk(name, before, log, work, boots, chance):
    """Checks the card after every write; (writes, changes of the environment, cards to boot)."""
    count = sum(1 for _ in entries(log))
    turning = []
    card = Card(before, known_releases())
    samples = set(chance.sample(range(count), min(count, max(1, boots // 2)))) if boots else set()
    to_boot = []
    try:
        card.check()
        precious = card.check_data(work)
        for number, (at, data) in enumerate(entries(log)):
            card.write(at, data)
            try:
                changed = card.check()
            except Failed as failure:
                raise Failed(f"{name}, after write {number + 1} of {count}: {failure}") from None
            if changed:
                turning.append(number)
            # A boot at each turning point where the number allows it: there what is in the card has just changed its meaning.
            if number in samples or (changed and len(to_boot) < boots):
                expect(card.check_data(work) == precious, f"{name}, after write {number + 1}: the device's data were touched")
                copy = work / f"writes-{name}-{number + 1}.img"
                card.bytes.flush()
                subprocess.run(["cp", "--sparse=always", str(before), str(copy)], check=True)
                to_boot.append((number + 1, copy))
    finally:
        card.close()
    return count, turning, to_boot


def run(names, boots, seed, card, work, keep):
    unknown = [name for name in names if name not in FLOWS]
    if unknown:
        print(f"There is no flow {unknown[0]}; there are {', '.join(FLOWS)}.")
        return 2
    seed = random.SystemRandom().randrange(1 << 32) if seed is None else seed
    print(f"seed {seed}", flush=True)
    states = booted = failed = 0
    for name in names or FLOWS:
        try:
            before, log = record(name, card, work, keep)
            count, turning, to_boot = walk(name, before, log, work, boots, random.Random(f"{seed}-{name}"))
            states += count
            print(f"{name}: the card was checked after each of {count} writes; the environment changed {len(turning)} times", flush=True)
            for number, copy in to_boot:
                print(f"{name}, booted after write {number}: {boot(copy, f'writes-{name}-{number}', work, keep)}", flush=True)
                copy.unlink()
                booted += 1
        except Failed as failure:
            failed += 1
            print(f"FAILED: {name}: {failure}", flush=True)
        finally:
            for left in work.glob(f"writes-{name}*.img"):
                left.unlink()
            (work / f"writes-{name}.log").unlink(missing_ok=True)
    print(f"{states} states of the card checked, {booted} of them booted, {failed} failed (seed {seed})")
    return 1 if failed else 0
