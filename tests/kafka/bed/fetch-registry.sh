#!/usr/bin/env bash
# Fetches, through Maven, the schema registry that the tests ask: Apicurio, which has Confluent's API.
#
#   tests/kafka/bed/fetch-registry.sh
#
# It lies in ${DRIFTWOOD_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/driftwood/deps}/apicurio-VERSION; a folder of that name is
# complete, and nothing is asked of the network for it.
set -euo pipefail

readonly version=3.0.9 # repeated in tests/unit/decoder/test_apicurio.cpp: change both
folder=${DRIFTWOOD_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/driftwood/deps}/apicurio-$version

die() {
    printf 'registry: %s\n' "$*" >&2
    exit 1
}

if [ -d "$folder" ]; then
    echo "registry: $version is in $folder"
    exit
fi
command -v mvn >/dev/null || die "Maven (mvn) is not installed. On Debian: apt-get install maven"
mkdir -p "$(dirname "$folder")"
# Unpacked beside it and renamed, so that a folder with the right name is always whole.
partial=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$partial"' EXIT
echo "registry: resolving $version with Maven (about 110 MB)"
mvn -q -B -Dstyle.color=never dependency:copy -Dartifact="io.apicurio:apicurio-registry-app:$version:tar.gz:all" \
    -DoutputDirectory="$partial" </dev/null >"$partial/maven.log" 2>&1 || {
    tail -n 5 "$partial/maven.log" >&2
    die "Maven could not resolve it (see above). Is there a way to a Maven repository (~/.m2/settings.xml)?"
}
tar xzf "$partial"/*.tar.gz -C "$partial"
rm "$partial"/*.tar.gz "$partial/maven.log"
mv -T "$partial" "$folder" 2>/dev/null || [ -d "$folder" ] || die "cannot make $folder"
echo "registry: $version is in $folder"
