# SPDX-License-Identifier: Apache-2.0
"""The peers: how each builds, installs and finds out what must travel."""
import glob
import hashlib
import os
import re
import shutil
import zlib

from .measure import Failed, Service, quiet, run

BLOCK = 4096


class Peers:
    def __init__(self, work):
        self.work = work
        self.key, self.certificate = f"{work}/peer.key", f"{work}/peer.crt"
        quiet(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
               "-subj", "/CN=bench", "-addext", "keyUsage=digitalSignature", "-addext", "extendedKeyUsage=emailProtection",
               "-keyout", self.key, "-out", self.certificate])

    # ---- RAUC

    def rauc_build(self, image):
        folder, bundle = f"{self.work}/rauc-in", f"{self.work}/x.raucb"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        os.link(image, f"{folder}/rootfs.img")
        with open(f"{folder}/manifest.raucm", "w", encoding="utf-8") as file:
            file.write("[update]\ncompatible=bench\nversion=1\n[image.rootfs]\nfilename=rootfs.img\n")
        command = ["rauc", "bundle", f"--cert={self.certificate}", f"--key={self.key}", folder, bundle]
        return bundle, command, lambda: remove(bundle)

    def rauc_install(self, bundle, slot):
        return RaucDevice(self, slot), ["rauc", "install", bundle]

    # ---- SWUpdate

    def swupdate_build(self, image, slot_device):
        folder, bundle = f"{self.work}/swu", f"{self.work}/x.swu"
        os.makedirs(folder, exist_ok=True)
        script = (f"cd {folder} && zstd -q -f -T0 -3 {image} -o rootfs.zst && "
                  "sum=$(sha256sum rootfs.zst | cut -d' ' -f1) && printf '%s\\n' 'software = { version = \"1\"; hardware-compatibility: [ \"1.0\" ]; images: ( { "
                  f"filename = \"rootfs.zst\"; device = \"{slot_device}\"; type = \"raw\"; compressed = \"zstd\"; "
                  "installed-directly = true; sha256 = \"'$sum'\"; } ); };' > sw-description && "
                  f"openssl cms -sign -in sw-description -out sw-description.sig -signer {self.certificate} "
                  f"-inkey {self.key} -outform DER -nosmimecap -binary && "
                  f"printf '%s\\n' sw-description sw-description.sig rootfs.zst | cpio -o -H crc --quiet > {bundle}")
        return bundle, ["sh", "-c", script], lambda: remove(bundle)

    def swupdate_install(self, bundle):
        return ["swupdate", "-l", "1", "-H", "bench:1.0", "-k", self.certificate, "-i", bundle]

    # ---- Mender

    def mender_build(self, image):
        bundle, key = f"{self.work}/x.mender", f"{self.work}/mender.key"
        if not os.path.exists(key):
            quiet(["openssl", "ecparam", "-genkey", "-name", "prime256v1", "-noout", "-out", key])
        command = ["mender-artifact", "write", "rootfs-image", "-n", "1", "-t", "bench", "-f", image, "-o", bundle, "-k", key,
                   "--no-progress"]
        return bundle, command, lambda: remove(bundle)

    # ---- what must travel, base not known in advance

    def casync(self, old, new):
        folders = {}
        for name, image in (("old", old), ("new", new)):
            store, index = f"{self.work}/casync-{name}", f"{self.work}/{name}.caibx"
            shutil.rmtree(store, ignore_errors=True)
            quiet(["casync", "make", f"--store={store}", index, image])
            folders[name] = {os.path.basename(p): os.path.getsize(p) for p in glob.glob(f"{store}/*/*.cacnk")}
        fresh = [size for chunk, size in folders["new"].items() if chunk not in folders["old"]]
        index = os.path.getsize(f"{self.work}/new.caibx")
        for name in folders:
            shutil.rmtree(f"{self.work}/casync-{name}")
        return sum(fresh) + index, len(fresh) + 1

    def zchunk(self, old, new):
        for name, image in (("old", old), ("new", new)):
            quiet(["zck", image, "-o", f"{self.work}/{name}.zck"])
        text = quiet(["zck_delta_size", f"{self.work}/old.zck", f"{self.work}/new.zck"])
        numbers = [int(n) for n in re.findall(r"\d+", text)]
        for name in ("old", "new"):
            os.unlink(f"{self.work}/{name}.zck")
        return numbers[0], text.strip().replace("\n", "; ")

    def rauc_adaptive(self, old, new):
        """Not run (it needs nbd and dm-verity): the index has 32 bytes for each block of 4 KiB; a block that is not in the
        old slot costs the squashfs block of 128 KiB (zlib, as mksquashfs) that it is in."""
        known, fetch, requests, last = set(), 0, 1, None
        with open(old, "rb") as file:
            while block := file.read(BLOCK):
                known.add(hashlib.sha256(block).digest())
        count = 0
        with open(new, "rb") as file:
            number = 0
            while part := file.read(128 << 10):
                blocks = [part[i:i + BLOCK] for i in range(0, len(part), BLOCK)]
                count += len(blocks)
                if any(hashlib.sha256(block).digest() not in known for block in blocks):
                    fetch += len(zlib.compress(part, 9))
                    requests += 0 if last == number - 1 else 1
                    last = number
                number += 1
        return fetch + 32 * count, requests

    # ---- what must travel, base known

    def zstd_patch(self, old, new, *options):
        patch = f"{self.work}/x.patch"
        quiet(["zstd", "-q", "-f", "-T1", "--long=30", *options, f"--patch-from={old}", new, "-o", patch])
        return take_size(patch)

    def xdelta(self, old, new):
        patch = f"{self.work}/x.xdelta"
        quiet(["xdelta3", "-e", "-f", "-B", "536870912", "-s", old, new, patch])
        return take_size(patch)

    def bsdiff_per_file(self, old_tree, new_tree):
        """The sum over all files that differ; a file that is new counts as zstd -19."""
        total = 0
        for folder, _, leaves in os.walk(new_tree):
            for leaf in leaves:
                new = os.path.join(folder, leaf)
                old = os.path.join(old_tree, os.path.relpath(new, new_tree))
                if os.path.islink(new) or not os.path.isfile(new):
                    continue
                if os.path.isfile(old) and not os.path.islink(old):
                    if quick_equal(old, new):
                        continue
                    quiet(["bsdiff", old, new, f"{self.work}/x.bsdiff"])
                    total += take_size(f"{self.work}/x.bsdiff")
                else:
                    quiet(["zstd", "-q", "-f", "-19", new, "-o", f"{self.work}/x.zst"])
                    total += take_size(f"{self.work}/x.zst")
        return total


