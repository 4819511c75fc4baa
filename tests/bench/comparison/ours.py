# SPDX-License-Identifier: Apache-2.0
"""Fieldfare in the comparison: building, planning, installing on a virtual device whose target slot is a loop device."""
import contextlib
import http.server
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import threading
import time

from .measure import Failed, quiet, run

PASSPHRASE = "only-for-this-measurement"


class Fieldfare:
    def __init__(self, bin_folder, work):
        self.bin, self.work = bin_folder, work
        self.env = dict(os.environ, FIELDFARE_PASSPHRASE=PASSPHRASE, XDG_DATA_HOME=f"{work}/memory")
        quiet([self.program("fieldfare"), "keys", "init", f"{work}/fleet", "--name", "Bench", "--quiet"], env=self.env)
        quiet([self.program("fieldfare"), "keys", "issue", "release", f"{work}/fleet", "--name", "release", "--out",
               f"{work}/keys", "--quiet"], env=self.env)

    def program(self, name):
        return f"{self.bin}/{name}"

    def recipe(self, name, image, version):
        path = f"{self.work}/{name}.toml"
        with open(path, "w", encoding="utf-8") as file:
            file.write(f'[release]\nname = "bench"\nversion = "{version}"\nepoch = 1\nbuilt-at = 2026-01-01T00:00:00Z\n'
                       'carries-agent = true\n[[compatible]]\nmodel = "acme,gateway"\n'
                       f'[[payload]]\nname = "rootfs"\nimage = "{image}"\n')
        return path

    def build_command(self, recipe, bundle, *options):
        return [self.program("fieldfare"), "bundle", "build", recipe, "--out", bundle, "--key",
                f"{self.work}/keys/release.key", "--cert", f"{self.work}/keys/release.crt", "--quiet", *options]

    def build(self, name, image, version, *options):
        bundle = f"{self.work}/{name}.ffb"
        quiet(self.build_command(self.recipe(name, image, version), bundle, *options), env=self.env)
        return bundle

    def push_command(self, bundle, addresses, *options):
        """By a technician of the fleet, who is issued when it is first asked for."""
        if not os.path.exists(f"{self.work}/keys/technician.key"):
            quiet([self.program("fieldfare"), "keys", "issue", "technician", f"{self.work}/fleet", "--name", "technician", "--out",
                   f"{self.work}/keys", "--quiet"], env=self.env)
        to = [word for address in addresses for word in ("--to", address)]
        return [self.program("fieldfare"), "push", bundle, *to, "--key", f"{self.work}/keys/technician.key", "--cert",
                f"{self.work}/keys/technician.crt", "--trust", f"{self.work}/fleet/root.crt", *options]

    def plan(self, bundle, image, gap=0):
        """What a device with `image` would fetch."""
        return json.loads(quiet([self.program("fieldfare"), "bundle", "plan", bundle, "--have", image, "--merge-gap", gap,
                                 "--json"], env=self.env))


class Device:
    """A virtual device with slot B on a loop device. reset() puts all but the slots back as they were."""

    def __init__(self, fieldfare, name, slot, booted_image=None, booted_bundle=None):
        self.fieldfare, self.slot = fieldfare, slot
        self.folder, self.saved = f"{fieldfare.work}/{name}", f"{fieldfare.work}/{name}.saved"
        origin = ["--bundle", booted_bundle] if booted_bundle else ["--image", booted_image]
        quiet([fieldfare.program("fieldfare"), "virtual-device", "create", self.folder, "--fleet",
               f"{fieldfare.work}/fleet", *origin, "--slot-size", slot.size, "--quiet"], env=fieldfare.env)
        self.config = f"{self.folder}/device.toml"
        with open(self.config, encoding="utf-8") as file:
            text = file.read()
        paths = re.findall(r"(?m)^path = '(.*)'$", text)
        target = next(path for path in paths if path.endswith("-b.img"))
        text += "\n[policy]\nhttp-allowed = true\n"
        if slot.device:
            text = text.replace(f"'{target}'", f"'{slot.device}'")
            os.unlink(os.path.join(self.folder, target))
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(text)
        shutil.copytree(self.folder, self.saved, ignore=lambda _, names: [n for n in names if n == "slots"], symlinks=True)

    def reset(self):
        for name in os.listdir(self.saved):
            remove(os.path.join(self.folder, name))
        shutil.copytree(self.saved, self.folder, dirs_exist_ok=True, symlinks=True)

    def install_command(self, source):
        return [self.fieldfare.program("fieldfare-installer"), "--config", self.config, "install", source]

    def install(self, source):
        return run(self.install_command(source), settle=self.slot.flush)


