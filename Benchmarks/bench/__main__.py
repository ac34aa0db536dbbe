"""Scripts/bench [--quick] [--instructions [--update]] [--plots] [--only LINE,...] [--no-write]"""

import argparse
import os
import shutil
import sys
from pathlib import Path

from . import machine, report
from .footprint import Footprint
from .lines import Lines
from .process import LOAD_CORE, allow_many_files, on_core
from .servers import BENCHMARKS, Servers
from .workload import Workload

ROOT = BENCHMARKS.parent
LINES = ["cached", "hot", "logged", "not_modified", "pipelined", "one_member", "page", "growth", "depth", "pages",
         "durable", "reads_under_writes", "precise"]
FOOTPRINT = ["starts", "at_rest", "idle_connections", "binary_size"]
SLOW = ["logged"]


def arguments():
    parser = argparse.ArgumentParser(prog="Scripts/bench")
    parser.add_argument("--quick", action="store_true", help="two minutes: fewer servers, runs of 1 s")
    parser.add_argument("--only", help="only these lines, separated by commas: " + ", ".join(LINES + FOOTPRINT))
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seconds", type=int)
    parser.add_argument("--write", action="store_true", help="write to docs/benchmarks.md, as a full run does")
    parser.add_argument("--plots", action="store_true", help="only draw the plots")
    parser.add_argument("--instructions", action="store_true", help="only count instructions, with callgrind")
    parser.add_argument("--update", action="store_true", help="store the count as the one to compare with")
    options = parser.parse_args()
    options.rounds = options.rounds or (5 if options.quick else 7)
    options.seconds = options.seconds or (1 if options.quick else 2)
    options.load_before = os.getloadavg()
    options.files = allow_many_files()
    return options


def measure(options, servers, workload):
    lines = Lines(servers, workload, options)
    footprint = Footprint(servers, workload, options)
    wanted = options.only.split(",") if options.only else [
        name for name in LINES + FOOTPRINT if not (options.quick and name in SLOW)]
    for name in wanted:
        print(f"measuring: {name.replace('_', ' ')}", file=sys.stderr)
        getattr(footprint if name in FOOTPRINT else lines, name)()
    everything = lines.lines + footprint.lines
    text = "\n\n".join([
        machine.describe(options, servers.binary, BENCHMARKS), report.lines_table(everything),
        "Medians of each server's own runs, from which the ratios above are computed:",
        report.subjects_table(lines.subjects)])
    print(text)
    if options.write or not (options.quick or options.only):
        report.write(ROOT / "docs" / "benchmarks.md", text)
    missed = [line.what for line in everything if not line.met]
    print(f"\n{len(everything) - len(missed)} met or without a bar, {len(missed)} missed")


def main():
    options = arguments()
    binary = Path(os.environ["BINARY"]).resolve()
    work = BENCHMARKS / ".work" / str(os.getpid())
    work.mkdir(parents=True)
    on_core(LOAD_CORE)
    try:
        servers = Servers(binary, work)
        workload = Workload(servers, work)
        if options.instructions:
            from . import instructions
            return instructions.check(servers, workload, options.update)
        workload.write_body()
        if options.plots:
            from . import plots
            plots.draw(servers, workload, ROOT / "docs", options)
        else:
            measure(options, servers, workload)
            if not (options.quick or options.only):
                from . import plots
                plots.draw(servers, workload, ROOT / "docs", options)
        return 0
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
