"""Rows of cells → posts, for every format that is a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from postguard.model import Post, Problem
from postguard.readers import dates
from postguard.readers.columns import listed
from postguard.readers.flaws import flaws
from postguard.readers.layout import Layout, filled, layout_of
from postguard.readers.records import Record, posts_of
from postguard.readers.rows import Row, Torn

SAMPLE = 100
SEPARATOR = re.compile(
    r"(?:semaine|week|woche|kw|semana|settimana|sem\.?|s|w)\s*(?:n°\s*)?\d{1,2}\b.{0,40}|[^\W\d]{3,10}\s+20\d\d",
    re.IGNORECASE,
)
"""A row that only says which week or month begins."""

Rows = Callable[[], Iterator[Row | Torn]]
"""Each call reads the table again from its beginning."""


def posts(
    source: str, rows: Rows, columns: Mapping[str, str], meta: Mapping[str, str], order: dates.Order | None = None
) -> Iterator[Post | Problem]:
    """The posts of a table. `order` is what numeric dates begin with where nothing in the table settles it."""
    sample = list(islice(rows(), SAMPLE))
    head = [row for row in sample if isinstance(row, Row)]
    if not any(map(filled, head)):
        yield from (
            Problem(source, row.reason, line=row.line, column=row.column) for row in sample if isinstance(row, Torn)
        )
        return
    layout = layout_of(head, columns)
    yield from _damaged_headings(source, layout)
    order = _order(layout, head, rows) or order
    texts = listed([name for name, role in zip(layout.names, layout.roles, strict=True) if role.kind == "text"])
    number = 0
    for row in _settled(rows(), len(layout.names)):
        if isinstance(row, Torn):
            number += 1
            yield Problem(source, row.reason, record=number, line=row.line, column=row.column)
        elif row.line > layout.line and (cells := filled(row)) and not (cells == 1 and _separates(layout, row)):
            number += 1
            missing = f"Record {number}, line {row.line}, has no text under {texts}."
            record = Record(source, number, row.line, order, meta, _faults(row, len(layout.names)), missing)
            yield from posts_of(layout.fields(row), record)
    if number == 0:
        yield Problem(source, "There are headings in it and no post: 0 posts were checked.", line=layout.line)


def _settled(rows: Iterator[Row | Torn], width: int) -> Iterator[Row | Torn]:
    """What follows a torn cell up to the next whole row is the rest of it, not rows of its own."""
    torn: Torn | None = None
    for row in rows:
        if isinstance(row, Row) and torn and len(row.cells) != width:
            continue
        if torn:
            yield replace(torn, reason=f"{torn.reason} {_unread(torn.line, row.line - 1)}")
        torn = row if isinstance(row, Torn) else None
        if isinstance(row, Row):
            yield row
    if torn:
        yield replace(torn, reason=f"{torn.reason} Nothing was read from there to the end.")


def _unread(first: int, last: int) -> str:
    return f"Lines {first} to {last} were not read." if last > first else f"Line {first} was not read."


def _damaged_headings(source: str, layout: Layout) -> Iterator[Problem]:
    for index, name in enumerate(layout.names, 1):
        for flaw in flaws(name, f"The heading of column {index}"):
            yield Problem(source, flaw, line=layout.line)


def _order(layout: Layout, head: Sequence[Row], rows: Rows) -> dates.Order | None:
    """Decided by the whole column, then by what the headings say, then by the language they are in."""
    index = next((i for i, role in enumerate(layout.roles) if role.kind == "publish_at"), None)
    if index is None:
        return None
    if any(map(dates.ambiguous, _first_words(_column(iter(head), index)))):
        found = dates.order_in(_first_words(_column(rows(), index)))
        if found:
            return found
    told = dates.order_told(layout.names[index])
    return told or ("day" if any(role.tongue for role in layout.roles) else None)


def _column(rows: Iterator[Row | Torn], index: int) -> Iterator[str]:
    return (row.cells[index] for row in rows if isinstance(row, Row) and index < len(row.cells))


def _first_words(cells: Iterator[str]) -> Iterator[str]:
    return (cell.split()[0] for cell in cells if cell.strip())


def _separates(layout: Layout, row: Row) -> bool:
    """Whether the only cell of a row that is filled is no post."""
    at = next(index for index, cell in enumerate(row.cells) if cell.strip())
    if at >= len(layout.roles) or layout.roles[at].kind in ("text", "part"):
        return False
    return SEPARATOR.fullmatch(row.cells[at].strip()) is not None


def _faults(row: Row, width: int) -> list[str]:
    """What is wrong with the cells of a row."""
    faults = [row.flaw] if row.flaw else []
    filled = len(row.cells)
    while filled > width and not row.cells[filled - 1].strip():
        filled -= 1
    if filled != width:
        faults.append(
            f"Line {row.line} has {filled} cells where {width} are expected: "
            "a delimiter is missing, or stands in a cell without quotation marks around it."
        )
    return faults
