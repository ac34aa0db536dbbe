"""Runs wrk and reads its result."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

LUA = Path(__file__).resolve().parent.parent / "lua"


@dataclass(frozen=True)
class Load:
    """The requests of wrk: one target, or random lines of a file of targets."""

    target: str = "/members"
    targets: Path | None = None
    connections: int = 64
    depth: int = 1
    headers: tuple = ()

    def command(self, url, seconds):
        command = ["wrk", "-t1", f"-c{self.connections}", f"-d{seconds:g}s", "--timeout", "10s"]
        for name, value in self.headers:
            command += ["-H", f"{name}: {value}"]
        if self.targets:
            return command + ["-s", LUA / "targets.lua", url, "--", self.targets, str(self.depth)]
        return command + ["-s", LUA / "report.lua", url + self.target]


GZIP = (("Accept-Encoding", "gzip"),)


@dataclass(frozen=True)
class Sample:
    """The result of a run: requests per second, and microseconds of latency and of CPU time per request."""

    rate: float
    p50: float
    p99: float
    cpu: float


def run(server, load, seconds):
    """Runs wrk against the server. wrk accepts only whole seconds, so shorter runs are refused."""
    if seconds < 1 or seconds != int(seconds):
        raise ValueError("wrk counts whole seconds")
    before = server.cpu_seconds()
    done = subprocess.run(
        load.command(server.url, seconds), capture_output=True, text=True, timeout=seconds + 60, check=False)
    cpu = server.cpu_seconds() - before
    line = next((line for line in done.stdout.splitlines() if line.startswith("RESULT ")), None)
    if done.returncode or line is None:
        raise RuntimeError(f"wrk failed against {server.name}: {done.stdout}{done.stderr}")
    said = {key: int(value) for key, value in (pair.split("=") for pair in line.split()[1:])}
    if said["failures"] or not said["requests"]:
        raise RuntimeError(f"{server.name}: {said['failures']} of {said['requests']} requests failed")
    return Sample(
        rate=said["requests"] / said["duration"] * 1e6, p50=said["p50"], p99=said["p99"],
        cpu=cpu / said["requests"] * 1e6)
