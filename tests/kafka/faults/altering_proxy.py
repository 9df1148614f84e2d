"""Between a client and a broker: answers come through altered, by a generator of random numbers with a fixed seed."""

import random
import socket
import struct
import threading

from listener import Listener

WAYS = ("bytes", "high bytes", "length", "cut off", "another's answer", "lengths inside")


class AlteringProxy(Listener):
    """`seed` decides what becomes of which answer."""

    def __init__(self, listen, target, seed):
        self.target = target
        self.random = random.Random(seed)
        self.way = WAYS[seed % len(WAYS)]
        # From "now and then" to nearly every answer, so that some clients come past the first exchange.
        self.share = self.random.choice((0.05, 0.2, 0.5, 0.9))
        self.altered = 0
        super().__init__(listen)

    def serve(self, client):
        try:
            server = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            client.close()
            return
        self.links.append(server)
        threading.Thread(target=self._requests, args=(client, server), daemon=True).start()
        self._answers(server, client)

    @staticmethod
    def _requests(client, server):
        try:
            while data := client.recv(65536):
                server.sendall(data)
        except OSError:
            pass
        finally:
            server.close()

    def _answers(self, server, client):
        try:
            while True:
                head = self._read(server, 4)
                body = self._read(server, struct.unpack(">i", head)[0])
                client.sendall(self._altered(bytearray(body)))
        except (OSError, EOFError):
            pass
        finally:
            client.close()

    @staticmethod
    def _read(link, size):
        data = bytearray()
        while len(data) < size:
            piece = link.recv(size - len(data))
            if not piece:
                raise EOFError
            data += piece
        return bytes(data)

    def _altered(self, body):
        whole = struct.pack(">i", len(body)) + body
        if self.random.random() >= self.share:
            return whole
        self.altered += 1
        if self.way == "length":
            length = self.random.choice((-1, 0, 3, 4, len(body) // 2, len(body) + 1000, 2**31 - 1, -(2**31),
                                         self.random.getrandbits(31)))
            return struct.pack(">i", length) + body
        if self.way == "cut off":
            cut = body[: self.random.randrange(len(body) + 1)]
            return struct.pack(">i", len(cut)) + cut
        if self.way == "another's answer":
            body[0:4] = struct.pack(">i", self.random.choice((0, 1, 2, 3, -1, 2**31 - 1)))
        elif self.way == "lengths inside":  # a count or a length where one may stand
            at = self.random.randrange(4, max(len(body) - 4, 5))
            value = self.random.choice((b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff", b"\x80\0\0\0", b"\0\x7f\xff\xff",
                                        b"\x7f\xff", b"\xff\xfe"))
            body[at : at + len(value)] = value
        else:
            for _ in range(self.random.choice((1, 1, 2, 8))):
                at = self.random.randrange(min(4, len(body) - 1), len(body))
                body[at] = self.random.randrange(0x80, 0x100) if self.way == "high bytes" else self.random.randrange(256)
        return struct.pack(">i", len(body)) + body
