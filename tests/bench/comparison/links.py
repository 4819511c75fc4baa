# SPDX-License-Identifier: Apache-2.0
"""A push over a link of 100 Mbit/s and 80 ms: two network namespaces and a shaper of packets between them."""
import os
import re
import statistics
import subprocess
import sys
import time

from . import tables
from .measure import Failed, drop_caches, quiet
from .ours import PushDevice

MBIT, DELAY_MS, QUEUE_KIB = 100, 40, 1024
LIMIT = MBIT * 1e6 / 8 * 1448 / 1514  # bytes of payload in each second: headers of Ethernet, IP and TCP are not
LAPTOP, DEVICE = "10.231.0.1", "10.231.0.2"
SHAPER = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "shaper.cpp")
LOSSY_BYTES = 12 << 20  # at 1 % loss one CUBIC flow needs a minute for these
PLAIN_BYTES = {0: 96 << 20, 1: 6 << 20}

SERVER = """
import socket
s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("%s", 5001)); s.listen(1)
print("ready", flush=True)
c, _ = s.accept()
while c.recv(1 << 20): pass
c.send(b"k")
""" % DEVICE
CLIENT = """
import socket, sys, time
left, piece, began = int(sys.argv[1]), bytes(1 << 18), time.monotonic()
s = socket.create_connection(("%s", 5001))
while left > 0: left -= s.send(piece[:min(left, len(piece))])
s.shutdown(socket.SHUT_WR); s.recv(1)
print(time.monotonic() - began)
""" % DEVICE


class Link:
    """Two namespaces with a shaped link between them, until close()."""

    def __init__(self, work):
        self.name = f"ffb{os.getpid() % 100000}"
        self.a, self.b = f"{self.name}a", f"{self.name}b"
        self.program = f"{work}/shaper"
        quiet(["c++", "-std=c++20", "-O2", SHAPER, "-o", self.program])
        self.shaper = None
        try:
            for space, end, address in ((self.a, "l", LAPTOP), (self.b, "r", DEVICE)):
                outer = f"{self.name}{end}"
                quiet(["ip", "netns", "add", space])
                quiet(["ip", "link", "add", outer, "type", "veth", "peer", "name", "e0", "netns", space])
                quiet(["sysctl", "-qw", f"net.ipv6.conf.{outer}.disable_ipv6=1"])
                quiet(["ip", "link", "set", outer, "up"])
                quiet(["ip", "-n", space, "addr", "add", f"{address}/24", "dev", "e0"])
                for device in ("e0", "lo"):
                    quiet(["ip", "-n", space, "link", "set", device, "up"])
                offloads = ["tso", "off", "gso", "off", "gro", "off", "tx", "off", "rx", "off"]
                quiet(["ethtool", "-K", outer, *offloads])
                quiet(["ip", "netns", "exec", space, "ethtool", "-K", "e0", *offloads])
        except Failed:
            self.close()
            raise

    def shape(self, loss_percent, seed=1):
        self.end_shaper()
        self.shaper = subprocess.Popen([self.program, f"{self.name}l", f"{self.name}r", "--mbit", str(MBIT), "--delay-ms", str(DELAY_MS),
                                        "--queue-kib", str(QUEUE_KIB), "--loss-percent", str(loss_percent), "--seed", str(seed)],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.shaper.stdout.readline()

    def pin(self, congestion):
        """What the laptop's kernel uses on this link, whatever a program asks for; nothing: what it asks for."""
        lock = ["congctl", "lock", congestion] if congestion else []
        quiet(["ip", "-n", self.a, "route", "replace", "10.231.0.0/24", "dev", "e0", "src", LAPTOP, *lock])

    def laptop(self, argv):
        return ["ip", "netns", "exec", self.a, *(str(a) for a in argv)]

    def device(self, argv):
        return ["ip", "netns", "exec", self.b, *(str(a) for a in argv)]

    def ping_ms(self):
        text = quiet(self.laptop(["ping", "-c", "5", "-i", "0.2", DEVICE]))
        return float(re.search(r"= [\d.]+/([\d.]+)/", text).group(1))

    def plain(self, count, congestion):
        """Bytes in each second of one plain TCP connection."""
        self.pin(congestion)
        with subprocess.Popen(self.device([sys.executable, "-c", SERVER]), stdout=subprocess.PIPE) as server:
            server.stdout.readline()
            seconds = float(quiet(self.laptop([sys.executable, "-c", CLIENT, count]), timeout=300))
        return count / seconds

    def end_shaper(self):
        if self.shaper:
            self.shaper.terminate()
            self.shaper.wait()
            self.shaper = None

    def close(self):
        self.end_shaper()
        for space in (self.a, self.b):
            subprocess.run(["ip", "netns", "del", space], check=False, stderr=subprocess.DEVNULL)
        for end in "lr":
            subprocess.run(["ip", "link", "del", f"{self.name}{end}"], check=False, stderr=subprocess.DEVNULL)


class Pushed:
    """One push: seconds in all, and those in which data was sent."""

    def __init__(self, wall, sending):
        self.wall, self.sending = wall, sending


def push(context, link, bundle, congestion):
    """To a device that has nothing of the bundle, at the other end of the link."""
    link.pin(congestion)
    device = PushDevice(context.fieldfare, "link-device")
    drop_caches()
    with device.running(link.device, DEVICE):
        began, marks = time.monotonic(), []
        argv = link.laptop(context.fieldfare.push_command(bundle, [f"{DEVICE}:8443"]))
        with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=context.fieldfare.env, text=True) as process:
            for line in process.stdout:
                marks.append((time.monotonic(), line.strip()))
        wall = time.monotonic() - began
        if process.returncode != 0:
            raise Failed(f"push over the link: {marks[-1][1] if marks else process.returncode}")
    starts = [at for at, line in marks if "sending" in line]
    ends = [at for at, line in marks if "writing and reading back" in line]
    if not starts or not ends:
        raise Failed("push over the link: its progress cannot be read")
    return Pushed(wall, ends[0] - starts[0])


