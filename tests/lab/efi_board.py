# SPDX-License-Identifier: Apache-2.0
"""The boards with firmware of the EFI kind, and a disk: GRUB, systemd-boot."""
import pathlib
import shutil
import subprocess

from board import Board, expect

FIRMWARE = pathlib.Path("/usr/share/OVMF")
ESP_OFFSET = 1 << 20  # build-card


class EfiBoard(Board):
    banner = "BdsDxe: starting"
    boundaries = Board.boundaries | {"in the loader": banner}

    def firmware(self):
        variables = self.folder / "efi-variables.fd"
        if not variables.exists():
            shutil.copy(FIRMWARE / "OVMF_VARS_4M.fd", variables)
        return ["-drive", f"if=pflash,format=raw,unit=0,readonly=on,file={FIRMWARE / 'OVMF_CODE_4M.fd'}",
                "-drive", f"if=pflash,format=raw,unit=1,file={variables}"]

    def medium(self):
        return ["-device", "virtio-blk-pci,drive=card,bootindex=0"]

    @property
    def esp(self):
        """For mtools."""
        return f"{self.card}@@{ESP_OFFSET}"


class GrubBoard(EfiBoard):
    kind = "grub"

    def boot_environment(self):
        """What GRUB's environment block says."""
        lines = self.shell("cat /boot/efi/fieldfare/grubenv").splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))

    def set_environment(self, **variables):
        """With GRUB's own tool, on the card of a board that is off."""
        expect(self.process is None, "the board is on")
        for name in ("grubenv", "grubenv.previous"):
            copy = self.folder / name
            subprocess.run(["mcopy", "-n", "-i", self.esp, f"::/fieldfare/{name}", str(copy)], check=True)
            subprocess.run(["grub-editenv", str(copy), "set", *(f"{key}={value}" for key, value in variables.items())],
                           check=True)
            subprocess.run(["mcopy", "-o", "-i", self.esp, str(copy), f"::/fieldfare/{name}"], check=True)
            copy.unlink()


class SystemdBootBoard(EfiBoard):
    kind = "systemd-boot"

    def boot_environment(self):
        """The contract in U-Boot's words, from the entries as systemd-boot reads and sorts them."""
        text = self.shell("cd /boot/efi/loader/entries; for f in *.conf; do echo \"= $f\"; tr -d '\\000' <$f; echo; done")
        entries = {}
        for part in text.split("= fieldfare-")[1:]:
            name, *lines = part.splitlines()
            entries[name.removesuffix(".conf")] = dict(line.split(" ", 1) for line in lines if " " in line)
        trial_name = next(name for name in entries if name.startswith("trial"))
        trial = entries.pop(trial_name)
        left, _, done = trial_name.removeprefix("trial+").partition("-")
        best = max(entries.values(), key=lambda entry: int(entry["version"]))
        on_trial = "linux" in trial and int(left) > 0 and int(trial["version"]) > int(best["version"])
        words = dict(word.split("=") for word in (trial if on_trial else best)["#fieldfare"].split() if "=" in word)
        return {"slot": words["slot"], "upgrade_available": "1" if on_trial else "0",
                "bootcount": done or "0" if on_trial else "0", "slot_state_a": words["state_a"], "slot_state_b": words["state_b"]}

    def set_environment(self, **variables):
        expect(self.process is None, "the board is on")
        expect(list(variables) == ["bootlimit"], f"systemd-boot has no {variables}")
        wanted = f"fieldfare-trial+{variables['bootlimit']}.conf"
        names = subprocess.run(["mdir", "-b", "-i", self.esp, "::/loader/entries"], check=True, text=True,
                               stdout=subprocess.PIPE).stdout.split()
        if not any(name.endswith(wanted) for name in names):
            subprocess.run(["mren", "-i", self.esp, "::/loader/entries/fieldfare-trial+3.conf", wanted], check=True)
