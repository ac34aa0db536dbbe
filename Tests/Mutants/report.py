"""Prints the score of a run, and says whether it is good enough."""

import json
import pathlib

from choosing import HTTP

# These are in percent. A small run is too inaccurate to be judged.
OVERALL_BAR, HTTP_BAR, JUDGED_COUNT = 85, 95, 40


class Report:
    def __init__(self, results, log):
        self.results = results
        self.log = log
        self.scores = {}
        for result in results:
            score = self.scores.setdefault(result["module"], [0, 0])
            score[0] += result["killed"]
            score[1] += 1
        self.overall = _totals(self.scores.values())
        self.http = _totals(self.scores[name] for name in HTTP if name in self.scores)

    @property
    def survivors(self):
        return [result for result in self.results if not result["killed"]]

    def status(self, strict):
        """Prints the scores and the survivors. Returns the exit code."""
        self._print_scores()
        self._print_survivors()
        is_under = _percent(*self.overall) < OVERALL_BAR or _percent(*self.http) < HTTP_BAR
        is_under = is_under and len(self.results) >= JUDGED_COUNT
        is_refused = strict and bool(self.survivors)
        if is_under:
            self.log("\nerror: too few were killed")
        if is_refused:
            self.log("\nerror: not all were killed")
        return 1 if is_under or is_refused else 0

    def _print_scores(self):
        self.log("\nKilled, by module:")
        for module, (killed, total) in sorted(self.scores.items()):
            self.log(f"  {module:<18} {killed:>3} of {total:>3}  {_percent(killed, total):.0f} %")
        killed, total = self.overall
        self.log(
            f"  {'all':<18} {killed:>3} of {total:>3}  {_percent(killed, total):.1f} %"
            f" (at least {OVERALL_BAR} % is required)"
        )
        killed, total = self.http
        if total:
            self.log(
                f"  {' and '.join(HTTP)}: {killed} of {total}, {_percent(killed, total):.1f} %"
                f" (at least {HTTP_BAR} % is required)"
            )

    def _print_survivors(self):
        if self.survivors:
            self.log("\nSurvived:")
        for result in self.survivors:
            place = f"{result['file']}:{result['line']}"
            self.log(f"  {place}: {result['change']} ({result['by']}; #{result['number']})")

    def write(self, paths, more):
        """Writes the result as JSON, together with `more`."""
        result = more | {
            "count": len(self.results), "killed": self.overall[0],
            "httpKilled": self.http[0], "httpCount": self.http[1],
            "byModule": {name: {"killed": k, "count": n} for name, (k, n) in sorted(self.scores.items())},
            "mutants": self.results,
        }  # fmt: skip
        for path in paths:
            pathlib.Path(path).write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n")


def _totals(pairs):
    pairs = list(pairs)
    return sum(killed for killed, _ in pairs), sum(total for _, total in pairs)


def _percent(killed, total):
    return 100 * killed / total if total else 100
