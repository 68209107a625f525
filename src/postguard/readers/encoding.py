"""Bytes of a source → text, streaming; which encoding they are in is for `ladder` to say."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from shutil import copyfileobj
from typing import BinaryIO, cast

from postguard.readers.base import Source
from postguard.readers.ladder import CHUNK, Encoding, encoding_of

SPOOL = 8 << 20
"""Input that cannot be read twice stays in memory up to this size, then goes to a temporary file."""


class Borrowed(io.TextIOWrapper):
    """The bytes belong to the caller, who closes them."""

    def close(self) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Decoded:
    """A source whose encoding is known. Each `text()` starts again from the beginning."""

    raw: BinaryIO
    start: int
    encoding: Encoding

    def text(self) -> io.TextIOWrapper:
        self.raw.seek(self.start)
        errors = "replace" if self.encoding.damaged else "strict"
        return Borrowed(self.raw, encoding=self.encoding.name, errors=errors, newline="")


@contextmanager
def opened(source: Source) -> Iterator[Decoded]:
    """The source as text, readable more than once and never loaded whole. Raises ReadError when it is not text."""
    if source.stream.seekable():
        start = source.stream.tell()
        yield Decoded(source.stream, start, encoding_of(source.stream, start, source.encoding))
        return
    with tempfile.SpooledTemporaryFile(max_size=SPOOL) as spool:
        copyfileobj(source.stream, spool, CHUNK)
        raw = cast(BinaryIO, spool)
        yield Decoded(raw, 0, encoding_of(raw, 0, source.encoding))
