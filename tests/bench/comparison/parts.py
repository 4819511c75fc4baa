# SPDX-License-Identifier: Apache-2.0
"""What is compared, part by part; each prints its table."""
import json
import os

from . import tables
from .measure import Failed, Interleaved, LoopSlot, quiet, run, shown
from .ours import Device, SlowServer
from .peers import take_size

IMAGE = 512 << 20
ROUND_TRIP = 0.08


class Context:
    def __init__(self, work, cache, rounds, fieldfare, peers, slow):
        self.work, self.cache, self.rounds, self.fieldfare, self.peers = work, cache, rounds, fieldfare, peers
        self.slow = slow
        self.complete = True
        self._slots, self._bundles, self._closers, self._made = {}, {}, [], set()
        with open(f"{cache}/stamp", encoding="ascii") as file:
            self._stamp = file.read().strip()

    def input(self, name):
        return f"{self.cache}/{name}"

    def slot(self, size):
        if size not in self._slots:
            self._slots[size] = LoopSlot(f"{self.work}/slot-{size}.img", size)
        return self._slots[size]

    def bundle(self, name, image, *options):
        """Ours, built once."""
        if name not in self._bundles:
            self._bundles[name] = self.fieldfare.build(name, self.input(image), "1" if image.startswith("old") else "2",
                                                         *options)
        return self._bundles[name]

    def once(self, path, command):
        """What a command makes, in this run."""
        if path not in self._made:
            quiet(command, env=self.fieldfare.env)
            self._made.add(path)
        return path

    def remembered(self, key, compute):
        """A number about peers and inputs alone: computed once for these inputs."""
        path = f"{self.cache}/peers.json"
        known = {}
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                known = json.load(file)
        if known.get("stamp") != self._stamp:
            known = {"stamp": self._stamp}
        if key not in known:
            known[key] = compute()
            with open(path, "w", encoding="utf-8") as file:
                json.dump(known, file)
        return known[key]

    def defer(self, close):
        self._closers.append(close)

    def close(self):
        for close in self._closers:
            close()
        for slot in self._slots.values():
            slot.close()


def build(context):
    """Building and signing, and what comes out."""
    image, work, peers = context.input("new.ext4"), context.work, context.peers
    contest = Interleaved(context.rounds)
    recipe = context.fieldfare.recipe("timed", image, "1")
    made = {}

    def add(name, bundle, command, before):
        made[name] = bundle
        contest.add(name, shown(command), lambda: run(command, settle=lambda: flush(bundle), env=context.fieldfare.env),
                    before)

    bundle = f"{work}/timed.ffb"
    add("Fieldfare", bundle, context.fieldfare.build_command(recipe, bundle, "--level", "3"), lambda: forget(bundle))
    plain = f"{work}/x.zst"
    add("zstd -T0 -3 alone", plain, ["zstd", "-q", "-f", "-T0", "-3", image, "-o", plain], None)
    rauc, command, before = peers.rauc_build(image)
    add("RAUC", rauc, command, before)
    mender, command, before = peers.mender_build(image)
    add("Mender", mender, command, before)
    swu, command, before = peers.swupdate_build(image, "/dev/loop0")
    add("SWUpdate (zstd -3)", swu, command, before)
    results = contest.results()
    tables.title("Build and sign: the ext4 image of 512 MiB")
    tables.runs(results, "Fieldfare", IMAGE)
    walls = {r.name: r.median("wall") for r in results if r.samples and not r.failure}
    tables.verdict("wall, against zstd alone", walls["Fieldfare"] / walls["zstd -T0 -3 alone"], ("<", 1.6))
    if "RAUC" in walls:
        tables.verdict("`rauc bundle` takes so many times as long", walls["RAUC"] / walls["Fieldfare"], (">", 10))
    sizes = {name: os.path.getsize(path) for name, path in made.items() if os.path.exists(path)}
    print()
    tables.table(["", "bytes", "Fieldfare / this"],
                 [[name, tables.grouped(size), f"{sizes['Fieldfare'] / size:.3f}"] for name, size in sizes.items()])
    tables.verdict("size, against zstd -3 alone", sizes["Fieldfare"] / sizes["zstd -T0 -3 alone"], ("<", 1.12))
    for name in ("RAUC", "Mender"):
        if name in sizes:
            tables.verdict(f"size, against {name}'s default", sizes["Fieldfare"] / sizes[name], ("<", 1.0))
    print()


