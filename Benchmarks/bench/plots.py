"""Plots rate and 99th percentile by number of members and of connections, as SVG in docs/."""

import sys

import matplotlib

from . import load
from .compare import Spread
from .lines import Started
from .workload import PAGE

matplotlib.use("svg")
# The salt is fixed, so that the same figures always give the same file.
matplotlib.rcParams["svg.hashsalt"] = "member-directory"
from matplotlib import pyplot  # noqa: E402

MEMBERS = [17, 1000, 100_000, 1_000_000]
CONNECTIONS = [1, 10, 100, 1000, 10_000]
RUNS = 3
CONNECTIONS_A_SECOND = 2500


def measured(server, wanted, seconds):
    """Returns the median rate and the median 99th percentile in milliseconds."""
    # Opening ten thousand connections takes seconds.
    seconds += wanted.connections // CONNECTIONS_A_SECOND
    load.run(server, wanted, seconds)
    samples = [load.run(server, wanted, seconds) for _ in range(RUNS)]
    return (
        Spread.of(sample.rate for sample in samples).median,
        Spread.of(sample.p99 for sample in samples).median / 1000)


def by_members(servers, workload, options):
    """Returns {name: [(members, rate, p99)]}."""
    curves = {}
    for size in MEMBERS:
        database = workload.database(size)
        print(f"measuring: {size:,} members", file=sys.stderr)
        with Started([servers.ours(database), servers.ours(database, http_cacheBytes=0)]) as (kept, bare):
            for name, server, wanted in (
                ("GET /members, cached, gzip", kept, load.Load(headers=load.GZIP)),
                ("GET /members/{slug}, uncached", bare, load.Load(targets=workload.slugs(size))),
                (f"GET /members?limit={PAGE}, uncached, gzip", bare,
                 load.Load(target=f"/members?limit={PAGE}", connections=8, headers=load.GZIP)),
            ):
                curves.setdefault(name, []).append((size, *measured(server, wanted, options.seconds)))
    return curves


def by_connections(servers, workload, options):
    curves = {}
    with Started([servers.ours(workload.database(17)), servers.nginx()]) as running:
        for connections in CONNECTIONS:
            print(f"measuring: {connections:,} connections", file=sys.stderr)
            for server in running:
                wanted = load.Load(
                    headers=load.GZIP, connections=min(connections, options.files // 2 - 100))
                curves.setdefault(server.name, []).append(
                    (wanted.connections, *measured(server, wanted, options.seconds)))
    return curves


def plot(path, curves, axis, title):
    figure, (rate, tail) = pyplot.subplots(1, 2, figsize=(10, 4.4), layout="constrained")
    for name, points in curves.items():
        x, rates, tails = zip(*points, strict=True)
        rate.plot(x, rates, marker="o", label=name)
        tail.plot(x, tails, marker="o", label=name)
    for axes, label in ((rate, "requests per second"), (tail, "99th percentile, ms")):
        axes.set(xscale="log", yscale="log", xlabel=axis, ylabel=label)
        axes.grid(visible=True, which="major", alpha=0.3)
    figure.legend(*rate.get_legend_handles_labels(), loc="outside lower center", ncols=len(curves))
    figure.suptitle(title)
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)


def draw(servers, workload, folder, options):
    plot(
        folder / "benchmarks-members.svg", by_members(servers, workload, options), "members",
        "One core, 64 connections (pages: 8)")
    plot(
        folder / "benchmarks-connections.svg", by_connections(servers, workload, options), "connections",
        "Cached GET /members with gzip, one core")