class RaucDevice:
    """rauc's service on a message bus of its own, with two slots."""

    def __init__(self, peers, slot):
        self.slot, self.config = slot, f"{peers.work}/rauc.conf"
        other = f"{peers.work}/rauc-a.img"
        with open(other, "wb") as file:
            file.truncate(1 << 20)
        with open(self.config, "w", encoding="utf-8") as file:
            file.write("[system]\ncompatible=bench\nbootloader=noop\n"
                       f"mountprefix={peers.work}/rauc-mnt\nstatusfile={peers.work}/rauc.status\n"
                       f"[keyring]\npath={peers.certificate}\n"
                       f"[slot.rootfs.0]\ndevice={other}\ntype=raw\nbootname=A\n"
                       f"[slot.rootfs.1]\ndevice={slot.device}\ntype=raw\nbootname=B\n")
        os.makedirs(f"{peers.work}/rauc-mnt", exist_ok=True)
        text = quiet(["dbus-daemon", "--session", "--fork", "--print-address=1", "--print-pid=1"]).split()
        self.bus = int(text[1])
        self.env = dict(os.environ, DBUS_SESSION_BUS_ADDRESS=text[0], DBUS_STARTER_BUS_TYPE="session")

    def install(self, bundle):
        service = Service(["rauc", f"--conf={self.config}", "--override-boot-slot=A", "service"], self.env)
        try:
            quiet(["gdbus", "wait", "--session", "--timeout", "20", "de.pengutronix.rauc"], env=self.env)
            return run(["rauc", "install", bundle], settle=self.slot.flush, service=service, env=self.env)
        finally:
            service.end()

    def close(self):
        os.kill(self.bus, 15)


def remove(path):
    if os.path.exists(path):
        os.unlink(path)


def take_size(path):
    size = os.path.getsize(path)
    os.unlink(path)
    return size


def quick_equal(one, other):
    if os.path.getsize(one) != os.path.getsize(other):
        return False
    with open(one, "rb") as a, open(other, "rb") as b:
        return a.read() == b.read()


__all__ = ["Failed", "Peers"]
