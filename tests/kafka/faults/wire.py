"""Just enough of Kafka's protocol to make topics, write records, and read predictions: nothing of Driftwood's, so
that nothing of Driftwood's hides its own faults. Versions of requests that Apache Kafka 3.9 and 4.1 both have."""

import socket
import struct
import time

PRODUCE, FETCH, LIST_OFFSETS, OFFSET_FETCH = 0, 1, 2, 9
CREATE_TOPICS, DELETE_TOPICS, DELETE_RECORDS, CREATE_PARTITIONS, DELETE_GROUPS = 19, 20, 21, 37, 42
EARLIEST, LATEST = -2, -1
CONTROL_BATCH = 0x20

_CRC_TABLE = []
for _n in range(256):
    for _ in range(8):
        _n = (_n >> 1) ^ 0x82F63B78 if _n & 1 else _n >> 1
    _CRC_TABLE.append(_n)


def crc32c(data):
    crc = 0xFFFFFFFF
    table = _CRC_TABLE
    for byte in data:
        crc = table[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


class WireError(Exception):
    pass


def text(value):
    if value is None:
        return struct.pack(">h", -1)
    raw = value.encode()
    return struct.pack(">h", len(raw)) + raw


def array(items):
    return struct.pack(">i", len(items)) + b"".join(items)


def varint(value):
    value = (value << 1) ^ (value >> 63)
    value &= (1 << 64) - 1
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, form):
        value = struct.unpack_from(">" + form, self.data, self.at)[0]
        self.at += struct.calcsize(">" + form)
        return value

    def raw(self, size):
        self.at += size
        return self.data[self.at - size : self.at]

    def text(self):
        size = self.take("h")
        return None if size < 0 else self.raw(size).decode(errors="replace")

    def varint(self):
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return (value >> 1) ^ -(value & 1)

    def each(self):
        return range(max(self.take("i"), 0))

    def left(self):
        return len(self.data) - self.at


def batch_of(records):
    """A record batch of (timestamp, key, value)."""
    base = records[0][0]
    body = bytearray()
    for i, (timestamp, key, value) in enumerate(records):
        record = b"\0" + varint(timestamp - base) + varint(i)
        for part in (key, value):
            record += varint(-1) if part is None else varint(len(part)) + part
        record += varint(0)
        body += varint(len(record)) + record
    stamps = [r[0] for r in records]
    checked = struct.pack(">hiqqqhii", 0, len(records) - 1, base, max(stamps), -1, -1, -1, len(records)) + body
    return struct.pack(">qiibI", 0, len(checked) + 9, -1, 2, crc32c(checked)) + checked


def records_of(data):
    """(offset, headers) of every record in what a fetch has brought; the last batch may be cut off."""
    reader = Reader(data)
    while reader.left() >= 61:
        base, size = reader.take("q"), reader.take("i")
        if size > reader.left():
            return
        end = reader.at + size
        reader.raw(9)
        attributes = reader.take("h")
        if attributes & 7:
            raise WireError("the topic is compressed: make it with compression.type=uncompressed")
        reader.raw(34)
        for _ in range(reader.take("i")):
            reader.varint()
            reader.raw(1)
            reader.varint()
            offset = base + reader.varint()
            for _ in range(2):
                reader.raw(max(reader.varint(), 0))
            headers = {}
            for _ in range(reader.varint()):
                name = reader.raw(reader.varint()).decode()
                headers[name] = reader.raw(max(reader.varint(), 0)).decode(errors="replace")
            if not attributes & CONTROL_BATCH:
                yield offset, headers
        reader.at = end


