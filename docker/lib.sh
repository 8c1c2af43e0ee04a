# Shared by the scripts of this folder; sourced after `cd` to the root of the checkout.

packages="g++ cmake ninja-build pkg-config git ca-certificates procps python3-venv libpqxx-dev libpq-dev \
libcurl4-openssl-dev libssl-dev libtinyxml2-dev libcli11-dev libspdlog-dev libyaml-cpp-dev nlohmann-json3-dev libgtest-dev \
libgmock-dev postgresql"

# What of `packages` is not installed, one line.
missing_packages() {
    # shellcheck disable=SC2086  # a list of words
    present=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $packages 2>/dev/null | sed -n 's/^installed //p')
    for package in $packages; do
        printf '%s\n' "$present" | grep -qxF "$package" || printf '%s ' "$package"
    done
}

# Configures and builds preset $1; the targets after it, or all.
build_preset() {
    preset=$1
    shift
    mkdir -p build
    cmake --preset "$preset" -D IAMIRROR_CORPORA="${IAMIRROR_CORPORA:-}" >"build/configure-$preset.log" 2>&1 || {
        cat "build/configure-$preset.log" >&2
        return 1
    }
    cmake --build --preset "$preset" --parallel "$(nproc)" ${1:+--target "$@"}
}

# The first clang that links a fuzz target; nothing where there is none.
find_clang() {
    for clang in clang++ clang++-19 clang++-14; do
        echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' |
            "$clang" -fsanitize=fuzzer,address,undefined -x c++ - -o /dev/null 2>/dev/null || continue
        echo "$clang"
        return
    done
}

# Progress lines go to stderr: stdout is for answers.
say() {
    printf '%s\n' "$*" >&2
}
