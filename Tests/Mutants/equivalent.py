"""Reads equivalent.txt, which lists mutants without an effect that a test could observe, with the reasons."""

import re
from dataclasses import dataclass

NAME = "equivalent.txt"
FIELDS = ("file", "function", "line", "change", "reason")


class Malformed(Exception):
    pass


@dataclass(frozen=True)
class Entry:
    """An entry for one mutant. It has the mutant's text and no number, so it stays valid if lines move."""

    file: str
    # The first line of the function around the change, and the changed line, without indentation.
    function: str
    line: str
    # The change as Scripts/mutants prints it, with its kind.
    change: str
    reason: str

    def is_for(self, candidate, lines):
        return (self.file, self.function, self.line, self.change) == (
            candidate.file, lines[candidate.first_line - 1].strip(), lines[candidate.line - 1].strip(),
            description(candidate),
        )  # fmt: skip


def description(candidate):
    """Returns a mutant's kind and its change, as the score prints them."""
    if not candidate.after:
        return f"{candidate.kind}: {candidate.before}"
    return f"{candidate.kind}: {candidate.before}  →  {candidate.after}"


def read(text):
    """Returns the entries of the file, which are paragraphs of these fields. Lines with # are comments."""
    text = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return [_entry(paragraph) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]


def _entry(paragraph):
    values = {}
    for line in paragraph.strip().splitlines():
        if line.startswith("  ") and "reason" in values:
            values["reason"] += " " + line.strip()
            continue
        name, _, value = line.partition(": ")
        if name not in FIELDS or name in values:
            raise Malformed(f"a line of {NAME} is none of {', '.join(FIELDS)}: {line}")
        values[name] = value.strip()
    missing = [name for name in FIELDS if not values.get(name)]
    if missing:
        raise Malformed(f"an entry of {NAME} has no {missing[0]}: {paragraph.strip()}")
    return Entry(**values)


def without(found, entries, sources):
    """Returns the candidates that no entry names. Throws Malformed if an entry doesn't name exactly one."""
    lines = {file: source.decode().splitlines() for file, source in sources.items()}
    left_out = set()
    files = {candidate.file for candidate in found}
    for entry in entries:
        if entry.file in lines and entry.file not in files:
            continue
        named = [candidate for candidate in found if entry.is_for(candidate, lines[candidate.file])]
        if len(named) != 1:
            raise Malformed(f"an entry of {NAME} names {len(named)} mutants: {entry.file}, {entry.change}")
        left_out.add(named[0])
    return [candidate for candidate in found if candidate not in left_out]
