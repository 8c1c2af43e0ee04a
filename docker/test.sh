#!/bin/bash
# Builds with warnings as errors, without and with sanitizers (address, undefined), and runs every test of both builds.
# Installs what is missing. The output ends with one summary of ctest over both. Published cases are looked for in
# IAMIRROR_CORPORA; without it their tests say that they were skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
. docker/lib.sh

docker/install.sh
for preset in release asan; do
    say "building $preset"
    build_preset "$preset" || exit 1
done

# One run over both builds: `release` and `asan` are subdirectories of a third.
mkdir -p build/all
printf 'subdirs("%s" "%s")\n' "$PWD/build/release" "$PWD/build/asan" >build/all/CTestTestfile.cmake
exec ctest --test-dir build/all --output-on-failure --no-tests=error --parallel 2 "$@"