class PushDevice:
    """A virtual device in files whose booted slot has nothing of any bundle, to push to while it runs."""

    def __init__(self, fieldfare, name, slot_size=512 << 20):
        self.fieldfare, self.folder = fieldfare, f"{fieldfare.work}/{name}"
        empty = f"{fieldfare.work}/nothing.ext4"
        if not os.path.exists(empty):
            with open(empty, "wb") as file:
                file.truncate(8 << 20)
            quiet(["mkfs.ext4", "-q", empty])
        self.remove()
        quiet([fieldfare.program("fieldfare"), "virtual-device", "create", self.folder, "--fleet", f"{fieldfare.work}/fleet",
               "--image", empty, "--slot-size", slot_size, "--quiet"], env=fieldfare.env)

    @contextlib.contextmanager
    def running(self, inside, address, port=8443):
        """`inside` makes of a command one that runs where the device is."""
        argv = [self.fieldfare.program("fieldfare"), "virtual-device", "run", self.folder, "--listen", address, "--port", str(port)]
        with open(f"{self.folder}.log", "w+b") as log:
            process = subprocess.Popen(inside(argv), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                                       env=self.fieldfare.env, start_new_session=True)
            try:
                limit = time.monotonic() + 60
                while b"listens on port" not in pathlib.Path(log.name).read_bytes():
                    if process.poll() is not None or time.monotonic() > limit:
                        raise Failed(f"the virtual device did not start: {log.name}")
                    time.sleep(0.1)
                yield
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGINT)
                process.wait()

    def remove(self):
        if os.path.exists(self.folder):
            shutil.rmtree(self.folder)


def remove(path):
    if os.path.isdir(path):
        shutil.rmtree(path)
    else:
        os.unlink(path)


class SlowServer:
    """Serves one file by ranges; each answer begins a round trip after its request."""

    def __init__(self, path, round_trip):
        self.requests, self.bytes, self.waits, lock = 0, 0, [], threading.Lock()
        size, outer = os.path.getsize(path), self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                first, last = (int(n) for n in re.match(r"bytes=(\d+)-(\d+)$", self.headers["Range"]).groups())
                began = time.monotonic()
                time.sleep(round_trip)
                with lock:
                    outer.requests += 1
                    outer.bytes += last - first + 1
                    outer.waits.append((began, time.monotonic()))
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
                self.send_header("Content-Length", str(last - first + 1))
                self.send_header("ETag", '"1"')
                self.end_headers()
                with open(path, "rb") as file:
                    file.seek(first)
                    self.wfile.write(file.read(last - first + 1))

            def handle(self):
                try:
                    super().handle()
                except ConnectionError:
                    self.close_connection = True # the fetcher was ended: it has what it needs

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/bundle.ffb"

    def waited(self):
        """Seconds in which at least one answer was on its way: what the round trips cost in all."""
        total, until = 0.0, 0.0
        for began, ended in sorted(self.waits):
            total += max(0.0, ended - max(began, until))
            until = max(until, ended)
        return total

    def close(self):
        self.server.shutdown()


__all__ = ["Device", "Failed", "Fieldfare", "PushDevice", "SlowServer"]
