"""JSON Lines: one post a line, read as they come. A line that cannot be read does not stop the others."""

from __future__ import annotations

from collections.abc import Iterator

from postguard.model import Post, Problem
from postguard.readers import encoding, shapes
from postguard.readers.base import Source, never_silent
from postguard.readers.columns import kind_of
from postguard.readers.encoding import Decoded
from postguard.readers.records import Record
from postguard.readers.strict_json import Fault, Members, Value, parse, quick

BLANK = " \t\r\n"


@never_silent
def read(source: Source) -> Iterator[Post | Problem]:
    for name in source.columns:
        kind_of(name)
    with encoding.opened(source) as decoded:
        yield from posts(source, decoded)


def posts(source: Source, decoded: Decoded) -> Iterator[Post | Problem]:
    number = 0
    unseen = tuple(source.columns.values())
    for line, text in enumerate(decoded.text(), 1):
        if not text.strip(BLANK):
            continue
        if number == 0 and text.strip(BLANK) in ("[", "{"):
            reason = "It is JSON over several lines, not JSON Lines: name it .json, or say that its format is json."
            yield Problem(source.name, reason, line=line)
            return
        number += 1
        record = Record(source.name, number, line, meta=decoded.encoding.meta)
        try:
            value = _value(text)
        except Fault as fault:
            yield _problem(record, fault, complete=text.endswith(("\n", "\r")))
        else:
            unseen = shapes.unseen(value, unseen)
            yield from shapes.record_posts(value, record, source.columns)
    yield from shapes.unseen_problems(source.name, unseen)


def is_jsonl(text: str) -> bool:
    """Whether a text that is no JSON is JSON Lines: its first line is an object, and others follow."""
    first, _, rest = text.strip(BLANK).partition("\n")
    if not rest:
        return False
    try:
        return isinstance(_value(first), Members)
    except Fault:
        return False


def _value(text: str) -> Value:
    try:
        return quick(text)
    except ValueError:
        return parse(text)


def _problem(record: Record, fault: Fault, *, complete: bool) -> Problem:
    reason = f"Line {record.line} is not JSON: at column {fault.offset + 1}, {fault.what}."
    if not complete:
        reason += " It is the last line and has no end: the file may be cut."
    return Problem(record.source, reason, record=record.number, line=record.line, column=fault.offset + 1)
