#!/usr/bin/env bash
# Installs everything that building (and, on request, testing) Driftwood needs on Debian 12 or 13.
#
#   packaging/setup.sh          dependencies of the build
#   packaging/setup.sh display  dependencies of the build, and a virtual display
#   packaging/setup.sh test     dependencies of build and tests
#
# Installs missing packages with apt-get (as root, or through sudo). If the distribution's librdkafka is too old,
# builds a newer one once into a private folder (packaging/librdkafka.sh). A second run finds everything and needs no
# network. To use another LibTorch, name its folder in CMAKE_PREFIX_PATH; Debian's is then not installed.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# --- Packages: the names are valid for Debian 12 and 13 ---------------------------------------------------------------

readonly build_packages=(
    # compiler and build tools
    build-essential cmake ninja-build ccache pkg-config git ca-certificates
    # determines file types for the Debian package
    file
    # Qt: core, the SQLite driver of the workspace, the test library
    qt6-base-dev libqt6sql6-sqlite
    # the window: SVG icons, charts, two typefaces
    qt6-svg-dev libqcustomplot-dev fonts-inter fonts-jetbrains-mono
    # translations: lrelease and lupdate with their CMake package, and the texts of Qt's own dialogs
    qt6-tools-dev qt6-l10n-tools qt6-translations-l10n
    # libraries of the rooms
    libexpected-dev libspdlog-dev nlohmann-json3-dev libcli11-dev libsimdjson-dev libssl-dev libavro-dev
    # the HTTP server of the demo's schema registry
    libcpp-httplib-dev
    # Protobuf descriptors; the second has the header of the parser of .proto files
    libprotobuf-dev libprotoc-dev
    # generates the messages of ONNX files
    protobuf-compiler
    # zip files of exports
    libzip-dev
    # dependencies of librdkafka; without one of them it silently lacks SCRAM, TLS or a compression. libcurl also
    # reads schema registries
    libsasl2-dev libcurl4-openssl-dev libzstd-dev liblz4-dev zlib1g-dev
    # passwords in the system's keychain
    libsecret-1-dev
)

# LibTorch uses any installed BLAS. Without OpenBLAS it is the reference BLAS, which is 3 to 7 times slower.
readonly torch_packages=(libtorch-dev libopenblas-dev libopenblas0-pthread)

# A virtual display, for the tour and for tests of drag and drop.
readonly display_packages=(xvfb xauth)

readonly test_packages=(
    # reference implementations for numbers and formats
    python3 python3-torch python3-numpy python3-scipy zstd
    # for those that Debian lacks, see provide_python_checks
    python3-venv
    # Apache Kafka: jars through Maven (JDK 17 or later), certificates by openssl, kcat as an independent client
    default-jdk-headless maven openssl kcat
    # a keychain for passwords, on a private bus
    gnome-keyring dbus-daemon
    # the shells in which completion is tested
    zsh fish
    clang-format
    # checks of the package, its manual and its window
    desktop-file-utils appstream lintian man-db x11-utils
)

# --- Messages ---------------------------------------------------------------------------------------------------------

say() { printf 'setup: %s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# --- Steps --------------------------------------------------------------------------------------------------------------

check_system() {
    command -v apt-get >/dev/null ||
        die "this script installs with apt-get, which is not here. Driftwood is built on Debian 12 and 13;" \
            "elsewhere install what the lists at the top of packaging/setup.sh name, then use cmake --preset release."
    local ID="" VERSION_ID="" PRETTY_NAME="an unknown system"
    # shellcheck disable=SC1091 # each machine's own
    [ -r /etc/os-release ] && . /etc/os-release
    case "$ID-$VERSION_ID" in
    debian-12 | debian-13) ;;
    *) say "made for Debian 12 and 13; this is $PRETTY_NAME, where package names may differ" ;;
    esac
}

# The folder of CMAKE_PREFIX_PATH (separated by ; or :) that contains a LibTorch, if any.
own_torch() {
    local folder
    while read -r folder; do
        if [ -n "$folder" ] && [ -e "$folder/share/cmake/Torch/TorchConfig.cmake" ]; then
            printf '%s\n' "$folder"
            return
        fi
    done < <(printf '%s\n' "${CMAKE_PREFIX_PATH:-}" | tr ';' '\n' | tr ':' '\n')
}

