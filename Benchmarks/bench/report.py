"""Writes the figures as Markdown, to a terminal and to docs/benchmarks.md."""

from dataclasses import dataclass

from .compare import Spread

BEGIN, END = "<!-- figures: Scripts/bench writes from here -->", "<!-- to here -->"


@dataclass(frozen=True)
class Line:
    """A figure with its bar, which is the maximum or the minimum (None if there is no bar)."""

    what: str
    figure: Spread
    unit: str = "×"
    at_most: float | None = None
    at_least: float | None = None

    @property
    def met(self):
        if self.at_most is not None:
            return self.figure.median <= self.at_most
        return self.at_least is None or self.figure.median >= self.at_least

    @property
    def bar(self):
        if self.at_most is not None:
            return f"at most {plain(self.at_most)} {self.unit}"
        return f"at least {plain(self.at_least)} {self.unit}" if self.at_least is not None else ""


def plain(number):
    """Formats a number with three significant digits."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.3g}" if number >= 10 else f"{number:.2f}"


def table(head, rows):
    """Formats a Markdown table that is also easy to read in a terminal."""
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    def text(row):
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
    return "\n".join([text(head), "| " + " | ".join("-" * width for width in widths) + " |", *map(text, rows)])


def lines_table(lines):
    rows = []
    for line in lines:
        figure = [f"{plain(getattr(line.figure, name))}" for name in ("minimum", "median", "maximum")]
        verdict = ("met" if line.met else "**missed**") if line.bar else ""
        rows.append([line.what, *figure, line.unit, line.bar, verdict])
    return table(["what", "minimum", "median", "maximum", "unit", "bar", ""], rows)


def subjects_table(subjects):
    """Formats the medians of each server's own runs, from which the ratios are computed."""
    rows = []
    for title, subject, memory in subjects:
        median = {name: subject.spread(name).median for name in ("rate", "p50", "p99", "cpu")}
        # wrk times only some of the pipelined requests.
        times = [plain(median[name] / 1000) if subject.load.depth == 1 else "" for name in ("p50", "p99")]
        rows.append([
            title, subject.name, plain(median["rate"]), *times, plain(median["cpu"]),
            plain(memory / 2**20)])
    return table(
        ["load", "server", "requests/s", "p50 ms", "p99 ms", "CPU s per million", "peak MB"], rows)


def write(path, text):
    """Replaces the text between the marks in the file."""
    page = path.read_text()
    start, end = page.index(BEGIN) + len(BEGIN), page.index(END)
    path.write_text(page[:start] + "\n\n" + text.strip() + "\n\n" + page[end:])
