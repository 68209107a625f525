"""CSV and TSV, from spreadsheets and bulk schedulers. `csv.Sniffer` is not used: it takes `\\r` for a delimiter."""

from __future__ import annotations

from collections.abc import Iterator

from postguard.model import Post, Problem
from postguard.readers import dates, encoding, tables
from postguard.readers.base import Source, never_silent
from postguard.readers.columns import kind_of
from postguard.readers.encoding import Decoded
from postguard.readers.rows import Row, Torn, delimiter_of, rows


@never_silent
def read(source: Source) -> Iterator[Post | Problem]:
    for name in source.columns:
        kind_of(name)
    with encoding.opened(source) as decoded:
        yield from posts(source, decoded)


def posts(source: Source, decoded: Decoded) -> Iterator[Post | Problem]:
    delimiter, skip = delimiter_of(decoded.text())

    def again() -> Iterator[Row | Torn]:
        return rows(decoded.text(), delimiter, skip)

    # Spreadsheets write semicolons where the comma is the decimal sign; there, the day comes first.
    order: dates.Order | None = "day" if delimiter == ";" else None
    yield from tables.posts(source.name, again, source.columns, decoded.encoding.meta, order)
