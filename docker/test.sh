#!/bin/bash
# Builds with warnings as errors, without and with sanitizers (address, undefined), and runs every test of both builds,
# and each fuzz target for a minute. Installs what is missing. The output ends with one summary of ctest over all.
# Published cases are looked for in IAMIRROR_CORPORA; without it their tests say that they were skipped.
set -euo pipefail
cd "$(dirname "$0")/.."
. docker/lib.sh

docker/install.sh
for preset in release asan; do
    say "building $preset"
    build_preset "$preset" || exit 1
done

# The fuzz targets need clang; without it they are left out, and the last line says so.
builds="\"$PWD/build/release\" \"$PWD/build/asan\""
clang=$(find_clang)
if [ -z "$clang" ]; then
    docker/install.sh clang libclang-rt-dev || say "clang cannot be installed"
    clang=$(find_clang)
fi
if [ -n "$clang" ]; then
    say "building fuzz"
    CXX=$clang build_preset fuzz || exit 1
    builds="$builds \"$PWD/build/fuzz\""
else
    trap 'say "SKIPPED: the fuzz targets, because clang is not installed"' EXIT
fi

# One run over all builds: they are subdirectories of one more.
mkdir -p build/all
printf 'subdirs(%s)\n' "$builds" >build/all/CTestTestfile.cmake
# Many tests wait for a server or a clock: beside the one fuzz target, which computes, two for each core.
ctest --test-dir build/all --output-on-failure --no-tests=error --parallel $((2 * $(nproc) + 1)) "$@"
