"""Patterns → spaCy Matchers → spans.

Forms, spellings and vocabularies are unfolded when a charter is compiled, so that reading a post is looking up sets.
Contiguous words go through spaCy's `Matcher`; gaps are joined here, inside one sentence and in linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate, product
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from postguard.detectors import DETECTORS, detect
from postguard.forms import forms, name_forms
from postguard.lettering import SHORTEST_JOINED, made_of, may_be_joined
from postguard.names import names_hold
from postguard.numbers import times, worth
from postguard.pattern import Choice, Gap, List, Mask, PatternError, Sequence, Stem, Typed, Words
from postguard.text import norm, read, spellings
from postguard.tokens import AMPERSAND, Token, Tokens, tokenize
from postguard.typed import BOUNDED, CURRENCIES, OF_NUMBER, TYPED, Slot, Slots, bounded

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

MAX_VARIANTS = 2000
"""Token sequences one pattern may unfold to; more is a mistake in the pattern, not a need."""
MAX_CONCATENATIONS = 600
"""Spellings in one piece (projetphenix) that a secret may have and be told from a slip of the keyboard."""
ELISIONS = frozenset("c d j l m n s t ç qu jusqu lorsqu puisqu quoiqu quelqu".split())
# Signs that a writer leaves out or puts in at will: optional in a pattern.
_SOFT = frozenset({",", ".", ":", ";", "!", "?", "…", "..."})


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

    def may_be(self, seen: Seen) -> bool:
        """Whether a text has a word of the rarest piece."""
        assert self.rarest
        words, begins = self.rarest
        return words is None or not words.isdisjoint(seen.norms) or not begins.isdisjoint(seen.glued.begins)

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


class Hit(NamedTuple):
    """A match: visible tokens `start` to `end` (end excluded) of a tokenised reading."""

    start: int
    end: int
    gaps: tuple[tuple[int, int], ...] = ()
    """Stretches of it that the pattern says nothing of."""


Entry = tuple[Sequence, str | None]


class Lookup(Protocol):
    """The vocabularies that patterns may name."""

    def lookup(self, element: List) -> AbstractContextManager[list[Entry]]:
        """The entries of a vocabulary, each with its language, open while they are unfolded: one that names itself is
        found out. Raises PatternError."""

    def shelf(self, element: List) -> dict[object, Any]:
        """Where what a vocabulary unfolds to is kept for its next use, by how it was unfolded."""


@dataclass(frozen=True, slots=True)
class Unfolding:
    """How patterns are unfolded."""

    language: str
    """Whose forms the words take."""
    only_in: str | None = None
    """The language of texts that the patterns act on; None: all."""
    vocabularies: Lookup | None = None
    exact: bool = False
    """No inflected forms."""
    loose: bool = False
    """Punctuation between the words is ignored: for accepted wordings."""
    known: frozenset[str] = frozenset()
    """Normalised words of the names that the charter defines: never a <person> or an <org>."""

    @property
    def everywhere(self) -> Unfolding:
        """The same for texts in any language."""
        return self if self.only_in is None else replace(self, only_in=None)

    def key(self, element: List) -> tuple[object, ...]:
        """What an unfolded vocabulary depends on, beside the vocabulary."""
        return element.weak, self.language, self.only_in, self.exact, self.loose, self.known


def unfold(sequences: Iterable[Sequence], how: Unfolding) -> Phrases:
    """The phrases that a list of patterns stands for. Raises PatternError."""
    variants: list[_Variant] = []
    parts: list[Phrases] = []
    for sequence in sequences:
        if len(sequence) == 1 and isinstance(sequence[0], List) and how.vocabularies:
            parts.append(whole(sequence[0], how))
        else:
            variants += _variants(sequence, how)
    together = _union(variants, how)
    return replace(together, parts=tuple(dict.fromkeys(parts))) if parts else together


def whole(element: List, how: Unfolding) -> Phrases:
    """A vocabulary as phrases: the same object whenever it is named. Raises PatternError."""
    assert how.vocabularies
    with how.vocabularies.lookup(element) as entries:
        shelf, key = how.vocabularies.shelf(element), (whole, *how.key(element))
        if key not in shelf:
            together = Phrases()
            by_language: dict[str | None, list[Sequence]] = {}
            for entry, language in entries:
                by_language.setdefault(language, []).append(entry)
            for language, sequences in by_language.items():
                if not how.only_in or not language or how.only_in == language:
                    spoken = replace(how, language=language or how.language, only_in=language or how.only_in)
                    together |= unfold(sequences, spoken)
            shelf[key] = together
        kept: Phrases = shelf[key]
        return kept


# A variant is a sequence without choices: slots, gaps, and whole phrases standing alone between gaps.
_Part = Slot | Gap | Phrases


class _Variant(NamedTuple):
    parts: tuple[_Part, ...]
    language: str | None


def _variants(sequence: Sequence, how: Unfolding) -> list[_Variant]:
    made = [_Variant((), how.only_in)]
    for index, element in enumerate(sequence):
        beside = [sequence[i] for i in (index - 1, index + 1) if 0 <= i < len(sequence)]
        alone = bool(beside) and all(isinstance(other, Gap) for other in beside)
        options = _options(element, how, alone=alone)
        made = [
            _Variant(head.parts + tail.parts, head.language or tail.language)
            for head in made
            for tail in options
            if head.language == tail.language or not (head.language and tail.language)
        ]
        if len(made) > MAX_VARIANTS:
            hint = "Split it into several patterns, or put a gap (...) between the long lists."
            raise PatternError(0, f"this pattern stands for more than {MAX_VARIANTS} phrases", hint)
    return made


def _options(element: Any, how: Unfolding, *, alone: bool) -> list[_Variant]:
    match element:
        case Words():
            return [_Variant(_literal(element, how.language, how.exact), None)]
        case Stem():
            return [_Variant(slots, None) for slots in _stem(element, how)]
        case Gap():
            return [_Variant((element,), None)]
        case Mask():
            return [_Variant((_mask(element),), None)]
        case Typed():
            if element.name in DETECTORS:
                return [_Variant((Phrases(detected=(element.name,)),), None)]
            if element.name not in TYPED:
                names = sorted([*TYPED, *DETECTORS])
                hint = f"Possible: {', '.join(f'<{name}>' for name in names)}, or a mask such as <22######>."
                raise PatternError(element.offset, f"unknown token “<{element.name}>”", hint)
            if element.low is None and element.high is None:
                return [_Variant(slots, None) for slots in TYPED[element.name]]
            if element.name not in BOUNDED:
                hint = f"Possible with bounds: {', '.join(f'<{name} 1-9>' for name in BOUNDED)}."
                raise PatternError(element.offset, f"“<{element.name}>” has no bounds", hint)
            return [_Variant(slots, None) for slots in bounded(element.name, element.low, element.high)]
        case List():
            if how.vocabularies is None:
                raise PatternError(element.offset, "a vocabulary cannot be used here")
            if alone:
                return [_Variant((whole(element, how.everywhere),), None)]
            with how.vocabularies.lookup(element) as entries:
                shelf, key = how.vocabularies.shelf(element), (_merged, *how.key(element))
                if key not in shelf:
                    shelf[key] = _listed(entries, how.everywhere)
                return list(shelf[key])
        case Choice():
            found = [variant for option in element.options for variant in _variants(option, how.everywhere)]
            if alone and not element.optional:
                return [_Variant((_union(found, how),), None)]
            return _merged(found) + ([_Variant((), None)] if element.optional else [])
    raise TypeError(element)


def _listed(entries: Iterable[Entry], how: Unfolding) -> list[_Variant]:
    """The variants of a vocabulary."""
    found: list[_Variant] = []
    spoken: dict[str | None, Unfolding] = {}
    for entry, language in entries:
        if language not in spoken:
            spoken[language] = replace(how, language=language or how.language, only_in=language)
        found += _variants(entry, spoken[language])
    return _merged(found)


def names_lists(sequence: Sequence) -> bool:
    """Whether a pattern names a vocabulary."""
    return any(
        isinstance(part, List) or (isinstance(part, Choice) and any(map(names_lists, part.options)))
        for part in sequence
    )


def _union(variants: list[_Variant], how: Unfolding) -> Phrases:
    pieces = [_piece(variant, how) for variant in variants if variant.parts]
    return Phrases(
        tuple(run for piece in pieces for run in piece.runs),
        tuple(gapped for piece in pieces for gapped in piece.gapped),
        tuple(dict.fromkeys(name for piece in pieces for name in piece.detected)),
    )


def _merged(variants: list[_Variant]) -> list[_Variant]:
    """Single plain words of one language as one test, so that long lists of words do not multiply."""
    together: dict[str | None, set[str]] = {}
    rest = []
    for variant in variants:
        slot = variant.parts[0] if len(variant.parts) == 1 else None
        if isinstance(slot, Slot) and slot.norms and not slot.group and _is_plain(slot):
            together.setdefault(variant.language, set()).update(slot.norms)
        else:
            rest.append(variant)
    return [_Variant((Slot(norms=frozenset(norms)),), language) for language, norms in together.items()] + rest


def _piece(variant: _Variant, how: Unfolding) -> Phrases:
    pieces: list[Phrases] = []
    limits: list[int | None] = []
    slots: list[Slot] = []

    def close() -> None:
        if slots and slots[-1] == OF_NUMBER:
            slots.pop()  # « deux millions de » with nothing behind it
        if slots:
            pieces.append(Phrases((_run(tuple(slots), variant.language, how),)))
            slots.clear()

    for part in _bounded(variant.parts):
        if isinstance(part, Gap):
            close()
            limits.append(part.limit)
        elif isinstance(part, Phrases):
            pieces.append(part)
        else:
            slots.append(part)
    close()
    if len(pieces) != len(limits) + 1:
        hint = "Put a gap between: IBAN ... <iban>."
        raise PatternError(0, "a token such as <iban> stands alone, or between gaps (...)", hint)
    return pieces[0] if len(pieces) == 1 else Phrases(gapped=(Gapped(tuple(pieces), tuple(limits), variant.language),))


def _bounded(parts: tuple[_Part, ...]) -> Iterator[_Part]:
    """Without gaps at the edges and with one gap for two: what an absent optional word leaves behind."""
    waiting: Gap | None = None
    begun = False
    for part in parts:
        if isinstance(part, Gap):
            unbounded = waiting is not None and waiting.limit is None
            waiting = waiting if unbounded or (waiting and part.limit is not None) else part
            continue
        if waiting and begun:
            yield waiting
        waiting, begun = None, True
        yield part


def _run(slots: Slots, language: str | None, how: Unfolding) -> Run:
    if how.loose:
        slots = tuple(part for slot in slots for part in (slot, _BETWEEN))[:-1]
    return Run(slots, language, how.known)


_BETWEEN = Slot(kinds=("PUNCT",), many="*")


def _joined(slots: Slots) -> tuple[frozenset[str], ...]:
    """The words of a run that may be written as one word."""
    if len(slots) < 2:
        return ()
    plain = [
        slot for slot in slots if slot != _BETWEEN and not (slot.many == "?" and slot.norms and slot.norms <= _SOFT)
    ]
    tag = plain[0].group.partition(".")[0] if plain else ""
    if len(plain) < 2 or not all(_is_plain(slot) and slot.group.partition(".")[0] == tag for slot in plain):
        return ()
    return tuple(_without_apostrophes(slot.norms or frozenset()) for slot in plain)


def _is_plain(slot: Slot) -> bool:
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


@lru_cache(maxsize=50_000)
def _literal(element: Words, language: str, exact: bool) -> Slots:
    return tuple(_slots(element, language, exact=exact))


_PLAIN = re.compile(r"[a-zàâäçèéêëîïôöùûüÿœ]+(?: [a-zàâäçèéêëîïôöùûüÿœ]+)*")


def _slots(element: Words, language: str, *, exact: bool) -> Iterator[Slot]:
    if not (exact or element.exact) and _PLAIN.fullmatch(element.text):
        # Small letters and blanks: what the tokenizer makes of them needs no asking.
        for word in element.text.split(" "):
            found = norm(word)
            yield Slot(norms=AMPERSAND if found in AMPERSAND else inflected(word, language) | {found})
        return
    reading = read(element.text)
    tokens = tokenize(reading)
    marks = groups(tokens)
    # A sign among words may be missing; one that is all there is, in an alternative say, would be no word at all.
    signs = all(tokens.items[index].kind == "PUNCT" for index in tokens.visible)
    for index in tokens.visible:
        token = tokens.items[index]
        written = reading.text[token.start : token.end]
        behind = tokens.items[index + 1] if index + 1 < len(tokens.items) else None
        if token.norm in ELISIONS and behind and behind.kind == "QUOTE" and behind.start == token.end:
            # « qu' » at the end of a pattern is the word, no letter and a quotation mark.
            yield Slot(norms=frozenset({f"{token.norm}'"}))
            continue
        # A hashtag, mention or address in a pattern means just that; a bare host name may stand in any address.
        group = marks[index] if marks[index].startswith(("hashtag", "mention")) else ""
        if token.norm in AMPERSAND:
            yield Slot(norms=AMPERSAND, group=group)
        elif token.kind in ("PUNCT", "BREAK"):
            # The hyphen of “DS-<####>” is none to see in DS-6004; the minus of “-<percent>” is.
            joint = token.norm == "-" and token.start and reading.text[token.start - 1].isalnum()
            yield Slot(
                norms=frozenset({token.norm}),
                many="?" if joint or (token.norm in _SOFT and not element.exact and not signs) else "",
            )
        elif element.exact or _capitals(written):
            yield Slot(norms=frozenset({token.norm}), written=written, group=group)
        elif element.names and token.kind == "WORD" and written[:1].isupper():
            yield Slot(
                norms=frozenset(s for form in name_forms(written, language) for s in spellings(form)), group=group
            )
        elif token.kind == "WORD" and not exact:
            # An article may lose its apostrophe: « chiffre d affaires », /chiffre-d-affaires.
            yield Slot(norms=inflected(written, language) | {token.norm.removesuffix("'")}, group=group)
        else:
            yield Slot(norms=spellings(token.norm), group=group)
    if not tokens.visible and element.text != "=":  # a sign inside an address is not seen
        raise PatternError(0, "this pattern has no word in it")


@lru_cache(maxsize=50_000)
def inflected(word: str, language: str) -> frozenset[str]:
    """Every normalised spelling of every form a word of a pattern stands for."""
    return frozenset(s for form in {word, *forms(word, language)} for s in spellings(form))


def _capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper() and word.isalpha()


_STEM = re.compile(r"(?P<sign>[#@]?)(?P<before>.*?)(?P<stem>[^\W_]+)")


def _stem(element: Stem, how: Unfolding) -> list[Slots]:
    """A word that begins so; after `#` or `@` the first word of a hashtag or mention."""
    parts = _STEM.fullmatch(element.text)
    if parts is None:
        raise PatternError(0, "a star stands behind the letters that a word begins with")
    starts = "|".join(sorted(re.escape(spelling) for spelling in spellings(parts["stem"])))
    before = _literal(Words(parts["before"]), how.language, how.exact) if parts["before"] else ()
    kind = {"#": "hashtag", "@": "mention"}.get(parts["sign"])
    places = [f"{kind}.{place}" for place in "SB"] if kind else [""]
    return [(*before, Slot(kinds=("WORD",), regex=f"^(?:{starts})", group=place)) for place in places]


def _mask(element: Mask) -> Slot:
    return Slot(kinds=("NUMBER", "PUNCT", "WORD", "HYPHEN"), regex=r"^[\da-z.\-/]+$", many="+", mask=element.text)


def groups(tokens: Tokens) -> list[str]:
    """For every token its place in a hashtag, mention, URL or address (`url.B`, `.I`, `.E`, `.S`), or nothing."""
    marks = [""] * len(tokens.items)
    members: dict[int, list[int]] = {}
    for index in tokens.visible:
        if (group := tokens.items[index].group) >= 0:
            members.setdefault(group, []).append(index)
    for group, inside in members.items():
        kind = tokens.groups[group].kind
        for index in inside:
            marks[index] = f"{kind}.I"
        marks[inside[0]], marks[inside[-1]] = f"{kind}.B", f"{kind}.E"
        if len(inside) == 1:
            marks[inside[0]] = f"{kind}.S"
    return marks


# From here on spaCy: imported only when a rule may match.


class Glued(NamedTuple):
    """The words of a text that may be several in one piece."""

    begins: frozenset[str]
    ends: frozenset[str]
    """All that they begin and end with."""
    words: list[tuple[int, str]]
    """Each with its place."""

    def may_hold(self, joined: tuple[frozenset[str], ...]) -> bool:
        """Whether words in a row may stand there as one."""
        return bool(joined) and not joined[0].isdisjoint(self.begins) and not joined[-1].isdisjoint(self.ends)


@dataclass(slots=True)
class Seen:
    """One reading of a text, ready to be searched."""

    engine: Engine
    tokens: Tokens
    norms: frozenset[str]
    """Its normalised words."""
    languages: frozenset[str]
    """Those the text may be in; empty means any."""
    hits: dict[int, tuple[Phrases, list[Hit]]] = field(default_factory=dict)
    """What was found, so that no two rules look for the same."""
    _doc: Doc | None = None
    _places: dict[str, list[int]] | None = None
    _marks: list[str] | None = None
    _glued: Glued | None = None
    _digits: int = -1
    _words_before: list[int] | None = None

    @property
    def doc(self) -> Doc:
        if self._doc is None:
            self._doc = self.engine.doc(self.tokens)
        return self._doc

    @property
    def places(self) -> dict[str, list[int]]:
        """Where each normalised word stands among the visible tokens."""
        if self._places is None:
            self._places = {}
            for at, index in enumerate(self.tokens.visible):
                self._places.setdefault(self.tokens.items[index].norm, []).append(at)
        return self._places

    def answers(self, at: int, slot: Slot) -> bool:
        """Whether a visible token is what a slot asks for."""
        token = self.tokens.items[self.tokens.visible[at]]
        if slot.norms is not None and token.norm not in slot.norms:
            return False
        if slot.kinds and token.kind not in slot.kinds:
            return False
        if slot.regex and not re.search(slot.regex, token.norm):
            return False
        if slot.written or slot.shape:
            written = self.tokens.reading.text[token.start : token.end]
            if slot.shape and not re.search(slot.shape, written):
                return False
            if slot.written and not slot.shape and slot.written != written:
                return False
        return not slot.group or (self.marks[self.tokens.visible[at]] or "-") == slot.group

    @property
    def marks(self) -> list[str]:
        """For every token its place in a hashtag, mention, URL or address."""
        if self._marks is None:
            self._marks = groups(self.tokens)
        return self._marks

    @property
    def glued(self) -> Glued:
        """Words long enough to be several in one piece."""
        if self._glued is None:
            norms = [self.tokens.items[i].norm for i in self.tokens.visible]
            words = [(at, norm) for at, norm in enumerate(norms) if may_be_joined(norm)]
            begins = frozenset(word[:end] for _, word in words for end in range(1, len(word)))
            ends = frozenset(word[at:] for _, word in words for at in range(1, len(word)))
            self._glued = Glued(begins, ends, words)
        return self._glued

    @property
    def digits(self) -> int:
        """How many digits stand in the text."""
        if self._digits < 0:
            self._digits = sum(map(str.isdigit, self.tokens.reading.text))
        return self._digits

    def sentence(self, visible: int) -> int:
        return self.tokens.items[self.tokens.visible[visible]].sentence

    def hears(self, language: str | None) -> bool:
        """Whether what is for a language (None: for all) is looked for in this text."""
        return not language or not self.languages or language in self.languages

    def in_reach(self, end: int, start: int, limit: int | None) -> bool:
        """Whether what begins at `start` follows what ends before `end` in its sentence, after so many words."""
        if self.sentence(start) != self.sentence(end - 1):
            return False
        return limit is None or start - end <= limit or self._counted[start] - self._counted[end] <= limit

    @property
    def _counted(self) -> list[int]:
        """For every visible token, how many words and figures stand before it: signs and pictograms are none."""
        if self._words_before is None:
            items = (self.tokens.items[i] for i in self.tokens.visible)
            self._words_before = list(accumulate((is_counted(token) for token in items), initial=0))
        return self._words_before


def is_counted(token: Token) -> bool:
    """Whether a token is a word or a figure: l', 'd and km are, commas, pictograms and € are not."""
    return token.kind in ("WORD", "NUMBER") or token.norm[:1].isalnum()


@dataclass(slots=True)
class _Search:
    """Phrases ready to be looked for. The Matcher learns a run when a text first has the words it needs."""

    phrases: Phrases
    matcher: Any = None
    learned: set[int] = field(default_factory=set)
    single: dict[int, bool] = field(default_factory=dict)
    uses: int = 0
    index: _Index | None = None
    """Runs by the words they need, by the words they begin with when written as one, and those that need none."""
    gaps: _Index | None = None
    """The same of phrases with gaps, by their rarest words."""

    def gapped(self, seen: Seen) -> list[Gapped]:
        """Phrases with gaps of which the rarest piece may be in a text."""
        gapped = self.phrases.gapped
        self.uses += 1
        if self.gaps is None and (self.uses < _OFTEN or len(gapped) < _MANY):
            return [one for one in gapped if one.may_be(seen)]
        if self.gaps is None:
            rarest = [one.rarest or Heads(None, frozenset()) for one in gapped]
            self.gaps = _index((heads.words, heads.begins) for heads in rarest)
        return [gapped[number] for number in sorted(_told(self.gaps, seen.norms, seen.glued.begins))]

    def is_single(self, number: int) -> bool:
        """Whether tests on single tokens in a row are all that a run asks for."""
        if number not in self.single:
            self.single[number] = all(map(_is_single, self.phrases.runs[number].slots))
        return self.single[number]

    def candidates(self, seen: Seen) -> tuple[Iterable[int], Iterable[int]]:
        """Runs that may be in a text, and runs that may be there in one piece."""
        runs, norms, pieces = self.phrases.runs, seen.norms, seen.glued
        self.uses += 1
        if self.index is None and (self.uses < _OFTEN or len(runs) < _MANY):
            numbers: Iterable[int] = range(len(runs))
            glued = [n for n, run in enumerate(runs) if pieces.may_hold(run.joined)]
        else:
            if self.index is None:
                asked = [(run.needs[0] if run.needs else None, run.joined[0] if run.joined else ()) for run in runs]
                self.index = _index(asked)
            words, heads, rest = self.index
            numbers = _told((words, {}, rest), norms, frozenset())
            begun = _told(({}, heads, []), frozenset(), pieces.begins)
            glued = sorted(n for n in begun if pieces.may_hold(runs[n].joined))
        return [n for n in numbers if all(not norms.isdisjoint(need) for need in runs[n].needs)], glued


_Index = tuple[dict[str, list[int]], dict[str, list[int]], list[int]]
"""Numbers of things by the words of which they need one, by what must begin a word, and those that need nothing."""


def _index(asked: Iterable[tuple[Iterable[str] | None, Iterable[str]]]) -> _Index:
    """Of things, each given by the words of which it needs one (None: of none), and by what may begin one instead."""
    words: dict[str, list[int]] = {}
    begins: dict[str, list[int]] = {}
    rest = []
    for number, (needed, heads) in enumerate(asked):
        for word in needed or ():
            words.setdefault(word, []).append(number)
        for word in heads:
            begins.setdefault(word, []).append(number)
        if needed is None:
            rest.append(number)
    return words, begins, rest


def _told(index: _Index, norms: frozenset[str], begun: frozenset[str]) -> set[int]:
    """The things that words of a text, and what its words begin with, are enough for."""
    words, begins, rest = index
    return {
        *rest,
        *(number for word in words.keys() & norms for number in words[word]),
        *(number for word in begins.keys() & begun for number in begins[word]),
    }


_OFTEN, _MANY = 5, 8
"""An index pays for lists of so many runs that have been looked for so often."""


@dataclass(slots=True)
class Engine:
    """spaCy's vocabulary and one Matcher per phrases, made when first needed."""

    _vocab: Vocab | None = None
    _searches: dict[int, _Search] = field(default_factory=dict)

    @property
    def vocab(self) -> Vocab:
        if self._vocab is None:
            from spacy.attrs import LOWER, NORM  # type: ignore[import-not-found, unused-ignore]
            from spacy.vocab import Vocab

            self._vocab = Vocab(lex_attr_getters={NORM: norm, LOWER: str.lower})
        return self._vocab

    def doc(self, tokens: Tokens) -> Doc:
        """spaCy's Doc of the visible tokens: TEXT as written, NORM normalised, TAG the kind, LEMMA the group."""
        from spacy.tokens import Doc

        text, items, marks = tokens.reading.text, tokens.items, groups(tokens)
        return Doc(
            self.vocab,
            words=[text[items[i].start : items[i].end] for i in tokens.visible],
            tags=[items[i].kind for i in tokens.visible],
            # spaCy refuses to match on lemmas that are all empty.
            lemmas=[marks[i] or "-" for i in tokens.visible],
        )

    def find(self, phrases: Phrases, seen: Seen) -> list[Hit]:
        """All hits, in order."""
        if (kept := seen.hits.get(id(phrases))) is not None:
            return kept[1]
        found = self._contiguous(phrases, seen) if phrases.runs and seen.tokens.visible else set()
        if phrases.gapped:
            for gapped in self._search(phrases).gapped(seen):
                found |= self._gapped(gapped, seen)
        for name in phrases.detected:
            found |= set(_detected(name, seen.tokens))
        for part in phrases.parts:
            found.update(self.find(part, seen))
        # The phrases are kept beside what was found: an id is only theirs while they live.
        seen.hits[id(phrases)] = (phrases, made := sorted(found))
        return made

    def _search(self, phrases: Phrases) -> _Search:
        search = self._searches.get(id(phrases))
        if search is None:
            search = self._searches[id(phrases)] = _Search(phrases)
        return search

    def _contiguous(self, phrases: Phrases, seen: Seen) -> set[Hit]:
        search = self._search(phrases)
        numbers, glued = search.candidates(seen)
        runs = phrases.runs
        found: set[Hit] = set()
        odd = []
        for number in numbers:
            if not seen.hears(runs[number].language):
                continue
            if runs[number].figures > seen.digits:
                continue
            if search.is_single(number):
                for start, end, taken in _in_a_row(runs[number].slots, seen):
                    if _figures_hold(runs[number], seen.tokens, start, taken):
                        found.add(Hit(start, end))
            else:
                odd.append(number)
        if odd:
            matcher = self._matcher(search, odd)
            for key, start, end, alignment in matcher(seen.doc, with_alignments=True):
                run = runs[int(seen.doc.vocab.strings[key])]
                if (
                    seen.hears(run.language)
                    and _masks_hold(run, seen.tokens, start, end, alignment)
                    and names_hold(run.slots, run.known, seen.tokens, start, alignment)
                    and _figures_hold(run, seen.tokens, start, alignment)
                ):
                    found.add(Hit(start, end))
        for number in glued:
            run = runs[number]
            if seen.hears(run.language):
                tag = run.slots[0].group.partition(".")[0]
                for at, word in seen.glued.words:
                    if made_of(word, (words.__contains__ for words in run.joined)) and (
                        not tag or _alone_in(tag, at, seen.tokens)
                    ):
                        found.add(Hit(at, at + 1))
        return found

    def _matcher(self, search: _Search, numbers: Iterable[int]) -> Any:
        if search.matcher is None:
            from spacy.matcher import Matcher

            search.matcher = Matcher(self.vocab, validate=False)
        for number in numbers:
            if number not in search.learned:
                search.learned.add(number)
                search.matcher.add(str(number), [[_spacy(slot) for slot in search.phrases.runs[number].slots]])
        return search.matcher

    def may_be(self, phrases: Phrases, seen: Seen) -> bool:
        """False when no match can be in a text with these words: asked before spaCy is."""
        if (kept := seen.hits.get(id(phrases))) is not None:
            return bool(kept[1])
        return (
            bool(phrases.detected)
            or any(map(bool, self._search(phrases).candidates(seen)))
            or (bool(phrases.gapped) and any(self._pieces_may_be(g, seen) for g in self._search(phrases).gapped(seen)))
            or any(self.may_be(part, seen) for part in phrases.parts)
        )

    def _pieces_may_be(self, gapped: Gapped, seen: Seen) -> bool:
        return all(self.may_be(piece, seen) for piece in gapped.pieces)

    def _gapped(self, gapped: Gapped, seen: Seen) -> set[Hit]:
        if not seen.hears(gapped.language) or not self._pieces_may_be(gapped, seen):
            return set()
        found = []
        for piece in gapped.pieces:
            found.append(self.find(piece, seen))
            if not found[-1]:
                return set()
        # From the last to the first: of each piece, the hits from which the end can be reached, and how.
        reaching = found.pop()
        for limit in reversed(gapped.limits):
            starts = [hit.start for hit in reaching]
            joined = []
            for hit in found.pop():
                # The nearest that follows; of those which begin together, the longest.
                at = bisect_left(starts, hit.end)
                while at + 1 < len(reaching) and starts[at + 1] == starts[at]:
                    at += 1
                if at < len(reaching) and seen.in_reach(hit.end, reaching[at].start, limit):
                    other = reaching[at]
                    joined.append(Hit(hit.start, other.end, (*hit.gaps, (hit.end, other.start), *other.gaps)))
            reaching = joined
        return set(reaching)


