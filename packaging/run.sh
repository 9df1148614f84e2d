#!/usr/bin/env bash
# From a fresh clone to a running demonstration: installs what is missing, builds, and starts `driftwood-cli demo`.
#
#   packaging/run.sh [options of driftwood-cli demo]
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
packaging/setup.sh build

echo "run: configuring and building into build/release (minutes the first time, seconds afterwards)"
cmake --preset release --log-level=NOTICE
cmake --build --preset release --target driftwood-cli

# Qt wants a UTF-8 locale and says so on every start; a bare machine has none.
if [ -z "${LC_ALL:-}${LC_CTYPE:-}${LANG:-}" ]; then export LC_ALL=C.UTF-8; fi
exec build/release/bin/driftwood-cli demo "$@"