class Kafka:
    """One broker. Every call is a connection of its own: brokers die here."""

    def __init__(self, address):
        host, port = address.rsplit(":", 1)
        self.where = (host, int(port))

    def ask(self, key, version, body, timeout=20):
        with socket.create_connection(self.where, timeout=timeout) as link:
            link.settimeout(timeout)
            message = struct.pack(">hhi", key, version, 7) + text("faults") + body
            link.sendall(struct.pack(">i", len(message)) + message)
            size = struct.unpack(">i", self._read(link, 4))[0]
            reader = Reader(self._read(link, size))
            reader.take("i")
            return reader

    @staticmethod
    def _read(link, size):
        data = bytearray()
        while len(data) < size:
            piece = link.recv(size - len(data))
            if not piece:
                raise WireError("the broker closed the connection")
            data += piece
        return bytes(data)

    def _check(self, what, error, allowed=()):
        if error and error not in allowed:
            raise WireError(f"{what}: error {error}")

    def create_topic(self, name, partitions, **config):
        settings = [text(k.replace("_", ".")) + text(str(v)) for k, v in config.items()]
        topic = text(name) + struct.pack(">ih", partitions, 1) + array([]) + array(settings)
        answer = self.ask(CREATE_TOPICS, 2, array([topic]) + struct.pack(">ib", 15000, 0))
        answer.take("i")
        for _ in answer.each():
            answer.text()
            self._check("create " + name, answer.take("h"))
            answer.text()
        self._until_led(name, partitions)

    def _until_led(self, name, partitions):
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                self.offsets(name, partitions, LATEST)
                return
            except WireError:
                time.sleep(0.1)
        raise WireError(name + " has no leaders")

    def delete_topic(self, name):
        answer = self.ask(DELETE_TOPICS, 1, array([text(name)]) + struct.pack(">i", 15000))
        answer.take("i")
        for _ in answer.each():
            answer.text()
            self._check("delete " + name, answer.take("h"))

    def add_partitions(self, name, count):
        topic = text(name) + struct.pack(">ii", count, -1)
        answer = self.ask(CREATE_PARTITIONS, 0, array([topic]) + struct.pack(">ib", 15000, 0))
        answer.take("i")
        for _ in answer.each():
            answer.text()
            self._check("extend " + name, answer.take("h"))
            answer.text()
        self._until_led(name, count)

    def delete_records(self, name, before):
        """`before`: partition → first offset that stays."""
        parts = [struct.pack(">iq", p, o) for p, o in before.items()]
        answer = self.ask(DELETE_RECORDS, 0, array([text(name) + array(parts)]) + struct.pack(">i", 15000))
        answer.take("i")
        for _ in answer.each():
            answer.text()
            for _ in answer.each():
                answer.raw(12)
                self._check("truncate " + name, answer.take("h"))

    def delete_group(self, name):
        answer = self.ask(DELETE_GROUPS, 0, array([text(name)]))
        answer.take("i")
        for _ in answer.each():
            answer.text()
            self._check("delete group " + name, answer.take("h"))

    def offsets(self, name, partitions, at):
        parts = [struct.pack(">iq", p, at) for p in range(partitions)]
        answer = self.ask(LIST_OFFSETS, 1, struct.pack(">i", -1) + array([text(name) + array(parts)]))
        found = {}
        for _ in answer.each():
            answer.text()
            for _ in answer.each():
                partition, error = answer.take("i"), answer.take("h")
                self._check("offsets of " + name, error)
                answer.take("q")
                found[partition] = answer.take("q")
        return found

    def committed(self, group, name, partitions):
        parts = [struct.pack(">i", p) for p in range(partitions)]
        answer = self.ask(OFFSET_FETCH, 1, text(group) + array([text(name) + array(parts)]))
        found = {}
        for _ in answer.each():
            answer.text()
            for _ in answer.each():
                partition, offset = answer.take("i"), answer.take("q")
                answer.text()
                self._check("offsets of group " + group, answer.take("h"))
                found[partition] = offset
        return found

    def produce(self, name, partition, records):
        data = batch_of(records)
        part = struct.pack(">ii", partition, len(data)) + data
        body = text(None) + struct.pack(">hi", -1, 10000) + array([text(name) + array([part])])
        answer = self.ask(PRODUCE, 3, body)
        for _ in answer.each():
            answer.text()
            for _ in answer.each():
                answer.take("i")
                self._check("write to " + name, answer.take("h"))
                answer.raw(16)

    def read(self, name, partition, begin, end):
        """(offset, headers) of the records of [begin, end)."""
        at = begin
        while at < end:
            part = struct.pack(">iqi", partition, at, 4 << 20)
            body = struct.pack(">iiiib", -1, 500, 1, 4 << 20, 0) + array([text(name) + array([part])])
            answer = self.ask(FETCH, 4, body)
            answer.take("i")
            before = at
            for _ in answer.each():
                answer.text()
                for _ in answer.each():
                    answer.take("i")
                    self._check("read " + name, answer.take("h"))
                    answer.raw(16)
                    for _ in answer.each():
                        answer.raw(16)
                    for offset, headers in records_of(answer.raw(max(answer.take("i"), 0))):
                        if at <= offset < end:
                            yield offset, headers
                            at = offset + 1
            if at == before:
                return  # what is left are markers of transactions
