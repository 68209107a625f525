"""CSV text → rows with their lines; a cell whose quotes are broken gives a `Torn`, and reading goes on after it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from postguard.readers.columns import role_of

DELIMITERS = ";,\t|"
NONE = "\x1f"
"""For a table of one column: a character that no text holds."""
SAMPLE_LINES, SAMPLE_CHARS, SAMPLE_ROWS = 1000, 1 << 20, 100
LARGEST_CELL = 1 << 24
SEP = re.compile(r'\ufeff?"?sep=([^\w\s"\ufeff]|\t)"?[\r\n]*', re.IGNORECASE)


class Row(NamedTuple):
    """The cells of a record, and the line of the file on which it begins."""

    line: int
    cells: Sequence[str]
    flaw: str = ""


@dataclass(frozen=True, slots=True)
class Torn:
    """Lines that are no row, because a quotation mark is not closed or not doubled."""

    line: int
    """Where the quoted cell was opened."""
    column: int
    reason: str


def delimiter_of(lines: Iterable[str]) -> tuple[str, int]:
    """The delimiter, and how many lines to skip before the table (Excel's `sep=;`)."""
    sample = _sample(lines)
    if sample and (told := SEP.fullmatch(sample[0])):
        return told[1], 1
    return max(DELIMITERS + NONE, key=lambda delimiter: _fit(sample, delimiter)), 0


def _sample(lines: Iterable[str]) -> list[str]:
    sample: list[str] = []
    size = 0
    for line in islice(lines, SAMPLE_LINES):
        sample.append(line)
        size += len(line)
        if size > SAMPLE_CHARS:
            break
    return sample


def _fit(sample: Sequence[str], delimiter: str) -> tuple[int, float, int]:
    """Headings understood, then constancy of the number of cells, then that number."""
    found = [row for row in islice(rows(sample, delimiter), SAMPLE_ROWS) if isinstance(row, Torn) or row.cells]
    counts = [len(row.cells) if isinstance(row, Row) else 0 for row in found]
    known, width = max(
        ((_known(row.cells), len(row.cells)) for row in found[:12] if isinstance(row, Row)), default=(0, 0)
    )
    if delimiter == NONE:
        return known, 0.0, 0
    usual = width if known else max(counts, key=lambda count: (count > 1, counts.count(count)), default=0)
    return known, counts.count(usual) / len(counts) if usual > 1 else -1.0, usual


def _known(cells: Sequence[str]) -> int:
    return sum(role_of(cell).kind != "meta" for cell in cells) if all(len(cell) < 100 for cell in cells) else 0


def rows(lines: Iterable[str], delimiter: str, skip: int = 0) -> Iterator[Row | Torn]:
    """Rows in the order of the file; `skip` lines are passed over, and counted."""
    # The limit is one for the whole process: it is only ever raised.
    csv.field_size_limit(max(LARGEST_CELL, csv.field_size_limit()))
    feed = _Feed(lines, skip)
    while True:
        reader = csv.reader(feed, delimiter=delimiter, strict=True)
        while True:
            start = feed.begin()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield _torn(feed, start, delimiter)
                break
            yield Row(start, cells)


class _Feed:
    """Lines to a csv reader; those of the record being read can be given back."""

    def __init__(self, lines: Iterable[str], skip: int) -> None:
        self.lines = iter(lines)
        for _ in islice(self.lines, skip):
            pass
        self.ahead: list[str] = []
        self.taken: list[str] = []
        self.count = skip
        """Lines given out."""

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self.ahead.pop() if self.ahead else next(self.lines)
        self.taken.append(line)
        self.count += 1
        return line

    def begin(self) -> int:
        self.taken = []
        return self.count + 1

    def back_to(self, line: int) -> None:
        kept = len(self.taken) - (self.count - line)
        self.ahead += reversed(self.taken[kept:])
        self.count = line

    def last(self) -> bool:
        if not self.ahead and (line := next(self.lines, None)) is not None:
            self.ahead.append(line)
        return not self.ahead


def _torn(feed: _Feed, start: int, delimiter: str) -> Row | Torn:
    """Reading starts again on the line after the one where the quoted cell was opened."""
    ends = feed.last()
    index, column, closed = _last_quote(feed.taken, delimiter)
    line = start + index
    if closed:
        reason = "a quotation mark stands inside a quoted cell without being doubled"
    else:
        reason = "a quotation mark opened here is never closed; the file may be cut"
    if not closed and ends and index == len(feed.taken) - 1:
        # Nothing was swallowed: the cut row itself can still be checked.
        cells = next(csv.reader(feed.taken, delimiter=delimiter), [])
        return Row(start, cells, f"Line {line}, column {column}: {reason}.")
    feed.back_to(line)
    return Torn(line, column, f"Line {line}, column {column}: {reason}.")


def _last_quote(lines: Sequence[str], delimiter: str) -> tuple[int, int, bool]:
    """Index of the line and column where the last quoted cell opens, and whether it is closed."""
    cell = re.compile(rf'(?:(?<=[\r\n{re.escape(delimiter)}])|\A)"(?:[^"]|"")*+("?)')
    text = "".join(lines)
    opened, closed, at = 0, False, 0
    while found := cell.search(text, at):
        opened, closed = found.start(), bool(found[1])
        at = found.end()
        if closed and text[at : at + 1] not in ("", "\r", "\n", delimiter):
            break
    before = text[:opened]
    ends = [m.end() for m in re.finditer(r"\r\n|\r|\n", before)]
    return len(ends), opened - (ends[-1] if ends else 0) + 1, closed
