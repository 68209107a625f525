"""Make look-alike writing equal, and keep the way back to the positions as written.

`read` undoes what is surely only a way of writing: invisible characters, styled letters, full width, look-alike letters
of other scripts inside a word, ligatures, piled-up marks, odd apostrophes, dashes and spaces. What takes a guess
(letters spaced out, digits for letters) is the business of `postguard.disguise`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from postguard.model import Span

# One character for one: positions do not move, so a text of these and of plain letters takes the fast path.
_SAME_LENGTH = str.maketrans(
    "’‘ʼ´`′＇ꞌ" + "‐‑⁃﹣－" + "\u00a0\u202f\u2007\u2009\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u205f\u3000\t",
    "''''''''" + "-----" + "              ",
)
_PLAIN = re.compile(r"[\n\r\t -~\u00a0-\u00ff\u0152\u0153\u0178‘’“”„‐‑–—…\u202f\u2009\u2007€•\u20ac«»‹›→←✓]*")
_SOFT_HYPHEN = "\u00ad"
# Not of category Cf, and yet nothing to see.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0\u2800")
_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
# Letters that carry a mark of their own in French or English, or are written so in names of their neighbours.
_OWN_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0308\u0327\u030a\u030c")
_MAX_ACCENTS = 4
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading a text: its normalised characters, and for each the stretch of the text as written."""

    written: str
    text: str
    """Normalised, case kept, NFC."""
    starts: Sequence[int]
    """For each character of `text`, where what it stands for starts in `written`; a `range` when nothing moved."""
    ends: Sequence[int]
    changed: tuple[Span, ...] = ()
    """Stretches of `text` that this reading decodes beyond the plain one; empty for the plain one."""

    def as_written(self, start: int, end: int) -> Span:
        """The stretch of `written` behind `text[start:end]`, widened so that no grapheme is cut."""
        if start >= end:
            at = self.starts[start] if start < len(self.text) else len(self.written)
            return Span(at, at)
        begin, stop = self.starts[start], self.ends[end - 1]
        while stop < len(self.written) and _continues(self.written, stop):
            stop += 1
        while 0 < begin < len(self.written) and _continues(self.written, begin):
            begin -= 1
        return Span(begin, stop)


def read(text: str) -> Reading:
    """The plain reading of a text."""
    if _PLAIN.fullmatch(text) and _SOFT_HYPHEN not in text:
        made = text.translate(_SAME_LENGTH)
        return Reading(text, made, range(len(text)), range(1, len(text) + 1))
    characters, starts, ends = _unstyled(text)
    _unspoofed(characters)
    pieces = _flattened(characters, starts, ends)
    return Reading(text, *pieces)


def norm(word: str) -> str:
    """What tokens compare by: case folded, NFC, ligatures opened, accents kept, thousands closed up."""
    folded = unicodedata.normalize("NFC", word.casefold()).translate(_FOLDED)
    # `İ` folds to an i with a dot of its own; no word of ours has one.
    return folded.replace("i\u0307", "i")


_FOLDED = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", " ": None})


@lru_cache(maxsize=50_000)
def spellings(word: str) -> frozenset[str]:
    """The normalised word, and the same with any of its accents dropped; a different accent is a different word."""
    whole = norm(word)
    bare = [_bare(letter) for letter in whole]
    accented = [i for i, letter in enumerate(whole) if bare[i] != letter]
    if not accented:
        return frozenset({whole})
    if len(accented) > _MAX_ACCENTS:
        # All, none, and the first (capitals lose theirs most often).
        sets: list[tuple[int, ...]] = [(), tuple(accented), (accented[0],)]
    else:
        sets = [chosen for size in range(len(accented) + 1) for chosen in combinations(accented, size)]
    return frozenset("".join(bare[i] if i in chosen else c for i, c in enumerate(whole)) for chosen in sets)


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    """The letter without its accents."""
    return unicodedata.normalize("NFD", letter)[0]


def _continues(text: str, at: int) -> bool:
    """Whether the character at `at` belongs to the grapheme before it."""
    character, before = text[at], text[at - 1]
    if before == _JOINER or character == _JOINER:
        return ord(before) > 0x2000 and before != "\n"
    if unicodedata.category(character) in ("Mn", "Me", "Mc") or 0x1F3FB <= ord(character) <= 0x1F3FF:
        return not before.isspace()
    if 0xE0020 <= ord(character) <= 0xE007F:
        return True
    if 0x1F1E6 <= ord(character) <= 0x1F1FF:
        flags = at
        while flags > 0 and 0x1F1E6 <= ord(text[flags - 1]) <= 0x1F1FF:
            flags -= 1
        return (at - flags) % 2 == 1
    return before == "\r" and character == "\n"


