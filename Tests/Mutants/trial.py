"""Runs tests of the compiled bundle, with or without a mutant, and leaves no process behind."""

import ctypes
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass

from workspace import VARIABLE

SUBREAPER, DEATH_SIGNAL = 36, 1
POLL_SECONDS = 0.05
# This many test cases run at a time. By default all start at once, and then the first failure comes late.
WIDTH_VARIABLE, WIDTH = "SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH", "4"
_libc = ctypes.CDLL(None)


def become_reaper():
    """Makes this process the parent of its children's orphans, so that it can end them too."""
    _libc.prctl(SUBREAPER, 1, 0, 0, 0)


def end_children():
    """Ends every descendant. They stay in this process's group, so ending the group also ends them."""
    while True:
        children = [
            pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if _parent(pid) == os.getpid()
        ]
        for pid in children:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass
        if not children:
            return


def _parent(pid):
    try:
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return int(stat[stat.rindex(")") + 2 :].split()[1])


def _end_with_parent():
    _libc.prctl(DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


@dataclass
class Ended:
    """The end of a run of tests, which stops at the first failure. `failures` are (identifier, name)."""

    failures: list
    # Set if the bundle crashed, hung or did not start.
    fault: str | None
    seconds: float

    @property
    def passed(self):
        return not self.failures and self.fault is None


@dataclass
class Unit:
    """Tests that run together: those of a target, or of one of its suites."""

    target: str
    # `HTTPCoreTests`, or `AppTests.BackupTests`.
    name: str
    # How long they take without a mutant, and the numbers of the mutants whose code they run.
    seconds: float
    reached: set

    @property
    def pattern(self):
        return f"^{re.escape(self.name)}[./]"


def write_units(path, units, skipped):
    """Stores the units and the patterns of the tests that are left out."""
    rows = [vars(unit) | {"reached": sorted(unit.reached)} for unit in units]
    path.write_text(json.dumps({"units": rows, "skipped": skipped}))


def read_units(path):
    """Returns what write_units has stored."""
    stored = json.loads(path.read_text())
    return [Unit(**row | {"reached": set(row["reached"])}) for row in stored["units"]], stored["skipped"]


class Bundle:
    def __init__(self, path, folder):
        self.path = pathlib.Path(path)
        self.folder = pathlib.Path(folder)

    def suites(self, target):
        """Returns the names of a target's suites, such as `AppTests.BackupTests`."""
        command = [str(self.path), "--testing-library", "swift-testing", "--list-tests"]
        listed = subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
        names = {line.split("/")[0] for line in listed.stdout.splitlines()}
        return sorted(name for name in names if name.startswith(f"{target}."))

    def run(self, patterns, seconds, switch, skipped=(), stops=True):
        """Runs the tests whose identifiers match, for at most this many seconds, until one fails."""
        events = self.folder / "events.jsonl"
        events.unlink(missing_ok=True)
        # Tests that are killed can't remove their files.
        temporary = tempfile.mkdtemp(prefix="mutant-")
        command = [
            str(self.path), "--testing-library", "swift-testing", "--event-stream-output-path", str(events),
            "--event-stream-version", "0",
        ]  # fmt: skip
        command += [word for pattern in patterns for word in ("--filter", pattern)]
        command += [word for pattern in skipped for word in ("--skip", pattern)]
        environment = os.environ | {VARIABLE: switch, "TMPDIR": temporary, WIDTH_VARIABLE: WIDTH}
        began = time.monotonic()
        try:
            with open(self.folder / "output.log", "wb") as output:
                process = subprocess.Popen(
                    command, cwd=self.folder / "project", env=environment, stdin=subprocess.DEVNULL,
                    stdout=output, stderr=output, preexec_fn=_end_with_parent,
                )  # fmt: skip
            failures, fault = self._watch(process, events, began + seconds, stops)
        finally:
            end_children()
            shutil.rmtree(temporary, ignore_errors=True)
        return Ended(failures, fault, time.monotonic() - began)

    def _watch(self, process, path, deadline, stops):
        reader = _Events(path)
        while True:
            code = process.poll()
            reader.read()
            if reader.failures and stops:
                return reader.failures, None
            if code is not None:
                return reader.failures, self._fault(code, reader)
            if time.monotonic() > deadline:
                return reader.failures, "hangs"
            time.sleep(POLL_SECONDS)

    def _fault(self, code, reader):
        if code < 0:
            return f"crashes ({signal.Signals(-code).name})"
        # The exit code is 69 if the filter matches nothing.
        if code == 69:
            return None
        return f"ends with {code}" if code != 0 and not reader.failures else None


class _Events:
    """Reads the events of Swift Testing while the tests write them."""

    def __init__(self, path):
        self.path = path
        self.position = 0
        self.names = {}
        self.failures = []

    def read(self):
        if not self.path.exists():
            return
        with open(self.path, "rb") as file:
            file.seek(self.position)
            text = file.read()
        whole = text[: text.rfind(b"\n") + 1]
        self.position += len(whole)
        for line in whole.splitlines():
            self._take(json.loads(line))

    def _take(self, record):
        payload = record["payload"]
        if record["kind"] == "test":
            self.names[payload["id"]] = payload.get("displayName", payload["name"])
        elif payload["kind"] == "issueRecorded" and not payload["issue"].get("isKnown"):
            # A warning isn't a failure.
            if payload["issue"].get("severity", "error") == "error":
                test = payload.get("testID", "")
                self.failures.append((test, self.names.get(test, test)))


def pattern_of(test):
    """Returns a regular expression for one test's identifier, without the position in the file."""
    return "^" + re.escape(re.sub(r"/[^/]*\.swift:\d+:\d+$", "", test)) + "(/|$)"
