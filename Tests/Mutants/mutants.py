"""The command line of Scripts/mutants: chooses, compiles and tries mutants, and prints what survives."""

import argparse
import json
import pathlib
import signal
import sys
import time

import choosing
import equivalent
import trial
from equivalent import description
from report import Report
from trial import Unit
from workspace import BuildFailed, UNUSED_TESTS, Workspace

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".build-mutants"
EQUIVALENT = pathlib.Path(__file__).with_name(equivalent.NAME)
# A run with a mutant is ended if it takes more than this many times as long as a run without one, plus this
# many seconds.
PATIENCE_FACTOR, PATIENCE_SECONDS = 3, 20
BASELINE_SECONDS = 900
# These start servers and take minutes, so each suite runs separately, and only if it reaches the mutant.
SLOW_TESTS = ("AppTests", "DirectorySQLiteTests")


class NothingTried(Exception):
    """The run gives no result about the tests. The text is the reason."""


def main():
    options = parse()
    trial.become_reaper()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(130))
    try:
        run = Run(options)
        run.prepare()
        if options.list or options.build_only:
            return 0
        run.observe()
        run.try_all()
        return run.report()
    except BuildFailed as error:
        print(f"{error}\nerror: the copy in {FOLDER} does not compile", file=sys.stderr)
        return 70
    except (NothingTried, equivalent.Malformed) as error:
        print(f"error: {error}", file=sys.stderr)
        return 70
    except KeyboardInterrupt:
        return 130
    finally:
        trial.end_children()


