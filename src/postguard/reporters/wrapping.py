"""Sentences on lines of a given width."""

from __future__ import annotations

from postguard.reporters.layout import BREAK
from postguard.reporters.visible import pieces, visible


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """`text`, made visible, on lines of `width` columns, `first` before the first of them and `rest` before the others.

    Lines end at spaces only: an address stays whole, and no-break spaces are obeyed.
    """
    lines: list[str] = []
    room = width - max(len(first), len(rest))
    for paragraph in BREAK.split(text.strip(" \r\n")):
        line, used = "", 0
        for word in filter(None, visible(paragraph).split(" ")):
            size = sum(piece.width for piece in pieces(word))
            if line and used + 1 + size > room:
                lines.append(line)
                line, used = "", 0
            line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
        lines.append(line)
    return [f"{rest if number else first}{line}".rstrip(" ") for number, line in enumerate(lines)]
