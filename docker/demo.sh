#!/bin/bash
# The main job against a sample AWS account on this machine: import, an access control in SQL, plan, apply, import, plan.
#   docker/demo.sh [--keep]      --keep leaves its servers up and says how to end them
# Installs and builds what is missing. Nothing is sent to AWS: the account is in a stand-in on loopback.
set -euo pipefail
cd "$(dirname "$0")/.."
. docker/lib.sh

case "${1:-}" in
    "" | --keep) keep=${1:-} ;;
    *)
        say "usage: docker/demo.sh [--keep]"
        exit 64
        ;;
esac

# As root the database server runs as another user, who cannot see below /root.
base=$PWD/build/demo
[ "$(id -u)" != 0 ] || base=/var/lib/iamirror-demo

# The demo's own directory: one that no other demo uses now, and none that was kept.
if [ -z "${IAMIRROR_DEMO_DIRECTORY:-}" ]; then
    mkdir -p build
    for number in "" -2 -3 -4 -5 -6 -7 -8 -9; do
        ! kill -0 "$(cat "$base$number.kept" 2>/dev/null || echo none)" 2>/dev/null || continue
        code=0
        IAMIRROR_DEMO_DIRECTORY=$base$number \
            flock --nonblock --close --conflict-exit-code 75 "$base$number.lock" docker/demo.sh "$@" || code=$?
        [ "$code" = 75 ] || exit "$code"
    done
    say "nine demos run or were kept; end one of them"
    exit 1
fi

directory=$IAMIRROR_DEMO_DIRECTORY
scratch=$(mktemp -d /tmp/iamirror-demo.XXXXXX)
stand_in=

leave() {
    code=$?
    if [ "$code" != 0 ] || [ -z "$keep" ]; then
        [ ! -x build/release/iamirror ] || build/release/iamirror db stop >/dev/null 2>&1 || true
        if [ -n "$stand_in" ]; then
            kill "$stand_in" 2>/dev/null || true
            wait "$stand_in" 2>/dev/null || true
        fi
    fi
    rm -rf "$scratch"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Settings of the person who runs this must not reach the demo: only what stands here does.
for name in $(compgen -e); do
    case "$name" in AWS_* | IAMIRROR_* | PG* | DATABASE_URL | *_PROXY | *_proxy) unset "$name" ;; esac
done
export IAMIRROR_DATA_DIR=$directory
export IAMIRROR_CONFIG=/dev/null  # not the person's own
export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
export AWS_REGION=us-east-1 AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null

build() {
    say "building (a few minutes the first time)"
    exec 7>build/.lock
    flock 7
    if ! build_preset release iamirror >build/demo-build.log 2>&1; then
        tail -n 60 build/demo-build.log >&2
        exit 1
    fi
    exec 7>&-
}

empty_directory() {
    [ ! -d "$directory" ] || build/release/iamirror db stop >/dev/null 2>&1 || true
    rm -rf "$directory" "$directory.kept"
}

start_stand_in() {
    if [ -n "$keep" ]; then
        setsid build/venv/bin/python tests/support/stand_in.py --managed-policies all --stay \
            </dev/null >"$scratch/port" 2>/dev/null &
    else
        build/venv/bin/python tests/support/stand_in.py --managed-policies all </dev/null >"$scratch/port" &
    fi
    stand_in=$!
    for _ in $(seq 600); do
        [ ! -s "$scratch/port" ] || break
        kill -0 "$stand_in" 2>/dev/null || break
        sleep 0.1
    done
    export AWS_ENDPOINT_URL="http://127.0.0.1:$(cat "$scratch/port")"
    build/venv/bin/python tests/support/sample_account.py --endpoint "$AWS_ENDPOINT_URL"
}

iamirror() {
    printf '\n$ iamirror %s\n' "$*"
    build/release/iamirror "$@"
}

# psql FILE: shows the statements, then what they give.
psql() {
    printf '\n'
    cat "$1"
    printf '\n'
    build/release/iamirror db psql -- --no-psqlrc --quiet --set ON_ERROR_STOP=1 --pset pager=off "${@:2}" --file "$1"
}

docker/install.sh
build
empty_directory
start_stand_in

iamirror init
iamirror import
psql docker/demo/access_control.sql
iamirror plan
iamirror apply
iamirror import
iamirror plan --detailed-exitcode

printf '\n== What was mirrored\n'
psql docker/demo/mirrored.sql
printf '\n== The role that was made\n'
psql docker/demo/made.sql --expanded
printf '\n== What changed between the two imports\n'
psql docker/demo/changed.sql

printf '\nLook around:  IAMIRROR_DATA_DIR=%s %s/build/release/iamirror db psql\n' "$directory" "$PWD"
if [ -n "$keep" ]; then
    echo "$stand_in" >"$directory.kept"
    printf 'The stand-in is at %s. To end both servers:\n' "$AWS_ENDPOINT_URL"
    printf '  kill %s; IAMIRROR_DATA_DIR=%s %s/build/release/iamirror db stop; rm %s.kept\n' \
        "$stand_in" "$directory" "$PWD" "$directory"
fi
printf 'Nothing was sent to AWS.\n'
