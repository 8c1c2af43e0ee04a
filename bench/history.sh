#!/bin/bash
# How fast the mirror answers with 500 accounts of 1,000 roles and ten versions of each, and whether readers notice a
# publish: bench/history.sh BUILD_DIR [ACCOUNTS]. Makes an embedded cluster of its own and removes it; needs about 4 GB.
set -euo pipefail
build=$(realpath "$1") accounts=${2:-500}
cd "$(dirname "$0")"
data=$(mktemp -d /var/tmp/iamirror-bench.XXXXXX)
chmod 755 "$data"
export IAMIRROR_DATA_DIR=$data/cluster
trap '"$build/iamirror" db stop >/dev/null 2>&1 || true; rm -rf "$data"' EXIT

"$build/iamirror" init 2>/dev/null >/dev/null
url=$("$build/iamirror" db url)
sql() { psql "$url" -qAtX "$@"; }

echo "loading $accounts accounts of 1,000 roles, 10 versions each"
sql -v accounts="$accounts" -f history_load.sql
sql -c "select 'current', count(*) from mirror.aws_iam_role union all select 'closed', count(*) from mirror.aws_iam_role_history"

# Planning and execution of the fastest of five, every column computed.
time_of() {
    for _ in 1 2 3 4 5; do
        sql -c "set search_path = aws" -c "${2:-select}" -c "explain (analyze, timing off) $3" |
            awk '/^(Planning|Execution) Time/ { sum += $3 } END { print sum }'
    done | sort -n | head -1 | sed "s/^/$1: /; s/$/ ms/"
}
one="where account_id = '000100000042'"
year="set iamirror.as_of = '$(date -u -d '1 year ago' +%F)'"
columns="name, arn, path, description, tags, attached_policy_arns, max_session_duration"
time_of "current, one account" select "select $columns from aws.aws_iam_role $one"
time_of "current, one account, every column" select "select * from aws.aws_iam_role $one"
time_of "as of a year ago, one account" "$year" "select $columns from aws_at.aws_iam_role $one"
time_of "as of a year ago, one account, every column" "$year" "select * from aws_at.aws_iam_role $one"
time_of "as of a year ago, all" "$year" "select $columns from aws_at.aws_iam_role"

p99() { awk '{ print $3 / 1000 }' "$data"/log.* | sort -n | awk '{ v[NR] = $1 } END { print v[int(NR * 0.99)] }'; rm -f "$data"/log.*; }
pgbench=$(command -v pgbench || ls -d /usr/lib/postgresql/*/bin/pgbench | tail -1)
readers() {
    "$pgbench" -n -c 1 -T 20 -f history_read.sql -l --log-prefix="$data/log" "$url" >/dev/null 2>"$data/pgbench.err" || {
        cat "$data/pgbench.err" >&2
        exit 1
    }
}
readers
idle=$(p99)
"$build/bench/bench_publish" "$url" 10 25 >"$data/publish.out" &
publisher=$!
readers
busy=$(p99)
wait "$publisher"
echo "one reader, p99: idle $idle ms, beside publishes $busy ms ($(wc -l <"$data/publish.out") publishes of 10,000 changed roles)"
