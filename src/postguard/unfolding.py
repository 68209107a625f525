"""Patterns → phrases.

Forms, spellings and vocabularies are unfolded when a charter is compiled, so that reading a post is looking up sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from postguard.detectors import DETECTORS
from postguard.forms import forms, name_forms
from postguard.pattern import Choice, Gap, List, Mask, PatternError, Sequence, Stem, Typed, Words
from postguard.phrases import BETWEEN, SOFT, Gapped, Phrases, Run, is_plain
from postguard.text import norm, read, spellings
from postguard.tokens import AMPERSAND, groups, tokenize
from postguard.typed import BOUNDED, OF_NUMBER, TYPED, Slot, Slots, bounded

MAX_VARIANTS = 2000
"""Token sequences one pattern may unfold to; more is a mistake in the pattern, not a need."""
ELISIONS = frozenset("c d j l m n s t ç qu jusqu lorsqu puisqu quoiqu quelqu".split())


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
        if isinstance(slot, Slot) and slot.norms and not slot.group and is_plain(slot):
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
        slots = tuple(part for slot in slots for part in (slot, BETWEEN))[:-1]
    return Run(slots, language, how.known)


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
                many="?" if joint or (token.norm in SOFT and not element.exact and not signs) else "",
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
