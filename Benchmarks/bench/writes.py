"""Measures the lines about writes: durable writes by one client and by many, compared with the same
statements without a server, and the effect of a steady rate of writes on clients that read."""

import http.client
import itertools
import random
import shutil
import sqlite3
import subprocess
import threading
import time
from dataclasses import dataclass

from .compare import Spread, Subject, ratio
from .load import GZIP, LUA, Load, run
from .process import SERVER_CORE
from .servers import RELEASE
from .workload import SHIPPED

MEMBERS = 1000
TOGETHER = 64
# PocketBase's own benchmark, on two small cores: https://github.com/pocketbase/benchmarks
POCKETBASE_CREATES = 1890
STEADY = 100
# One topic is edited so often while others read what doesn't show it, and members while others read lists.
TOPIC_EDITS, MEMBER_EDITS = 50, 10
HOT_MEMBERS, HOT_LISTS = 500, 1000
LISTED = 100_000


@dataclass(frozen=True)
class WriteLoad:
    """The requests of wrk for writes, which have a token."""

    kind: str
    slugs: object
    token: str
    connections: int
    depth: int = 1
    seeds = itertools.count(int(time.time()))

    def command(self, url, seconds):
        return [
            "wrk", "-t1", f"-c{self.connections}", f"-d{seconds:g}s", "--timeout", "10s",
            "-H", f"Authorization: Bearer {self.token}", "-s", LUA / "writes.lua", url, "--", self.kind,
            self.slugs, str(next(self.seeds))]


