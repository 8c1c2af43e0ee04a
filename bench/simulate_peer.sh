#!/bin/bash
# `iamirror simulate` beside npm's @cloud-copilot/iam-simulate, both deciding the same requests in one run:
# bench/simulate_peer.sh BUILD_DIR [REQUESTS]. Needs node and npm. The peer is called, never copied: it is AGPL; it is
# installed into a temporary folder, at the versions below.
#
# The peer gets requests in memory and policies that its own library validated once, which is its fastest published
# way; ours reads every line with its policies from a file and writes its answer. The best of three of each counts.
set -euo pipefail
shopt -s inherit_errexit
build=$(realpath "$1") requests=${2:-12000}
cd "$(dirname "$0")"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
packages=(@cloud-copilot/iam-simulate@0.1.173 @cloud-copilot/iam-policy@0.1.109)
npm install --prefix "$folder" --no-audit --no-fund --ignore-scripts --loglevel=error "${packages[@]}" >"$folder/npm.log"
tool() { node simulate_peer.mjs "$@"; }

# Requests a second, the best of three; what stands before the program may bind it to a core.
ours() {
    local best=0 begin end rate
    for _ in 1 2 3; do
        begin=${EPOCHREALTIME/./}
        "$@" "$build/iamirror" simulate "$folder/lines" >"$folder/ours"
        end=${EPOCHREALTIME/./}
        rate=$((requests * 1000000 / (end - begin)))
        best=$((rate > best ? rate : best))
    done
    echo "$best"
}

echo "load: $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores, node $(node --version)"
tool generate "$requests" >"$folder/requests"
tool ours <"$folder/requests" >"$folder/lines"
theirs=$(taskset -c 0 node simulate_peer.mjs run "$folder/requests" "$folder" "$folder/theirs")
one=$(ours taskset -c 0) all=$(ours env)
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", a / b }'; }
echo "the peer, one core: $theirs decisions/s"
echo "ours, one core:     $one decisions/s, $(ratio "$one" "$theirs") times the peer's"
echo "ours, all cores:    $all decisions/s, $(ratio "$all" "$theirs") times the peer's on one"
tool compare "$folder/ours" "$folder/theirs"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg)"
