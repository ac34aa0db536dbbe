"""Counts the instructions of one cached request with callgrind. Other processes on the machine do not affect the count.

There are two runs, the second with many more requests. Their difference includes neither start nor stop, apart from
what differs between two starts: up to some million instructions, which so many requests make small.
"""

import http.client
import re
import subprocess
import sys

from . import load
from .process import START_LIMIT
from .servers import BENCHMARKS
from .workload import SHIPPED

HELD = BENCHMARKS / "instructions.txt"
REQUESTS = 4000
MORE = 8
MOST_GROWTH = 1.05
# Valgrind takes seconds to start a program.
SLOWNESS = 3


def run(servers, workload, requests):
    out = workload.work / f"callgrind-{requests}.out"
    server = servers.ours(
        workload.database(SHIPPED),
        wrapper=["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}"])
    with server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=START_LIMIT * SLOWNESS)
        for _ in range(requests):
            connection.request("GET", "/members", headers=dict(load.GZIP))
            response = connection.getresponse()
            if response.status != 200 or not response.read():
                raise RuntimeError(f"GET /members answered {response.status}")
        connection.close()
    return int(re.search(r"^(?:totals|summary): (\d+)", out.read_text(), re.MULTILINE)[1])


def count(servers, workload):
    few, many = run(servers, workload, REQUESTS), run(servers, workload, MORE * REQUESTS)
    return round((many - few) / ((MORE - 1) * REQUESTS))


def check(servers, workload, update):
    """Returns 0 if the count has not grown by more than the limit, otherwise 1."""
    # Valgrind 3.19 fails on the debugging information that Swift writes.
    without = workload.work / "member-directory"
    subprocess.run(["objcopy", "--strip-debug", servers.binary, without], check=True)
    servers.binary = without
    counted = count(servers, workload)
    if update:
        HELD.write_text(f"{counted}\n")
        print(f"{counted} instructions for a cached request, stored in {HELD.name}")
        return 0
    held = int(HELD.read_text())
    growth = counted / held
    print(f"{counted} instructions for a cached request, {growth - 1:+.1%} compared with the {held} of {HELD.name}")
    if growth > MOST_GROWTH:
        print("that is more than 5 %: find out why, or accept it with --update", file=sys.stderr)
        return 1
    return 0
