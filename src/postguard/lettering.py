"""What the letters of a single word tell, with nothing heavy to import: where it is cut, what in it is odd."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

_FRENCH = frozenset("éèêëàâçîïôûùü")
SHORTEST_SLIP = 6
"""Letters that a confidential word must have before a slip of the keyboard is taken for it."""


def humps(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words of CamelCase; a capital that begins a word after an acronym begins one, too: PHENIX|Project."""
    cuts = [start]
    for at in range(start + 1, end):
        if text[at].isupper():
            begins = text[at - 1].islower() or (at + 1 < end and text[at + 1].islower())
            if begins and not text[at - 1 : at].isspace():
                cuts.append(at)
    pieces = list(zip(cuts, [*cuts[1:], end], strict=True))
    # iPhone is two pieces, nIgHtJaR is a game with capitals.
    if len(pieces) > 3 and sum(last - first <= 2 for first, last in pieces) > len(pieces) / 2:
        return [(start, end)]
    return pieces


def odd_accents(word: str) -> bool:
    """Whether neither French nor any borrowed word sets its accents so; péché and côté are words of their own."""
    accented = [(at, letter) for at, letter in enumerate(word) if not letter.isascii()]
    for at, letter in accented:
        if letter not in _FRENCH or (letter in "àù" and at < len(word) - 1):
            return True
        # A trema parts two vowels.
        if letter in "ëïü" and word[at - 1 : at] not in {"a", "e", "i", "o", "u", "g", "y"}:
            return True
    return len(accented) > 2 or (len(accented) == 2 and "é" not in word and "è" not in word)


VOWELS = "aeiouyhàâéèêëîïôûœ"
ELIDED = re.compile(rf"(?P<article>[ldjmtsnc]|qu)(?P<word>[{VOWELS}]\w{{3,}})")
"""« daffaires »: an article that lost its apostrophe, and the word it stood before."""
CAPITAL_I = re.compile("(?<=[a-zà-öø-ÿ])I(?=[a-zà-öø-ÿ]|$)")
"""A capital i that looks like a small L."""
PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
"""Letters that together have the shape of another."""


def shapes(word: str) -> list[str]:
    """What a word is taken for by its shape: rnerger, Northvvind; small L and capital i: lris."""
    guesses = [word.replace(pair, letter) for pair, letter in PAIRS if pair in word]
    if word[0] in "il":
        guesses.append(("l" if word[0] == "i" else "i") + word[1:])
    return guesses


def without_one(word: str) -> tuple[str, ...]:
    """The word, and the word without one of its letters, never the first: what slips of the keyboard share."""
    return (word, *(word[:i] + word[i + 1 :] for i in range(1, len(word))))


SHORTEST_JOINED, LONGEST_JOINED = 6, 120
"""Letters of a word that may be several in one piece: we + 're are not were, and a long row of letters is no word."""


def may_be_joined(word: str) -> bool:
    """Whether a normalised word could be several in one piece, as in a hashtag without capitals."""
    return SHORTEST_JOINED <= len(word) <= LONGEST_JOINED and word.isalnum()


def made_of(word: str, parts: Iterable[Callable[[str], bool]], start: int = 0) -> bool:
    """Whether a word is, from `start` to its end, pieces of which each answers to its test, in this order."""
    size, places = len(word), {start}
    for is_part in parts:
        places = {end for at in places for end in range(at + 1, size + 1) if is_part(word[at:end])}
        if not places:
            return False
    return size in places


def without_accents(text: str) -> str:
    """The same letters without what stands above or below them, in any alphabet."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
