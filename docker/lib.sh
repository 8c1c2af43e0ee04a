# Shared by the scripts of this folder; sourced after `cd` to the root of the checkout.

packages="g++ cmake ninja-build pkg-config git ca-certificates procps python3-venv libpqxx-dev libpq-dev \
libcurl4-openssl-dev libssl-dev libtinyxml2-dev libcli11-dev libspdlog-dev nlohmann-json3-dev libgtest-dev libgmock-dev \
postgresql"

# What of `packages` is not installed, one line.
missing_packages() {
    for package in $packages; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s ' "$package"
    done
}

# Configures and builds preset $1; the targets after it, or all.
build_preset() {
    preset=$1
    shift
    cmake --preset "$preset" >"build/configure-$preset.log" 2>&1 || {
        cat "build/configure-$preset.log" >&2
        return 1
    }
    cmake --build --preset "$preset" --parallel "$(nproc)" ${1:+--target "$@"}
}

# Progress lines go to stderr: stdout is for answers.
say() {
    printf '%s\n' "$*" >&2
}
