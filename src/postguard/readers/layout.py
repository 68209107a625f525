"""Which row of a table holds the headings, and what its columns hold; without headings, what the values show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from postguard.errors import ReadError
from postguard.readers import dates
from postguard.readers.columns import META, Role, assign, listed, same
from postguard.readers.networks import ticked
from postguard.readers.records import Field
from postguard.readers.rows import Row

SEARCHED = 12
"""Headings are looked for in the first rows: titles and group names may stand above them."""
LINE_END = re.compile(r"\r\n|\r|\n")
LINK = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)


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
        if not columns and _is_data(row) and not any(filled(above) > 1 for above in head[:index]):
            return _without_headings(head[index:])
    first = next((row for row in head if filled(row) > 1), head[0])
    asked = [heading for heading in columns.values() if not any(same(name, heading) for name in first.cells)]
    missing = f"There is no column {listed(asked)}" if asked else "No column of text was found"
    hint = "" if asked else " Name the one that holds the text with --map text=HEADING."
    raise ReadError(f"{missing}; the headings are: {listed(first.cells)}.{hint}")


def filled(row: Row) -> int:
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
    cells = [cell.strip() for cell in row.cells if cell.strip()]
    return any(_is_date(cell) or LINK.fullmatch(cell) for cell in cells) or (
        len(cells) > 1 and any(len(cell) > 60 for cell in cells)
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
