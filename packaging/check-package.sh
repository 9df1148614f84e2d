#!/usr/bin/env bash
# Runs one check of the Debian package in a build folder; ctest -L package runs all of them.
#
#   packaging/check-package.sh CHECK BUILD_FOLDER
#
#   contents   every file that belongs into the package is there, and none names the build folder
#   desktop    desktop-file-validate on the menu entry
#   appstream  appstreamcli on the metadata as installed, with menu entry and icon
#   lintian    Debian's own rules; driftwood.lintian-overrides gives reasons for exceptions
#   manual     the pages have no errors and list exactly the window's options
#   programs   the programs run from where the package installs them, including the LibTorch module
#   window     the window opens under a virtual display
#
# Nothing is installed: the package is unpacked into a temporary folder. Exit status: 0 passed, 1 failed, 77 tool missing.
set -euo pipefail

readonly check=${1:?usage: packaging/check-package.sh CHECK BUILD_FOLDER} build=${2:?no build folder}
readonly id=org.driftwood.Driftwood

die() { printf 'package: %s\n' "$*" >&2; exit 1; }

need() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null || { echo "package: skipped, $tool is not here (packaging/setup.sh test installs it)"; exit 77; }
    done
}

# Returns the newest package: a build folder keeps those of earlier versions.
find_package() {
    local found
    found=$(find "$build" -maxdepth 1 -name 'driftwood_*.deb' -printf '%T@ %p\n' | sort -n | tail -n 1)
    [ -n "$found" ] || die "there is no package in $build; cmake --build $build --target deb makes it"
    printf '%s\n' "${found#* }"
}

check_contents() {
    local file missing=0
    for file in usr/bin/driftwood usr/bin/driftwood-cli usr/share/driftwood/demo/plant.machines.json \
        "usr/share/applications/$id.desktop" "usr/share/icons/hicolor/scalable/apps/$id.svg" \
        "usr/share/metainfo/$id.metainfo.xml" usr/share/man/man1/driftwood.1.gz usr/share/man/man1/driftwood-cli.1.gz \
        usr/share/bash-completion/completions/driftwood-cli usr/share/zsh/vendor-completions/_driftwood-cli \
        usr/share/fish/vendor_completions.d/driftwood-cli.fish usr/share/doc/driftwood/copyright \
        usr/share/doc/driftwood/changelog.gz usr/share/doc/driftwood/changelog.Debian.gz; do
        [ -s "$root/$file" ] || { echo "package: $file is missing or empty" >&2; missing=1; }
    done
    # If a build path were among the library search paths, the owner of that folder could supply the libraries.
    while read -r file; do
        # shellcheck disable=SC2016 # $ORIGIN is the loader's
        if readelf -d "$file" | grep -E 'R(UN)?PATH' | grep -vE '\[\$ORIGIN/\.\./lib[^:]*:\$ORIGIN:\$ORIGIN/\.\./lib\]'; then
            echo "package: $file searches libraries elsewhere" >&2
            missing=1
        fi
    done < <(find "$root/usr/bin" "$root/usr/lib" -type f)
    return "$missing"
}

check_desktop() {
    need desktop-file-validate
    desktop-file-validate "$root/usr/share/applications/$id.desktop"
}

check_appstream() {
    need appstreamcli
    # The project has no home page. AppStream 1.0 asks for one; earlier versions do not know that check.
    local excused=()
    if ! appstreamcli --version | grep -q ' 0\.'; then excused=(--override=url-homepage-missing=info); fi
    appstreamcli validate-tree --no-net "${excused[@]}" "$root"
}

check_lintian() {
    need lintian
    lintian --allow-root --fail-on error,warning --display-info --show-overrides "$deb"
}

# The options that --help or a manual page lists, one per line.
options_in() { grep -oE '(^|[ ,])--?[a-z][a-z-]*' | tr -d ' ,' | sort -u; }

check_manual() {
    need man
    local page warnings
    for page in "$root"/usr/share/man/man1/*.gz; do
        warnings=$(man --warnings=w -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
        [ -z "$warnings" ] || die "${page##*/}: $warnings"
    done
    diff <("$root/usr/bin/driftwood" --help | grep -E '^ +-' | options_in | grep -vxE -- '-h|--help') \
        <(man -P cat -l "$root/usr/share/man/man1/driftwood.1.gz" | sed -n '/^OPTIONS/,/^KEYS/p' | grep -E '^ +-' | options_in) ||
        die "driftwood.1 does not have the options of driftwood --help (left: --help, right: the page)"
}

# Creates a data set, a model and its export; the export needs the LibTorch module from where the package installs it.
check_programs() {
    local cli="$root/usr/bin/driftwood-cli" address="" tries
    "$cli" demo --serve >"$scratch/broker" 2>&1 &
    ended_with_us=$!
    for ((tries = 0; tries < 150; tries++)); do
        address=$(grep -oE '127\.0\.0\.1:[0-9]+' "$scratch/broker" | head -n 1) && break
        sleep 0.2
    done
    [ -n "$address" ] || die "driftwood-cli demo --serve did not say where its broker is: $(cat "$scratch/broker")"
    local here=("$cli" -w "$scratch/workspace" -b "$address")
    "${here[@]}" dataset create checked plant.machines --from -30m
    "${here[@]}" train checked --epochs 1
    "${here[@]}" export checked "$scratch/checked.pt"
    # shellcheck disable=SC2016 # for the inner shell
    bash -uc '. "$1" && complete -p driftwood-cli' - "$root/usr/share/bash-completion/completions/driftwood-cli"
}

check_window() {
    need xvfb-run xwininfo
    export XDG_CONFIG_HOME=$scratch XDG_CACHE_HOME=$scratch XDG_RUNTIME_DIR=$scratch QT_QPA_PLATFORM=xcb
    # shellcheck disable=SC2016 # for the inner shell
    xvfb-run -a -s "-screen 0 1600x1000x24" bash -c '
        "$1" -w "$2" & window=$!
        for ((tries = 0; tries < 150; tries++)); do
            if xwininfo -root -tree | grep -F "(\"driftwood\" \"driftwood\")"; then kill "$window"; exit 0; fi
            kill -0 "$window" || exit 1
            sleep 0.2
        done
        kill "$window"; echo "package: no window within half a minute" >&2; exit 1
    ' - "$root/usr/bin/driftwood" "$scratch/workspace"
}

clean_up() {
    if [ -n "$ended_with_us" ]; then
        kill "$ended_with_us" 2>/dev/null || true
        wait "$ended_with_us" 2>/dev/null || true
    fi
    rm -rf "$scratch"
}

ended_with_us=""
scratch=$(mktemp -d "${TMPDIR:-/tmp}/driftwood-package.XXXXXX")
trap clean_up EXIT
root=$scratch/root
deb=$(find_package)
dpkg-deb -x "$deb" "$root"
case "$check" in
contents | desktop | appstream | lintian | manual | programs | window) "check_$check" ;;
*) die "no such check: $check" ;;
esac
