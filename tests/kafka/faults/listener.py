"""What listens in the place of a broker."""

import socket
import threading


class Listener:
    """Listens on 127.0.0.1 as long as it lives. Whoever derives from it serves a link in `serve`, which runs in a thread
    of its own; links that it makes itself belong in `links`."""

    def __init__(self, port):
        self.port = port
        self.links = []
        self._listening = socket.create_server(("127.0.0.1", port), backlog=64)
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        for link in [self._listening] + self.links:
            try:
                link.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            link.close()

    def _accept(self):
        while True:
            try:
                link, _ = self._listening.accept()
            except OSError:
                return
            self.links.append(link)
            threading.Thread(target=self.serve, args=(link,), daemon=True).start()

    def serve(self, link):
        raise NotImplementedError
