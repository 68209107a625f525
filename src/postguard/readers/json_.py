"""JSON: a list of posts, or an object that holds one. Read whole; for archives, JSON Lines stream."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from postguard.model import Post, Problem
from postguard.readers import encoding, jsonl, shapes
from postguard.readers.base import Source, never_silent
from postguard.readers.columns import kind_of, listed
from postguard.readers.records import Record
from postguard.readers.strict_json import Fault, Members, Text, Value, parse


@never_silent
def read(source: Source) -> Iterator[Post | Problem]:
    for name in source.columns:
        kind_of(name)
    with encoding.opened(source) as decoded:
        with decoded.text() as stream:
            text = stream.read()
        if not text.strip("\ufeff \t\r\n"):
            return
        lines = Lines(text)
        try:
            value = parse(text)
        except Fault as fault:
            if jsonl.is_jsonl(text):
                yield from jsonl.posts(source, decoded)
            else:
                yield lines.problem(source.name, fault)
            return
        yield from _posts(source, value, lines, decoded.encoding.meta)


class Lines:
    """Offsets of a text → lines and columns."""

    def __init__(self, text: str) -> None:
        lengths = (len(line) + 1 for line in text.split("\n"))
        self.starts = [0, *accumulate(lengths)]

    def line(self, offset: int) -> int:
        return bisect_right(self.starts, offset)

    def problem(self, source: str, fault: Fault) -> Problem:
        line = self.line(fault.offset)
        column = fault.offset - self.starts[line - 1] + 1
        return Problem(source, f"Line {line} is not JSON: at column {column}, {fault.what}.", line=line, column=column)

    def line_of(self, value: Value) -> int:
        return self.line(value.offset) if isinstance(value, (Text, Members)) else 1


def _posts(source: Source, value: Value, lines: Lines, meta: dict[str, str]) -> Iterator[Post | Problem]:
    records = shapes.posts_in(value)
    if records is None:
        keys = listed(list(value.items)) if isinstance(value, Members) else "none"
        yield Problem(source.name, f"No list of posts was found in it; its keys are: {keys}.", line=1)
        return
    unseen = tuple(source.columns.values())
    order = shapes.order_of(records, source.columns)
    for number, item in enumerate(records, 1):
        record = Record(source.name, number, lines.line_of(item), order, meta)
        unseen = shapes.unseen(item, unseen)
        yield from shapes.record_posts(item, record, source.columns, lines.line_of)
    yield from shapes.unseen_problems(source.name, unseen)
