"""Measures the lines of the table. Each method measures one comparison."""

import subprocess

from .compare import Spread, Subject, ratio, take_turns
from .load import GZIP, Load
from .report import Line
from .servers import RELEASE
from .site import Site
from .workload import PAGE, PAGES, SHIPPED
from .writes import Writes

# The cache has room for less than one in a hundred of the 100,000 answers. Almost nothing is answered from
# it, but the cost of filling it is included.
SMALL_CACHE = 1 << 20


class Lines(Writes, Site):
    def __init__(self, servers, workload, options):
        self.servers, self.workload, self.options = servers, workload, options
        self.lines, self.subjects = [], []

    @staticmethod
    def started(servers):
        return Started(servers)

    def turns(self, title, subjects, also=None):
        take_turns(subjects, self.options, also)
        self.subjects += [(title, subject, subject.server.memory()) for subject in subjects]

    def add(self, *line, **bars):
        self.lines.append(Line(*line, **bars))

    def cached(self):
        """Measures GET /members from memory, like most requests."""
        database, load = self.workload.database(SHIPPED), Load(headers=GZIP)
        servers = [self.servers.ours(database), self.servers.nginx(), self.servers.hummingbird(database)]
        if not self.options.quick:
            servers += [self.servers.flyingfox(), self.servers.fastapi(database)]
        title = "cached GET /members, gzip, 64 connections"
        with Started(servers) as running:
            ours, *peers = [Subject(server.name, server, load) for server in running]
            self.turns(title, [ours, *peers])
        for peer in peers:
            bars = {"nginx": 0.85, "Hummingbird": 0.28}
            self.add(
                f"{title}: CPU per request compared with {peer.name}", ratio(ours, peer, "cpu"),
                at_most=bars.get(peer.name))
            self.add(
                f"{title}: rate compared with {peer.name}", ratio(ours, peer, "rate"),
                at_least=1.0 if peer.name == "nginx" else None)

    def hot(self):
        """Compares GET /members from memory with servers that have the answer ready before they know the question."""
        database, load = self.workload.database(SHIPPED), Load(headers=GZIP)
        title = "the same, beside answers that are ready"
        servers = [self.servers.ours(database), self.servers.nginx_return(), self.servers.epoll_floor()]
        with Started(servers) as running:
            ours, *peers = [Subject(server.name, server, load) for server in running]
            self.turns(title, [ours, *peers])
        bars = {"nginx return": 0.95, "epoll floor": 1.25}
        for peer in peers:
            self.add(
                f"{title}: CPU per request compared with {peer.name}", ratio(ours, peer, "cpu"),
                at_most=bars[peer.name])
            self.add(
                f"{title}: rate compared with {peer.name}", ratio(ours, peer, "rate"),
                at_least=1.0 if peer.name == "nginx return" else None)

    def logged(self):
        """Measures the same while both servers write a request log to a file."""
        database, load = self.workload.database(SHIPPED), Load(headers=GZIP)
        log = self.workload.work / "nginx-access.log"
        title = "the same, both log requests"
        with Started([
            self.servers.ours(database, log_requests=True),
            self.servers.nginx(access_log=f"{log} combined buffer=64k flush=1s"),
        ]) as running:
            ours, nginx = [Subject(server.name, server, load) for server in running]
            self.turns(title, [ours, nginx], also=lambda: self.empty(log, ours.server.log))
        self.add(f"{title}: CPU per request compared with nginx", ratio(ours, nginx, "cpu"))
        self.add(f"{title}: rate compared with nginx", ratio(ours, nginx, "rate"))

    @staticmethod
    def empty(*logs):
        """Empties the logs. Both servers append, so the files stay short."""
        for log in logs:
            with open(log, "r+b") as file:
                file.truncate(0)

    def not_modified(self):
        database, title = self.workload.database(SHIPPED), "304 on If-None-Match"
        with Started([self.servers.ours(database), self.servers.nginx()]) as running:
            subjects = []
            for server in running:
                _, headers, _ = server.get("/members", dict(GZIP))
                asking = (*GZIP, ("If-None-Match", headers["ETag"]))
                if server.get("/members", dict(asking))[0] != 304:
                    raise RuntimeError(f"{server.name} did not answer 304")
                subjects.append(Subject(server.name, server, Load(headers=asking)))
            self.turns(title, subjects)
        self.add(f"{title}: CPU per request compared with nginx", ratio(*subjects, "cpu"), at_most=0.85)
        self.add(f"{title}: rate compared with nginx", ratio(*subjects, "rate"))

    def pipelined(self):
        database, title = self.workload.database(SHIPPED), "pipelined 16 deep"
        load = Load(targets=self.workload.targets("one", ["/members"]), depth=16, headers=GZIP)
        with Started([self.servers.ours(database), self.servers.nginx()]) as running:
            subjects = [Subject(server.name, server, load) for server in running]
            self.turns(title, subjects)
        self.add(f"{title}: rate compared with nginx", ratio(*subjects, "rate"), at_least=1.5)
        self.add(f"{title}: CPU per request compared with nginx", ratio(*subjects, "cpu"))

    def one_member(self):
        """Compares GET /members/{slug} with almost nothing in the cache with one slug that is in it."""
        size = 100_000
        database, title = self.workload.database(size), f"GET /members/{{slug}}, {size:,} members at random"
        slugs = Load(targets=self.workload.slugs(size))
        same = Load(targets=self.workload.targets("same", slugs.targets.read_text().split()[:1]))
        canned = Load(targets=self.workload.slugs(size, f"/{size}/member.json?slug={{}}&_shape=array"))
        wanted = [
            (self.servers.ours(database, http_cacheBytes=SMALL_CACHE), slugs),
            (self.servers.ours(database, name="ours, cached"), same),
            (self.servers.hummingbird(database), slugs), (self.servers.datasette(database), canned)]
        if not self.options.quick:
            wanted.append((self.servers.fastapi(database), slugs))
        loads = {server.name: load for server, load in wanted if server}
        with Started([server for server, _ in wanted]) as running:
            ours, cached, *peers = [Subject(server.name, server, loads[server.name]) for server in running]
            self.turns(title, [ours, cached, *peers])
        self.add(f"{title}: rate compared with our own cached rate", ratio(ours, cached, "rate"), at_least=0.4)
        for peer in peers:
            self.add(
                f"{title}: rate compared with {peer.name}", ratio(ours, peer, "rate"),
                at_least={"Hummingbird": 5, "Datasette": 100}.get(peer.name))

    def page(self):
        """Compares an uncached page of 50 with gzip with the same queries and zlib without a server."""
        size, level = 100_000, 6
        pages = self.workload.pages(size)
        title = f"uncached page of {PAGE}, gzip, {size:,} members"
        load = Load(targets=self.workload.targets("pages", [page for page, _ in pages]), headers=GZIP)
        file, database = self.workload.floor_pages(pages), self.workload.database(size)
        floors = []

        def floor():
            done = subprocess.run(
                [RELEASE / "bare-floor", database, file, str(level), "1"], check=True, capture_output=True,
                text=True)
            floors.append([float(number) for number in done.stdout.split()[1:3]])

        with Started([self.servers.ours(database, http_cacheBytes=0, gzip_level=level)]) as running:
            ours = Subject("ours", running[0], load)
            self.turns(title, [ours], also=floor)
        pairs = list(zip(ours.samples, floors, strict=True))
        self.add(
            f"{title}: CPU compared with bare SQLite and zlib",
            Spread.of(sample.cpu / sum(bare) for sample, bare in pairs), at_most=1.5)
        self.add(f"{title}: bare SQLite", Spread.of(bare[0] for bare in floors), "µs")
        self.add(f"{title}: bare zlib", Spread.of(bare[1] for bare in floors), "µs")

    def growth(self):
        """Compares one member out of a million with one out of a thousand."""
        large = 1_000_000 if not self.options.quick or self.workload.has(1_000_000) else 100_000
        title = "uncached GET /members/{slug}"
        with Started([
            self.servers.ours(self.workload.database(size), name=f"ours, {size:,} members", http_cacheBytes=0)
            for size in (large, 1000)
        ]) as running:
            subjects = [
                Subject(server.name, server, Load(targets=self.workload.slugs(size), connections=1))
                for server, size in zip(running, (large, 1000), strict=True)]
            self.turns(title + ", 1 connection", subjects)
        for figure, name in (("p50", "median time"), ("cpu", "CPU per request")):
            self.add(
                f"{title}: {name} with {large:,} members compared with 1,000", ratio(*subjects, figure), at_most=1.3)

    def depth(self):
        """Compares the thousandth page with the first one."""
        pages, title = self.workload.pages(100_000), f"uncached page of {PAGE}, identity, 1 connection"
        with Started(
            [self.servers.ours(self.workload.database(100_000), http_cacheBytes=0)]
        ) as running:
            subjects = [
                Subject(f"ours, page {number:,}", running[0], Load(target=pages[number - 1][0], connections=1))
                for number in (PAGES, 1)]
            self.turns(title, subjects)
        for figure, name in (("p50", "median time"), ("cpu", "CPU per request")):
            self.add(f"{title}: {name} of page {PAGES:,} compared with page 1", ratio(*subjects, figure), at_most=1.3)


class Started:
    """Starts the servers that are installed, and stops all of them at the end."""

    def __init__(self, servers):
        self.servers = [server for server in servers if server]

    def __enter__(self):
        started = []
        try:
            for server in self.servers:
                started.append(server.__enter__())
        except BaseException:
            for server in started:
                server.stop()
            raise
        return started

    def __exit__(self, *_):
        for server in self.servers:
            server.stop()
