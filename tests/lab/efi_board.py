# SPDX-License-Identifier: Apache-2.0
"""The board with firmware of the EFI kind, and GRUB on a disk."""
import pathlib
import shutil
import subprocess

from board import Board, expect

FIRMWARE = pathlib.Path("/usr/share/OVMF")
ESP_OFFSET = 1 << 20  # build-card


class GrubBoard(Board):
    loader = "grub"
    banner = "BdsDxe: starting"

    def firmware(self):
        variables = self.folder / "efi-variables.fd"
        if not variables.exists():
            shutil.copy(FIRMWARE / "OVMF_VARS_4M.fd", variables)
        return ["-drive", f"if=pflash,format=raw,unit=0,readonly=on,file={FIRMWARE / 'OVMF_CODE_4M.fd'}",
                "-drive", f"if=pflash,format=raw,unit=1,file={variables}"]

    def medium(self):
        return ["-device", "virtio-blk-pci,drive=card,bootindex=0"]

    def boot_environment(self):
        """What GRUB's environment block says."""
        lines = self.shell("cat /boot/efi/fieldfare/grubenv").splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))

    def set_environment(self, **variables):
        """With GRUB's own tool, on the card of a board that is off."""
        expect(self.process is None, "the board is on")
        esp = f"{self.card}@@{ESP_OFFSET}"
        for name in ("grubenv", "grubenv.previous"):
            copy = self.folder / name
            subprocess.run(["mcopy", "-n", "-i", esp, f"::/fieldfare/{name}", str(copy)], check=True)
            subprocess.run(["grub-editenv", str(copy), "set", *(f"{key}={value}" for key, value in variables.items())],
                           check=True)
            subprocess.run(["mcopy", "-o", "-i", esp, str(copy), f"::/fieldfare/{name}"], check=True)
            copy.unlink()
