"""An Apache Kafka of its own, to be killed and frozen: with a second listener that sends clients to a proxy."""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from program import die_with_parent

BED = pathlib.Path(__file__).resolve().parent.parent / "bed"

PROPERTIES = """process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{plain},PROXIED://127.0.0.1:{behind},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{plain},PROXIED://127.0.0.1:{proxy}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={folder}/data
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
broker.session.timeout.ms=1000
broker.heartbeat.interval.ms=200
log.retention.ms=-1
log.segment.delete.delay.ms=500
"""


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


class NoBroker(Exception):
    pass


class Broker:
    def __init__(self, version):
        deps = os.environ.get("DRIFTWOOD_DEPS") or (
            (os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")) + "/driftwood/deps")
        jars = f"{deps}/kafka-{version}"
        fetched = shutil.which("java") and subprocess.run(
            [BED / "fetch-jars.sh", version], capture_output=True, text=True, check=False)
        if not fetched or fetched.returncode:
            raise NoBroker("Java is not installed" if not fetched else fetched.stderr.strip())
        self.folder = tempfile.mkdtemp(prefix="driftwood-faults-kafka-")
        self.plain, self.behind, self.proxy, controller = free_ports(4)
        self.settings = self.folder + "/server.properties"
        pathlib.Path(self.settings).write_text(PROPERTIES.format(
            plain=self.plain, behind=self.behind, proxy=self.proxy, controller=controller, folder=self.folder))
        log = "log4j.configuration=file:" if version.startswith("3.") else "log4j2.configurationFile="
        file = "log4j.properties" if version.startswith("3.") else "log4j2.properties"
        self.java = ["java", "-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                     f"-D{log}{BED / file}", "-cp", jars + "/*"]
        subprocess.run(self.java + ["kafka.tools.StorageTool", "format", "-t", "ZHJpZnR3b29kLXRlc3QtMQ", "-c",
                                    self.settings, "--ignore-formatted"], check=True, capture_output=True)
        self.process = None
        self.start()

    @property
    def address(self):
        return f"127.0.0.1:{self.plain}"

    def start(self):
        with open(self.folder + "/broker.log", "ab") as log:
            begin = log.tell()
            self.process = subprocess.Popen(self.java + ["kafka.Kafka", self.settings], stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL, preexec_fn=die_with_parent)
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            with open(self.folder + "/broker.log", "rb") as log:
                log.seek(begin)
                if b"Kafka Server started" in log.read():
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.2)
        raise NoBroker("Kafka did not start: see " + self.folder + "/broker.log")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def freeze(self):
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)

    def end(self):
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