def _unstyled(text: str) -> tuple[list[str], list[int], list[int]]:
    """Characters without styles, marks composed, invisible ones gone; a character may become several or none."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    table = _styles()
    for at, written in enumerate(text):
        category = unicodedata.category(written)
        if category in ("Mn", "Me"):
            if written in (_EMOJI_STYLE, "\ufe0e", "\u20e3") and characters and _pictorial(characters[-1][-1:]):
                characters[-1] += written
            elif characters:
                characters[-1] = _marked(characters[-1], written)
            if characters:
                ends[-1] = at + 1
            continue
        if category in ("Cf", "Cs") or written in _INVISIBLE:
            if written == _JOINER and characters and _pictorial(characters[-1][-1:]):
                characters[-1] += written
                ends[-1] = at + 1
            continue
        made = table.get(written)
        if made is None:
            made = written.translate(_SAME_LENGTH)
            if ord(written) > 0x2000 or "\u00b2" <= written <= "\u00be":
                folded = unicodedata.normalize("NFKC", written)
                # Only letters and digits: NFKC would also open …, ½ and the like.
                if (folded.isalnum() and folded.isascii()) or 0xFF01 <= ord(written) <= 0xFF5E:
                    made = folded
        characters.append(made)
        starts.append(at)
        ends.append(at + 1)
    return characters, starts, ends


def _marked(base: str, mark: str) -> str:
    """A letter with one more mark: composed when the alphabet has that letter, else the mark is decoration."""
    composed = unicodedata.normalize("NFC", base + mark)
    if len(composed) == len(base) and (mark in _OWN_MARKS or not base.isascii()) and base.isalpha():
        bare = unicodedata.normalize("NFD", base)
        # One accent is spelling, the second is noise (cedilla and accent do not meet on one letter).
        return composed if len(bare) == 1 else base
    return base


def _pictorial(character: str) -> bool:
    return bool(character) and (
        unicodedata.category(character) in ("So", "Sk")
        or character in (_JOINER, _EMOJI_STYLE)
        or character in "#*0123456789"
    )


_WORDS = re.compile(r"[^\W\d_]+")


def _unspoofed(characters: list[str]) -> None:
    """Look-alike letters of other scripts become Latin ones, in words that mix scripts or stand among Latin words."""
    joined = "".join(c if len(c) == 1 else c[:1] for c in characters)
    if all(ord(c) < 0x250 for c in joined):
        return
    table = _lookalikes()
    words = [match for match in _WORDS.finditer(joined) if any(ord(c) >= 0x250 for c in match[0])]
    if not words:
        return
    latin = sum(1 for c in joined if c.isalpha() and ord(c) < 0x250)
    # A foreign word that cannot be read as Latin shows that its script is at home here: СЕО in a Russian sentence.
    scripts_at_home = {
        _script(c) for match in words for c in match[0] if ord(c) >= 0x250 and c not in table and not _latin(match[0])
    }
    for match in words:
        word = match[0]
        foreign = [c for c in word if ord(c) >= 0x250]
        if any(c not in table for c in foreign) and not _latin(word):
            continue
        mixed = _latin(word)
        if not mixed and (latin < 3 or {_script(c) for c in foreign} & scripts_at_home or len(word) < 2):
            continue
        for at in range(match.start(), match.end()):
            characters[at] = table.get(characters[at], characters[at])


def _latin(word: str) -> bool:
    return any(ord(c) < 0x250 for c in word)


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").partition(" ")[0]


def _flattened(characters: list[str], starts: list[int], ends: list[int]) -> tuple[str, list[int], list[int]]:
    if all(len(c) == 1 for c in characters):
        return "".join(characters), starts, ends
    flat_starts = [start for c, start in zip(characters, starts, strict=True) for _ in c]
    flat_ends = [end for c, end in zip(characters, ends, strict=True) for _ in c]
    return "".join(characters), flat_starts, flat_ends


@lru_cache(maxsize=1)
def _styles() -> dict[str, str]:
    """Letters that only look different, and that NFKC does not know: small capitals, enclosed, upside-down."""
    table = dict(
        zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢɐɔǝɟɓɥɾʞɯɹʇʌʍʎ", "abcdefghijklmnopqrstuvwyzacefghjkmrtvwy", strict=False)
    )
    for first in (0x1F130, 0x1F150, 0x1F170):
        table |= {chr(first + i): chr(65 + i) for i in range(26)}
    table |= {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ı": "i", "ȷ": "j"}
    return table


@lru_cache(maxsize=1)
def _lookalikes() -> dict[str, str]:
    """Letter of another script → the Latin letter it is taken for (UTS 39, see `data/confusables.txt`)."""
    path = _HERE / "data" / "confusables.txt"
    table: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            latin, _, others = line.partition(" ")
            table |= dict.fromkeys(others, latin)
    return table
