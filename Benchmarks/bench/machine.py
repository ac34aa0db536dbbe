"""Describes the machine and the versions with which the figures were measured."""

import datetime
import os
import platform
import re
import sqlite3
import subprocess
from importlib import metadata
from pathlib import Path


def first_line(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return next(iter((done.stdout + done.stderr).splitlines()), "")


def processor():
    text = Path("/proc/cpuinfo").read_text()
    found = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
    return f"{found[1] if found else platform.machine()}, {os.cpu_count()} cores"


def memory():
    found = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    return f"{int(found[1]) / 2**20:.0f} GiB"


def swift_packages(benchmarks):
    manifest = (benchmarks / "Package.swift").read_text()
    found = re.findall(r'url: "[^"]*/([^"/]+)", exact: "([^"]+)"', manifest)
    return [f"{'Hummingbird' if name == 'hummingbird' else name} {version}" for name, version in found]


def python_packages():
    versions = []
    for name in ("fastapi", "uvicorn", "datasette"):
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            pass
    return versions


def describe(options, binary, benchmarks):
    version = first_line(binary, "--version")
    nginx = first_line("nginx", "-v").rpartition("/")[2]
    swift = re.search(r"Swift version [\d.]+", first_line("swift", "--version"))
    load = ", ".join(f"{number:.2f}" for number in options.load_before)
    return "\n".join([
        f"- Date: {datetime.date.today()}; {options.rounds} rounds of {options.seconds} s"
        + (" (--quick)" if options.quick else ""),
        f"- Machine: {processor()}, {memory()}; Linux {platform.release()}. The server has core 0, wrk core 1."
        f" Load average before: {load}.",
        f"- member-directory {version}, {swift[0] if swift else 'unknown Swift'}, "
        f"SQLite {sqlite3.sqlite_version}",
        f"- Peers: nginx {nginx}, {', '.join(swift_packages(benchmarks) + python_packages())}; "
        f"wrk {first_line('dpkg-query', '-W', '-f', '${Version}', 'wrk')}",
    ])
