"""Chooses the mutants of a run: the same ones for the same seed and the same sources."""

import hashlib
import pathlib
from collections import Counter

import candidates
from signatures import Signatures

# These modules need a higher score, because their mistakes are security holes. They get a third of a run.
HTTP = ("HTTPCore", "HTTPServer")
# The first runs while the project is built. In Locking, half of the code is in release builds only, and the
# other half does nothing that a test could notice without ThreadSanitizer.
UNMUTATED = ("embed-files", "Locking")
# How many more mutants are compiled than needed, because some don't compile.
SURPLUS = 1.25


def read_sources(root):
    """Returns the content of each Swift file below Sources, by its path."""
    paths = sorted(pathlib.Path(root, "Sources").rglob("*.swift"))
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


def find_all(files, modules):
    """Returns the candidates of all modules, or of the named ones."""
    signatures = Signatures()
    for source in files.values():
        signatures.read(source)
    found = []
    for name, source in files.items():
        module = candidates.module_of(name)
        if module not in UNMUTATED and (not modules or module in modules):
            found += candidates.find(name, source, signatures)
    return found


def strata(count, found):
    """Returns the kind and the group of modules of each of `count` mutants, in turn."""
    groups = sorted({candidate.module in HTTP for candidate in found})
    slots = []
    for index in range(count):
        is_http = groups[0] if len(groups) == 1 else index % 3 == 0
        slots.append((candidates.KINDS[index % len(candidates.KINDS)], is_http))
    return slots


def shuffled(found, seed):
    """Returns the candidates in an order that depends only on the seed and on each candidate's own text.

    Neither a change elsewhere in the sources nor another version of Python moves other candidates.
    """
    seen = Counter()
    order = []
    for candidate in found:
        identity = (candidate.file, candidate.kind, candidate.key)
        seen[identity] += 1
        text = "\0".join([str(seed), *identity, str(seen[identity])])
        order.append((hashlib.sha256(text.encode()).digest(), candidate))
    return [candidate for _, candidate in sorted(order, key=lambda pair: pair[0])]


def to_compile(found, seed, count):
    """Returns the candidates to compile, which are those of a run and a surplus. No two of them overlap."""
    wanted = {slot: number * SURPLUS + 1 for slot, number in Counter(strata(count, found)).items()}
    taken = []
    for candidate in shuffled(found, seed):
        slot = (candidate.kind, candidate.module in HTTP)
        if wanted.get(slot, 0) >= 1 and not any(_overlap(candidate, other) for other in taken):
            wanted[slot] -= 1
            taken.append(candidate)
    return taken


def chosen(compiled, found, count):
    """Returns the mutants of the run, which are up to `count` of those that compile."""
    left = Counter(strata(count, found))
    taken, others = [], []
    for candidate in compiled:
        slot = (candidate.kind, candidate.module in HTTP)
        if left[slot] > 0:
            left[slot] -= 1
            taken.append(candidate)
        else:
            others.append(candidate)
    return taken + others[: count - len(taken)]


def digest(wanted):
    """Returns a text that differs for runs that compile different mutants."""
    return hashlib.sha256(repr(wanted).encode()).hexdigest()


def _overlap(one, other):
    return one.file == other.file and one.start < other.end and other.start < one.end
