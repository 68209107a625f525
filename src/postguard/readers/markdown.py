"""Markdown: the file is the post, the front matter its fields. Comments are not published, so they are not checked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from postguard.model import Post, Problem
from postguard.readers import encoding, leaves, shapes
from postguard.readers.base import Source, never_silent
from postguard.readers.columns import Role, kind_of
from postguard.readers.front_matter import LINE_END, front_matter
from postguard.readers.plain import trimmed
from postguard.readers.records import Field, Record, posts_of

CODE = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
NOT_LINE_END = re.compile(r"[^\r\n]")


@never_silent
def read(source: Source) -> Iterator[Post | Problem]:
    asked = tuple(source.columns.values())
    wanted = {kind_of(name): key for name, key in source.columns.items()}
    with encoding.opened(source) as decoded:
        text = decoded.text().read()
        top = front_matter(text)
        line = len(LINE_END.findall(text[: top.end])) + 1
        flaws = [top.flaw] if top.flaw else []
        flaws += [
            f"The key “{key[:40]}” stands twice in the front matter; only the last one was read."
            for key in leaves.repeated(top.fields)
        ]
        flaws += [
            f"The front matter has no key “{key}”, which was asked for." for key in shapes.unseen(top.fields, asked)
        ]
        fields = list(leaves.fields_of(top.fields, wanted))
        if body := trimmed(without_comments(text[top.end :]), line):
            line, words = body
            # A text among the fields is one more text that goes out.
            fields.append(Field("text", Role("text", -2), words, line))
        if any(item.role.kind in ("text", "thread") for item in fields):
            yield from posts_of(fields, Record(source.name, line=line, meta=decoded.encoding.meta, flaws=flaws))


def without_comments(text: str) -> str:
    """Comments blanked, so that every other character keeps its place. What has no end stays, and so does code."""
    code = [found.span() for found in CODE.finditer(text)]
    starts = [begin for begin, _ in code]
    pieces, at = [], 0
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        block = bisect_right(starts, start) - 1
        shown = text[start - 1 : start] == "`" or (block >= 0 and start < code[block][1])
        pieces += [text[at:start], text[start : end + 3] if shown else NOT_LINE_END.sub(" ", text[start : end + 3])]
        at = end + 3
        start = text.find("<!--", at)
    return "".join(pieces) + text[at:]
