"""What every reader is: a function from a source to posts and problems, in the order of the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import BinaryIO

from postguard.errors import ReadError
from postguard.model import Post, Problem


@dataclass(frozen=True, slots=True)
class Source:
    """An input to read: its name as the user gave it, and its bytes.

    `stream` need not be seekable (standard input); readers that must look twice go through `encoding`.
    """

    name: str
    stream: BinaryIO
    encoding: str | None = None
    """Given by the user; None lets the ladder decide: byte-order mark, strict UTF-8, cp1252."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Given by the user (`--map text=Message`): role → heading."""


ENCODING = "encoding"
"""Key of `Post.meta`, there only when the source is not UTF-8."""

Reader = Callable[[Source], Iterator[Post | Problem]]


def never_silent(reader: Reader) -> Reader:
    """A source that cannot be read, or that holds nothing, is a problem: it must not pass as clean."""

    @wraps(reader)
    def read(source: Source) -> Iterator[Post | Problem]:
        empty = True
        try:
            for outcome in reader(source):
                empty = False
                yield outcome
        except ReadError as error:
            yield Problem(source.name, str(error))
        except OSError as error:
            yield Problem(source.name, f"It could not be read to the end: {error.strerror or 'input error'}.")
        else:
            if empty:
                yield Problem(source.name, "There is no post in it.")

    return read


def notice(post: Post) -> str | None:
    """A sentence for a door to say once a source, when its posts were not read as UTF-8."""
    if ENCODING not in post.meta:
        return None
    return (
        f"{post.source} is not UTF-8: it was read as {post.meta[ENCODING]}. "
        "If accented letters look wrong, name its encoding with --encoding."
    )
