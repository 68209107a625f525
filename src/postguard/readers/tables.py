"""Rows of cells → posts: which row holds the headings, what each column holds. For every format that is a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from postguard.errors import ReadError
from postguard.model import Post, Problem
from postguard.readers import dates
from postguard.readers.columns import META, Role, assign, listed, same
from postguard.readers.flaws import flaws
from postguard.readers.networks import ticked
from postguard.readers.records import Field, Record, posts_of
from postguard.readers.rows import Row, Torn

SEARCHED = 12
"""Headings are looked for in the first rows: titles and group names may stand above them."""
SAMPLE = 100
LINE_END = re.compile(r"\r\n|\r|\n")
LINK = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
SEPARATOR = re.compile(
    r"(?:semaine|week|woche|kw|semana|settimana|sem\.?|s|w)\s*(?:n°\s*)?\d{1,2}\b.{0,40}|[^\W\d]{3,10}\s+20\d\d",
    re.IGNORECASE,
)
"""A row that only says which week or month begins."""

Rows = Callable[[], Iterator[Row | Torn]]
"""Each call reads the table again from its beginning."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns hold, and the last line before the first record."""

    names: tuple[str, ...]
    roles: tuple[Role, ...]
    line: int

    def fields(self, row: Row) -> Iterator[Field]:
        line = row.line
        for name, role, cell in zip(self.names, self.roles, row.cells, strict=False):
            yield Field(name, role, cell, line)
            # Only a quoted cell can hold line ends, and it holds them as they are in the file.
            line += len(LINE_END.findall(cell)) if "\n" in cell or "\r" in cell else 0


def posts(
    source: str, rows: Rows, columns: Mapping[str, str], meta: Mapping[str, str], order: dates.Order | None = None
) -> Iterator[Post | Problem]:
    """The posts of a table. `order` is what numeric dates begin with where nothing in the table settles it."""
    sample = list(islice(rows(), SAMPLE))
    head = [row for row in sample if isinstance(row, Row)]
    if not any(map(_filled, head)):
        yield from (
            Problem(source, row.reason, line=row.line, column=row.column) for row in sample if isinstance(row, Torn)
        )
        return
    layout = layout_of(head, columns)
    yield from _damaged_headings(source, layout)
    order = _order(layout, head, rows) or order
    number = 0
    for row in _settled(rows(), len(layout.names)):
        if isinstance(row, Torn):
            number += 1
            yield Problem(source, row.reason, record=number, line=row.line, column=row.column)
        elif row.line > layout.line and _filled(row) and not _separates(layout, row):
            number += 1
            yield from _record(layout, row, Record(source, number, row.line, order, meta))
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


def layout_of(head: Sequence[Row], columns: Mapping[str, str]) -> Layout:
    """Raises ReadError when no column of text is found."""
    for index, row in enumerate(head[:SEARCHED]):
        names = _named(row.cells)
        if columns and not all(any(same(name, wanted) for name in names) for wanted in columns.values()):
            continue
        roles = assign(names, columns)
        if any(role.kind == "text" for role in roles):
            return Layout(names, tuple(roles), row.line)
        if texts := _flag_texts(roles, head[index + 1 :]):
            return Layout(names, texts, row.line)
        if not columns and _is_data(row) and not any(_filled(above) > 1 for above in head[:index]):
            return _without_headings(head[index:])
    first = next((row for row in head if _filled(row) > 1), head[0])
    asked = [heading for heading in columns.values() if not any(same(name, heading) for name in first.cells)]
    missing = f"There is no column {listed(asked)}" if asked else "No column of text was found"
    hint = "" if asked else " Name the one that holds the text with --map text=HEADING."
    raise ReadError(f"{missing}; the headings are: {listed(first.cells)}.{hint}")


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    """Headings that stay apart: some tools repeat them."""
    plain = [" ".join(cell.split()) or f"column {index}" for index, cell in enumerate(cells, 1)]
    seen: Counter[str] = Counter()
    names = []
    for name in plain:
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def _flag_texts(roles: Sequence[Role], rows: Sequence[Row]) -> tuple[Role, ...] | None:
    """Some calendars have a column of texts under the name of each network."""
    flags = [index for index, role in enumerate(roles) if role.kind == "flag"]
    cells = [row.cells[index].strip() for row in rows for index in flags if index < len(row.cells)]
    if not flags or not any(ticked(cell) is None and " " in cell and len(cell) > 20 for cell in cells):
        return None
    return tuple(role._replace(kind="text") if role.kind == "flag" else role for role in roles)


def _is_date(cell: str) -> bool:
    try:
        dates.moment(cell, "day")
    except dates.NotADate:
        return dates.order_in([cell]) is not None
    return True


def _is_data(row: Row) -> bool:
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    return any(_is_date(cell) or LINK.fullmatch(cell) for cell in filled) or (
        len(filled) > 1 and any(len(cell) > 60 for cell in filled)
    )


def _without_headings(head: Sequence[Row]) -> Layout:
    """Hootsuite's upload has no headings; the columns show what they are."""
    width = max(len(row.cells) for row in head)
    columns = [
        [row.cells[i].strip() for row in head if i < len(row.cells) and row.cells[i].strip()] for i in range(width)
    ]
    roles = [META] * width
    prose: dict[int, float] = {}
    for index, cells in enumerate(columns):
        if cells and sum(map(_is_date, cells)) * 2 > len(cells):
            roles[index] = Role("publish_at", index)
        elif cells and all(map(LINK.fullmatch, cells)):
            roles[index] = Role("part", index)
        elif cells:
            prose[index] = sum(map(len, cells)) / len(cells)
    if not prose:
        raise ReadError("It has no headings, and no column of text was found in it.")
    body = max(prose, key=lambda index: prose[index])
    roles[body] = Role("text")
    names = {"publish_at": "date", "part": "link", "text": "text"}
    return Layout(
        tuple(f"{names.get(r.kind, 'column')} {i}" for i, r in enumerate(roles, 1)), tuple(roles), head[0].line - 1
    )


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
    filled = [index for index, cell in enumerate(row.cells) if cell.strip()]
    if len(filled) != 1 or filled[0] >= len(layout.roles) or layout.roles[filled[0]].kind in ("text", "part"):
        return False
    return SEPARATOR.fullmatch(row.cells[filled[0]].strip()) is not None


def _record(layout: Layout, row: Row, record: Record) -> Iterator[Post | Problem]:
    width = len(layout.names)
    filled = len(row.cells)
    while filled > width and not row.cells[filled - 1].strip():
        filled -= 1
    faults = [row.flaw] if row.flaw else []
    if filled != width:
        faults.append(
            f"Line {row.line} has {filled} cells where {width} are expected: "
            "a delimiter is missing, or stands in a cell without quotation marks around it."
        )
    texts = [name for name, role in zip(layout.names, layout.roles, strict=True) if role.kind == "text"]
    missing = f"Record {record.number}, line {row.line}, has no text under {listed(texts)}."
    known = Record(record.source, record.number, record.line, record.order, record.meta, faults, missing)
    yield from posts_of(layout.fields(row), known)
