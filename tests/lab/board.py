# SPDX-License-Identifier: Apache-2.0
"""The board: QEMU with U-Boot, one card, a console that is kept, a shell on the second serial port, and the agent."""
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import time

CACHE = pathlib.Path(os.environ["FIELDFARE_LAB_CACHE"])
BIN = pathlib.Path(os.environ["FIELDFARE_LAB_BIN"])
# The card (build-card).
ENVIRONMENTS = (0x800000, 0x1000000)
ENVIRONMENT_BYTES = 0x40000
SLOTS = {"a": 32 << 20, "b": 160 << 20}
SLOT_BYTES = 128 << 20
DATA_OFFSET = 288 << 20
DATA_BYTES = 192 << 20

# Nothing here depends on speed; these only end what hangs for good.
BOOT_LIMIT = 900
SHELL_LIMIT = 300
PUSH_LIMIT = 3600


class Failed(Exception):
    """What a test expected was not seen."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def expect(condition, what):
    if not condition:
        raise Failed(what)


class Board:
    """One board. Not thread-safe; each test has its own, with its own copy of the card."""

    kind = "u-boot"  # names the card, and the bundles made for it
    banner = "U-Boot 2023"  # what the loader says when it starts
    started = r"systemd\[1\]: "  # what the console says first of a release that was started
    # Where powercuts.py cuts the power, beside any time: within a second after the console says this.
    boundaries = {
        "when the bundle is offered": r"offers a bundle",
        "when the restart is asked for": r"asks for reboot",
        "while it shuts down": r"Stopping fieldfare-agent",
        "in the loader": banner,
        "when the kernel starts": r"Starting kernel",
        "when init starts": r"Starting systemd-udevd",
        "when the trial starts": r"Started fieldfare-trial",
        "at the commit": r"All checks passed",
    }
    processors = 2
    update_seconds = 120  # from the push to the commit, roughly, on a machine that has something else to do

    def __init__(self, folder, card):
        self.folder = pathlib.Path(folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.card = self.folder / "card.img"
        subprocess.run(["cp", "--sparse=always", str(card), str(self.card)], check=True)
        self.console_path = self.folder / "console.log"
        self.console_path.touch()
        self.port = free_port()
        self.process = None
        self.shell_socket = None
        self.write_log = None  # where all writes to the card are logged, too (writes.py)
        self.seen = 0  # how far wait_console() has read, of what came since the power was switched on
        self.commands = 0

    # ---- power

    def power_on(self):
        expect(self.process is None, "the board is on already")
        shell = self.folder / "shell.sock"
        shell.unlink(missing_ok=True)
        self.note("power on")
        self.seen = len(self.console())
        self.process = subprocess.Popen(
            ["nice", "-n", "10", "qemu-system-x86_64", "-M", "q35", "-accel", "tcg,thread=multi", "-cpu", "qemu64",
             "-smp", str(self.processors), "-m", "512", "-nodefaults", "-display", "none", *self.firmware(),
             "-chardev", f"file,id=console,path={self.console_path},append=on", "-serial", "chardev:console",
             "-chardev", f"socket,id=shell,path={shell},server=on,wait=off", "-serial", "chardev:shell",
             *self.medium(), *self.drive(),
             "-netdev", f"user,id=net,hostfwd=tcp:127.0.0.1:{self.port}-:8443", "-device", "virtio-net-pci,netdev=net",
             "-global", "ICH9-LPC.noreboot=false", "-action", "watchdog=reset"],
            stdin=subprocess.DEVNULL, stdout=open(self.folder / "qemu.log", "ab"), stderr=subprocess.STDOUT)

    def firmware(self):
        return ["-bios", str(CACHE / "u-boot.rom")]

    def medium(self):
        return ["-device", "sdhci-pci", "-device", "sd-card,drive=card"]

    def drive(self):
        if self.write_log is None:
            return ["-drive", f"if=none,id=card,file={self.card},format=raw,cache=writeback"]
        self.write_log.touch()
        return ["-blockdev", f"driver=file,node-name=file,filename={self.card}",
                "-blockdev", f"driver=file,node-name=log,filename={self.write_log}",
                "-blockdev", "driver=blklogwrites,node-name=card,file=file,log=log,log-sector-size=512"]

    def power_cut(self, sort=signal.SIGKILL):
        """The plug is pulled: kill -9, whatever is under way. With SIGTERM QEMU ends its own files in order; to the board it is
        the same."""
        if self.process is None:
            return
        self.process.send_signal(sort)
        self.process.wait()
        self.process = None
        if self.shell_socket:
            self.shell_socket.close()
            self.shell_socket = None
        self.note("power cut")

    def note(self, text):
        with open(self.console_path, "a") as console:
            console.write(f"\n==== {time.strftime('%H:%M:%S')} {text}\n")

    # ---- console

    def console(self):
        return self.console_path.read_bytes().decode("utf-8", "replace")

    def count(self, text):
        return self.console().count(text)

    def wait_console(self, pattern, limit=BOOT_LIMIT, unless_ended=None):
        """Waits for the next line that matches, after what an earlier call found; not longer than the process `unless_ended` lives."""
        compiled = re.compile(pattern)
        end = time.monotonic() + limit
        while time.monotonic() < end:
            found = compiled.search(self.console(), self.seen)
            if found:
                self.seen = found.end()
                return found
            expect(self.process.poll() is None, "QEMU ended; see qemu.log")
            if unless_ended and unless_ended.poll() is not None:
                break
            time.sleep(0.05)
        raise Failed(f"the console does not say {pattern}")

    def wait_until(self, condition, what, limit=600, pause=1):
        """Asks again and again until `condition()` holds; `what` says what it would have been."""
        end = time.monotonic() + limit
        while not condition():
            expect(time.monotonic() < end, what)
            time.sleep(pause)

    # ---- shell

    def shell(self, command, limit=SHELL_LIMIT, check=True):
        """Runs a command as root on the board; its output. Survives a board that is only starting."""
        end = time.monotonic() + limit
        self.commands += 1
        marker = f"{self.commands}_{os.getpid()}"
        while time.monotonic() < end:
            try:
                answer = self._ask(command, marker, min(60, end - time.monotonic()))
            except OSError:
                answer = None
            if answer is not None:
                output, status = answer
                expect(not check or status == 0, f"{command}: exit status {status}: {output}")
                return output
            if self.shell_socket:
                self.shell_socket.close()
                self.shell_socket = None
            time.sleep(0.5)
        raise Failed(f"the board's shell did not answer: {command}")

    def _ask(self, command, marker, limit):
        if self.shell_socket is None:
            self.shell_socket = socket.socket(socket.AF_UNIX)
            self.shell_socket.connect(str(self.folder / "shell.sock"))
        # The echo of what is typed never contains the markers, since they are typed in two parts.
        line = f" echo BEG''IN_{marker}; {{ {command}; }} 2>&1; echo END''_{marker}_$?_\n"
        self.shell_socket.settimeout(limit)
        self.shell_socket.sendall(line.encode())
        seen = ""
        done = re.compile(rf"BEGIN_{marker}\r?\n(.*?)END_{marker}_(\d+)_", re.S)
        end = time.monotonic() + limit
        while time.monotonic() < end:
            try:
                data = self.shell_socket.recv(65536)
            except TimeoutError:
                return None
            if not data:
                return None
            seen += data.decode("utf-8", "replace")
            found = done.search(seen)
            if found:
                return found.group(1).replace("\r", ""), int(found.group(2))
        return None

    # ---- the agent, from the laptop

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def environment(self):
        own = dict(os.environ)
        own.update(FIELDFARE_KEY=str(CACHE / "keys/anna.key"), FIELDFARE_CERT=str(CACHE / "keys/anna.crt"),
                   FIELDFARE_TRUST=str(CACHE / "root.crt"), XDG_DATA_HOME=str(self.folder / "laptop"),
                   XDG_CONFIG_HOME=str(self.folder / "laptop-config"))
        return own

    def fieldfare(self, *arguments, limit=PUSH_LIMIT):
        """(exit status, JSON) of the real command line."""
        done = subprocess.run([str(BIN / "fieldfare"), *arguments, "--json"], env=self.environment(), text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=limit)
        with open(self.folder / "laptop.log", "a") as log:
            log.write(f"$ fieldfare {' '.join(arguments)}\n{done.stdout}{done.stderr}exit status {done.returncode}\n")
        return done.returncode, json.loads(done.stdout) if done.stdout.strip() else {}

    def start_push(self, variant, *options):
        """The push as a process of its own, for a board that will not see its end."""
        log = open(self.folder / "laptop.log", "a")
        return subprocess.Popen([str(BIN / "fieldfare"), "push", str(self.bundle(variant)), "--to", self.address, "--json",
                                 *options], env=self.environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def bundle(self, variant):
        path = CACHE / "bundles" / (f"{variant}.ffb" if self.kind == "u-boot" else f"{self.kind}-{variant}.ffb")
        expect(path.exists(), f"there is no bundle {path}")
        return path

    def push(self, variant, *options):
        return self.fieldfare("push", str(self.bundle(variant)), "--to", self.address, "--timeout", "1800", *options)

    def status(self, limit=BOOT_LIMIT):
        """The device's own answer to `devices show`, once it can be reached."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            expect(self.process.poll() is None, "QEMU ended; see qemu.log")
            code, answer = self.fieldfare("devices", "show", "--to", self.address, limit=120)
            if code == 0:
                return answer["devices"][0]["answer"]
            time.sleep(1)
        raise Failed("the agent cannot be reached")

    def failed_units(self):
        return self.shell("systemctl --failed --no-legend --plain").strip()

    # ---- the card

    def boot_environment(self):
        """What fw_printenv on the board says."""
        lines = self.shell("fw_printenv").splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line)

    def set_environment(self, **variables):
        """Writes variables to the card of a board that is off, with libubootenv's own tool."""
        expect(self.process is None, "the board is on")
        config = self.folder / "fw_env.config"
        config.write_text("".join(f"{self.card} {at:#x} {ENVIRONMENT_BYTES:#x}\n" for at in ENVIRONMENTS))
        for name, value in variables.items():
            subprocess.run(["fw_setenv", "-c", str(config), name, str(value)], check=True)

    def damage(self, offset, length):
        """Zeros on the card of a board that is off."""
        expect(self.process is None, "the board is on")
        with open(self.card, "r+b") as card:
            card.seek(offset)
            card.write(bytes(length))

    def precious_hash(self):
        """SHA-256 of what no update may touch."""
        return self.shell("sha256sum /data/measurements/2026.bin").split()[0]


class BusyboxBoard(Board):
    """The same board with a small release without systemd: it starts and is updated in a few seconds."""

    kind = "busybox"
    started = r"rcS: file systems"
    boundaries = Board.boundaries | {
        "while it shuts down": r"going down NOW",
        "when init starts": started,
        "when the trial starts": r"trial: begins",
    }
    processors = 1
    update_seconds = 40

    def failed_units(self):
        return ""  # there are none


def booted_slot(status):
    return next(slot["bootName"] for slot in status["slots"] if slot["booted"])
