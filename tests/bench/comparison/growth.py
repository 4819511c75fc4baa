# SPDX-License-Identifier: Apache-2.0
"""How the cost of building and installing grows with the image: half of each is data, half of it holes."""
import os
import subprocess

from . import tables
from .measure import Failed, quiet, run
from .ours import Device

MIB = 1 << 20
SIZES = (256 * MIB, 1024 * MIB, 4096 * MIB, 16384 * MIB)
STRETCH = 64 * MIB


def make_image(path, size):
    """Stretches of 64 MiB: a half that compresses to about a half, which no other stretch has, and a hole."""
    with open(path, "wb") as file:
        file.truncate(size)
        for at in range(0, size, 2 * STRETCH):
            file.seek(at)
            file.write(stretch(at))


def stretch(seed):
    noise = subprocess.run(["openssl", "enc", "-aes-128-ctr", "-K", f"{seed:032x}", "-iv", "0"], input=bytes(STRETCH // 2),
                           capture_output=True, check=True).stdout
    pieces = []
    for at in range(0, len(noise), 2048): # each half block of noise is there twice
        pieces += [noise[at:at + 2048]] * 2
    return b"".join(pieces)


def growth(context):
    folder = f"{context.work}/growth"
    os.mkdir(folder)
    image, bundle, empty = f"{folder}/image", f"{folder}/image.ffb", f"{folder}/empty"
    with open(empty, "wb") as file:
        file.truncate(MIB)
    rows, build_rate, install_rate = [], [], []
    for size in SIZES:
        make_image(image, size)
        recipe = context.fieldfare.recipe("growth", image, "1")
        built = run(context.fieldfare.build_command(recipe, bundle, "--level", "3"), env=context.fieldfare.env)
        os.unlink(image)
        installed = install(context, f"{folder}/device", size, empty, bundle)
        gib = size / (1 << 30)
        rows.append([f"{gib:g} GiB", f"{built.wall:.1f} s", f"{built.wall / gib:.2f}", f"{built.rss_kib / 1024:.1f} MiB",
                     f"{installed.wall:.1f} s", f"{installed.wall / gib:.2f}", f"{installed.rss_kib / 1024:.1f} MiB"])
        build_rate.append(built.wall / size)
        install_rate.append(installed.wall / size)
        os.unlink(bundle)
    tables.title("How cost grows: images of which half is data and half is holes")
    tables.table(["image", "build", "s per GiB", "peak RSS", "install into a file", "s per GiB", "peak RSS"], rows)
    for what, rates in (("build", build_rate), ("install", install_rate)):
        tables.verdict(f"{what}: time per byte at 16 GiB, of that at 1 GiB", rates[3] / rates[1], ("<", 1.2))
    tables.note("One run each; what is longer than the page cache is read from the disk. Memory grows with the index only: 96 bytes "
                "for each frame, and while building 8 for the fingerprint of each block of 4 KiB (with what a growing list takes "
                "for a moment, twice that).")


def install(context, folder, size, empty, bundle):
    """Into a file: the slot of a virtual device as it is created."""
    class FileSlot:
        device = None

        def flush(self):
            os.sync()

    slot = FileSlot()
    slot.size = size
    device = Device(context.fieldfare, os.path.relpath(folder, context.work), slot, booted_image=empty)
    try:
        return device.install(bundle)
    finally:
        quiet(["rm", "-rf", folder, f"{folder}.saved"])


__all__ = ["Failed", "growth"]
