"""What every round begins with: a broker, a model that was trained once, a topic that is written to while the model is
attached to it, and the count of what became of its records."""

import collections
import json
import random
import threading
import time

from program import Program
from wire import EARLIEST, LATEST, Kafka, WireError

RECORDS = 2000
PORTION = 50


class Failed(Exception):
    """The bed itself did not work; says nothing about Driftwood."""


class Outcome:
    """Of one round. `problem` is a sentence where something else is wrong than the counts say."""

    def __init__(self, lost=0, doubled=0, hung=False, crashed=False, problem="", detail=""):
        self.lost, self.doubled, self.hung, self.crashed = lost, doubled, hung, crashed
        self.problem, self.detail = problem, detail

    def said(self, code):
        """It ended without hanging or crashing, with an error of this code."""
        return bool(self.problem) and not self.hung and not self.crashed and f'"code":"{code}"' in self.detail

    @property
    def good(self):
        return not (self.lost or self.hung or self.crashed or self.problem)


def patiently(call, *arguments, limit=40, **named):
    """A broker that has just come back has no leaders yet."""
    deadline = time.monotonic() + limit
    while True:
        try:
            return call(*arguments, **named)
        except (OSError, WireError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


class Stage:
    def __init__(self, broker, cli, folder):
        self.broker, self.cli, self.folder = broker, cli, folder
        self.workspace = folder + "/workspace"
        self.kafka = Kafka(broker.address)
        self.number = 0
        self.random = random.Random(7)
        self.crowded = True

    def run(self, *arguments, brokers=None, limit=90, name="out"):
        return Program(self.cli, ["-b", brokers or self.broker.address, "-w", self.workspace, *arguments],
                       self.folder, limit, name)

    def fresh(self, what):
        self.number += 1
        return f"{what}-{self.number}"

    def reading(self, i, timestamp=None):
        warmth = 20 + (i * 37 % 100) / 10
        value = {"temperature": warmth, "pressure": 1000 + warmth / 2 + self.random.random(), "machine": f"m{i % 5}"}
        return (1_700_000_000_000 + i * 1000 if timestamp is None else timestamp, b"m%d" % (i % 5),
                json.dumps(value).encode())

    def write(self, topic, partition, begin, count, timestamp=None):
        self.kafka.produce(topic, partition, [self.reading(begin + i, timestamp) for i in range(count)])

    def train(self):
        self.kafka.create_topic("trained", 2)
        for partition in range(2):
            self.write("trained", partition, 0, 400)
        for arguments in (["dataset", "create", "day", "trained"], ["train", "day", "--name", "scorer", "--epochs", "2"]):
            done = self.run(*arguments, limit=300).end()
            if done.code != 0:
                raise Failed(f"{arguments[0]} ended with {done.code}: {done.err.decode(errors='replace')}")

    def pair(self, partitions=2, **config):
        """A topic to score, with these settings, and one for its predictions."""
        source, target = self.fresh("machines"), self.fresh("predictions")
        patiently(self.kafka.create_topic, source, partitions, **config)
        patiently(self.kafka.create_topic, target, partitions, compression_type="uncompressed")
        return source, target

    def crowd(self, topics):
        """Other topics, so that a broker that starts again takes a while before it answers for its groups."""
        while self.number < topics:
            self.pair()

    def attach(self, source, target, group, start="stored", name="attach", letters=None):
        more = ["--dead-letter", letters] if letters else []
        return self.run("attach", "scorer", source, "--to", target, "-G", group, "-o", start, "--json", *more, name=name,
                        limit=120)

    def events(self, program):
        """What it printed, line by line; a last line that was cut off is left out."""
        return [json.loads(line) for line in program.out.splitlines() if line.endswith(b"}")]

    def told_unpublished(self, program):
        return {(record["partition"], record["offset"]) for event in self.events(program)
                if event["event"] == "unpublished" for record in event["records"]}

    def predicted(self, source, target, partitions):
        """How often each position of the source was predicted."""
        seen = collections.Counter()
        ends = self.kafka.offsets(target, partitions, LATEST)
        for partition, end in ends.items():
            for _, headers in self.kafka.read(target, partition, 0, end):
                if headers.get("driftwood.source.topic") == source:
                    seen[int(headers["driftwood.source.partition"]), int(headers["driftwood.source.offset"])] += 1
        return seen

    def written(self, source, partitions):
        low = self.kafka.offsets(source, partitions, EARLIEST)
        high = self.kafka.offsets(source, partitions, LATEST)
        return {(p, o) for p in range(partitions) for o in range(low[p], high[p])}

    def predictions_so_far(self, target, partitions=2):
        return sum(self.kafka.offsets(target, partitions, LATEST).values())

    def await_predictions(self, program, target, count, limit=60, partitions=2):
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline and program.running():
            try:
                if self.predictions_so_far(target, partitions) >= count:
                    return True
            except (OSError, WireError):
                pass
            time.sleep(0.2)
        return False

    def settle(self, program, source, target, source_partitions=2, target_partitions=2, limit=90, letters=None, times=1,
               until=0):
        """Waits until all is predicted, to the target or the dead letters, ends the program, and counts. Offsets before
        `until` are predicted so many `times`: a topic of the same name had them before."""
        deadline = time.monotonic() + limit
        expected = patiently(self.written, source, source_partitions)
        lost = expected
        seen = collections.Counter()
        while time.monotonic() < deadline:
            seen = patiently(self.predicted, source, target, target_partitions)
            if letters:
                seen += patiently(self.predicted, source, letters, 1)
            lost = {place for place in expected if seen[place] < (times if place[1] < until else 1)}
            if not lost or not program.running():
                break
            time.sleep(0.5)
        early = not program.running()
        program.interrupt()
        problem = f"ended by itself with {program.code}" if early and program.code else ""
        doubled = sum(max(0, n - (times if place[1] < until else 1)) for place, n in seen.items())
        return Outcome(len(lost), doubled, program.hung, program.crashed, problem,
                       program.said())


class Writer(threading.Thread):
    """Writes to a topic meanwhile, in portions; a portion that fails is written again, and may then lie there twice."""

    def __init__(self, stage, source, partitions=2, records=RECORDS, pause=0.04):
        super().__init__(daemon=True)
        self.stage, self.source, self.partitions = stage, source, partitions
        self.records, self.pause = records, pause
        self.failed = None
        self.start()

    def run(self):
        deadline = time.monotonic() + 180
        begin = 0
        while begin < self.records and time.monotonic() < deadline:
            try:
                self.stage.write(self.source, begin // PORTION % self.partitions, begin, PORTION)
                begin += PORTION
                time.sleep(self.pause)
            except (OSError, WireError) as reason:
                self.failed = reason
                time.sleep(0.3)
        if begin < self.records:
            raise Failed(f"the topic could not be written: {self.failed}")
