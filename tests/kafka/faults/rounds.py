"""The faults. Each is a function of the stage and the round's number, and gives an Outcome."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import time

from altering_proxy import AlteringProxy
from lying_broker import NULL_ARRAYS, LyingBroker
from stage import RECORDS, Outcome, Writer


def _under_way(stage):
    """An attachment that predicts while its topic is written to."""
    source, target = stage.pair()
    group = stage.fresh("scorers")
    program = stage.attach(source, target, group, "beginning")
    writer = Writer(stage, source)
    stage.await_predictions(program, target, RECORDS // 5)
    return source, target, group, program, writer


def broker_killed(stage, number):
    if stage.crowded:
        stage.crowd(200)
    source, target, _, program, writer = _under_way(stage)
    stage.broker.kill()
    time.sleep(1 + number % 3)
    stage.broker.start()
    writer.join()
    return stage.settle(program, source, target)


def broker_frozen(stage, number):
    source, target, _, program, writer = _under_way(stage)
    stage.broker.freeze()
    time.sleep((2, 8, 15)[number % 3])
    stage.broker.thaw()
    writer.join()
    return stage.settle(program, source, target)


def program_killed(stage, number):
    source, target, group, program, writer = _under_way(stage)
    program.kill()
    writer.join()
    again = stage.attach(source, target, group, name="again")
    return stage.settle(again, source, target)


def partitions_added(stage, number):
    source, target, _, program, writer = _under_way(stage)
    stage.kafka.add_partitions(source, 4)
    for partition in (2, 3):
        stage.write(source, partition, 0, 200)
    writer.join()
    return stage.settle(program, source, target, source_partitions=4)


def records_deleted(stage, number):
    """Retention overtakes a program that stands still. What was not read is gone: it may end saying so, and told to
    begin with what is left, it predicts that."""
    source, target, group, program, writer = _under_way(stage)
    program.freeze()
    writer.join()
    high = stage.kafka.offsets(source, 2, -1)
    stage.kafka.delete_records(source, {p: high[p] - 20 for p in high})
    program.thaw()
    first = stage.settle(program, source, target)
    if not first.said("range-gone"):
        return first
    return stage.settle(stage.attach(source, target, group, "beginning", "again"), source, target)


def group_deleted(stage, number):
    source, target, group, program, writer = _under_way(stage)
    stage.kafka.delete_group(group)
    if number % 2:  # and right after it the program, which then finds no position, and asks
        program.kill()
        program = stage.attach(source, target, group, name="again")
    writer.join()
    first = stage.settle(program, source, target)
    if not first.said("mismatch"):
        return first
    return stage.settle(stage.attach(source, target, group, "beginning", "told"), source, target)


def clocks_wrong(stage, number):
    """Times before 1970, in the far future, 0, going back: each record is predicted all the same, to the dead letters
    where its topic does not take the time."""
    source, target = stage.pair(message_timestamp_after_max_ms=2**63 - 1)
    letters = stage.fresh("letters")
    stage.kafka.create_topic(letters, 1, compression_type="uncompressed")
    program = stage.attach(source, target, stage.fresh("scorers"), "beginning", letters=letters)
    times = (-1, 0, 1, 2**62, 253402300800000, 1_700_000_000_000, 1_600_000_000_000, 4_102_444_800_000)
    for i, stamp in enumerate(times * 2):
        stage.write(source, i % 2, i * 50, 50, stamp)
    outcome = stage.settle(program, source, target, letters=letters)
    told = stage.told_unpublished(program)
    written = set(stage.predicted(source, letters, 1))
    if told != written or not told:
        outcome.problem += f"{len(told)} were told as unpublished, {len(written)} are dead letters"
    for command in (["timeline", source], ["peek", source, "-c", "5"], ["topics"]):
        looked = stage.run(*command, "--json", name="look").end()
        outcome.hung |= looked.hung
        outcome.crashed |= looked.crashed
    return outcome


def disk_full(stage, number):
    """The workspace's disk is full while a model is attached: it goes on, or says why not and
    goes on when it is started again."""
    disk = tempfile.mkdtemp(prefix="driftwood-faults-disk-")
    size = 4096 + sum(f.stat().st_size for f in pathlib.Path(stage.workspace).rglob("*") if f.is_file()) // 1024
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", disk], check=False,
                                      capture_output=True).returncode:
        os.rmdir(disk)
        return None  # cannot be done here
    before = stage.workspace
    try:
        stage.workspace = disk + "/workspace"
        shutil.copytree(before, stage.workspace)
        source, target = stage.pair()
        group = stage.fresh("scorers")
        program = stage.attach(source, target, group, "beginning")
        writer = Writer(stage, source)
        stage.await_predictions(program, target, RECORDS // 5)
        _fill(disk)
        made = stage.run("dataset", "create", stage.fresh("full"), "trained", "--json", name="full").end()
        writer.join()
        outcome = stage.settle(program, source, target)
        if outcome.said("no-space"):  # somebody makes room and starts it again
            end = stage.events(program)[-1]
            if end.get("event") != "end" or (end.get("error") or {}).get("code") != "no-space":
                outcome.problem += "; its last line is not an end with the error"
                return outcome
            os.remove(disk + "/filler")
            outcome = stage.settle(stage.attach(source, target, group, name="again"), source, target)
        outcome.hung |= made.hung
        outcome.crashed |= made.crashed
        return outcome
    finally:
        stage.workspace = before
        subprocess.run(["umount", "-l", disk], check=False)
        os.rmdir(disk)


def _fill(disk):
    with open(disk + "/filler", "wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(4096))
        except OSError:
            pass


def topic_anew(stage, number):
    """Deleted and made again under its name while it is read: an error that says so, or the whole of one of the two."""
    topic = stage.fresh("anew")
    stage.kafka.create_topic(topic, 2)
    for begin in range(0, 4000, 400):
        stage.write(topic, begin // 400 % 2, begin, 400)
    program = stage.run("dataset", "create", stage.fresh("anew"), topic, "--json", name="anew")

    def again():
        time.sleep(0.4 + number % 10 * 0.25)  # before, in and after its reading
        stage.kafka.delete_topic(topic)
        stage.kafka.create_topic(topic, 2)
        stage.write(topic, 0, 0, 100)

    making = threading.Thread(target=again)
    making.start()
    program.end()
    making.join()
    right = program.code in (0, 1, 3, 4, 6)
    return Outcome(hung=program.hung, crashed=program.crashed,
                   problem="" if right or program.hung else f"ended with {program.code}",
                   detail=program.said())


def topic_anew_between(stage, number):
    """Deleted and made again while nobody is attached: who comes back asks, and told where to begin predicts it all."""
    source, target = stage.pair()
    group = stage.fresh("scorers")
    stage.write(source, 0, 0, 200)
    stage.write(source, 1, 0, 200)
    first = stage.settle(stage.attach(source, target, group, "beginning"), source, target)
    if not first.good:
        return first
    stage.kafka.delete_topic(source)
    stage.kafka.create_topic(source, 2)
    for partition in (0, 1):
        stage.write(source, partition, 0, (100, 200, 300)[number % 3])  # its end before, at, behind the old place
    refused = stage.attach(source, target, group, name="refused").end()
    if refused.code != 6 or not ("topic-gone" in refused.said() or "mismatch" in refused.said()):
        return Outcome(hung=refused.hung, crashed=refused.crashed, detail=refused.said(),
                       problem=f"was not refused, but ended with {refused.code}")
    program = stage.attach(source, target, group, "beginning", "told")
    return stage.settle(program, source, target, times=2, until=200)


COMMANDS = (
    ["topics"],
    ["peek", "trained", "-c", "200", "-H"],
    ["dataset", "create", "altered", "trained"],
    ["timeline", "trained"],
    ["attach", "scorer", "trained", "--dry-run", "-o", "beginning", "-c", "300", "--seconds", "15"],
)


def answers_altered(stage, number):
    """A proxy changes bytes, lengths and ends of the broker's answers: any error, but no crash and no hang."""
    proxy = AlteringProxy(stage.broker.proxy, stage.broker.behind, number)
    try:
        command = list(COMMANDS[number % len(COMMANDS)])
        if command[0] == "dataset":
            command[2] = stage.fresh("altered")
        program = stage.run(*command, "--json", brokers=f"127.0.0.1:{stage.broker.proxy}", name="altered", limit=120).end()
    finally:
        proxy.close()
    return Outcome(hung=program.hung, crashed=program.crashed,
                   detail=f"seed {number}, {proxy.way}, {proxy.altered} altered, {command[0]} ended with "
                          f"{program.code}: {program.said()}")


def arrays_null(stage, number):
    """A broker whose answer lacks an array that must be there: an error, no crash and no hang."""
    null = NULL_ARRAYS[number % len(NULL_ARRAYS)]
    broker = LyingBroker(stage.broker.proxy, null)
    try:
        program = stage.run("topics", "--json", brokers=f"127.0.0.1:{stage.broker.proxy}", name="null", limit=60).end()
    finally:
        broker.close()
    return Outcome(hung=program.hung, crashed=program.crashed, detail=f"null {null}, ended with {program.code}")


FAULTS = {
    "broker-killed": broker_killed,
    "broker-frozen": broker_frozen,
    "program-killed": program_killed,
    "partitions-added": partitions_added,
    "records-deleted": records_deleted,
    "group-deleted": group_deleted,
    "clocks-wrong": clocks_wrong,
    "disk-full": disk_full,
    "topic-anew": topic_anew,
    "topic-anew-between": topic_anew_between,
    "answers-altered": answers_altered,
    "arrays-null": arrays_null,
}
