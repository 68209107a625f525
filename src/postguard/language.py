"""Which language a text is in: French, English, both, or undecided.

Words vote. The cues and what each is worth are in `data/language_words.txt`; to put right a wrong answer,
add a word there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from postguard.lettering import without_accents

UNDECIDED: frozenset[str] = frozenset()
FRENCH = frozenset({"fr"})
ENGLISH = frozenset({"en"})
BOTH = FRENCH | ENGLISH

MARGIN = 3
"""Points by which a language must lead the next one."""
CLEAR = 10
"""A lead, in listed words alone, which spares the others a guess by their shape."""
SECOND = 7
"""Points that a stretch of words in the second language must have over the first for a text to be in both."""


class Points(NamedTuple):
    """What a cue is worth for each language; `other` stands for the rest of Europe."""

    fr: int = 0
    en: int = 0
    other: int = 0


NOTHING = Points()
SHORTEST_GUESS = 4
"""A shorter word which is not listed has no ending to speak of."""

_ADDRESS = re.compile(r"(?:https?://|www\.|@)\S+")
_HASHTAG = re.compile(r"#\w+")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_WORD = re.compile(r"[a-zß-ɏ][a-zß-ɏ'-]*")
_PIECE = re.compile(r"[^'-]+'?")


def languages(words: Sequence[str]) -> frozenset[str]:
    """The languages of one text or sentence, given its lower-cased words; empty when undecided."""
    listed = _WORDS.get
    clear = _vote([listed(word, NOTHING) for word in words], margin=CLEAR)
    return clear or _vote([listed(word) or _guess(word) for word in words], margin=MARGIN)


def _vote(points: Sequence[Points], *, margin: int) -> frozenset[str]:
    fr, en, other = map(sum, zip(NOTHING, *points, strict=True))
    first, second = (fr, en) if fr >= en else (en, fr)
    if first - other < margin:
        return UNDECIDED
    if second >= SECOND and _best_stretch(points, french=fr < en) >= SECOND:
        return BOTH
    if first - second < margin:
        return UNDECIDED
    return FRENCH if fr > en else ENGLISH


def listed_words() -> Collection[str]:
    """The words that are listed: the common ones of each language."""
    return _WORDS.keys()


def languages_of_text(text: str) -> frozenset[str]:
    """The languages of a text as written."""
    return languages(words_of(text))


def words_of(text: str) -> list[str]:
    """The lower-cased words of a text, roughly: no addresses, no mentions, hashtags cut at capitals."""
    if "#" in text:
        text = _HASHTAG.sub(_cut_at_capitals, text)
    text = _fold(text)
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    return _WORD.findall(text)


def _cut_at_capitals(hashtag: re.Match[str]) -> str:
    return _HUMP.sub(" ", hashtag[0])


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    for apostrophe in "’ʼ‘′´":
        text = text.replace(apostrophe, "'")
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _guess(word: str) -> Points:
    """Points of a word which is not listed: by its beginning, else its ending, and by its letters."""
    if not word.isalpha():
        return _guess_by_pieces(word)
    if len(word) < SHORTEST_GUESS:
        return NOTHING
    shape = (
        _BEGINNINGS.get(word[:2])
        or _ENDINGS.get(word[-3:])
        or _ENDINGS.get(word[-2:])
        or _ENDINGS.get(word[-1])
        or NOTHING
    )
    return shape if word.isascii() else _total((shape, *(_LETTERS[letter] for letter in word if letter in _LETTERS)))


def _guess_by_pieces(word: str) -> Points:
    """The points of `l'` and `été` for `l'été`; a word of no letters at all has none."""
    word = _fold(word)
    if word in _WORDS:
        return _WORDS[word]
    pieces = _PIECE.findall(word)
    stems = [piece if piece in _WORDS else piece.rstrip("'") for piece in pieces]
    return _total(_WORDS.get(stem) or (_guess(stem) if stem.isalpha() else NOTHING) for stem in stems)


def _total(points: Iterable[Points]) -> Points:
    return Points(*map(sum, zip(NOTHING, *points, strict=True)))


def _best_stretch(points: Iterable[Points], *, french: bool) -> int:
    """The most that any run of neighbouring words has for the named language over every other."""
    leads = [(fr - en if french else en - fr) - other for fr, en, other in points]
    best = here = 0
    for lead in leads:
        here += lead
        if here < 0:
            here = 0
        elif here > best:
            best = here
    return best


def _read(text: str) -> tuple[dict[str, Points], ...]:
    """The tables of words, endings, beginnings and letters in a cue file, each cue without its hyphen."""
    tables: dict[str, dict[str, dict[str, int]]] = {kind: {} for kind in ("word", "ending", "beginning", "letter")}
    kind, language, worth = "word", "", 0
    for line in text.splitlines():
        if line.startswith("["):
            *kinds, language, number = line.strip("[]").split()
            kind, worth = (kinds or ["word"])[0], int(number)
        elif not line.startswith("#"):
            for cue in line.split():
                tables[kind].setdefault(cue if kind == "word" else cue.strip("-"), {})[language] = worth
    words = tables["word"]
    for word, worths in list(words.items()):
        if "fr" in worths and not word.isascii():
            words.setdefault(_bare(word), worths)
        if "'" in word:
            words[word.replace("'", "’")] = worths
    return tuple({cue: _points(worths) for cue, worths in table.items()} for table in tables.values())


def _points(worths: dict[str, int]) -> Points:
    return Points(worths.get("fr", 0), worths.get("en", 0), worths.get("other", 0))


def _bare(word: str) -> str:
    return without_accents(word).replace("œ", "oe")


_WORDS, _ENDINGS, _BEGINNINGS, _LETTERS = _read(
    Path(__file__).with_name("data").joinpath("language_words.txt").read_text(encoding="utf-8")
)
