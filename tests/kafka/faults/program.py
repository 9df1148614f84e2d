"""driftwood-cli as a process that is watched: how it ended, whether it did, and how much memory it had."""

import ctypes
import os
import pathlib
import signal
import subprocess
import time

PR_SET_PDEATHSIG = 1


def die_with_parent(libc=ctypes.CDLL(None)):
    """For Popen's preexec_fn: the child is killed when this program is, which can then clean up nothing."""
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


CRASH_WORDS = (b"AddressSanitizer", b"LeakSanitizer", b"runtime error:", b"terminate called", b"Assertion")


class Program:
    peak_kb = 0  # of all of them

    def __init__(self, cli, arguments, folder, limit=90, name="out"):
        self.limit = limit
        self.out_file = pathlib.Path(folder) / (name + ".out")
        self.err_file = pathlib.Path(folder) / (name + ".err")
        # The developer's own files are neither read nor written.
        environment = dict(os.environ, XDG_CONFIG_HOME=str(folder), TZ="UTC")
        with open(self.out_file, "wb") as out, open(self.err_file, "wb") as err:
            self.process = subprocess.Popen([cli, *map(str, arguments)], stdout=out, stderr=err,
                                            stdin=subprocess.DEVNULL, env=environment, cwd=folder,
                                            preexec_fn=die_with_parent)
        self.code = None
        self.hung = False

    def running(self):
        self._wait(os.WNOHANG)
        return self.code is None

    def _wait(self, flags):
        if self.code is not None:
            return
        pid, status, usage = os.wait4(self.process.pid, flags)
        if pid:
            self.code = os.waitstatus_to_exitcode(status)
            self.process.returncode = self.code
            Program.peak_kb = max(Program.peak_kb, usage.ru_maxrss)

    def end(self, limit=None):
        """Waits for it; what takes too long is killed and has hung."""
        deadline = time.monotonic() + (limit or self.limit)
        while self.running():
            if time.monotonic() > deadline:
                self.hung = True
                self.kill()
                break
            time.sleep(0.05)
        return self

    def interrupt(self, limit=60):
        if self.running():
            self.process.send_signal(signal.SIGINT)
        return self.end(limit)

    def kill(self):
        if self.running():
            self.process.kill()
            self._wait(0)

    def freeze(self):
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)

    @property
    def err(self):
        return self.err_file.read_bytes()

    @property
    def out(self):
        return self.out_file.read_bytes()

    def said(self, most=1500):
        """The end of what it said on standard error, or a sanitizer's report from where it begins."""
        text = self.err.decode(errors="replace")
        begin = text.find("==ERROR")
        return text[begin : begin + 2 * most] if begin >= 0 else text[-most:]

    @property
    def crashed(self):
        killed_by_us = self.code == -signal.SIGKILL
        return not self.hung and not killed_by_us and (
            self.code is not None and self.code < 0 or any(word in self.err for word in CRASH_WORDS))
