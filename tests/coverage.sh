#!/bin/bash
# Line and branch coverage of the folders aws and model by their tests: a table, then the lines that no test reached.
# Needs gcovr. The branches that only an exception takes, and those that the compiler knows to be dead, are left out.
# Arguments are the test programs to run, "aws_test model_test" without any.
set -euo pipefail
cd "$(dirname "$0")/.."
. docker/lib.sh

[ $# -gt 0 ] || set -- aws_test model_test
build_preset coverage "$@"
find build/coverage -name '*.gcda' -delete
for program in "$@"; do
    say "running $program"
    IAMIRROR_SOURCE=$PWD "build/coverage/tests/$program" --gtest_brief=1 || say "$program failed; what it reached counts"
done
mkdir -p build/coverage/report
for folder in aws model; do
    gcovr --root . --filter "$folder/" --exclude-throw-branches --exclude-unreachable-branches --sort-uncovered \
        --json build/coverage/report/$folder.json --json-summary build/coverage/report/$folder.summary.json \
        build/coverage/CMakeFiles/iamirror_$folder.dir
done
python3 - aws model <<'REPORT'
import json, sys

def load(folder, kind):
    with open(f"build/coverage/report/{folder}{kind}.json") as file:
        return json.load(file)

print(f"{'folder':8}{'lines':>8}{'covered':>9}{'%':>7}{'branches':>10}{'covered':>9}{'%':>7}")
for folder in sys.argv[1:]:
    sums = load(folder, ".summary")
    print(f"{folder:8}{sums['line_total']:8}{sums['line_covered']:9}{sums['line_percent']:7}"
          f"{sums['branch_total']:10}{sums['branch_covered']:9}{sums['branch_percent']:7}")
for folder in sys.argv[1:]:
    for file in load(folder, "")["files"]:
        missed = [line["line_number"] for line in file["lines"] if not line["count"] and not line.get("gcovr/noncode")]
        if missed:
            print(f"{file['file']}: {' '.join(map(str, missed))}")
REPORT
