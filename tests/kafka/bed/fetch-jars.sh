#!/usr/bin/env bash
# Fetches, through Maven, the jars of which the tests make an Apache Kafka broker.
#
#   tests/kafka/bed/fetch-jars.sh [VERSION...]      default: every version in versions.txt
#
# They lie in ${DRIFTWOOD_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/driftwood/deps}/kafka-VERSION; a folder of that name is
# complete, and nothing is asked of the network for it. Exits non-zero, saying why, if a version cannot be had.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
deps=${DRIFTWOOD_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/driftwood/deps}

die() {
    printf 'kafka jars: %s\n' "$*" >&2
    exit 1
}

fetch() {
    local version=$1 folder=$deps/kafka-$1
    if [ -d "$folder" ]; then
        echo "kafka jars: $version is in $folder"
        return
    fi
    command -v mvn >/dev/null || die "Maven (mvn) is not installed. On Debian: apt-get install maven"
    command -v java >/dev/null || die "Java is not installed. On Debian: apt-get install default-jdk-headless"
    mkdir -p "$deps"
    # Resolved beside it and renamed, so that a folder with the right name is always whole.
    partial=$(mktemp -d "$deps/kafka-$version.XXXXXX")
    trap 'rm -rf "$partial"' EXIT
    echo "kafka jars: resolving $version with Maven (about 45 MB)"
    mvn -q -B -U -Dstyle.color=never -f "$here/pom.xml" -P "kafka-${version%%.*}" -Dkafka.version="$version" dependency:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory="$partial" </dev/null >"$partial/maven.log" 2>&1 || {
        grep -m 1 ERROR "$partial/maven.log" >&2 || tail -n 5 "$partial/maven.log" >&2
        die "Maven could not resolve Kafka $version (see above). Is there a way to a Maven repository (~/.m2/settings.xml)?"
    }
    rm "$partial/maven.log"
    # Two at once fetch the same: the second finds the first's folder and leaves it.
    mv -T "$partial" "$folder" 2>/dev/null || [ -d "$folder" ] || die "cannot make $folder"
    echo "kafka jars: $version is in $folder"
}

if [ $# -eq 0 ]; then
    mapfile -t versions <"$here/versions.txt"
    set -- "${versions[@]}"
fi
for version in "$@"; do
    # A shell of its own: each has its own temporary folder to clear away.
    (fetch "$version")
done
