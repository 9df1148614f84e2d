#!/usr/bin/env python3
"""Runs rounds of faults on Apache Kafka with driftwood-cli and prints for each fault: tries, records lost and doubled,
programs that hung and crashed, the largest memory any of them had. Exits with 1 where one was not borne, with 77 where
there is no Kafka.

    tests/kafka/faults/faults.py build/asan/bin/driftwood-cli 4.1.2 --rounds 40 --only topic-anew
"""

import argparse
import shutil
import sys
import tempfile
import time

import broker as bed
from program import Program
from rounds import FAULTS
from stage import Failed, Stage
from wire import WireError

# Rounds of each in CI, within four minutes.
CI = {"broker-killed": 2, "broker-frozen": 2, "program-killed": 2, "partitions-added": 1, "records-deleted": 2,
      "group-deleted": 2, "clocks-wrong": 1, "disk-full": 1, "topic-anew": 6, "topic-anew-between": 1,
      "answers-altered": 20, "arrays-null": 6}


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cli", help="driftwood-cli")
    parser.add_argument("version", help="of Apache Kafka, as in bed/versions.txt")
    parser.add_argument("--rounds", type=int, help="of each fault (default: a few, as in CI)")
    parser.add_argument("--first", type=int, default=0, help="number of the first round, which is its seed")
    parser.add_argument("--only", action="append", choices=FAULTS, help="this fault; may be repeated")
    parser.add_argument("--without", action="append", choices=FAULTS, default=[], help="leave this fault out")
    parser.add_argument("--most-mb", type=int, default=3000, help="memory that no program may exceed")
    return parser.parse_args()


def row(name, tries, lost, doubled, hung, crashed, peak, seconds):
    print(f"{name:18} {tries:>5} {lost:>6} {doubled:>8} {hung:>5} {crashed:>8} {peak:>8} {seconds:>8}", flush=True)


def rounds_of(stage, name, numbers):
    """Whether all of them were borne; prints the fault's row and what was wrong."""
    tries = lost = doubled = hung = crashed = 0
    good = True
    Program.peak_kb = 0
    begun = time.monotonic()
    said = []
    for number in numbers:
        try:
            outcome = FAULTS[name](stage, number)
        except (OSError, WireError) as reason:
            raise Failed(f"{name}, round {number}: {reason!r}") from reason
        if outcome is None:
            said.append(f"  {name}: cannot be done here")
            break
        tries += 1
        lost += outcome.lost
        doubled += outcome.doubled
        hung += outcome.hung
        crashed += outcome.crashed
        if not outcome.good:
            good = False
            said.append(f"  {name}, round {number}: {outcome.lost} lost{', hung' if outcome.hung else ''}"
                        f"{', crashed' if outcome.crashed else ''} {outcome.problem}\n    {outcome.detail}")
    row(name, tries, lost, doubled, hung, crashed, Program.peak_kb // 1024, round(time.monotonic() - begun))
    for line in said:
        print(line, flush=True)
    return good


def main():
    options = parsed()
    try:
        broker = bed.Broker(options.version)
    except bed.NoBroker as reason:
        print(f"skipped: {reason}")
        return 77
    folder = tempfile.mkdtemp(prefix="driftwood-faults-")
    try:
        stage = Stage(broker, options.cli, folder)
        stage.crowded = "arrays-null" not in options.without  # an unpatched librdkafka bears neither
        stage.train()
        row("fault", "tries", "lost", "doubled", "hung", "crashed", "peak MB", "seconds")
        good = True
        for name in options.only or [each for each in CI if each not in options.without]:
            count = options.rounds or CI.get(name, 1)
            good &= rounds_of(stage, name, range(options.first, options.first + count))
            if Program.peak_kb > options.most_mb * 1024:
                print(f"  {name}: more than {options.most_mb} MB of memory")
                good = False
        return 0 if good else 1
    except Failed as reason:
        print(f"the bed failed: {reason}")
        return 2
    finally:
        broker.end()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
