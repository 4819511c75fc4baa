#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The installer's socket without an installer, for scripts:  fake_installer.py SOCKET
Answers "status" and "subscribe", and everything else with {}. At SIGUSR1 the device has booted another release (2.0 instead of
1.0), and who subscribed is told."""
import json, signal, socket, struct, sys, threading

REPLY, EVENT = 2, 3
release = {"name": "gateway-os", "version": "1.0", "epoch": 1}
slots = [{"name": "rootfs-" + n, "group": "rootfs", "bootName": n, "booted": n == "a", "state": "good",
          "sizeBytes": 1 << 30, "release": release} for n in "ab"]
device = {"apiVersion": 1, "id": "", "name": "bench", "model": "acme,gateway", "hardwareRevision": "", "softwareVersion": "0",
          "bootId": "1", "uptimeSeconds": 1, "release": release, "epochFloor": 1, "onTrial": False, "switchPending": False,
          "rolledBack": False, "slots": slots, "revocationNumber": 0,
          "clock": {"unixTime": 0, "trusted": False, "floor": 0}}
subscribers = []
telling = threading.Lock()


def send(stream, kind, body):
    text = json.dumps(body).encode()
    stream.write(struct.pack("<IB", len(text) + 1, kind) + text)
    stream.flush()


def serve(peer):
    stream = peer.makefile("rwb")
    while len(head := stream.read(5)) == 5:
        request = json.loads(stream.read(struct.unpack("<IB", head)[0] - 1))
        send(stream, REPLY, {"ok": {"device": device} if request["do"] == "status" else {}})
        if request["do"] == "subscribe":
            with telling:
                send(stream, EVENT, {"event": "device", "data": device})
                subscribers.append(stream)


def boot_another(*_):
    device["release"] = {"name": "gateway-os", "version": "2.0", "epoch": 1}
    with telling:
        for stream in subscribers:
            try:
                send(stream, EVENT, {"event": "device", "data": device})
            except OSError:
                pass  # it is gone


signal.signal(signal.SIGUSR1, boot_another)
listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1])
listener.listen()
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