def parse():
    parser = argparse.ArgumentParser(
        prog="Scripts/mutants", description="Measures how many mistakes the tests notice."
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed chooses other mutants (default 1)")
    parser.add_argument("--count", type=int, default=60, help="how many mutants (default 60)")
    parser.add_argument(
        "--module", action="append", default=[], help="mutate only this module; may be repeated"
    )
    parser.add_argument("--own-tests", action="store_true", help="run only the mutated module's own tests")
    parser.add_argument("--only", default="", help="try only these numbers of the run, such as 3,17")
    parser.add_argument(
        "--list", action="store_true", help="print the candidates of the run; compile nothing"
    )
    parser.add_argument("--build-only", action="store_true", help="compile; run nothing")
    parser.add_argument(
        "--skip-build", action="store_true", help="use what the last run has compiled and observed"
    )
    parser.add_argument(
        "--strict", action="store_true", help="fail if any mutant survives, however few there are"
    )
    parser.add_argument("--json", help="write the result to this file as well")
    return parser.parse_args()


def log(text):
    print(text, flush=True)


class Run:
    def __init__(self, options):
        self.options = options
        # Each set of modules has its own folder, so that a run of one module keeps the build of a long run.
        self.folder = FOLDER / ("-".join(sorted(set(options.module))) or "all")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.workspace = Workspace(ROOT, self.folder)
        self.plan_file = self.folder / "plan.json"
        self.observed_file = self.folder / "observed.json"
        self.results = []
        self.unstable = []

    # Choosing and compiling

    def prepare(self):
        options = self.options
        found, left_out = self.find()
        if not found:
            raise NothingTried(f"there is nothing to mutate in {', '.join(options.module)}")
        wanted = choosing.to_compile(found, options.seed, options.count)
        log(
            f"{len(found)} places to mutate, and {left_out} that {equivalent.NAME} leaves out;"
            f" seed {options.seed}, {options.count} mutants"
        )
        if options.list:
            for candidate in wanted:
                log(f"{candidate.file}:{candidate.line}: {description(candidate)}")
            return
        self.targets = self.workspace.targets()
        modules = {candidate.module for candidate in wanted}
        self.tests = {module: self.tests_of(module) for module in modules}
        numbered = list(enumerate(wanted, 1))
        digest = choosing.digest(wanted)
        if options.skip_build:
            plan = json.loads(self.plan_file.read_text()) if self.plan_file.exists() else {}
            if plan.get("digest") != digest:
                raise NothingTried("the last run compiled other mutants; run it without --skip-build")
            compiled = set(plan["compiled"])
        else:
            began = time.monotonic()
            self.observed_file.unlink(missing_ok=True)
            self.workspace.write_manifest(self.targets, self.kept_targets())
            compiled = {number for number, _ in self.workspace.compile(numbered, log)}
            self.plan_file.write_text(json.dumps({"digest": digest, "compiled": sorted(compiled)}))
            refused = len(numbered) - len(compiled)
            log(f"compiled in {time.monotonic() - began:.0f} s; {refused} did not compile")
        self.compiled_count = len(compiled)
        usable = [(number, candidate) for number, candidate in numbered if number in compiled]
        numbers = {candidate: number for number, candidate in usable}
        chosen = choosing.chosen([candidate for _, candidate in usable], found, options.count)
        self.mutants = [(numbers[candidate], candidate) for candidate in chosen]

    def find(self):
        """Returns the candidates, and how many were left out because no test can notice them."""
        sources = choosing.read_sources(ROOT)
        found = choosing.find_all(sources, set(self.options.module))
        rest = equivalent.without(found, equivalent.read(EQUIVALENT.read_text()), sources)
        return rest, len(found) - len(rest)

    def tests_of(self, module):
        """Returns the test targets that run code of a module, its own first."""
        own = f"{module}Tests"
        if self.options.own_tests:
            return [own] if own in self.targets else []
        users = [
            name for name, target in self.targets.items()
            if target["type"] == "test" and name not in UNUSED_TESTS and module in self.closure([name])
        ]  # fmt: skip
        # Tests of the program run it as a separate process.
        if module == "member-directory":
            users.append("AppTests")
        return sorted(set(users), key=lambda name: (name != own, name))

    def closure(self, names):
        """Returns these targets and all targets of the project that they need."""
        found, queue = set(), list(names)
        while queue:
            name = queue.pop()
            if name in found or name not in self.targets:
                continue
            found.add(name)
            target = self.targets[name]
            queue += [
                dependency["byName"][0] for dependency in target["dependencies"] if "byName" in dependency
            ]
            queue += [usage["plugin"][0] for usage in target.get("pluginUsages") or []]
        return found

    def kept_targets(self):
        kept = self.closure({name for names in self.tests.values() for name in names})
        programs = {
            name for name, target in self.targets.items()
            if target["type"] == "executable" and self.closure([name]) <= kept | {name}
        }  # fmt: skip
        return kept | programs

    # Trying

    def observe(self):
        """Runs the tests without a mutant, to find out how long they take and which mutants they reach."""
        self.bundle = trial.Bundle(self.workspace.test_bundle, self.folder)
        if self.options.skip_build and self.observed_file.exists():
            self.units, self.skipped = trial.read_units(self.observed_file)
            return
        self.units, self.skipped = [], []
        for target in sorted({name for names in self.tests.values() for name in names}):
            names = self.bundle.suites(target) if target in SLOW_TESTS else [target]
            units = [self.observe_unit(target, name) for name in names]
            self.units += units
            seconds, reached = sum(unit.seconds for unit in units), set().union(*(u.reached for u in units))
            log(f"{target}: {seconds:.1f} s, reaches {len(reached)} of {self.compiled_count} mutants")
        trial.write_units(self.observed_file, self.units, self.skipped)

    def observe_unit(self, target, name):
        hits = self.folder / "reached"
        hits.write_bytes(bytes(100_000))
        unit = Unit(target, name, 0, set())
        ended = self.bundle.run([unit.pattern], BASELINE_SECONDS, f"={hits}", stops=False)
        if ended.fault == "hangs" or (ended.fault and not ended.failures):
            raise NothingTried(f"{name} {ended.fault} with no mutant on; see {self.folder}/output.log")
        self.leave_out(ended.failures)
        unit.seconds = ended.seconds
        unit.reached = {number for number, byte in enumerate(hits.read_bytes()) if byte}
        return unit

    def leave_out(self, failures):
        """Leaves out tests that fail without a mutant, such as a test that reads the sources as text."""
        for test, name in dict(failures).items():
            if not self.bundle.run([trial.pattern_of(test)], 120, "0").passed:
                self.skipped.append(trial.pattern_of(test))
                log(f"left out, since it fails with no mutant on: {name}")
        if len(self.skipped) > 5:
            raise NothingTried("too many tests fail with no mutant on")

    def try_all(self):
        only = {int(number) for number in self.options.only.split(",") if number}
        mutants = [pair for pair in self.mutants if not only or pair[0] in only]
        for index, (number, candidate) in enumerate(mutants, 1):
            result = self.try_one(number, candidate)
            self.results.append(result)
            place = f"{candidate.file}:{candidate.line}"
            verdict = f"killed by {result['by']}" if result["killed"] else f"SURVIVED ({result['by']})"
            change = f"{index}/{len(mutants)} #{number} {place}: {description(candidate)}"
            log(f"{change}: {verdict}, {result['seconds']:.1f} s")

    def try_one(self, number, candidate):
        began = time.monotonic()
        own, targets = f"{candidate.module}Tests", self.tests[candidate.module]
        units = [unit for unit in self.units if unit.target in targets and number in unit.reached]
        units.sort(key=lambda unit: (unit.target != own, unit.seconds))
        killer = next(filter(None, (self.killer(number, unit) for unit in units)), None)
        return {
            "number": number, "file": candidate.file, "line": candidate.line, "module": candidate.module,
            "kind": candidate.kind, "change": description(candidate), "killed": bool(killer),
            "by": killer or ("no test fails" if units else "no test runs it"),
            "reachedBy": [unit.name for unit in units], "seconds": round(time.monotonic() - began, 1),
        }  # fmt: skip

    def killer(self, number, unit):
        """Returns the test that notices the mutant. It must fail twice, in case the machine is busy."""
        limit = unit.seconds * PATIENCE_FACTOR + PATIENCE_SECONDS
        for _ in range(2):
            ended = self.bundle.run([unit.pattern], limit, str(number), self.skipped)
            if ended.fault == "hangs" and not self.ends(unit, limit):
                limit *= 2
                continue
            if ended.fault:
                return f"{unit.name}, which {ended.fault}"
            if not ended.failures:
                return None
            test, name = ended.failures[0]
            again = self.bundle.run([trial.pattern_of(test)], limit, str(number))
            if not again.passed:
                return f"“{name}” ({unit.target})"
            self.unstable.append(f"{name} (mutant {number})")
            log(f"failed once and not again: {name}")
        if ended.fault:
            raise NothingTried(f"{unit.name} takes longer than {limit:.0f} s without a mutant too")
        # A test has twice failed among the others but not alone, so the mutant is the cause.
        return f"“{name}” ({unit.target})"

    def ends(self, unit, limit):
        """Returns whether the tests end in time without a mutant, which a busy machine can prevent."""
        if self.bundle.run([unit.pattern], limit, "0", self.skipped, stops=False).fault != "hangs":
            return True
        self.unstable.append(f"{unit.name} took longer than {limit:.0f} s")
        log(f"{unit.name} takes longer than {limit:.0f} s without a mutant too")
        return False

    def report(self):
        """Prints and writes the result. Returns the exit code."""
        if not self.results:
            raise NothingTried("no mutant of this run was tried")
        report = Report(self.results, log)
        status = report.status(self.options.strict)
        more = {
            "seed": self.options.seed, "modules": self.options.module,
            "failedOnce": self.unstable, "leftOut": self.skipped,
        }  # fmt: skip
        report.write(filter(None, [self.folder / "result.json", self.options.json]), more)
        return status


if __name__ == "__main__":
    sys.exit(main())
