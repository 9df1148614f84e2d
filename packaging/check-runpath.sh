#!/usr/bin/env bash
# check-runpath.sh BUILD: checks that no program or library of a build tree makes the loader search the current folder,
# as an empty or relative entry of its run path would. Exit status 77: readelf is not installed.
set -euo pipefail

build=${1:?the folder of a build}
command -v readelf >/dev/null || exit 77
checked=0 wrong=0
while read -r file; do
    path=$(readelf -d "$file" 2>/dev/null | sed -nE 's/.*\((RPATH|RUNPATH)\).*\[(.*)\]$/\2/p')
    checked=$((checked + 1))
    [ -n "$path" ] || continue
    # shellcheck disable=SC2016 # $ORIGIN is the loader's
    if printf '%s' "$path" | tr ':' '\n' | grep -qvE '^(/|\$ORIGIN($|/))' || [[ :$path: == *::* ]]; then
        echo "$file looks for libraries in the current folder: [$path]" >&2
        wrong=1
    fi
done < <(find "$build/bin" "$build/lib" "$build/tests" -maxdepth 1 -type f '(' -perm -u+x -o -name '*.so*' ')' 2>/dev/null)
[ "$checked" -gt 0 ] || { echo "nothing is built in $build" >&2; exit 1; }
exit "$wrong"
