"""Starts a server on its core, observes it through /proc, and stops it by its process id."""

import http.client
import os
import resource
import signal
import socket
import subprocess
import time
from pathlib import Path

SERVER_CORE = 0
LOAD_CORE = 1
START_LIMIT = 20.0
STOP_LIMIT = 15.0


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def allow_many_files():
    """Raises the limit on open files, which servers and wrk inherit, and returns it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def on_core(core):
    """Pins this process, and the processes that it starts from now on, to a core."""
    if core in os.sched_getaffinity(0) or len(os.sched_getaffinity(0)) == 1:
        os.sched_setaffinity(0, {core})


class Server:
    """A program that listens on its own loopback port."""

    def __init__(self, name, command, port, *, environment=None, log=None, ready="/members"):
        self.name, self.command, self.port, self.ready = name, command, port, ready
        self.environment = os.environ | (environment or {})
        self.log = log
        self.process = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        self.start()
        try:
            self.wait()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        output = open(self.log, "wb") if self.log else subprocess.DEVNULL
        on_core(SERVER_CORE)
        try:
            self.process = subprocess.Popen(
                self.command, env=self.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                start_new_session=True)
        finally:
            on_core(LOAD_CORE)
            if self.log:
                output.close()

    def wait(self):
        """Waits until the server has started, which it answers with 503 before. Throws if it then answers with
        anything but 200.
        """
        deadline = time.monotonic() + START_LIMIT
        while True:
            try:
                status, _, _ = self.get(self.ready)
                if status != 503 or time.monotonic() > deadline:
                    break
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{self.name} did not start: {' '.join(map(str, self.command))}")
            time.sleep(0.0005)
        if status != 200:
            raise RuntimeError(f"{self.name} answered {status} to {self.ready}")

    def get(self, target, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", target, headers=headers or {})
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def stop(self):
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def pids(self):
        """Returns the process and its descendants, such as nginx's worker."""
        found, waiting = [], [self.process.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            for children in Path(f"/proc/{pid}/task").glob("*/children"):
                waiting += map(int, children.read_text().split())
        return found

    def cpu_seconds(self):
        """Returns user and system time, from the scheduler's nanoseconds for each thread. /proc/PID/stat has the same
        sum, but in ticks of 10 ms."""
        total = 0
        for pid in self.pids():
            for task in Path(f"/proc/{pid}/task").iterdir():
                total += int((task / "schedstat").read_text().split()[0])
        return total / 1e9

    def memory(self, field="VmHWM"):
        """Returns bytes, for all processes of the server together."""
        total = 0
        for pid in self.pids():
            for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith(field + ":"):
                    total += int(line.split()[1]) * 1024
        return total
