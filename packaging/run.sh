#!/usr/bin/env bash
# From a fresh clone to a running demonstration: installs what is missing, builds, and opens the window on the demo.
#
#   packaging/run.sh              the window; where there is no display, the tour
#   packaging/run.sh --tour [DIR] the tour: the real window under a virtual display, driven through the whole main job,
#                                 leaving pictures and a page that shows them in DIR (default: driftwood-tour)
#   packaging/run.sh --terminal [options of driftwood-cli demo]
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Qt requires a UTF-8 locale and warns on every start without one; a minimal installation has none.
if [ -z "${LC_ALL:-}${LC_CTYPE:-}${LANG:-}" ]; then export LC_ALL=C.UTF-8; fi

what=window
case "${1:-}" in
-h | --help)
    sed -n '2,/^set /{ s/^# \{0,1\}//p }' packaging/run.sh
    exit
    ;;
--tour | --terminal)
    what=${1#--}
    shift
    ;;
*)
    if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        echo "run: there is no display, so the tour is shown in pictures (--terminal runs the demo in this terminal)"
        what=tour
    fi
    ;;
esac

declare -A target=([window]=driftwood [tour]=driftwood-tour [terminal]=driftwood-cli)
if [ "$what" = tour ]; then packaging/setup.sh display; else packaging/setup.sh build; fi
echo "run: configuring and building into build/release (minutes the first time, seconds afterwards)"
cmake --preset release --log-level=NOTICE
cmake --build --preset release --target "${target[$what]}"

case "$what" in
window)
    status=0
    build/release/bin/driftwood --demo "$@" || status=$?
    if [ "$status" -eq 134 ]; then # Qt ends the process when a display is named but does not answer
        echo "run: the window could not be opened on DISPLAY=${DISPLAY:-} (see above). Give this user access to it, or see" \
            "the tour in pictures: packaging/run.sh --tour" >&2
    fi
    exit "$status"
    ;;
terminal) exec build/release/bin/driftwood-cli demo "$@" ;;
tour) exec xvfb-run -a -s "-screen 0 1600x1000x24" build/release/bin/driftwood-tour "$@" ;;
esac
