#!/bin/sh
# Installs Chromium for the tests of the results page, where apt and the right to use it are at
# hand. Without either the browser tests skip and say so.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
    echo "no chromium and no way to install it: the browser tests will skip" >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
{
    apt-get update -qq &&
        apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
} >/dev/null || echo "chromium could not be installed: the browser tests will skip" >&2
