"""Makes any text safe for the eyes: what a terminal or a CI log would obey, or hide, is written out as \\u{..}.

Everything that is for people goes through `visible` (one line) or `visible_lines` (several).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"  # controls, line separators, lone surrogates
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\ufdd0-\ufdef\ufffe\uffff]"  # noncharacters
)
"""Controls, and what Unicode calls default ignorable: characters that leave no mark where they stand."""

_PICTOGRAPH = (
    "[\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u21ff\u231a-\u23ff\u24c2\u25a0-\u27bf\u2934\u2935\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_EMOJI = f"{_PICTOGRAPH}[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
_TAGGED = "|".join("".join(chr(0xE0000 + ord(letter)) for letter in flag) for flag in ("gbeng", "gbsct", "gbwls"))
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"


@cache
def _innocent() -> re.Pattern[str]:
    """Hidden characters where their script or their emoji needs them; one in a place, so that none carries a text.

    Few texts hold any, and it takes 2 ms to compile.
    """
    return re.compile(
        f"\U0001f3f4(?:{_TAGGED})\U000e007f"  # England, Scotland, Wales; any other tag is a hidden text
        f"|{_EMOJI}(?:\u200d{_EMOJI})*"
        "|[0-9#*]\ufe0f\u20e3?"
        f"|(?<={_RIGHT_TO_LEFT})[\u200c\u200d](?={_RIGHT_TO_LEFT})"
        "|(?<=[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d\u0dca])[\u200c\u200d](?=[\u0900-\u0dff])"
        "|(?<=[\u3400-\u9fff\U00020000-\U0003ffff])[\ufe00-\ufe02\U000e0100-\U000e01ef]"
    )


COMMAND = re.compile(r"##(?=\[|vso\[|teamcity\[)", re.IGNORECASE)
"""Commands that Azure Pipelines, GitHub Actions and TeamCity also obey in the middle of a line."""
_COMMAND_FIRST = re.compile(r"(?:^|(?<=\s))(?:::(?=[a-z])|section_(?:start|end):)", re.IGNORECASE)
"""Commands of GitHub Actions and GitLab, obeyed at the start of a line; wrapping may make one after any space."""

_LONGEST = 30  # code points of a cluster, as in the stream-safe format of UAX 15


class Piece(NamedTuple):
    """A grapheme cluster as written and as shown (never cut further), and the columns it takes."""

    written: str
    shown: str
    width: int


def visible(text: str) -> str:
    """`text` on one line, safe to print."""
    return text if _plain(text) else "".join(piece.shown for piece in _pieces(text))


def visible_lines(text: str) -> str:
    """`text` with its line feeds, each line safe to print."""
    return "\n".join(map(visible, text.split("\n")))


def pieces(text: str) -> list[Piece]:
    """The clusters of `text`; what they show, joined, is `visible(text)`."""
    return [Piece(char, char, 1) for char in text] if _plain(text) else list(_pieces(text))


def _plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and not COMMAND.search(text) and not _COMMAND_FIRST.search(text)


def _pieces(text: str) -> Iterator[Piece]:
    from wcwidth import iter_graphemes, wcswidth  # its tables take 25 ms to load

    innocent = {at for match in _innocent().finditer(text) for at in range(*match.span())}
    commands = {match.start() for found in (COMMAND, _COMMAND_FIRST) for match in found.finditer(text)}

    def settled(kept: str, before: str) -> Piece:
        width = wcswidth(kept)
        # A mark without a letter would sit on whatever stands before it, unless that is its circle already.
        return Piece(kept, kept, max(width, 0)) if width > 0 or before == "◌" else Piece(kept, f"◌{kept}", 1)

    at = 0
    for cluster in iter_graphemes(text):
        kept = ""
        for char in cluster:
            hidden = at in commands or (HIDDEN.match(char) and at not in innocent)
            at += 1
            if kept and (hidden or len(kept) == _LONGEST):
                yield settled(kept, text[at - len(kept) - 2 : at - len(kept) - 1])
                kept = ""
            if hidden:
                shown = "    " if char == "\t" else f"\\u{{{ord(char):X}}}"
                yield Piece(char, shown, len(shown))
            else:
                kept += char
        if kept:
            yield settled(kept, text[at - len(kept) - 1 : at - len(kept)])