def _is_single(slot: Slot) -> bool:
    """Whether a slot is a test on one token, or none: what repeats, and the names it makes, is the Matcher's."""
    return slot.many in ("", "?") and not slot.mask and not slot.name


def _in_a_row(slots: Slots, seen: Seen) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Where tests on single tokens hold in a row, each with the slot of every token, as the Matcher would tell."""
    size = len(seen.tokens.visible)
    first = next((at for at, slot in enumerate(slots) if not slot.many), len(slots) - 1)
    heads = [slot.norms for slot in slots[: first + 1]]
    starts: Iterable[int] = range(size)
    if None not in heads:
        starts = {at for words in heads for word in (words or frozenset()) & seen.norms for at in seen.places[word]}
    for start in starts:
        ends: dict[int, tuple[int, ...]] = {start: ()}
        for number, slot in enumerate(slots):
            further = {
                end + 1: (*alignment, number)
                for end, alignment in ends.items()
                if end < size and seen.answers(end, slot)
            }
            ends = further | {end: taken for end, taken in ends.items() if end not in further} if slot.many else further
            if not ends:
                break
        yield from ((start, end, alignment) for end, alignment in ends.items() if end > start)


def _alone_in(kind: str, visible: int, tokens: Tokens) -> bool:
    """Whether a token is all of a hashtag, mention or address."""
    group = tokens.items[tokens.visible[visible]].group
    if group < 0 or tokens.groups[group].kind != kind:
        return False
    return sum(tokens.items[i].group == group for i in tokens.visible) == 1


def _spacy(slot: Slot) -> dict[str, Any]:
    test: dict[str, Any] = {}
    if slot.written:
        test["TEXT"] = slot.written
    elif slot.norms is not None and slot.regex:
        test["NORM"] = {"IN": sorted(slot.norms), "REGEX": slot.regex}
    elif slot.norms is not None:
        test["NORM"] = {"IN": sorted(slot.norms)}
    elif slot.regex:
        test["NORM"] = {"REGEX": slot.regex}
    if slot.shape:
        test["TEXT"] = {"REGEX": slot.shape}
    if slot.kinds:
        test["TAG"] = {"IN": list(slot.kinds)}
    if slot.group:
        test["LEMMA"] = slot.group
    if slot.many:
        test["OP"] = slot.many
    return test


def _masks_hold(run: Run, tokens: Tokens, start: int, end: int, alignment: list[int]) -> bool:
    """Whether the tokens of each mask spell it, and no longer number."""
    for position, slot in enumerate(run.slots):
        if not slot.mask:
            continue
        covered = [start + i for i, at in enumerate(alignment) if at == position]
        # A sign beside the mask may have been counted in: spaCy gives it to either neighbour.
        while covered and not tokens.items[tokens.visible[covered[0]]].norm[0].isalnum():
            covered.pop(0)
        while covered and not tokens.items[tokens.visible[covered[-1]]].norm[0].isalnum():
            covered.pop()
        if not covered or (position == 0 and covered[0] != start):
            return False
        if position == len(run.slots) - 1 and covered[-1] != end - 1:
            return False
        spelled = [tokens.items[tokens.visible[i]].norm for i in covered]
        wanted = re.sub(r"[ .\-]", "", slot.mask)
        shape = "".join(r"\d" if c == "#" else "[a-z]" if c == "A" else c.lower() for c in wanted)
        if not re.fullmatch(shape, "".join(re.sub(r"[.\-/]", "", part) for part in spelled)):
            return False
        written = tokens.reading.text[
            tokens.items[tokens.visible[covered[0]]].start : tokens.items[tokens.visible[covered[-1]]].end
        ]
        if re.fullmatch(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d", written) or _is_sum(tokens, covered[-1]):
            return False
        if _continues(tokens, covered[0], -1) or _continues(tokens, covered[-1], 1):
            return False
    return True


def _figures_hold(run: Run, tokens: Tokens, start: int, alignment: Iterable[int]) -> bool:
    """Whether the numbers of a run are numbers, and lie between their bounds."""
    said: list[str] = []
    first = unit = None
    for offset, position in enumerate((*alignment, None)):
        slot = None if position is None else run.slots[position]
        norm = tokens.items[tokens.visible[start + offset]].norm if slot else ""
        if slot is not None and slot.figure == "I":
            said.append(norm)
        elif slot is not None and slot.figure == "U":
            unit = norm
        elif slot is None or slot.figure == "B":
            if first is not None and not _figure_holds(first, said, unit):
                return False
            first, said, unit = slot, [norm], None
    return True


def _figure_holds(slot: Slot, said: list[str], unit: str | None) -> bool:
    if slot.low is None and slot.high is None and len(said) == 1:
        return True
    found = worth(said)
    if found is None:
        return False
    found *= times(unit) if unit else 1
    return (slot.low or 0) <= found <= (float("inf") if slot.high is None else slot.high)


def _is_sum(tokens: Tokens, visible: int) -> bool:
    """Whether a currency follows."""
    return visible + 1 < len(tokens.visible) and tokens.items[tokens.visible[visible + 1]].norm in CURRENCIES


def _detected(name: str, tokens: Tokens) -> Iterator[Hit]:
    items = [tokens.items[i] for i in tokens.visible]
    for span in detect(name, tokens.reading.text):
        inside = [i for i, token in enumerate(items) if token.start < span.end and span.start < token.end]
        if inside:
            yield Hit(inside[0], inside[-1] + 1)


def _continues(tokens: Tokens, visible: int, step: int) -> bool:
    """Whether a number goes on beyond a token: digits follow, with nothing but a separator between."""
    items, text = tokens.items, tokens.reading.text
    other = visible + step
    if not 0 <= other < len(tokens.visible):
        return False
    pair = sorted((visible, other))
    first, last = (items[tokens.visible[i]] for i in pair)
    between = text[first.end : last.start]
    return items[tokens.visible[other]].kind == "NUMBER" and between in ("", " ", ".", "-")


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Of overlapping hits the longest, in order: what is reported once."""
    kept: list[Hit] = []
    starts: list[int] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        at = bisect_left(starts, hit.start)
        if (not at or kept[at - 1].end <= hit.start) and (at == len(kept) or hit.end <= starts[at]):
            kept.insert(at, hit)
            starts.insert(at, hit.start)
    return kept


def overlapping(first: Hit, second: Hit) -> bool:
    return first.start < second.end and second.start < first.end