def size(context):
    """What --best gives."""
    best = os.path.getsize(context.bundle("best", "new.ext4", "--best"))

    def peer():
        out = f"{context.work}/x19.zst"
        quiet(["zstd", "-q", "-f", "-T0", "-19", context.input("new.ext4"), "-o", out])
        return take_size(out)

    plain = context.remembered("zstd -19", peer)
    tables.title("Size with --best: the ext4 image of 512 MiB")
    tables.table(["", "bytes"], [["Fieldfare, `--best`", tables.grouped(best)], ["`zstd -19`", tables.grouped(plain)]])
    tables.verdict("size, against zstd -19", best / plain, ("<", 1.12))
    print()


def installers(context, contest, slot, bytes_per_second=0):
    """Adds every installer that can run, with a full bundle of new.ext4 each; the slot is throttled while they run."""
    image, peers = context.input("new.ext4"), context.peers
    empty = f"{context.work}/empty.img"
    with open(empty, "wb") as file:
        file.truncate(1 << 20)
    device = Device(context.fieldfare, f"device-{len(os.listdir(context.work))}", slot, booted_image=empty)
    ffb = context.bundle("full", "new.ext4", "--level", "3")
    checks = {}

    def add(name, command, work):
        def measured():
            before = slot.bytes_read_and_written()
            slot.throttle(bytes_per_second)
            try:
                sample = work()
            finally:
                slot.throttle(0)
            sample.read, sample.written = (now - then for now, then in zip(slot.bytes_read_and_written(), before))
            if name not in checks and not name.startswith("bmaptool"): # once: or the figure means nothing
                slot.holds(image)
                checks[name] = True
            return sample

        def before():
            slot.spoil()
            if name == "Fieldfare":
                device.reset()

        contest.add(name, command, measured, before)

    add("Fieldfare", shown(device.install_command(ffb)), lambda: device.install(ffb))
    swu, command, _ = peers.swupdate_build(image, slot.device)
    context.once("slot " + swu, command)
    install = peers.swupdate_install(swu)
    add("SWUpdate", shown(install), lambda: run(install, settle=slot.flush))
    raucb, command, _ = peers.rauc_build(image)
    if not os.path.exists(raucb):
        context.once(raucb, command)
    try:
        rauc, shown_command = peers.rauc_install(raucb, slot)
        context.defer(rauc.close)
        add("RAUC", shown(shown_command), lambda: rauc.install(raucb))
    except Failed as fault:
        tables.note(f"RAUC could not be started: {fault}.")
    bmap, packed = f"{context.work}/x.bmap", f"{context.work}/x.img.gz"
    context.once(packed, ["sh", "-c", f"bmaptool -q create {image} -o {bmap} && gzip -1 -c {image} > {packed}"])
    copy = ["bmaptool", "-q", "copy", "--bmap", bmap, packed, slot.device]
    add("bmaptool (not signed; leaves the blocks that the file lacks as they were)", shown(copy), lambda: run(copy, settle=slot.flush))


MENDER = ("Mender is missing here: `mender install` finds the booted partition from the mounted root and writes only to a "
          "partition of the same disk that its daemon's configuration names, and the root of this machine is none of both.")


def install(context):
    slot = context.slot(IMAGE)
    contest = Interleaved(context.rounds)
    installers(context, contest, slot)
    results = contest.results()
    tables.title("Install a full bundle from a file: 512 MiB onto a loop device, flushed and verified")
    tables.runs(results, "Fieldfare", IMAGE)
    tables.note("Fieldfare's time has the reading back of all that was written in it; no other one reads back. " + MENDER)
    ours = next(r for r in results if r.name == "Fieldfare")
    others = [r for r in results if r.name in ("RAUC", "SWUpdate") and r.samples and not r.failure]
    if ours.samples and others:
        tables.verdict("wall, against the best peer", ours.median("wall") / min(r.median("wall") for r in others), ("<", 0.7))
        tables.verdict("CPU, against the best peer", ours.median("cpu") / min(r.median("cpu") for r in others), ("<", 1.0))
        tables.verdict("peak RSS in MiB", ours.median("rss_kib") / 1024, ("<", 32))
        tables.verdict("peak RSS, against the best peer",
                       ours.median("rss_kib") / min(r.median("rss_kib") for r in others), ("<", 1.0))
    print()


