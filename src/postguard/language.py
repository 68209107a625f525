"""Which language a text is in: French, English, both, or undecided.

Words vote. The cues and what each is worth are in `data/language_words.txt`; to correct a wrong answer, add a word there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

UNDECIDED: frozenset[str] = frozenset()
FRENCH = frozenset({"fr"})
ENGLISH = frozenset({"en"})
BOTH = FRENCH | ENGLISH

MARGIN = 3
"""Points by which a language must lead the next one."""
SECOND = 10
"""Points that a stretch of words in the second language must have over the first for a text to be in both."""


class Points(NamedTuple):
    """What a cue is worth for each language; `other` stands for all the rest of Europe."""

    fr: int = 0
    en: int = 0
    other: int = 0


class Cues(NamedTuple):
    words: dict[str, Points]
    endings: dict[str, Points]
    beginnings: dict[str, Points]


NOTHING = Points()

_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘‛′´`＇", "'"))
_SKIPPED = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|@\w+|&\w+;")
_HASHTAG_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*'?")


def languages(words: Sequence[str]) -> frozenset[str]:
    """The languages of one text or sentence, given its lower-cased words; empty when undecided."""
    points = [_points(word) for word in words]
    fr = en = other = 0
    for a, b, c in points:
        fr += a
        en += b
        other += c
    first, second = (fr, en) if fr >= en else (en, fr)
    if other + MARGIN > first:
        return UNDECIDED
    if second >= SECOND and _best_stretch(points, french=fr < en) >= SECOND:
        return BOTH
    if first - second < MARGIN:
        return UNDECIDED
    return FRENCH if fr > en else ENGLISH


def languages_of_text(text: str) -> frozenset[str]:
    """The languages of a text as written."""
    return languages(words_of(text))


def words_of(text: str) -> list[str]:
    """The lower-cased words of a text, roughly: no addresses, no mentions, hashtags cut at capitals."""
    text = _SKIPPED.sub(" ", _fold(text))
    return _WORD.findall(text)


def _fold(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES))
    if "#" in text:
        text = _HASHTAG_HUMP.sub(" ", text)
    return text.casefold()


def _points(word: str) -> Points:
    found = _CUES.words.get(word)
    if found is not None:
        return found
    if "'" in word:
        before, _, after = word.partition("'")
        return _CUES.words.get(before + "'") or _CUES.words.get("'" + after) or NOTHING
    if len(word) < 4:
        return NOTHING
    endings = _CUES.endings
    fr, en, other = (
        endings.get(word[-3:]) or endings.get(word[-2:]) or endings.get(word[-1:]) or NOTHING
    )
    return Points(fr, en, other)


def _best_stretch(points: Iterable[Points], *, french: bool) -> int:
    best = here = 0
    for fr, en, other in points:
        here = max(0, here + ((fr - en) if french else (en - fr)) - other)
        best = max(best, here)
    return best


def _read(text: str) -> Cues:
    cues = Cues({}, {}, {})
    table, language, worth = cues.words, "", 0
    for line in text.splitlines():
        if line.startswith("["):
            *kind, language, number = line.strip("[]").split()
            table = {"": cues.words, "ending": cues.endings, "beginning": cues.beginnings}["".join(kind)]
            worth = int(number)
        elif not line.startswith("#"):
            for cue in line.replace("-" if table is not cues.words else "\n", "").split():
                before = table.get(cue, NOTHING)
                table[cue] = before if language == "neutral" else before._replace(**{language: worth})
    for word, points in list(cues.words.items()):
        if points.fr and not word.isascii():
            cues.words.setdefault(_bare(word), points)
    return cues


def _bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).replace("œ", "oe")


_CUES = _read(Path(__file__).with_name("data").joinpath("language_words.txt").read_text(encoding="utf-8"))
