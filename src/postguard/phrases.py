"""What patterns stand for: token tests in a row, with gaps, whole vocabularies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from postguard.lettering import SHORTEST_JOINED
from postguard.typed import Slot, Slots

BETWEEN = Slot(kinds=("PUNCT",), many="*")
"""Punctuation that may stand between the words of a loose pattern."""
# Signs that a writer leaves out or puts in at will: optional in a pattern.
SOFT = frozenset({",", ".", ":", ";", "!", "?", "…", "..."})
MAX_CONCATENATIONS = 600
"""Spellings in one piece (projetphenix) that a secret may have and be told from a slip of the keyboard."""


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Tokens in a row."""

    slots: Slots
    language: str | None = None
    """The run is looked for only in texts that may be in this language; None: in all."""
    known: frozenset[str] = frozenset()
    """Words of names that a <person> or an <org> of this run may not consist of."""
    made: bool = False
    """Its words are not the author's but put together from them, and nobody wants to read them all."""
    needs: tuple[frozenset[str], ...] = field(init=False)
    """Of each of these sets a normalised word must stand in a text for the run to match; rare words first."""
    joined: tuple[frozenset[str], ...] = field(init=False)
    """The words that follow each other when all are written as one, as in a hashtag; empty: nobody writes so."""
    figures: int = field(init=False)
    """Digits that its masks ask for."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "needs", _needs(self.slots))
        object.__setattr__(self, "joined", _joined(self.slots))
        object.__setattr__(self, "figures", sum(slot.mask.count("#") for slot in self.slots if slot.mask))


class Heads(NamedTuple):
    """What tells that phrases may be in a text."""

    words: frozenset[str] | None
    """One of these stands there (None: none need),"""
    begins: frozenset[str]
    """or one of these begins a longer word."""


@dataclass(frozen=True, slots=True, eq=False)
class Gapped:
    """Phrases in this order in one sentence, with at most so many other words between them."""

    pieces: tuple[Phrases, ...]
    limits: tuple[int | None, ...]
    language: str | None = None
    """It is looked for only in texts that may be in this language; None: in all."""
    rarest: Heads | None = None
    """What tells that the piece with the fewest words may be there."""

    def __post_init__(self) -> None:
        if self.rarest is None:
            told = [heads for piece in self.pieces if (heads := _heads(piece)).words is not None]
            rarest = min(told, key=lambda heads: len(heads.words or ())) if told else Heads(None, frozenset())
            object.__setattr__(self, "rarest", rarest)

    def languages(self) -> frozenset[str]:
        """The languages it is for: its own, else those that each of its phrases can be in; empty: any."""
        if self.language:
            return frozenset({self.language})
        spoken = [piece.languages() for piece in self.pieces if not piece.neutral()]
        return frozenset.intersection(*spoken) if spoken else frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """One of several ways of saying something: what a pattern, or a list of patterns, unfolds to."""

    runs: tuple[Run, ...] = ()
    gapped: tuple[Gapped, ...] = ()
    detected: tuple[str, ...] = ()
    """Names of detectors (`postguard.detectors`)."""
    parts: tuple[Phrases, ...] = ()
    """Whole vocabularies: each one object for all the lists that name it, so that it is looked for once."""

    def __or__(self, other: Phrases) -> Phrases:
        return Phrases(
            self.runs + other.runs,
            self.gapped + other.gapped,
            self.detected + other.detected,
            self.parts + other.parts,
        )

    def every(self) -> Iterator[Phrases]:
        """These phrases and those of the vocabularies in them, each as if it had no parts."""
        yield self
        for part in self.parts:
            yield from part.every()

    def languages(self) -> frozenset[str]:
        """The languages that some of its words in a row or with gaps are for."""
        found: set[str] = set()
        for phrases in self.every():
            found.update(run.language for run in phrases.runs if run.language)
            found.update(*(gapped.languages() for gapped in phrases.gapped))
        return frozenset(found)

    def neutral(self) -> bool:
        """Whether some of it is for any language."""
        return any(
            phrases.detected
            or any(run.language is None for run in phrases.runs)
            or any(not gapped.languages() for gapped in phrases.gapped)
            for phrases in self.every()
        )

    def sets(self) -> Iterator[frozenset[str]]:
        """The normalised words that could be part of a match, by the token they are for."""
        for phrases in self.every():
            for run in phrases.runs:
                if not run.made:
                    yield from (slot.norms for slot in run.slots if slot.norms)
            for gapped in phrases.gapped:
                for piece in gapped.pieces:
                    yield from piece.sets()

    def words(self) -> frozenset[str]:
        """Every normalised word that could be part of a match."""
        return frozenset().union(*set(self.sets()))

    def in_one_piece(self) -> Iterator[str]:
        """Several words written as one, for those words of which few forms are known."""
        for phrases in self.every():
            for run in phrases.runs:
                if run.made:
                    yield from run.needs[0]
                yield from _concatenations(run.joined)
            for gapped in phrases.gapped:
                for piece in gapped.pieces:
                    yield from piece.in_one_piece()


@lru_cache(maxsize=10_000)
def _heads(phrases: Phrases) -> Heads:
    inner = [_heads(part) for part in phrases.parts] + [g.rarest for g in phrases.gapped if g.rarest]
    needs = [run.needs[0] if run.needs else None for run in phrases.runs] + [heads.words for heads in inner]
    joined = (run.joined[0] for run in phrases.runs if run.joined)
    begins = frozenset().union(*joined, *(heads.begins for heads in inner))
    known = [words for words in needs if words is not None]
    return Heads(None if phrases.detected or len(known) < len(needs) else frozenset().union(*known), begins)


class Deferred(Phrases):
    """Phrases that are made when they are first looked at; most never are."""

    __slots__ = ("_make", "line", "shelf")
    _make: Callable[[int], Phrases]
    line: int
    shelf: object

    def __init__(self, shelf: object, line: int, make: Callable[[int], Phrases]) -> None:
        """`shelf` and `line` tell where they are kept."""
        for name, value in (("shelf", shelf), ("line", line), ("_make", make)):
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> Any:
        # Asked only for what has no value yet.
        if name not in Phrases.__slots__:
            raise AttributeError(name)
        made = self.made
        for own in Phrases.__slots__:
            object.__setattr__(self, own, getattr(made, own))
        return getattr(made, name)

    @property
    def made(self) -> Phrases:
        return self._make(self.line)

    def __reduce__(self) -> tuple[Any, ...]:
        return Phrases, (self.runs, self.gapped, self.detected, self.parts)


def _joined(slots: Slots) -> tuple[frozenset[str], ...]:
    """The words of a run that may be written as one word."""
    if len(slots) < 2:
        return ()
    plain = [slot for slot in slots if slot != BETWEEN and not (slot.many == "?" and slot.norms and slot.norms <= SOFT)]
    tag = plain[0].group.partition(".")[0] if plain else ""
    if len(plain) < 2 or not all(is_plain(slot) and slot.group.partition(".")[0] == tag for slot in plain):
        return ()
    return tuple(_without_apostrophes(slot.norms or frozenset()) for slot in plain)


def is_plain(slot: Slot) -> bool:
    """Whether a token need only be one of some words, wherever it stands or in a hashtag, mention or address."""
    other = slot.kinds or slot.regex or slot.written or slot.many or slot.mask or slot.shape or slot.name
    return bool(slot.norms) and not other and slot.low is None and slot.high is None


@lru_cache(maxsize=50_000)
def _without_apostrophes(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.replace("'", "") for word in words) if any("'" in word for word in words) else words


def _concatenations(words: tuple[frozenset[str], ...]) -> Iterator[str]:
    size = 1
    for options in words:
        size *= len(options)
    if words and size <= MAX_CONCATENATIONS:
        # we + 're are not were: short words in one piece are other words.
        yield from (word for word in map("".join, product(*words)) if len(word) >= SHORTEST_JOINED)


def _needs(slots: Slots) -> tuple[frozenset[str], ...]:
    sets = [slot.norms for slot in slots if slot.norms and slot.many not in ("?", "*")]
    # Long words are rare ones: asked first, they settle most texts at once.
    return tuple(sorted(sets, key=_shortest, reverse=True))


@lru_cache(maxsize=50_000)
def _shortest(words: frozenset[str]) -> int:
    return min(map(len, words))