def throttled(context):
    slot = context.slot(IMAGE)
    for megabytes in (40, 100):
        limit = megabytes * 1000 * 1000
        contest = Interleaved(1)
        installers(context, contest, slot, limit)
        results = contest.results()
        tables.title(f"The same on a medium of {megabytes} MB/s")
        tables.runs(results, "Fieldfare", IMAGE)
        ours = next(r for r in results if r.name == "Fieldfare")
        if ours.samples:
            sample = ours.samples[0]
            reading = sample.read / limit
            print(f"- Fieldfare read {tables.grouped(sample.read)} bytes from the medium, which takes {reading:.2f} s, and wrote "
                  f"{tables.grouped(sample.written)}.")
            tables.verdict("rate of writing, of the medium's limit, without the time that reading takes",
                           sample.written / limit / (sample.wall - reading), (">", 0.9))
            print()
    tables.note("Throttled by the block layer (`blkio.throttle.read_bps_device` and `write_bps_device` of the root group), reads "
                "and writes each; one run each, since the medium sets the pace. Zeros by command count like data there.")


def travel(context):
    """Old release -> new one, ext4."""
    old, new = context.input("old.ext4"), context.input("new.ext4")
    peers = context.peers
    before = context.bundle("old", "old.ext4", "--level", "3")
    plain = context.fieldfare.plan(context.bundle("full", "new.ext4", "--level", "3"), old)
    cut = context.bundle("cut", "new.ext4", "--level", "3", "--previous", before)
    aware = context.fieldfare.plan(cut, old)
    casync = context.remembered("casync ext4", lambda: peers.casync(old, new))
    zchunk = context.remembered("zchunk ext4", lambda: peers.zchunk(old, new))
    rauc = context.remembered("rauc ext4", lambda: peers.rauc_adaptive(old, new))
    known = context.remembered("zstd -3 patch ext4", lambda: peers.zstd_patch(old, new, "-3"))
    rows = [["Fieldfare, `--previous old.ffb` (installs on any device)", aware["bytesToFetch"], aware["requests"]],
            ["Fieldfare, nothing known when it was built", plain["bytesToFetch"], plain["requests"]],
            ["casync", casync[0], casync[1]], ["zchunk", zchunk[0], ""],
            ["RAUC adaptive (computed: it needs nbd and dm-verity, which this kernel lacks)", rauc[0], rauc[1]],
            ["`zstd -3 --long=30 --patch-from` (needs exactly this base)", known, ""]]
    tables.title("Bytes that travel: old release to new one, ext4, index included")
    tables.table(["", "bytes", "requests", "this / Fieldfare"],
                 [[n, tables.grouped(b), r, f"{b / aware['bytesToFetch']:.2f}"] for n, b, r in rows])
    best = min(casync[0], zchunk[0], rauc[0])
    tables.verdict("of the best peer", aware["bytesToFetch"] / best, ("<", 0.333))
    tables.verdict("of `zstd -3 --patch-from`", aware["bytesToFetch"] / known, ("<", 1.4))
    tables.verdict("without `--previous`, of the best peer", plain["bytesToFetch"] / best, ("<", 0.333))
    print()
    over_http(context, before, cut)


def over_http(context, before, cut):
    """The same update from a web server whose answers begin 80 ms after their request, against the same file on a disk."""
    slot = context.slot(IMAGE)
    device = Device(context.fieldfare, "device-http", slot, booted_bundle=before)
    slot.clear()
    server = SlowServer(cut, ROUND_TRIP)
    contest = Interleaved(context.rounds)

    def fresh():
        slot.spoil()
        device.reset()

    try:
        for name, source in (("file", cut), ("http", server.url)):
            contest.add(name, "", lambda source=source: device.install(source), fresh)
        results = {r.name: r for r in contest.results()}
        slot.holds(context.input("new.ext4"))
    finally:
        server.close()
    for result in results.values():
        if result.failure:
            raise Failed(result.failure)
    walls = {name: result.median("wall") for name, result in results.items()}
    tables.note(f"Over HTTP/1.1, each answer 80 ms behind its request: {server.requests // context.rounds} requests, "
                f"{tables.grouped(server.bytes / context.rounds)} bytes, {walls['http']:.2f} s; from a file {walls['file']:.2f} s. "
                f"An answer was on its way for {server.waited() / context.rounds / ROUND_TRIP:.1f} round trips of that, while the "
                "installer worked.")
    # Two upper bounds: nobody waits while nothing is on its way, nor longer than the whole takes longer.
    waited = min(server.waited() / context.rounds, walls["http"] - walls["file"])
    tables.verdict("round trips' worth of waiting, at most", waited / ROUND_TRIP, ("<", 20))
    print()


