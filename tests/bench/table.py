# SPDX-License-Identifier: Apache-2.0
"""What is compared, what it may not fall below, and what came out."""
from dataclasses import dataclass, field
from statistics import median

TOLERANCE = 0.8  # of a floor: what a shared machine's noise may take


@dataclass
class Row:
    """One line of the table. Larger is better, unless at_most says that floor and goal are upper limits;
    without a floor it is only looked at."""
    name: str
    what: str
    floor: float | None = None
    goal: float | None = None
    at_most: bool = False
    is_exact: bool = False  # a number without noise: no tolerance
    unit: str = ""
    values: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    def add(self, value):
        self.values.append(value)

    def note(self, text):
        self.notes.append(text)

    @property
    def median(self):
        return median(self.values)

    def is_missed(self):
        if self.floor is None:
            return False
        tolerance = 1 if self.is_exact else TOLERANCE
        if self.at_most:
            return self.median > self.floor / tolerance
        return self.median < self.floor * tolerance

    def verdict(self):
        if self.floor is None:
            return "measured"
        if self.is_missed():
            return "MISSED"
        reaches = (lambda limit: self.median <= limit) if self.at_most else (lambda limit: self.median >= limit)
        return "goal" if reaches(self.goal) else "ok" if reaches(self.floor) else "ok (within noise)"

    def limit(self, value):
        return "–" if value is None else ("≤ " if self.at_most else "≥ ") + number(value, self.unit)

    def cells(self):
        spread = f"{number(min(self.values))} – {number(max(self.values))}"
        return (self.what, number(self.median, self.unit), spread, self.limit(self.floor), self.limit(self.goal),
                self.verdict())


def number(value, unit=""):
    digits = 0 if value == int(value) or value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f}" + (f" {unit}" if unit else "")


HEAD = ("what, against its limit in the same run", "median", "rounds", "floor", "goal", "verdict")


def as_markdown(rows):
    lines = ["| " + " | ".join(HEAD) + " |", "|---" * len(HEAD) + "|"]
    lines += ["| " + " | ".join(row.cells()) + " |" for row in rows]
    return lines + [""] + [f"- {row.what}: {note}" for row in rows for note in row.notes]


def as_text(rows):
    table = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in table) for column in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in table]
    return lines + [""] + [f"{row.name}: {note}" for row in rows for note in row.notes]


def rate(count):
    return f"{count:,.0f}/s"


def notes_of_rates(**series):
    """'reads 1,234/s, pgbench 4,000/s': medians of what the ratios were made of."""
    return "medians: " + ", ".join(f"{name.replace('_', ' ')} {rate(median(values))}"
                                   for name, values in series.items())