class Writes:
    """Measures the lines about writes, as a part of `Lines`."""

    def fresh(self, name, members=MEMBERS):
        """Returns a copy of the database to write to, a token for it, and its slugs."""
        path = self.workload.work / f"{name}.sqlite"
        shutil.copy(self.workload.database(members), path)
        said = subprocess.run(
            [self.servers.binary, "token", "create", "--role", "admin", "--name", "bench", "--database", path],
            check=True, capture_output=True, text=True).stdout
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            slugs = [slug for slug, in database.execute("SELECT slug FROM members")]
        return path, said.split()[-1], self.workload.targets(f"{name}-slugs", slugs)

    def durable(self):
        """Measures corrections and new members per second, each synced before it is answered."""
        database, token, slugs = self.fresh("durable")
        bare = self.fresh("bare")[0]
        floors = {(1,): [], (TOGETHER,): [], (TOGETHER, "sorted"): []}

        def floor():
            for (group, *how), rates in floors.items():
                done = subprocess.run(
                    ["taskset", "-c", str(SERVER_CORE), RELEASE / "bare-writes", bare, str(group),
                     str(self.options.seconds), *how], check=True, capture_output=True, text=True)
                count, seconds, _ = map(float, done.stdout.split())
                rates.append(count / seconds)

        with self.servers.ours(database) as server:
            subjects = [
                Subject(f"ours, {what}", server, WriteLoad(kind, slugs, token, connections))
                for what, kind, connections in (
                    ("corrected by one", "correct", 1), (f"corrected by {TOGETHER}", "correct", TOGETHER),
                    ("added by one", "create", 1), (f"added by {TOGETHER}", "create", TOGETHER))]
            self.turns("durable writes", subjects, also=floor)
        one, together, _, added = subjects
        for group, subject, bar in ((1, one, None), (TOGETHER, together, 0.7)):
            rates = Spread.of(
                sample.rate / bare for sample, bare in zip(subject.samples, floors[group,], strict=True))
            self.add(
                f"durable corrections, {group} at a time: rate compared with bare SQLite, {group} per transaction", rates,
                at_least=bar)
        for (group, *how), rates in floors.items():
            index = ", the index written at its end" if how else ""
            self.add(f"bare SQLite, {group} corrections per transaction{index}", Spread.of(rates), "per second")
        self.add(
            f"durable new members, {TOGETHER} at a time, compared with PocketBase's published {POCKETBASE_CREATES:,} creates",
            Spread.of(sample.rate / POCKETBASE_CREATES for sample in added.samples), at_least=1.0)

    def reads_under_writes(self):
        """Measures cached reads while a client makes a hundred corrections per second."""
        database, token, slugs = self.fresh("steady", SHIPPED)
        title = "cached GET /members, gzip, 64 connections"
        with self.servers.ours(database) as server:
            quiet = Subject("ours, no writes", server, Load(headers=GZIP))
            busy = Subject(f"ours, {STEADY} corrections/s", server, Load(headers=GZIP))
            names = slugs.read_text().split()
            for _ in range(self.options.rounds):
                quiet.samples.append(run(server, quiet.load, self.options.seconds))
                with Trickle(server, token, [f"/members/{name}" for name in names], STEADY):
                    busy.samples.append(run(server, busy.load, self.options.seconds))
            self.subjects += [(title, subject, server.memory()) for subject in (quiet, busy)]
        self.add(
            f"{title}: rate with {STEADY} corrections per second compared with none", ratio(busy, quiet, "rate"),
            at_least=0.85)

    def precise(self):
        """Measures cached reads of many targets while a client edits what few of them show."""
        database, token, slugs = self.fresh("precise")
        members = [f"/members/{slug}" for slug in slugs.read_text().split()]
        topics = self.topics(database)
        hot = members[:HOT_MEMBERS] + ["/members", "/topics", *(f"/members?topic={slug}" for slug in topics[:8])]
        self.edited(
            f"{len(hot)} hot URLs, {MEMBERS:,} members", database, token, hot, [f"/topics/{topics[0]}"], TOPIC_EDITS,
            "edits of a topic's summary", 0.8)
        database, token, slugs = self.fresh("precise-lists", LISTED)
        members = [f"/members/{slug}" for slug in slugs.read_text().split()]
        # Few are made again at once: a server refuses what more than some requests of one client wait for.
        lists = [f"/members?topic={topic}" for topic in self.topics(database)]
        lists += [target for target, _ in self.workload.pages(LISTED)]
        self.edited(
            f"{HOT_LISTS:,} hot lists, {LISTED:,} members", database, token, lists[:HOT_LISTS],
            random.Random(17).sample(members, 5_000), MEMBER_EDITS, "corrections of members", 0.5)

    @staticmethod
    def rows(path, query):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            return database.execute(query).fetchall()

    def topics(self, path):
        return [slug for slug, in self.rows(path, "SELECT slug FROM topics ORDER BY member_count DESC, slug")]

    def edited(self, title, database, token, hot, edited, rate, what, bar):
        """Compares reads with edits with those without, in alternation."""
        load = Load(targets=self.workload.targets("hot", hot), headers=GZIP)
        with self.servers.ours(database) as server:
            quiet, busy = Subject("ours, no edits", server, load), Subject(f"ours, {rate} edits/s", server, load)
            # One after another, since only a few lists are made at once.
            for target in hot:
                status, _, _ = server.get(target, dict(GZIP))
                if status != 200:
                    raise RuntimeError(f"GET {target} answered {status}")
            for _ in range(self.options.rounds):
                quiet.samples.append(run(server, load, self.options.seconds))
                with Trickle(server, token, edited, rate):
                    busy.samples.append(run(server, load, self.options.seconds))
            self.subjects += [(title, subject, server.memory()) for subject in (quiet, busy)]
        self.add(f"{title}: rate with {rate} {what} per second compared with none", ratio(busy, quiet, "rate"), at_least=bar)


class Trickle:
    """Makes corrections at a steady rate, as one client."""

    def __init__(self, server, token, paths, rate):
        self.server, self.paths, self.rate = server, itertools.cycle(paths), rate
        self.fields = {
            "Authorization": f"Bearer {token}", "Content-Type": "application/json", "If-Match": "*"}
        self.done, self.failure = threading.Event(), None
        self.thread = threading.Thread(target=self.write, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()
        if self.failure:
            raise RuntimeError(f"a correction failed: {self.failure}")

    def write(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        due = time.monotonic()
        for number in itertools.count():
            body = '{"summary":"Steady %d of %d."}' % (number, int(due))
            connection.request("PATCH", next(self.paths), body, self.fields)
            answer = connection.getresponse()
            text = answer.read()
            if answer.status != 200:
                self.failure = f"{answer.status} {text[:200]}"
                return
            due += 1 / self.rate
            if self.done.wait(max(0, due - time.monotonic())):
                return
