#!/usr/bin/env python3
"""Reads ranges of a topic with confluent-kafka and decodes them to float columns, as bench_decode does.

python_peer.py SERVERS TOPIC json|avro|protobuf FIELDS PARTITION:BEGIN:END,...
Prints the rows and the seconds from the consumer's creation to the last row.
"""
import array
import io
import json
import sys
import time

from confluent_kafka import Consumer, TopicPartition

FRAME = {"json": 0, "avro": 5, "protobuf": 6}


def json_reader(names):
    return json.loads


def avro_reader(names):
    import fastavro

    schema = fastavro.parse_schema(
        {"type": "record", "name": "R", "fields": [{"name": name, "type": "double"} for name in names]})
    read = fastavro.schemaless_reader
    return lambda payload: read(io.BytesIO(payload), schema, None)


def protobuf_reader(names):
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

    file = descriptor_pb2.FileDescriptorProto(name="r.proto", syntax="proto3")
    message = file.message_type.add(name="R")
    for number, name in enumerate(names, 1):
        message.field.add(name=name, number=number, type=1, label=1)  # an optional double
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    made = message_factory.GetMessageClass(pool.FindMessageTypeByName("R"))

    def read(payload):
        row = made.FromString(payload)
        return {name: getattr(row, name) for name in names}

    return read


def main():
    servers, topic, form, fields, ranges = sys.argv[1:6]
    names = [f"sensor{i}" for i in range(int(fields))]
    read = {"json": json_reader, "avro": avro_reader, "protobuf": protobuf_reader}[form](names)
    frame = FRAME[form]
    parts = [tuple(int(number) for number in part.split(":")) for part in ranges.split(",")]
    left = sum(end - begin for _, begin, end in parts)
    columns = {name: array.array("d") for name in names}
    begun = time.perf_counter()
    consumer = Consumer({"bootstrap.servers": servers, "group.id": "bench", "enable.auto.commit": False,
                         "queued.min.messages": 1000000, "queued.max.messages.kbytes": 16384,
                         "fetch.wait.max.ms": 100, "fetch.queue.backoff.ms": 5})
    consumer.assign([TopicPartition(topic, partition, begin) for partition, begin, _ in parts])
    while left > 0:
        for message in consumer.consume(10000, 0.1):
            if message.error():
                continue
            row = read(message.value()[frame:])
            for name, column in columns.items():
                column.append(row[name])
            left -= 1
    print(len(columns[names[0]]), time.perf_counter() - begun, flush=True)
    consumer.close()


main()
