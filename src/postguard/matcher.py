"""Patterns → spaCy Matchers → spans.

Forms, spellings and vocabularies are unfolded when a charter is compiled, so that reading a post is looking up sets.
Contiguous words go through spaCy's `Matcher`; gaps are joined here, inside one sentence and in linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from postguard.detectors import DETECTORS, detect
from postguard.forms import forms
from postguard.names import names_hold
from postguard.pattern import Choice, Gap, List, Mask, PatternError, Sequence, Stem, Typed, Words
from postguard.text import norm, read, spellings
from postguard.tokens import AMPERSAND, Tokens, tokenize
from postguard.typed import BOUNDED, CURRENCIES, TYPED, Slot, Slots, bounded, value

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

MAX_VARIANTS = 2000
"""Token sequences one pattern may unfold to; more is a mistake in the pattern, not a need."""
MAX_CONCATENATIONS = 600
"""Flat spellings (#projetphenix) one sequence may have with all its forms; above, only the words as written."""
SHORTEST_FLAT = 6
ELISIONS = frozenset("c d j l m n s t ç qu jusqu lorsqu puisqu quoiqu quelqu".split())
# Signs that a writer leaves out or puts in at will: optional in a pattern.
_SOFT = frozenset({",", ".", ":", ";", "!", "?", "…", "..."})


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Tokens in a row."""

    slots: Slots
    language: str | None = None
    """The run is looked for only in texts that may be in this language; None: in all."""
    needs: tuple[frozenset[str], ...] = ()
    """Of each of these sets a normalised word must stand in a text for the run to match; rare words first."""
    flat: bool = False
    """Several words written as one, as in a hashtag."""
    of: Run | None = None
    """The run whose words they are."""
    known: frozenset[str] = frozenset()
    """Words of names that a <person> or an <org> of this run may not consist of."""

    def possible(self, norms: frozenset[str]) -> bool:
        return all(not norms.isdisjoint(words) for words in self.needs)


@dataclass(frozen=True, slots=True, eq=False)
class Gapped:
    """Phrases in this order in one sentence, with at most so many other tokens between them."""

    pieces: tuple[Phrases, ...]
    limits: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """One of several ways of saying something: what a pattern, or a list of patterns, unfolds to."""

    runs: tuple[Run, ...] = ()
    gapped: tuple[Gapped, ...] = ()
    detected: tuple[str, ...] = ()
    """Names of detectors (`postguard.detectors`)."""

    def __or__(self, other: Phrases) -> Phrases:
        return Phrases(self.runs + other.runs, self.gapped + other.gapped, self.detected + other.detected)

    def words(self, *, flat: bool = False) -> Iterator[str]:
        """Every normalised word that could be part of a match. `flat`: those of several words in one piece, too."""
        for run in self.runs:
            if flat or not run.flat:
                for slot in run.slots:
                    yield from slot.norms or ()
        for gapped in self.gapped:
            for piece in gapped.pieces:
                yield from piece.words(flat=flat)

    def possible(self, norms: frozenset[str]) -> bool:
        """False when no match can be in a text with these normalised words: the sound screen before spaCy."""
        return (
            bool(self.detected)
            or any(run.possible(norms) for run in self.runs)
            or any(all(piece.possible(norms) for piece in gapped.pieces) for gapped in self.gapped)
        )


class Hit(NamedTuple):
    """A match: visible tokens `start` to `end` (end excluded) of a tokenised reading."""

    start: int
    end: int
    gaps: tuple[tuple[int, int], ...] = ()
    """Stretches of it that the pattern says nothing of."""


Entry = tuple[Sequence, str | None]
Lookup = Callable[[List], Iterable[Entry]]
"""Gives the entries of a vocabulary, each with its language, or raises PatternError."""


@dataclass(frozen=True, slots=True)
class Unfolding:
    """How patterns are unfolded."""

    language: str
    """Whose forms the words take."""
    only_in: str | None = None
    """The language of texts that the patterns act on; None: all."""
    lookup: Lookup | None = None
    exact: bool = False
    """No inflected forms."""
    loose: bool = False
    """Punctuation between the words is ignored: for accepted wordings."""
    known: frozenset[str] = frozenset()
    """Normalised words of the names that the charter defines: never a <person> or an <org>."""


def unfold(sequences: Iterable[Sequence], how: Unfolding) -> Phrases:
    """The phrases that a list of patterns stands for. Raises PatternError."""
    return _union([variant for sequence in sequences for variant in _variants(sequence, how)], how)


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
            return [_Variant((_stem(element),), None)]
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
            if how.lookup is None:
                raise PatternError(element.offset, "a vocabulary cannot be used here")
            entries = tuple(how.lookup(element))
            if any(_names_lists(entry) for entry, _ in entries):
                # Again and one by one: a vocabulary that names itself is found out while it is being read.
                return _listed(how.lookup(element), how, alone=alone)
            return list(_kept_list(entries, replace(how, lookup=None, only_in=None), alone))
        case Choice():
            found = [variant for option in element.options for variant in _variants(option, replace(how, only_in=None))]
            if alone and not element.optional:
                return [_Variant((_union(found, how),), None)]
            return _merged(found) + ([_Variant((), None)] if element.optional else [])
    raise TypeError(element)


def _listed(entries: Iterable[Entry], how: Unfolding, *, alone: bool) -> list[_Variant]:
    """The variants of a vocabulary; alone between gaps it stands for one of its phrases."""
    found: list[_Variant] = []
    spoken: dict[str | None, Unfolding] = {}
    for entry, language in entries:
        if language not in spoken:
            spoken[language] = replace(how, language=language or how.language, only_in=language)
        found += _variants(entry, spoken[language])
    return [_Variant((_union(found, how),), None)] if alone else _merged(found)


def _names_lists(sequence: Sequence) -> bool:
    return any(
        isinstance(part, List) or (isinstance(part, Choice) and any(map(_names_lists, part.options)))
        for part in sequence
    )


@lru_cache(maxsize=1000)
def _kept_list(entries: tuple[Entry, ...], how: Unfolding, alone: bool) -> tuple[_Variant, ...]:
    """Rules use the same vocabularies again and again; used alone, they share its matchers, too."""
    return tuple(_listed(entries, how, alone=alone))


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
        if isinstance(slot, Slot) and slot == Slot(norms=slot.norms) and slot.norms:
            together.setdefault(variant.language, set()).update(slot.norms)
        else:
            rest.append(variant)
    return [_Variant((Slot(norms=frozenset(norms)),), language) for language, norms in together.items()] + rest


def _piece(variant: _Variant, how: Unfolding) -> Phrases:
    pieces: list[Phrases] = []
    limits: list[int | None] = []
    slots: list[Slot] = []

    def close() -> None:
        if slots:
            pieces.append(Phrases(tuple(_runs(tuple(slots), variant.language, how))))
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
    return pieces[0] if len(pieces) == 1 else Phrases(gapped=(Gapped(tuple(pieces), tuple(limits)),))


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


def _runs(slots: Slots, language: str | None, how: Unfolding) -> Iterator[Run]:
    """The run itself and, for two words or more, the same written as one word."""
    loose = slots
    if how.loose:
        loose = tuple(part for slot in slots for part in (slot, _BETWEEN))[:-1]
    run = Run(loose, language, _needs(slots), known=how.known)
    yield run
    if flat := in_one_piece(run):
        yield flat


def in_one_piece(run: Run) -> Run | None:
    """The words of a run written as one; None when that is no way to write them."""
    plain = [slot for slot in run.slots if not (slot.many == "?" and slot.norms and slot.norms <= _SOFT)]
    plain = [slot for slot in plain if slot != _BETWEEN]
    tag = plain[0].group.partition(".")[0] if plain else ""
    same = all(slot == Slot(norms=slot.norms, group=slot.group) and slot.norms for slot in plain)
    if len(plain) < 2 or not same or any(slot.group.partition(".")[0] != tag for slot in plain):
        return None
    flat = _concatenations([slot.norms or frozenset() for slot in plain])
    if not flat:
        return None
    return Run((Slot(norms=flat, group=f"{tag}.S" if tag else ""),), run.language, (flat,), flat=True, of=run)


_BETWEEN = Slot(kinds=("PUNCT",), many="*")


def _concatenations(words: list[frozenset[str]]) -> frozenset[str]:
    size = 1
    for options in words:
        size *= len(options)
    if size > MAX_CONCATENATIONS:
        # Too many forms to multiply: one form at a time, as hashtags are written; the others stay as short as they are.
        shortest = [sorted(options, key=lambda w: (len(w), w))[:3] for options in words]
        if 3 ** len(words) > MAX_CONCATENATIONS:
            return frozenset()
        words = [frozenset(options) for options in shortest]
    flat = ("".join(combination).replace("'", "") for combination in product(*words))
    # we + 're are not were: short words in one piece are other words.
    return frozenset(word for word in flat if len(word) >= SHORTEST_FLAT)


def _needs(slots: Slots) -> tuple[frozenset[str], ...]:
    sets = [slot.norms for slot in slots if slot.norms and slot.many not in ("?", "*")]
    # Long words are rare ones: asked first, they settle most texts at once.
    return tuple(sorted(sets, key=lambda words: -min(map(len, words))))


@lru_cache(maxsize=50_000)
def _literal(element: Words, language: str, exact: bool) -> Slots:
    return tuple(_slots(element, language, exact=exact))


def _slots(element: Words, language: str, *, exact: bool) -> Iterator[Slot]:
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


def _stem(element: Stem) -> Slot:
    starts = "|".join(sorted(re.escape(spelling) for spelling in spellings(element.text)))
    return Slot(kinds=("WORD",), regex=f"^(?:{starts})")


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


@dataclass(slots=True)
class Engine:
    """spaCy's vocabulary and one Matcher per phrases, made when first needed."""

    _vocab: Vocab | None = None
    _matchers: dict[int, tuple[Phrases, Any, list[Run]]] = field(default_factory=dict)

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

    def find(self, phrases: Phrases, tokens: Tokens, doc: Doc, languages: frozenset[str]) -> list[Hit]:
        """All hits, in order. `languages`: those the text may be in; empty means any."""
        found = self._contiguous(phrases, tokens, doc, languages)
        for gapped in phrases.gapped:
            found |= self._joined(gapped, tokens, doc, languages)
        for name in phrases.detected:
            found |= set(_detected(name, tokens))
        return sorted(found)

    def _contiguous(self, phrases: Phrases, tokens: Tokens, doc: Doc, languages: frozenset[str]) -> set[Hit]:
        if not phrases.runs or not len(doc):
            return set()
        _, matcher, runs = self._matchers.get(id(phrases)) or self._compile(phrases)
        found = set()
        for key, start, end, alignment in matcher(doc, with_alignments=True):
            run = runs[int(doc.vocab.strings[key])]
            allowed = not run.language or not languages or run.language in languages
            if (
                allowed
                and _masks_hold(run, tokens, start, end, alignment)
                and names_hold(run.slots, run.known, tokens, start, alignment)
                and _bounds_hold(run, tokens, start, alignment)
            ):
                found.add(Hit(start, end))
        return found

    def _compile(self, phrases: Phrases) -> tuple[Phrases, Any, list[Run]]:
        from spacy.matcher import Matcher

        matcher = Matcher(self.vocab, validate=False)
        for index, run in enumerate(phrases.runs):
            matcher.add(str(index), [[_spacy(slot) for slot in run.slots]])
        # The phrases are kept beside their matcher: an id is only theirs while they live.
        self._matchers[id(phrases)] = made = (phrases, matcher, list(phrases.runs))
        return made

    def _joined(self, gapped: Gapped, tokens: Tokens, doc: Doc, languages: frozenset[str]) -> set[Hit]:
        sentences = [tokens.items[i].sentence for i in tokens.visible]
        reached: list[Hit] = self.find(gapped.pieces[0], tokens, doc, languages)
        for piece, limit in zip(gapped.pieces[1:], gapped.limits, strict=True):
            if not reached:
                return set()
            following = self.find(piece, tokens, doc, languages)
            starts = [hit.start for hit in following]
            joined = []
            for hit in reached:
                # The nearest that follows; of those which begin together, the longest.
                at = bisect_left(starts, hit.end)
                while at + 1 < len(following) and starts[at + 1] == starts[at]:
                    at += 1
                if at < len(following):
                    other = following[at]
                    near = limit is None or other.start - hit.end <= limit
                    if near and sentences[other.start] == sentences[hit.end - 1]:
                        joined.append(Hit(hit.start, other.end, (*hit.gaps, (hit.end, other.start), *other.gaps)))
            reached = joined
        return set(reached)


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


def _bounds_hold(run: Run, tokens: Tokens, start: int, alignment: list[int]) -> bool:
    """Whether the numbers of a run lie between their bounds."""
    for offset, position in enumerate(alignment):
        slot = run.slots[position]
        if slot.low is None and slot.high is None:
            continue
        worth = value(tokens.items[tokens.visible[start + offset]].norm)
        if worth is None or worth < (slot.low or 0) or worth > (float("inf") if slot.high is None else slot.high):
            return False
    return True


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
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept)


def overlapping(first: Hit, second: Hit) -> bool:
    return first.start < second.end and second.start < first.end
