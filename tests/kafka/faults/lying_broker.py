"""A broker that answers two requests, which versions it has and what the cluster holds; in the latter an array that
must be there is null."""

import struct

from listener import Listener
from wire import array, text

API_VERSIONS, METADATA = 18, 3
NULL = struct.pack(">i", -1)
NULL_ARRAYS = ("brokers", "topics", "partitions", "replicas", "isr", "offline replicas")


class LyingBroker(Listener):
    """`null` is one of NULL_ARRAYS."""

    def __init__(self, port, null):
        self.null = null
        super().__init__(port)

    def serve(self, link):
        stream = link.makefile("rb")
        try:
            while head := stream.read(4):
                request = stream.read(struct.unpack(">i", head)[0])
                key, version, correlation = struct.unpack_from(">hhi", request)
                answer = {API_VERSIONS: self._versions, METADATA: self._metadata}[key](version)
                link.sendall(struct.pack(">ii", len(answer) + 4, correlation) + answer)
        except (OSError, KeyError, struct.error):
            pass
        finally:
            link.close()

    @staticmethod
    def _versions(version):
        """Version 0, to which a client falls back when told that the version it asked for is unsupported (35)."""
        ranges = array([struct.pack(">hhh", API_VERSIONS, 0, 0), struct.pack(">hhh", METADATA, 8, 8)])
        return struct.pack(">h", 35 if version else 0) + ranges

    def _array(self, name, items):
        return NULL if name == self.null else array(items)

    def _metadata(self, _):
        """Version 8: one topic of one partition."""
        node = struct.pack(">i", 1)
        partition = (struct.pack(">hiii", 0, 0, 1, 0) + self._array("replicas", [node]) + self._array("isr", [node])
                     + self._array("offline replicas", []))
        topic = (struct.pack(">h", 0) + text("events") + b"\0" + self._array("partitions", [partition])
                 + struct.pack(">i", 0))
        broker = node + text("127.0.0.1") + struct.pack(">i", self.port) + text(None)
        return (struct.pack(">i", 0) + self._array("brokers", [broker]) + text("liar") + node
                + self._array("topics", [topic]) + struct.pack(">i", 0))
