"""usage: attacks.py PROGRAM [--members N] [--seconds S] [--factor F]

Attacks a server with a large directory, one event loop and the default limits, while another process measures what
another client notices. Prints a table, and exits with 1 if a figure is above its bar. With --factor the bars of times
are that many times as high, for a debug build.
"""

import argparse
import json
import os
import re
import resource
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# No index sorts by the date of joining, and facets are counted over all rows. The number makes each target new.
EXPENSIVE = "/members?population={}..&sort=joined,-slug&facets=topic,county,kind&limit=1"
LARGEST = "/members?limit=1000"


def request(target, method="GET", *fields):
    return "\r\n".join([f"{method} {target} HTTP/1.1", "Host: attacked", *fields, "", ""]).encode()


class Server:
    """Runs the program on a free port, with one loop."""

    def __init__(self, program, database, log=None, **settings):
        environment = dict(os.environ, MEMBER_DIRECTORY_HTTP_LOOPS="1")
        for key, value in settings.items():
            environment["MEMBER_DIRECTORY_" + key] = str(value)
        log = log or tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [program, "serve", "--port", "0", "--database", database, "--log-format", "json"],
            stderr=log, stdin=subprocess.DEVNULL, env=environment)
        if isinstance(log, int):
            return
        for _ in range(1200):
            found = re.search(rb'"listening".*"address":"127\.0\.0\.1:(\d+)"', os.pread(log.fileno(), 1 << 20, 0))
            if found:
                self.port = int(found.group(1))
                if self.is_ready():
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        sys.exit("the server did not start: " + os.pread(log.fileno(), 4096, 0).decode())

    def is_ready(self):
        with self.connect() as client:
            client.sendall(request("/health/ready", "GET", "Connection: close"))
            return client.recv(65536).startswith(b"HTTP/1.1 200")

    def connect(self, source="127.0.0.1", buffer=None):
        client = socket.socket()
        if buffer:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        client.bind((source, 0))
        client.settimeout(20)
        client.connect(("127.0.0.1", self.port))
        return client

    def resident(self, field="VmRSS"):
        """Returns the resident memory in MB."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{field}:\s+(\d+)", text).group(1)) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


def kernel_memory():
    """Returns the memory of all TCP sockets of this machine, in MB."""
    pages = re.search(r"TCP: .* mem (\d+)", Path("/proc/net/sockstat").read_text()).group(1)
    return int(pages) * os.sysconf("SC_PAGESIZE") / 1e6


def read_answer(client):
    """Reads an answer with Content-Length, and returns its status."""
    received = b""
    while b"\r\n\r\n" not in received:
        piece = client.recv(65536)
        if not piece:
            raise ConnectionError("the connection was closed")
        received += piece
    head, content = received.split(b"\r\n\r\n", 1)
    missing = int(re.search(rb"(?i)content-length: *(\d+)", head).group(1)) - len(content)
    # The content isn't kept: putting together the pieces of a snapshot of 100,000 members takes minutes.
    while missing > 0:
        piece = client.recv(min(65536, missing))
        if not piece:
            raise ConnectionError("the connection was closed")
        missing -= len(piece)
    return int(head[9:12])


def measure(port, seconds):
    """Another client: asks two cheap questions again and again, and prints the times and what went wrong."""
    client = socket.create_connection(("127.0.0.1", port), timeout=20, source_address=("127.0.0.9", 0))
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    times, failures, end = {"/health/live": [], "/members": []}, 0, time.monotonic() + seconds
    while time.monotonic() < end:
        for target, results in times.items():
            start = time.perf_counter()
            client.sendall(request(target))
            failures += read_answer(client) != 200
            results.append((time.perf_counter() - start) * 1000)
            time.sleep(0.002)
    quantiles = {target: sorted(results)[int(len(results) * 0.99)] for target, results in times.items()}
    print(json.dumps({"p99": max(quantiles.values()), "failures": failures, "count": len(times["/members"])}))


class Attacker(threading.Thread):
    """Runs a function again and again until it is stopped."""

    def __init__(self, step):
        super().__init__(daemon=True)
        self.step, self.ends = step, threading.Event()

    def run(self):
        while not self.ends.is_set():
            self.step()

    def stop(self):
        self.ends.set()
        self.join(30)


class Table:
    def __init__(self):
        self.faults = 0

    def add(self, attack, figure, value, bar, unit):
        is_fine = value <= bar
        self.faults += not is_fine
        print(
            f"{'ok    ' if is_fine else 'FAILED'}  {attack:38}  {figure:34}  {value:8.1f}  at most {bar:.0f} {unit}",
            flush=True)


class Attacks:
    def __init__(self, options, folder, table):
        self.options, self.folder, self.table = options, folder, table
        self.database = folder + "/directory.sqlite"
        program = options.program
        subprocess.run([program, "migrate", "--database", self.database], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            [sys.executable, ROOT / "Benchmarks/generate.py", self.database, str(options.members)], check=True)

    def serve(self, **settings):
        return Server(self.options.program, self.database, **settings)

    def others(self, server, attack):
        """Measures another client for some time, and adds its figures to the table."""
        done = subprocess.run(
            [sys.executable, __file__, "--measure", str(server.port), str(self.options.seconds)],
            capture_output=True, text=True, timeout=self.options.seconds + 60)
        if done.returncode != 0:
            print(done.stderr)
            return self.table.add(attack, "another client was answered", 1, 0, "faults")
        found = json.loads(done.stdout)
        self.table.add(attack, "another client, p99", found["p99"], 20 * self.options.factor, "ms")
        self.table.add(attack, f"failures in {2 * found['count']} requests", found["failures"], 0, "")

    def expensive(self, connections, pipelined):
        """Asks the most expensive questions, several at a time on each connection."""
        server, number = self.serve(), [0]
        clients = [server.connect(f"127.0.1.{1 + index // 8}") for index in range(connections)]

        def ask(client, count):
            questions = b""
            for _ in range(count):
                number[0] += 1
                questions += request(EXPENSIVE.format(number[0]), "HEAD")
            client.sendall(questions)

        for client in clients:
            ask(client, pipelined)

        def step():
            for client in select.select(clients, [], [], 0.2)[0]:
                answers = client.recv(65536).count(b"HTTP/1.1 ")
                if answers:
                    ask(client, answers)

        attacker = Attacker(step)
        attacker.start()
        title = "expensive questions, " + ("pipelined" if connections == 1 else f"{connections} connections")
        self.others(server, title)
        attacker.stop()
        for client in clients:
            client.close()
        server.stop()

    def slow_readers(self, count=1000):
        """Asks for the largest page on many connections, and reads nothing."""
        server, title = self.serve(HTTP_MAX_CONNECTIONS=2 * count), f"{count:,} readers that do not read"
        with server.connect() as client:
            client.sendall(request(LARGEST))
            read_answer(client)
        memory, kernel = server.resident(), kernel_memory()
        clients = []
        for index in range(count):
            client = server.connect(f"127.0.2.{1 + index // 100}", buffer=4096)
            client.sendall(request(LARGEST) * 4)
            clients.append(client)
        time.sleep(1)
        self.table.add(title, "memory of the server", server.resident() - memory, 64, "MB")
        self.table.add(title, "memory of the kernel", kernel_memory() - kernel, 128, "MB")
        self.others(server, title)
        for client in clients:
            client.close()
        server.stop()

    def snapshot(self):
        server = self.serve()
        with server.connect() as client:
            client.sendall(request("/members"))
            read_answer(client)
        memory, peak = server.resident(), [0]
        watcher = Attacker(lambda: (peak.append(max(peak.pop(), server.resident())), time.sleep(0.005)))
        watcher.start()
        for _ in range(3):
            with server.connect() as client:
                client.settimeout(120)
                client.sendall(request("/snapshot"))
                read_answer(client)
        watcher.stop()
        self.table.add("/snapshot", "memory of the server", peak[0] - memory, 64, "MB")
        server.stop()

    def unread_log(self):
        """Fills the pipe that nobody reads."""
        reading, writing = os.pipe()
        path = self.folder + "/socket"
        server = Server(self.options.program, self.database, log=writing, HTTP_UNIX_SOCKET=path, HTTP_PORT="0")
        client = socket.socket(socket.AF_UNIX)
        for _ in range(600):
            try:
                client.connect(path)
                break
            except OSError:
                time.sleep(0.1)
        client.settimeout(10)
        longest = 0
        for number in range(2000):
            start = time.perf_counter()
            client.sendall(request("/health/live?" + "x" * 2000))
            read_answer(client)
            longest = max(longest, (time.perf_counter() - start) * 1000)
        self.table.add(
            "a log that nobody reads", "the slowest of 2,000 requests", longest, 100 * self.options.factor, "ms")
        server.process.kill()
        server.process.wait()
        os.close(reading)
        os.close(writing)

    def greedy(self):
        """Sends more than the limits allow, through a trusted proxy, which another client uses too."""
        server = self.serve(HTTP_TRUSTED_PROXIES="127.0.0.0/8", HTTP_COST_BURST=2000)
        refused = 0
        with server.connect() as client:
            for number in range(400):
                # Each costs 20 units, found or not.
                client.sendall(request(f"/members/nobody-{number}", "GET", "X-Forwarded-For: 203.0.113.7"))
                refused += read_answer(client) == 429
            others = 0
            for _ in range(200):
                client.sendall(request("/members", "GET", "X-Forwarded-For: 198.51.100.9"))
                others += read_answer(client) != 200
        title = "a greedy client behind a proxy"
        self.table.add(title, "its requests that were answered", 400 - refused, 150, "of 400")
        self.table.add(title, "refusals of another client", others, 0, "of 200")
        server.stop()

    def silent(self, count=500):
        """Opens connections and sends nothing."""
        server = self.serve(HTTP_HEADER_TIMEOUT_SECONDS=2)
        clients = [server.connect(f"127.0.3.{1 + index // 100}") for index in range(count)]
        time.sleep(4)
        remaining = 0
        for client in clients:
            client.setblocking(False)
            try:
                remaining += client.recv(1) != b""
            except BlockingIOError:
                remaining += 1
            except OSError:
                pass
            client.close()
        self.table.add(f"{count} connections that send nothing", "open after 4 s, with 2 s allowed", remaining, 0, "")
        server.stop()


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "--measure":
        return measure(int(sys.argv[2]), float(sys.argv[3]))
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--factor", type=float, default=1)
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        attacks = Attacks(options, folder, table)
        attacks.expensive(connections=1, pipelined=16)
        attacks.expensive(connections=200, pipelined=1)
        attacks.slow_readers()
        attacks.snapshot()
        attacks.unread_log()
        attacks.greedy()
        attacks.silent()
    sys.exit(1 if table.faults else 0)


if __name__ == "__main__":
    main()
