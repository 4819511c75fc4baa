# SPDX-License-Identifier: Apache-2.0
"""Runs commands under equal conditions and measures them."""
import os
import shlex
import statistics
import subprocess
import tempfile
import time


class Failed(Exception):
    """A peer or a step that cannot run here; the table says why."""


def quiet(argv, **options):
    """Runs a command that is not measured; its output."""
    done = subprocess.run([str(a) for a in argv], capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise Failed(f"{os.path.basename(str(argv[0]))}: {lines[-1] if lines else done.returncode}")
    return done.stdout


FOLDERS = []
"""What tables leave out of paths: where programs, inputs and results are here is nobody's business."""


def short(text):
    for folder in sorted(FOLDERS, key=len, reverse=True):
        text = text.replace(f"cd {folder} && ", "").replace(folder + "/", "")
    return text


def shown(argv):
    """A command as a person would type it in the folder with the files."""
    return short(" ".join(shlex.quote(os.path.basename(str(a)) if i == 0 else str(a)) for i, a in enumerate(argv)))


def drop_caches():
    os.sync()
    with open("/proc/sys/vm/drop_caches", "w", encoding="ascii") as file:
        file.write("3\n")


class Sample:
    """One run: seconds of wall and CPU, peak resident KiB."""

    def __init__(self, wall, cpu, rss_kib):
        self.wall, self.cpu, self.rss_kib = wall, cpu, rss_kib


def run(argv, settle=None, service=None, env=None, cwd=None):
    """Drops caches, runs, and stops the clock only after settle() (a flush). `service` is a Service that works for the
    command: what it uses counts too."""
    drop_caches()
    before = service.cpu() if service else 0
    began = time.monotonic()
    # A program's peak memory counts from its fork on, so it must not be this one that forks: time(1) is small.
    with open(os.devnull, "rb") as nothing, tempfile.NamedTemporaryFile("r", encoding="ascii") as peak:
        process = subprocess.Popen(["/usr/bin/time", "-q", "-f", "%M", "-o", peak.name, *(str(a) for a in argv)], stdin=nothing, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, env=env, cwd=cwd)
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        rss = int(peak.read().split()[-1])
    if settle:
        settle()
    wall = time.monotonic() - began
    if process.returncode != 0:
        lines = output.decode(errors="replace").strip().splitlines()
        raise Failed(f"{os.path.basename(str(argv[0]))}: {lines[-1] if lines else process.returncode}")
    cpu = usage.ru_utime + usage.ru_stime
    if service:
        cpu, rss = cpu + service.cpu() - before, max(rss, service.rss_kib())
    return Sample(wall, cpu, rss)


class Service:
    """A daemon that belongs to a measured command."""

    def __init__(self, argv, env):
        self.process = subprocess.Popen(argv, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return sum(int(fields[i]) for i in (11, 12, 13, 14)) / os.sysconf("SC_CLK_TCK")

    def rss_kib(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))

    def end(self):
        self.process.terminate()
        self.process.wait()


class LoopSlot:
    """A slot on a loop device over a file whose blocks are all allocated; direct I/O, so that the file is no second cache."""

    def __init__(self, path, size):
        self.path, self.size = path, size
        with open(path, "wb") as file:
            for _ in range(size >> 20):
                file.write(b"\xff" * (1 << 20))
        self.device = quiet(["losetup", "-f", "--show", "--direct-io=on", path]).strip()

    def flush(self):
        fd = os.open(self.device, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def holds(self, image):
        quiet(["cmp", "-n", os.path.getsize(image), image, self.device])

    def clear(self):
        """Nothing of an earlier image is left."""
        quiet(["dd", "if=/dev/urandom", f"of={self.device}", "bs=1M", "conv=fsync", f"count={self.size >> 20}"])

    def spoil(self):
        """Nobody may profit from what the run before left: all of it is something else now."""
        block = os.urandom(1 << 20)
        with open(self.device, "wb", buffering=0) as device:
            for _ in range(self.size >> 20):
                device.write(block)
            os.fsync(device.fileno())

    def bytes_read_and_written(self):
        with open(f"/sys/block/{os.path.basename(self.device)}/stat", encoding="ascii") as file:
            fields = file.read().split()
        return int(fields[2]) * 512, int(fields[6]) * 512

    def throttle(self, bytes_per_second):
        """Writes (and reads) at most so fast, by the block layer; 0: as fast as it goes."""
        with open(f"/sys/block/{os.path.basename(self.device)}/dev", encoding="ascii") as file:
            number = file.read().strip()
        for way in ("read", "write"):
            path = f"/sys/fs/cgroup/blkio/blkio.throttle.{way}_bps_device"
            try:
                with open(path, "w", encoding="ascii") as file:
                    file.write(f"{number} {bytes_per_second}\n")
            except OSError as fault:
                raise Failed(f"no throttle here: {fault}") from fault

    def close(self):
        try:
            self.throttle(0)
        except Failed:
            pass
        subprocess.run(["losetup", "-d", self.device], check=False)
        os.unlink(self.path)


class Interleaved:
    """Contestants that take turns, so that whatever disturbs the machine disturbs all."""

    def __init__(self, rounds):
        self.rounds, self.entries = rounds, []

    def add(self, name, command, work, before=None):
        """`work()` gives a Sample; `before()` prepares, unmeasured. `command` is what the table shows."""
        self.entries.append((name, command, work, before))

    def results(self):
        samples = {name: [] for name, *_ in self.entries}
        failures = {}
        for _ in range(self.rounds):
            for name, _, work, before in self.entries:
                if name in failures:
                    continue
                try:
                    if before:
                        before()
                    samples[name].append(work())
                except (Failed, OSError) as fault:
                    failures[name] = short(str(fault))
        return [Result(name, command, samples[name], failures.get(name)) for name, command, *_ in self.entries]


class Result:
    def __init__(self, name, command, samples, failure):
        self.name, self.command, self.samples, self.failure = name, command, samples, failure

    def median(self, of):
        return statistics.median(getattr(s, of) for s in self.samples)

    def spread(self):
        walls = [s.wall for s in self.samples]
        return f"{min(walls):.2f} to {max(walls):.2f}"
