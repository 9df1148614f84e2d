#!/usr/bin/env bash
# Builds a recent librdkafka from the source package of Debian's next release into a private prefix, once.
#
#   packaging/librdkafka.sh     setup.sh calls it if the distribution's librdkafka is not later than 2.14.2
#                               (Debian 12 has 2.0.2, Debian 13 has 2.8.0)
#
# Faults of older versions: before 2.6.1 librdkafka cannot log in to Kafka 4 with SCRAM, and closing a client whose
# topic was deleted never returns; before 2.10 it crashes when a topic is deleted and recreated while it is read.
# Debian's source package is used because it is signed, apt verifies the signature with the Debian keyring, and every
# Debian mirror has it. Debian's patches are left out: they replace bundled code by packages that older releases build
# differently. Driftwood's own, packaging/patches/librdkafka-*.patch, are applied; each says what it mends. Plugins are
# disabled: a connection's properties must not be able to load a library
# (plugin.library.paths). The library is static, so that no older shared library can replace it at run time.
#
# The prefix is ${DRIFTWOOD_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/driftwood/deps}/librdkafka-<version>+<patches>;
# packaging/cmake/FindDriftwoodRdKafka.cmake repeats this rule: change both.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly here
readonly suite=forky
# Raised with every change of the patches, in setup.sh too: what was built with others is built again.
readonly patches=5
readonly keyring=/usr/share/keyrings/debian-archive-keyring.gpg
readonly needed_features=(ssl sasl_plain sasl_scram sasl_oauthbearer gzip snappy zstd lz4)
readonly deps=${DRIFTWOOD_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/driftwood/deps}

say() { printf 'librdkafka: %s\n' "$*"; }
die() { printf 'librdkafka: %s\n' "$*" >&2; exit 1; }

# The mirrors that this machine uses for its own release.
# shellcheck disable=SC1091,SC2016 # os-release is each machine's own; apt, not the shell, reads $(ORIGIN)
mirrors() {
    local codename
    codename=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
    apt-get indextargets --format '$(ORIGIN) $(RELEASE) $(COMPONENT) $(REPO_URI)' 'Identifier: Packages' 2>/dev/null |
        awk -v release="$codename" '$1 == "Debian" && $2 == release && $3 == "main" { print $4; exit }'
}

# Runs apt with separate sources, lists and cache, so that the machine's configuration is unchanged. Mirrors may lag, and
# lists of a release in development are valid for a week only, so validity dates are ignored; signatures are checked.
private_apt() {
    apt-get -q -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o Acquire::Check-Valid-Until=false "$@"
}

fetch_source() {
    local mirror log="$work/fetch.log"
    mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/source"
    # apt downloads as the user _apt if possible.
    if [ "$(id -u)" -eq 0 ] && id _apt >/dev/null 2>&1; then chown _apt "$work/source"; fi
    while read -r mirror; do
        say "fetching the source package of Debian $suite from $mirror"
        echo "deb-src [signed-by=$keyring] $mirror $suite main" >"$work/sources.list"
        # Error-Mode=any: a list that cannot be fetched is an error, not a warning.
        if private_apt -o APT::Update::Error-Mode=any update >"$log" 2>&1 &&
            (cd "$work/source" && private_apt source --download-only librdkafka &&
                dpkg-source --skip-patches -x librdkafka_*.dsc) >>"$log" 2>&1; then
            return 0
        fi
        sed 's/^/    /' "$log" >&2
    done < <(mirrors)
    die "no mirror gave the source package (see above). Without network: connect and run it again." \
        "NO_PUBKEY: run 'apt-get install --only-upgrade debian-archive-keyring' first."
}

apply_patches() {
    local patch
    for patch in "$here"/patches/librdkafka-*.patch; do
        patch --directory "$source_dir" --strip 1 --input "$patch" --silent || die "$patch does not fit $version."
    done
}

build() {
    local log="$work/build.log"
    # Only the C library (in src); the C++ library beside it is not used.
    say "building $version with $(nproc) jobs (about a minute on two cores)"
    if ! {
        cmake -S "$source_dir" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$prefix" \
            -DCMAKE_INSTALL_LIBDIR=lib -DRDKAFKA_BUILD_STATIC=ON -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
            -DRDKAFKA_BUILD_TESTS=OFF -DRDKAFKA_BUILD_EXAMPLES=OFF -DENABLE_LZ4_EXT=ON -DWITH_ZSTD=ON -DWITH_SSL=ON \
            -DWITH_SASL=ON -DWITH_CURL=ON -DWITH_ZLIB=ON -DWITH_PLUGINS=OFF &&
            cmake --build "$work/build" --target rdkafka &&
            DESTDIR="$stage" cmake --install "$work/build/src" &&
            install -D -m 644 "$source_dir/debian/copyright" "$stage$prefix/share/doc/librdkafka/copyright" &&
            install -m 644 "$here"/patches/librdkafka-*.patch "$stage$prefix/share/doc/librdkafka"
    } >"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" | sed 's/^/    /' >&2
        die "the build failed (see above)."
    fi
}

# A build without SASL or zstd succeeds silently, so query the library itself, through a test program linked with it.
check_features() {
    local features feature
    cat >"$work/features.c" <<'C'
#include <librdkafka/rdkafka.h>
#include <stdio.h>
int main(void) {
    char text[1024];
    size_t size = sizeof text;
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_conf_set_log_cb(conf, NULL);  /* no warning about missing brokers */
    rd_kafka_t *client = rd_kafka_new(RD_KAFKA_PRODUCER, conf, text, sizeof text);
    if (!client) { fprintf(stderr, "%s\n", text); return 1; }
    if (rd_kafka_conf_get(rd_kafka_conf(client), "builtin.features", text, &size) != RD_KAFKA_CONF_OK) return 1;
    printf("%s %s\n", rd_kafka_version_str(), text);
    rd_kafka_destroy(client);
    return 0;
}
C
    cc "$work/features.c" -o "$work/features" -I "$stage$prefix/include" "$stage$prefix/lib/librdkafka.a" \
        -lsasl2 -lssl -lcrypto -lcurl -lzstd -llz4 -lz -lpthread -ldl -lrt -lm ||
        die "a program could not be linked with what was built (see above)."
    features=$("$work/features") || die "a client could not be created with what was built."
    for feature in "${needed_features[@]}"; do
        case ",${features#* }," in
        *",$feature,"*) ;;
        *) die "$version was built without $feature (it has $features); its -dev package was missing." ;;
        esac
    done
    say "made a client: $features"
}

main() {
    work=$(mktemp -d "${TMPDIR:-/tmp}/driftwood-librdkafka.XXXXXX")
    trap 'rm -rf "$work" "${stage:-}"' EXIT
    chmod 755 "$work"
    fetch_source

    source_dir=$(find "$work/source" -mindepth 1 -maxdepth 1 -type d -name 'librdkafka-*')
    version=${source_dir##*/librdkafka-}
    prefix=$deps/librdkafka-$version+$patches
    # On the same file system as the prefix, so that the rename below is atomic: no half-built folder gets the name.
    mkdir -p "$deps"
    stage=$(mktemp -d "$deps/.building.XXXXXX")

    apply_patches
    build
    check_features
    rm -rf "$prefix"
    mv "$stage$prefix" "$prefix"
    say "$version is in $prefix"
}

main "$@"
