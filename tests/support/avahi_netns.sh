#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Two machines on one cable, with a real avahi-daemon each: network namespaces joined by a veth pair. Runs COMMAND on the
# laptop's side while the device's side announces SERVICE_FILE (avahi.service(5)).
#   avahi_netns.sh SERVICE_FILE COMMAND...
# Ends with 77 and a reason where namespaces or the daemons are not to be had. Leaves nothing behind.
set -euo pipefail

for tool in avahi-daemon dbus-daemon ip unshare; do
    PATH=$PATH:/usr/sbin:/sbin command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
export PATH=$PATH:/usr/sbin:/sbin
service=$1
shift

if [[ -z ${FIELDFARE_NETNS:-} ]]; then
    user=(); [[ $(id -u) == 0 ]] || user=(--map-root-user)
    unshare "${user[@]}" --net --mount true 2>/dev/null || { echo "skipped: no network namespaces for this user"; exit 77; }
    FIELDFARE_NETNS=laptop exec unshare "${user[@]}" --net --mount --pid --fork --kill-child --mount-proc "$0" "$service" "$@"
fi

# A /run of one's own: pid files and sockets of the daemons meet nobody else's.
private_run() {
    mount --make-rprivate /
    mount -t tmpfs tmpfs /run
    mkdir -p /run/avahi-daemon
    ip link set lo up
}

start_daemons() {
    cat >/run/bus.conf <<CONF
<busconfig><type>system</type><listen>unix:path=/run/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_type="method_call"/><allow send_type="signal"/>
<allow send_requested_reply="true"/><allow receive_requested_reply="true"/></policy></busconfig>
CONF
    printf '[server]\nallow-interfaces=%s\nuse-ipv4=yes\nuse-ipv6=yes\n[publish]\npublish-workstation=no\n' "$1" >/run/avahi.conf
    export DBUS_SYSTEM_BUS_ADDRESS=unix:path=/run/bus
    dbus-daemon --config-file=/run/bus.conf --nofork --nopidfile &
    for _ in $(seq 100); do [[ -S /run/bus ]] && break; sleep 0.05; done
    avahi-daemon --file=/run/avahi.conf --no-drop-root --no-chroot --no-rlimits >/dev/null 2>&1 &
}

if [[ $FIELDFARE_NETNS == device ]]; then
    private_run
    for _ in $(seq 100); do ip link show ff1 >/dev/null 2>&1 && break; sleep 0.05; done
    ip addr add 169.254.7.2/16 dev ff1
    ip link set ff1 up
    mkdir /run/services
    cp "$service" /run/services/fieldfare.service
    mount --bind /run/services /etc/avahi/services
    start_daemons ff1
    sleep 600
    exit 0
fi

private_run
FIELDFARE_NETNS=device unshare --net --mount "$0" "$service" &
device=$!
ip link add ff0 type veth peer name ff1
for _ in $(seq 100); do
    [[ $(readlink /proc/$device/ns/net) != $(readlink /proc/$$/ns/net) ]] && break
    sleep 0.05
done
ip link set ff1 netns $device
ip addr add 169.254.7.1/16 dev ff0
ip link set ff0 up
start_daemons ff0
for _ in $(seq 100); do # the daemon's name on the bus
    dbus-send --bus="$DBUS_SYSTEM_BUS_ADDRESS" --print-reply --dest=org.freedesktop.Avahi / \
        org.freedesktop.Avahi.Server.GetState >/dev/null 2>&1 && break
    sleep 0.05
done
status=0
"$@" || status=$?
exit $status
