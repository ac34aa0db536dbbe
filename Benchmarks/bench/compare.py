"""Takes samples of several servers in turn, A B A B …, and computes their ratios round by round, because a
disturbance affects neighbouring samples equally."""

import statistics
from dataclasses import dataclass, field

from . import load


@dataclass(frozen=True)
class Spread:
    minimum: float
    median: float
    maximum: float

    @staticmethod
    def of(values):
        values = list(values)
        return Spread(min(values), statistics.median(values), max(values))


@dataclass
class Subject:
    """A server under one load, and its samples."""

    name: str
    server: object
    load: load.Load
    samples: list = field(default_factory=list)

    def spread(self, figure):
        return Spread.of(getattr(sample, figure) for sample in self.samples)


def take_turns(subjects, options, also=None):
    """Measures each subject once per round, and calls `also` at the end of each round."""
    if not options.quick:  # In a quick run the first round warms up, and the median ignores it.
        for subject in subjects:
            load.run(subject.server, subject.load, 1)
    for _ in range(options.rounds):
        for subject in subjects:
            subject.samples.append(load.run(subject.server, subject.load, options.seconds))
        if also:
            also()


def ratio(ours, theirs, figure):
    """Returns ours divided by theirs, round by round."""
    pairs = zip(ours.samples, theirs.samples, strict=True)
    return Spread.of(getattr(one, figure) / getattr(other, figure) for one, other in pairs)