def links(context):
    """The whole part."""
    link = Link(context.work)
    try:
        measure_links(context, link)
    finally:
        link.close()


def measure_links(context, link):
    full = context.bundle("full", "new.ext4", "--level", "3")
    noise = f"{context.work}/noise.img"
    with open(noise, "wb") as file:
        file.write(os.urandom(LOSSY_BYTES))
    small = context.fieldfare.build("noise", noise, "3")
    link.shape(0)
    note = f"Ping over the link: {link.ping_ms():.1f} ms. "
    rows, rates = [], {}
    for loss in (0, 1):
        for who in ("plain cubic", "cubic", "asked for (BBR)"):
            link.shape(loss)
            if who == "plain cubic":
                rate = link.plain(PLAIN_BYTES[loss], "cubic")
                rows.append([f"{loss} %", "one plain TCP flow, CUBIC", tables.grouped(PLAIN_BYTES[loss]), "", f"{PLAIN_BYTES[loss] / rate:.1f} s",
                             f"{rate * 8e-6:.1f} Mbit/s", f"{rate / LIMIT:.2f}"])
                rates[loss, who] = rate
                continue
            bundle = small if loss and who == "cubic" else full
            size = os.path.getsize(bundle)
            runs = [push(context, link, bundle, "cubic" if who == "cubic" else None)
                    for _ in range(1 if bundle is small else context.rounds)]
            sending, wall = (statistics.median(getattr(r, of) for r in runs) for of in ("sending", "wall"))
            rates[loss, who], rates[loss, who, "wall"] = size / sending, size / wall
            name = "push, kernel pinned to CUBIC" if who == "cubic" else "push, as it comes"
            rows.append([f"{loss} %", name, tables.grouped(size), f"{wall:.1f} s", f"{sending:.1f} s", f"{size / sending * 8e-6:.1f} Mbit/s",
                         f"{size / sending / LIMIT:.2f}"])
    tables.title(f"Push over {MBIT} Mbit/s with {2 * DELAY_MS} ms of round trip")
    tables.note(note + f"Packets are delayed and dropped by `tests/bench/shaper.cpp` (queue {QUEUE_KIB} KiB, seed 1; this kernel has no netem). The "
                f"limit is what {MBIT} Mbit/s carry beside the headers: {LIMIT * 8e-6:.1f} Mbit/s.")
    tables.table(["loss", "who", "bytes", "whole push, installed and read back", "sending", "rate while sending", "of the limit"], rows)
    bbr = "asked for (BBR)"
    tables.verdict("no loss, CUBIC: rate while sending, of the limit", rates[0, "cubic"] / LIMIT, (">", 0.9))
    tables.verdict("no loss, as it comes", rates[0, bbr] / LIMIT, (">", 0.9))
    tables.verdict("the same over the whole push, with planning and reading back", rates[0, bbr, "wall"] / LIMIT, (">", 0.9))
    tables.verdict("1 % loss, CUBIC: against one CUBIC flow", rates[1, "cubic"] / rates[1, "plain cubic"], (">", 3))
    tables.verdict("1 % loss, BBR: of the limit", rates[1, bbr] / LIMIT, (">", 0.8))
    print()


__all__ = ["links"]