def packed(context):
    """Squashfs and erofs, where content moves by less than a block."""
    peers = context.peers
    for kind in ("squashfs", "erofs"):
        old, new = context.input(f"old.{kind}"), context.input(f"new.{kind}")
        before = context.bundle(f"old-{kind}", f"old.{kind}", "--level", "3")
        plain = context.fieldfare.plan(context.bundle(f"full-{kind}", f"new.{kind}", "--level", "3"), old)
        aware = context.fieldfare.plan(
            context.bundle(f"cut-{kind}", f"new.{kind}", "--level", "3", "--previous", before), old)
        casync = context.remembered(f"casync {kind}", lambda: peers.casync(old, new))
        zchunk = context.remembered(f"zchunk {kind}", lambda: peers.zchunk(old, new))
        tables.title(f"Bytes that travel: {kind} ({tables.grouped(os.path.getsize(new))} bytes)")
        rows = [["Fieldfare, `--previous`", aware["bytesToFetch"], aware["requests"]],
                ["Fieldfare, nothing known when it was built", plain["bytesToFetch"], plain["requests"]],
                ["casync", casync[0], casync[1]], ["zchunk", zchunk[0], ""]]
        tables.table(["", "bytes", "requests"], [[n, tables.grouped(b), r] for n, b, r in rows])
        tables.verdict("of the best peer", aware["bytesToFetch"] / min(casync[0], zchunk[0]), ("<", 1.0))
        tables.verdict("without `--previous`", plain["bytesToFetch"] / min(casync[0], zchunk[0]), ("<", 1.0))
        print()


def rebuilt(context):
    """Every binary rebuilt, base known."""
    old, new, peers = context.input("old.ext4"), context.input("rebuilt.ext4"), context.peers
    before = context.bundle("old", "old.ext4", "--level", "3")
    cut = context.fieldfare.plan(
        context.bundle("cut-rebuilt", "rebuilt.ext4", "--level", "3", "--previous", before), old)
    rows = [["Fieldfare, `--level 3 --previous old.ffb`", cut["bytesToFetch"]]]
    contenders = [("zstd -3 --patch-from (image)", lambda: peers.zstd_patch(old, new, "-3")),
                  ("xdelta3 (image)", lambda: peers.xdelta(old, new))]
    if context.slow:
        contenders += [("zstd -19 --patch-from (image)", lambda: peers.zstd_patch(old, new, "-19")),
                       ("bsdiff per file, files only", lambda: bsdiff(context))]
    for name, compute in contenders:
        rows.append([name, context.remembered(f"{name} rebuilt", compute)])
    with open(context.input("rebuilt.txt"), encoding="ascii") as file:
        what = file.read().strip()
    tables.title("Every binary rebuilt, base known")
    tables.note(f"{what}: see `tests/bench/rebuild_elf`.")
    tables.table(["", "bytes", "this / Fieldfare"], [[n, tables.grouped(b), f"{b / rows[0][1]:.2f}"] for n, b in rows])
    tables.verdict("of the best peer", rows[0][1] / min(b for _, b in rows[1:]), ("<", 1.2))
    print()


def bsdiff(context):
    trees = {}
    for name in ("old", "rebuilt"):
        trees[name] = f"{context.work}/tree-{name}"
        os.makedirs(trees[name])
        quiet(["debugfs", "-R", f"rdump / {trees[name]}", context.input(f"{name}.ext4")])
    return context.peers.bsdiff_per_file(trees["old"], trees["rebuilt"])


def wear(context):
    """What is written when the target holds most of the image already."""
    slot = context.slot(IMAGE)
    old = context.input("old.ext4")
    before = context.bundle("old", "old.ext4", "--level", "3")
    cut = context.bundle("cut", "new.ext4", "--level", "3", "--previous", before)
    device = Device(context.fieldfare, "device-wear", slot, booted_bundle=before)
    quiet(["dd", f"if={old}", f"of={slot.device}", "bs=4M", "conv=fsync"])
    _, count = slot.bytes_read_and_written()
    device.install(cut)
    written = slot.bytes_read_and_written()[1] - count
    slot.holds(context.input("new.ext4"))
    differing = 0
    with open(old, "rb") as a, open(context.input("new.ext4"), "rb") as b:
        while block := b.read(4096):
            differing += 4096 if a.read(4096) != block else 0
    tables.title("Flash wear: bytes written to a target slot that holds the old release")
    tables.table(["", "bytes"], [["written by Fieldfare", tables.grouped(written)],
                                 ["blocks of 4 KiB that differ", tables.grouped(differing)],
                                 ["the image (what every peer writes)", tables.grouped(IMAGE)]])
    tables.verdict("written, of what differs", written / differing, ("<", 1.1))
    print()


def flush(path):
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def forget(path):
    if os.path.exists(path):
        os.unlink(path)
