"""Measures the time to the first answer, and the use of memory and disk."""

import http.client
import shutil
import subprocess
import time

from .compare import Spread
from .process import Server
from .report import Line
from .workload import SHIPPED

IDLE_CONNECTIONS = 10_000
SETTLING_SECONDS = 1.5


class Footprint:
    def __init__(self, servers, workload, options):
        self.servers, self.workload, self.options = servers, workload, options
        self.lines = []

    def starts(self):
        sizes = [(SHIPPED, 40)]
        if not self.options.quick or self.workload.has(1_000_000):
            sizes.append((1_000_000, 60))
        for size, bar in sizes:
            database = self.workload.database(size)
            times = [self.first_answer(database) for _ in range(self.options.rounds * 2)]
            self.lines.append(Line(
                f"exec to first answer, {size:,} members", Spread.of(times), "ms", at_most=bar))

    def first_answer(self, database):
        """Returns the milliseconds from before the fork to the end of the first answer."""
        server = self.servers.ours(database)
        begun = time.perf_counter()
        try:
            server.start()
            server.wait()
            return (time.perf_counter() - begun) * 1000
        finally:
            server.stop()

    def at_rest(self):
        database, sizes, owned = self.workload.database(SHIPPED), [], []
        for _ in range(3):
            with self.servers.ours(database) as server:
                time.sleep(SETTLING_SECONDS)
                sizes.append(server.memory("VmRSS") / 2**20)
                owned.append(server.memory("RssAnon") / 2**20)
        self.lines.append(Line(
            f"resident memory at rest, {SHIPPED} members", Spread.of(sizes), "MB", at_most=16))
        self.lines.append(Line(
            "anonymous part of it (the rest is the program's file)", Spread.of(owned), "MB"))

    def idle_connections(self):
        """Opens connections that have sent one request and received the answer, like those of a browser."""
        sizes = []
        count = min(IDLE_CONNECTIONS, self.options.files // 2 - 100)
        for _ in range(1 if self.options.quick else 3):
            with self.servers.ours(self.workload.database(SHIPPED)) as server:
                before = server.memory("RssAnon")
                connections = [self.ask(server) for _ in range(count)]
                sizes.append((server.memory("RssAnon") - before) / count)
                for connection in connections:
                    connection.close()
        self.lines.append(Line(
            f"memory of an idle keep-alive connection, {count:,} open", Spread.of(sizes), "bytes",
            at_most=2048))

    @staticmethod
    def ask(server: Server):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request("GET", "/health/live")
        connection.getresponse().read()
        return connection

    def binary_size(self):
        stripped = self.workload.work / "stripped"
        shutil.copy(self.servers.binary, stripped)
        subprocess.run(["strip", stripped], check=True)
        size = stripped.stat().st_size / 2**20
        stripped.unlink()
        dynamic = "libswiftCore" in subprocess.run(
            ["ldd", self.servers.binary], check=True, capture_output=True, text=True).stdout
        runtime = "without" if dynamic else "with"
        self.lines.append(Line(
            f"the program, stripped, {runtime} the Swift runtime", Spread(size, size, size), "MB"))
