"""Plain text: the file is the post. What Excel saves as "Unicode text" is a table, and is read as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from postguard.model import Post, Problem
from postguard.readers import csv_, encoding
from postguard.readers.base import Source, never_silent
from postguard.readers.columns import role_of
from postguard.readers.flaws import flaws, mended

LINE_END = re.compile(r"\r\n|\r|\n")
BLANK_LINES = re.compile(r"(?:[^\S\r\n]*+(?:\r\n|\r|\n))*+")


@never_silent
def read(source: Source) -> Iterator[Post | Problem]:
    with encoding.opened(source) as decoded:
        text = decoded.text().read()
        if _is_table(text):
            yield from csv_.posts(source, decoded)
        elif body := trimmed(text, 1):
            line, words = body
            yield whole(source, words, line=line, meta=decoded.encoding.meta)


def _is_table(text: str) -> bool:
    kinds = [role_of(cell).kind for cell in text.lstrip("\ufeff").split("\n", 1)[0].split("\t")]
    return "text" in kinds and sum(kind != "meta" for kind in kinds) > 1


def trimmed(text: str, line: int) -> tuple[int, str] | None:
    """The text without the blank lines around it, and the line on which it begins; None when nothing is left."""
    text = text.rstrip()
    blank = BLANK_LINES.match(text)
    skipped = blank[0] if blank else ""
    return (line + len(LINE_END.findall(skipped)), text[len(skipped) :]) if text else None


def whole(source: Source, text: str, *, line: int, meta: Mapping[str, str]) -> Post:
    return Post(mended(text), source=source.name, line=line, meta=meta, unreadable=tuple(flaws(text, "The text")))
