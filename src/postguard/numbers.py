"""What numbers are worth, in figures and in words: 2,9 · 1 200 · 12th · deux mille · three hundred · 3 millions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

_UNITS = """deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"""
_ENGLISH = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_TENS = {
    20: "vingt twenty",
    30: "trente thirty",
    40: "quarante forty",
    50: "cinquante fifty",
    60: "soixante sixty",
    70: "septante seventy",
    80: "huitante eighty vingts",
    90: "nonante ninety",
}
SMALL: dict[str, int] = {
    **dict.fromkeys(("un", "une", "one"), 1),
    **{word: worth for worth, word in enumerate(_UNITS.split(), 2)},
    **{word: worth for worth, word in enumerate(_ENGLISH.split(), 2)},
    "eighteen": 18,
    "nineteen": 19,
    **{word: worth for worth, listed in _TENS.items() for word in listed.split()},
}
HUNDREDS = ("cent", "cents", "hundred")
SCALES: dict[str, float] = {
    **dict.fromkeys(("mille", "thousand"), 1e3),
    **dict.fromkeys(("million", "millions"), 1e6),
    **dict.fromkeys(("milliard", "milliards", "billion", "billions"), 1e9),
}
ROUND: dict[str, float] = {
    **dict.fromkeys(("dizaine", "dizaines"), 10),
    **dict.fromkeys(("douzaine", "douzaines", "dozen", "dozens"), 12),
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    **dict.fromkeys(("centaine", "centaines", "hundreds"), 100),
    **dict.fromkeys(("millier", "milliers", "thousands"), 1e3),
}
"""Nouns that count: « une vingtaine », « des milliers », “a dozen”."""
ALL = (*SMALL, *HUNDREDS, *SCALES, *ROUND)
ALONE = tuple(word for word in (*SMALL, *HUNDREDS, *SCALES) if word not in ("un", "une", "one", "vingts"))
"""Those that are a number by themselves."""
PLURALS = tuple(word for word in ROUND if word.endswith("s"))
_ENGLISH_SCALES = frozenset({"hundred", "thousand", "million", "billion", "dozen"})
_UNIT_SCALES = dict(
    chain.from_iterable(
        ((sign, worth) for sign in signs.split())
        for signs, worth in (
            ("k ke k€ k$ k£", 1e3),
            ("m m€ m$ m£ £m", 1e6),
            ("bn md mds md€ mds€ bn$ £bn", 1e9),
        )
    )
)
"""Signs behind a figure that say how many times it is meant: 3 M€."""


def worth(said: Sequence[str]) -> float | None:
    """What the normalised words of a number are worth together; None when they are none."""
    first = value(said[0])
    if first is None:
        return _spelled(said)
    for word in said[1:]:
        first *= SCALES.get(word) or ROUND.get(word) or times(word)
    return first


def times(unit: str) -> float:
    """How many times a figure is meant, by its unit: M€, k$."""
    return _UNIT_SCALES.get(unit, 1)


def value(number: str) -> float | None:
    """What a number token is worth: `2,9` and `2.9`, `1,200.50`, `3.000` (thousands), `12th`; None when it is none."""
    digits = re.match(r"[\d.,]*\d", number)
    if not digits:
        return None
    whole, sign, rest = digits[0], "", ""
    if cut := re.fullmatch(r"(.*)([.,])(\d+)", digits[0]):
        before, sign, rest = cut.groups()
        other = "," if sign == "." else "."
        grouped = len(rest) == 3 and other not in before and before.lstrip("0") != ""
        whole, rest = (digits[0], "") if grouped else (before, rest)
    return float(f"{re.sub('[.,]', '', whole) or 0}.{rest or 0}")


def _spelled(said: Sequence[str]) -> float | None:
    """« deux mille trois cent vingt et un » → 2321; a sign behind it, such as k, may multiply it."""
    if said[-1] in ("et", "and"):
        return None
    total = here = 0.0
    last_scale = float("inf")
    counted = False
    for at, word in enumerate(said):
        if word in ("et", "and"):
            if not counted:
                return None
        elif word == "a":
            if at or len(said) < 2 or said[1] not in _ENGLISH_SCALES:
                return None
            here = 1
        elif word in SMALL:
            added = _added(here, SMALL[word], word)
            if added is None:
                return None
            here = added
        elif word in HUNDREDS:
            if here >= 20:
                return None
            here = max(here, 1) * 100
        elif (scale := SCALES.get(word) or ROUND.get(word)) is not None:
            if scale >= last_scale:
                return None
            total, here, last_scale = total + max(here, 1) * scale, 0, scale
        else:
            here, total = here * times(word), total * times(word)
        counted = True
    return total + here if counted else None


def _added(here: float, small: int, word: str) -> float | None:
    """A number below a hundred behind another; None when they are two numbers."""
    tail = here % 100
    if tail == 0:
        return here + small
    if tail == 4 and word.startswith("vingt"):
        return here + 76  # quatre-vingts
    if (
        (small < 10 and tail in range(20, 100, 10))
        or (small in (7, 8, 9) and tail == 10)
        or (10 <= small < 20 and tail in (60, 80))
    ):
        return here + small
    return None
