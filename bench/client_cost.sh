#!/bin/bash
# Calls a CPU-second of our client beside botocore, both against the same canned answers on loopback without TLS, the
# best of three for each, in turn: bench/client_cost.sh BUILD_DIR [CPU_SECONDS]. Small calls are made by one thread and by
# eight, as an import makes them; each ratio is to the peer with as many threads. Needs python with botocore
# (docker/install.sh makes build/venv). Only the client's own CPU counts; the server is a process of its own.
set -euo pipefail
build=$(realpath "$1") seconds=${2:-2}
cd "$(dirname "$0")"
python=${IAMIRROR_VENV:-../build/venv}/bin/python
export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_EC2_METADATA_DISABLED=true
unset AWS_SESSION_TOKEN AWS_PROFILE

# Sets `answer` to what the command prints, and `server_says` to what the server counted meanwhile. PORT in the command
# stands for the server's.
with_server() {
    local roles=$1 port input output
    shift
    coproc server { exec "$build/bench/bench_canned_server" "$roles"; }
    exec {input}>&"${server[1]}" {output}<&"${server[0]}"
    local pid=$server_PID
    eval "exec ${server[1]}>&- ${server[0]}<&-"
    read -r port <&"$output"
    answer=$("${@//PORT/$port}")
    exec {input}>&-
    server_says=$(cat <&"$output")
    exec {output}<&-
    wait "$pid"
}

larger() { printf '%s\n' "$@" | sort -g | tail -1; }

echo "load: $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores"
with_server 1 "$build/bench/bench_canned_load" PORT 4 3
echo "the server alone: $answer requests/s over 4 connections ($server_says)"
alone=0
for _ in 1 2 3; do
    with_server 1 "$build/bench/bench_curl_alone" http://127.0.0.1:PORT/bucket-000000000000?tagging "$seconds"
    alone=$(larger "$alone" "$answer")
done
echo "libcurl alone, one connection, the first of the small calls: $alone calls/CPU s"
printf '%-8s %5s %7s  %21s  %21s  %5s\n' calls roles threads 'ours/CPU s (conn.)' 'botocore/CPU s (conn.)' ratio
for case in "small 1 1" "small 1 8" "list 100 1" "details 100 1" "list 1000 1" "details 1000 1" "import 1000 1" \
    "import 1000 8"; do
    read -r kind roles threads <<<"$case"
    ours=0 theirs=0
    for _ in 1 2 3; do
        with_server "$roles" "$build/bench/bench_client_cost" http://127.0.0.1:PORT "$kind" "$seconds" "$threads"
        ours=$(larger "$ours" "$answer") ours_connections=${server_says%% *}
        with_server "$roles" "$python" client_cost.py http://127.0.0.1:PORT "$kind" "$seconds" "$threads"
        theirs=$(larger "$theirs" "$answer") their_connections=${server_says%% *}
    done
    printf '%-8s %5s %7s  %15s (%3s)  %15s (%3s)  %5s\n' "$kind" "$roles" "$threads" "$ours" "$ours_connections" "$theirs" \
        "$their_connections" "$(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.1f", a / b }')"
done
echo "load: $(cut -d' ' -f1-3 /proc/loadavg)"
