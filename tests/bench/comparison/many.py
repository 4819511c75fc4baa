# SPDX-License-Identifier: Apache-2.0
"""Many virtual devices from one laptop."""
import contextlib
import json
import os
import statistics
import subprocess
import tempfile
import time

from . import tables
from .measure import Failed, drop_caches
from .ours import PushDevice

DEVICES = 32
BYTES = 16 << 20
FIRST_PORT = 18443


def push(context, bundle, addresses):
    """Seconds in all, those of each device, and the sender's peak KiB."""
    drop_caches()
    with tempfile.NamedTemporaryFile("r", encoding="ascii") as peak:
        argv = ["/usr/bin/time", "-q", "-f", "%M", "-o", peak.name,
                *context.fieldfare.push_command(bundle, addresses, "--parallel", len(addresses), "--json")]
        began = time.monotonic()
        done = subprocess.run([str(a) for a in argv], capture_output=True, text=True, check=False, env=context.fieldfare.env)
        wall = time.monotonic() - began
        rss = int(peak.read().split()[-1])
    if done.returncode != 0:
        raise Failed(f"push to {len(addresses)} devices: {done.stdout.strip()[-300:]}")
    return wall, [device["seconds"] for device in json.loads(done.stdout)["devices"]], rss


def many(context):
    """The whole part."""
    noise = f"{context.work}/many.img"
    with open(noise, "wb") as file:
        file.write(os.urandom(BYTES))
    bundle = context.fieldfare.build("many", noise, "3")
    size = os.path.getsize(bundle)
    with contextlib.ExitStack() as stack:
        addresses = []
        for i in range(DEVICES + 1):
            device = PushDevice(context.fieldfare, f"many-{i}", BYTES * 2)
            stack.callback(device.remove)
            port = FIRST_PORT + i
            stack.enter_context(device.running(list, "127.0.0.1", port))
            addresses.append(f"127.0.0.1:{port}")
        one, _, one_rss = push(context, bundle, addresses[:1])
        wall, seconds, rss = push(context, bundle, addresses[1:])
    tables.title(f"{DEVICES} virtual devices at once from one `fieldfare push`")
    tables.note("All on this machine: whatever the devices do takes the same processors. Each push ends when the release is installed and read back.")
    tables.table(["", "devices", "wall", "in all", "slowest / median", "sender's peak RSS"],
                 [["one", 1, f"{one:.2f} s", f"{size / one / 1e6:.1f} MB/s", "", f"{one_rss / 1024:.0f} MiB"],
                  ["many", DEVICES, f"{wall:.2f} s", f"{DEVICES * size / wall / 1e6:.1f} MB/s",
                   f"{max(seconds) / statistics.median(seconds):.2f}", f"{rss / 1024:.0f} MiB"]])
    tables.verdict("total rate, of one device's", DEVICES * one / wall, (">", 0.8))
    tables.verdict("slowest, of the median", max(seconds) / statistics.median(seconds), ("<", 1.5))
    tables.verdict("sender's peak RSS in MiB", rss / 1024, ("<", 300))
    print()


__all__ = ["many"]
