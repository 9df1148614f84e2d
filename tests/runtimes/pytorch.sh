#!/usr/bin/env bash
# The versions of PyTorch that exports are tried in, each in a Python of its own outside the tree:
#
#   tests/runtimes/pytorch.sh fetch VERSION...      downloads them from PyPI, some 900 MB each (2.9.1, 2.6.0, …)
#   tests/runtimes/pytorch.sh run VERSION ARGUMENT...   Python with that version; exits 77 where it was not fetched
#
# They lie in ${DRIFTWOOD_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/driftwood/deps}/pytorch-VERSION. PyPI's builds are for
# CUDA: stand-ins take the place of its libraries.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
deps=${DRIFTWOOD_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/driftwood/deps}

fetch() {
    local version=$1 folder=$deps/pytorch-$1
    if [ -e "$folder/fetched" ]; then return; fi
    /usr/bin/python3 -m venv "$folder"
    # --no-deps: the libraries of CUDA are several gigabytes.
    "$folder/bin/pip" install --quiet filelock fsspec jinja2 networkx numpy 'sympy>=1.13.1' typing_extensions
    "$folder/bin/pip" install --quiet --no-deps "torch==$version"
    python3 "$here/stub_libraries.py" "$(echo "$folder"/lib/python3*/site-packages/torch/lib)" "$folder/stubs"
    touch "$folder/fetched"
}

run() {
    local folder=$deps/pytorch-$1
    shift
    if [ ! -e "$folder/fetched" ]; then
        echo "not fetched: tests/runtimes/pytorch.sh fetch $(basename "$folder" | cut -d- -f2)"
        exit 77
    fi
    LD_LIBRARY_PATH=$folder/stubs exec "$folder/bin/python" "$@"
}

case "${1:-}" in
fetch) for version in "${@:2}"; do fetch "$version"; done ;;
run) run "${@:2}" ;;
*) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
