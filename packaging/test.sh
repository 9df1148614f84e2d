#!/usr/bin/env bash
# Runs all checks of Driftwood, from a fresh clone: installs what is missing, builds the
# release and runs all its tests (including those on Apache Kafka), then builds with
# AddressSanitizer and UndefinedBehaviorSanitizer and runs the tests that need no Kafka. Where there is time left
# of the hour, the tests of what several threads touch follow with ThreadSanitizer, and a minute of each fuzz program.
#
#   packaging/test.sh
#
# CI=true turns tests that are skipped without Kafka into failures. Exits non-zero if anything failed.
# shellcheck disable=SC2317 # the functions are called through step
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

export QT_QPA_PLATFORM=offscreen
export LC_ALL=C.UTF-8
if [ "${CI:-}" = true ]; then export DRIFTWOOD_REQUIRE_KAFKA=1; fi
# Paths below the clone are treated as relative, so that clones in other folders share ccache objects.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

summary=()
failed=0

# step NAME COMMAND...: runs the command, records time and result; returns the command's status.
step() {
    local name=$1 start=$SECONDS status=0 word=ok
    shift
    printf '\n==> %s\n' "$name"
    "$@" || status=$?
    if [ "$status" -ne 0 ]; then
        word="FAILED ($status)"
        failed=1
    fi
    summary+=("$(printf '%5d s  %-12s %s' $((SECONDS - start)) "$word" "$name")")
    return "$status"
}

# What failed, once more and in few lines: the output above it may be long.
show_failures() {
    local log
    for log in build/*/failures.log; do
        [ -f "$log" ] || continue
        printf '\n==> Failures: %s\n' "$(basename "$(dirname "$log")")"
        tail -n 60 "$log" | cut -c 1-400
    done
}

finish() {
    if [ "$failed" -ne 0 ]; then show_failures; fi
    printf '\n==> Summary\n'
    printf '%s\n' "${summary[@]}"
    printf '%5d s  in all\n' "$SECONDS"
    exit "$failed"
}

build() {
    local preset=$1
    shift
    rm -f "build/$preset/failures.log"
    cmake --preset "$preset" --log-level=NOTICE && cmake --build --preset "$preset" "$@"
}

# Tests that need the machine for themselves are marked RUN_SERIAL; a test that hangs is ended by its time limit.
# Many tests wait for time limits more than they compute: twice as many at once as there are processors.
run_tests() {
    local preset=$1 status=0
    shift
    ctest --test-dir "build/$preset" --output-on-failure --no-tests=error --timeout 300 -j "$((2 * $(nproc)))" "$@" || status=$?
    if [ "$status" -ne 0 ]; then
        grep -E -A 4 '^(FAIL!|XPASS|QFATAL|FAIL:)|Test Failed\.|Test timed out|^==[0-9]+==ERROR|runtime error:' \
            "build/$preset/Testing/Temporary/LastTest.log" >>"build/$preset/failures.log" || true
    fi
    return "$status"
}

# Downloads once here, so that no test waits for it.
fetch_kafka() {
    if [ -x tests/kafka/bed/fetch-jars.sh ]; then
        tests/kafka/bed/fetch-registry.sh || echo "test_apicurio will be skipped"
        tests/kafka/bed/fetch-jars.sh
    else
        echo "no Kafka bed in this version"
    fi
}

# A minute of each fuzz program, two at a time, with another seed every day.
fuzz_a_minute() {
    local seed
    seed=$(date +%Y%j)
    find build/asan/tests -maxdepth 1 -name 'fuzz_*' -type f -perm -u+x -printf '%f\n' | sort |
        (cd build/asan/tests && xargs -P "$(nproc)" -I '{}' sh -c \
            'said=$(./{} ../../../tests/fuzz/seeds/{} --seed '"$seed"' --seconds 60 2>&1); status=$?
             printf "%s: %s\n" {} "$said"; exit $status')
}

# Whether there is time for a step: checks that find something rarely give way to those that find something often.
time_for() { [ "$SECONDS" -lt "$1" ]; }

step "setup" packaging/setup.sh test || finish
step "build: release" build release || finish
step "Kafka and a schema registry" fetch_kafka || true
step "tests: release" run_tests release -LE kafka || true
# A real broker has its own timing for elections, loading and markers; a suite that fails twice is a real failure.
step "tests: release, on Apache Kafka" run_tests release -L kafka --repeat until-pass:2 || true
step "build: asan" build asan || finish
# None is repeated until it passes: a fault that a sanitizer finds once is one.
step "tests: asan (without Kafka)" run_tests asan -LE kafka || true
# Together they take up to twenty minutes with an empty compiler cache.
if time_for 2400; then
    step "build: tsan" build tsan --target thread_tests && step "tests: tsan (threads)" run_tests tsan -L threads || true
fi
if time_for 3000; then step "fuzz: a minute each" fuzz_a_minute || true; fi
finish