# Those of the given packages that are not installed.
missing_packages() {
    local installed
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | awk '$1 == "installed" { print $2 }') || true
    printf '%s\n' "$@" | grep -vxF -f <(printf '%s\n' "$installed") || true
}

install_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    if [ ${#missing[@]} -eq 0 ]; then
        say "all $# packages are installed"
        return
    fi
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        die "packages are missing, and this user is not root and has no sudo. As root, run:" \
            "apt-get update && apt-get install --no-install-recommends ${missing[*]}"
    fi
    say "fetching the package lists (apt-get update)"
    as_root apt-get -q update </dev/null >"$log" 2>&1 || {
        tail -n 5 "$log" | sed 's/^/    /' >&2
        say "not every list could be fetched (see above); going on with those at hand"
    }
    say "installing ${#missing[@]} of $# packages: ${missing[*]}"
    # Another apt-get may be running: wait for it for up to ten minutes.
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 install -y --no-install-recommends \
        "${missing[@]}" </dev/null >"$log" 2>&1 || {
        tail -n 20 "$log" | sed 's/^/    /' >&2
        die "apt-get could not install them (see above). Check the network and /etc/apt/sources.list*, then run this again."
    }
}

# The oldest that the source can be built with; packaging/cmake/FindDriftwoodRdKafka.cmake repeats it: change both.
readonly librdkafka_oldest=2.14.2
# What librdkafka.sh builds: that with the patches beside it, which any later one of the distribution is trusted to need no more.
readonly librdkafka_patched=2.14.2+5
readonly librdkafka_minimum=2.14.3

provide_librdkafka() {
    local deps=${DRIFTWOOD_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/driftwood/deps} built offered
    if pkg-config --exists "rdkafka >= $librdkafka_minimum"; then
        say "librdkafka $(pkg-config --modversion rdkafka) is installed"
        return
    fi
    # The folder gets its name only when it is complete (see librdkafka.sh).
    built=$(find "$deps" -mindepth 1 -maxdepth 1 -type d -name 'librdkafka-[0-9]*' 2>/dev/null | sort -V | tail -n 1) || true
    if [ -n "$built" ] && dpkg --compare-versions "${built##*-}" ge "$librdkafka_patched"; then
        say "librdkafka ${built##*-} is in $built"
        return
    fi
    offered=$(apt-cache policy librdkafka-dev 2>/dev/null | awk '$1 == "Candidate:" { print $2 }')
    if [ -n "$offered" ] && dpkg --compare-versions "$offered" ge "$librdkafka_minimum"; then
        install_packages librdkafka-dev
        return
    fi
    "$here/librdkafka.sh" && return
    # An older build of ours still serves where there is no network.
    if [ -z "$built" ] || dpkg --compare-versions "${built##*-}" lt "$librdkafka_oldest"; then return 1; fi
    say "going on with librdkafka ${built##*-} in $built, which lacks the patches in packaging/patches"
}

# The runtimes of exports that Debian lacks, in a Python of their own outside the tree. Without a network, the tests
# that need them are skipped and say so.
provide_python_checks() {
    local folder=${DRIFTWOOD_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/driftwood/deps}/python-checks
    if "$folder/bin/python" -c 'import onnx, onnxruntime' 2>/dev/null; then
        say "onnxruntime is in $folder"
        return
    fi
    say "installing onnx and onnxruntime into $folder"
    mkdir -p "$(dirname "$folder")"
    /usr/bin/python3 -m venv "$folder" >"$log" 2>&1 &&
        "$folder/bin/pip" install --quiet onnx onnxruntime numpy >"$log" 2>&1 || {
        tail -n 5 "$log" | sed 's/^/    /' >&2
        say "going on without onnxruntime: tests of ONNX files in it will be skipped"
    }
}

main() {
    local packages=("${build_packages[@]}") torch
    case "${1:-build}" in
    build) ;;
    display) packages+=("${display_packages[@]}") ;;
    test) packages+=("${display_packages[@]}" "${test_packages[@]}") ;;
    *) die "usage: packaging/setup.sh [build|display|test]" ;;
    esac

    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    check_system
    torch=$(own_torch)
    if [ -n "$torch" ]; then
        say "taking LibTorch from $torch (CMAKE_PREFIX_PATH)"
    else
        packages+=("${torch_packages[@]}")
    fi
    install_packages "${packages[@]}"
    provide_librdkafka
    if [ "${1:-build}" = test ]; then provide_python_checks; fi
}

main "$@"
