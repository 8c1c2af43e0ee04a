#!/bin/sh
# Writes docker/requirements.txt: the AWS stand-in and all it needs, each with the hash of every wheel that Debian 12
# (python 3.11) and 13 (python 3.13), x86_64 and aarch64, would pick. Run it to raise a version, then read the diff.
# Asks the package index that pip is set up with; needs python3-venv.
set -eu
cd "$(dirname "$0")"
wanted="moto==5.2.3 flask flask-cors PyYAML py-partiql-parser waitress"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/venv"

# platforms GLIBC_MINOR MACHINE: what pip accepts there, the newest first
platforms() {
    minor=$1
    while [ "$minor" -ge 17 ]; do
        printf ' --platform manylinux_2_%s_%s' "$minor" "$2"
        minor=$((minor - 1))
    done
    printf ' --platform manylinux2014_%s' "$2"
}

for machine in x86_64 aarch64; do
    for release in "3.11 36" "3.13 41"; do
        python=${release% *}
        # shellcheck disable=SC2046,SC2086  # a list of words each
        "$scratch/venv/bin/pip" install --quiet --dry-run --ignore-installed --only-binary=:all: --implementation cp \
            --python-version "$python" $(platforms "${release#* }" "$machine") --target "$scratch/none" \
            --report "$scratch/$python-$machine.json" $wanted
    done
done

"$scratch/venv/bin/python" - "$scratch" "$wanted" >requirements.txt <<'PYTHON'
import collections, json, pathlib, sys

versions, hashes = {}, collections.defaultdict(set)
for report in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
    for item in json.loads(report.read_text())["install"]:
        name = item["metadata"]["name"].lower().replace("_", "-")
        version = item["metadata"]["version"]
        if versions.setdefault(name, version) != version:
            sys.exit(f"{name}: {versions[name]} on one release, {version} on another")
        hashes[name].add(item["download_info"]["archive_info"]["hashes"]["sha256"])
print(f"# Made by docker/lock_requirements.sh from: {sys.argv[2]}")
print("# moto's `server` extra asks for far more than IAM, STS, S3 and S3 Control need; what it needs for them is named above.")
for name in sorted(versions):
    print(" \\\n    ".join([f"{name}=={versions[name]}"] + [f"--hash=sha256:{h}" for h in sorted(hashes[name])]))
PYTHON
