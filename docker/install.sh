#!/bin/sh
# Installs what building, testing and the demo need on Debian 12 or 13; does nothing, and needs no network, where all of
# it is there. Arguments are packages wanted beside those. As root or through sudo; with neither it prints the line to run
# and exits 64.
set -eu
cd "$(dirname "$0")/.."
. docker/lib.sh
packages="$packages $*"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# A new server package would start a cluster of its own on port 5432; ours is embedded. One that is there stays as it is.
refuse_default_cluster() {
    [ ! -e /etc/postgresql-common/createcluster.conf ] || return 0
    as_root mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
}

install_packages() {
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ] && ! { command -v sudo >/dev/null && sudo -v; }; then
        say "packages are missing, and this is neither root nor a user with sudo; have root run:"
        say "  $(pwd)/docker/install.sh"
        exit 64
    fi
    say "installing: $missing"
    case "$missing" in *postgresql*) refuse_default_cluster ;; esac
    as_root apt-get -q update >&2
    # shellcheck disable=SC2086  # a list of words
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
        -o Dpkg::Options::=--force-confold install $missing >&2
}

# The stand-in's packages, in a virtual environment of their own; made anew when the pinned list changes.
install_stand_in() {
    wanted=$(sha256sum docker/requirements.txt | cut -d' ' -f1)
    [ "$(cat build/venv/requirements.sha256 2>/dev/null)" != "$wanted" ] || return 0
    say "installing the AWS stand-in in build/venv"
    rm -rf build/venv
    mkdir -p build
    /usr/bin/python3 -m venv build/venv
    build/venv/bin/pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: \
        -r docker/requirements.txt >&2
    echo "$wanted" >build/venv/requirements.sha256
}

install_packages
install_stand_in
