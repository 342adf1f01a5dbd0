#!/bin/sh
# Installs the tools that programs are judged with, where apt is at hand: simulator and prover for
# hardware, compilers, node. Only what is missing; as root, or through sudo where it asks for no
# password. What cannot be installed is named: the tests that need it skip and say so.
set -eu

missing=""
want() {
    command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}
want iverilog iverilog
want yosys yosys
want node nodejs
want gcc gcc
want g++ g++
want cppcheck cppcheck

[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "no apt to install$missing with: their tests will skip" >&2
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "not root, and no sudo without a password: tests of$missing will skip" >&2
    exit 0
fi

echo "installing$missing with apt"
quietly() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get "$@" >/dev/null
}
# One by one: what the distribution does not have must not keep the rest out.
quietly update -qq || true
for package in $missing; do
    quietly install -y -qq --no-install-recommends "$package" ||
        echo "$package could not be installed: its tests will skip" >&2
done
