#!/usr/bin/env python3
"""Writes adwin.json: streams, and what River's ADWIN (0.26) says of them element by element.

Run it in this folder with a Python that has river; the seeds make the streams the same every time."""
import json
import random

from river import drift


def choices(seed, *parts):
    rng = random.Random(seed)
    return [x for values, weights, k in parts for x in rng.choices(values, weights=weights, k=k)]


def gauss(seed, *parts):
    rng = random.Random(seed)
    return [round(rng.gauss(mean, deviation), 3) for mean, deviation, k in parts for _ in range(k)]


def ramp(seed):
    rng = random.Random(seed)
    return [round(rng.gauss(0.002 * max(0, i - 1000), 1.0), 3) for i in range(3000)]


def flips(p):
    return [1 - p, p]


STREAMS = [
    ("values jump after 1000", choices(12345, ([0, 1], None, 1000), (range(4, 8), None, 1000)), {}),
    ("error rate rises after 1000", choices(42, ([0, 1], None, 1000), ([0, 1], [.3, .7], 1000)), {}),
    ("error rate does not change", choices(7, ([0, 1], flips(.2), 4000)), {}),
    ("error rate goes up and down", choices(11, *[([0, 1], flips(p), 800) for p in (.1, .4, .1, .25, .6, .55)]), {}),
    ("normal without change", gauss(3, (5, 2, 3000)), {}),
    ("normal with small and large steps", gauss(4, (0, 1, 900), (.3, 1, 900), (2, 1, 500), (2, 3, 700)), {}),
    ("slow ramp", ramp(5), {}),
    ("large scale", gauss(6, (1e6, 1e4, 700), (1.02e6, 1e4, 700)), {}),
    ("other options", gauss(8, (0, 1, 600), (1, 1, 600), (0, 1, 600)),
     {"delta": 0.1, "clock": 1, "max_buckets": 3, "min_window_length": 8, "grace_period": 20}),
    ("one bucket a row", choices(9, ([0, 1], flips(.1), 500), ([0, 1], flips(.6), 500)),
     {"max_buckets": 1, "clock": 5}),
]


def run(name, stream, options):
    detector = drift.ADWIN(**options)
    detections, checkpoints = [], []
    for i, value in enumerate(stream):
        detector.update(value)
        if detector.drift_detected:
            detections.append([i, int(detector.width), detector.estimation])
        if i % 250 == 249:
            checkpoints.append([i, int(detector.width), detector.estimation])
    return {"name": name, "stream": stream, "options": options, "detections": detections, "checkpoints": checkpoints}


with open("adwin.json", "w") as out:
    json.dump([run(*case) for case in STREAMS], out, separators=(",", ":"))
    out.write("\n")
