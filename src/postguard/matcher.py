"""Phrases → spans, in a text.

Tests on single tokens in a row are decided on the tokens; what repeats goes through spaCy's `Matcher`, which is
imported when there is any. Gaps are joined here, inside one sentence and in linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from postguard.detectors import detect
from postguard.lettering import made_of, may_be_joined
from postguard.names import names_hold
from postguard.numbers import times, worth
from postguard.phrases import Gapped, Heads, Phrases, Run
from postguard.text import norm
from postguard.tokens import Token, Tokens, groups
from postguard.typed import CURRENCIES, Slot, Slots

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


class Hit(NamedTuple):
    """A match: visible tokens `start` to `end` (end excluded) of a tokenised reading."""

    start: int
    end: int
    gaps: tuple[tuple[int, int], ...] = ()
    """Stretches of it that the pattern says nothing of."""


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
    _kinds: dict[str, list[int]] | None = None
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

    @property
    def kinds(self) -> dict[str, list[int]]:
        """Where visible tokens of each kind stand, and those with each place in a hashtag, mention or address."""
        if self._kinds is None:
            self._kinds = {}
            for at, index in enumerate(self.tokens.visible):
                self._kinds.setdefault(self.tokens.items[index].kind, []).append(at)
                self._kinds.setdefault(self.marks[index] or "-", []).append(at)
        return self._kinds

    def where(self, slot: Slot) -> Iterable[int]:
        """Where a slot may find its token: a little wider than where it does."""
        if slot.norms is not None:
            return {at for word in slot.norms & self.norms for at in self.places[word]}
        if slot.group:
            return self.kinds.get(slot.group, ())
        if slot.kinds:
            return [at for kind in slot.kinds for at in self.kinds.get(kind, ())]
        return range(len(self.tokens.visible))

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
    wordless: dict[int, list[Slot]] = field(default_factory=dict)
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
            return [one for one in gapped if _rarest_may_be(one, seen)]
        if self.gaps is None:
            rarest = [one.rarest or Heads(None, frozenset()) for one in gapped]
            self.gaps = _index((heads.words, heads.begins) for heads in rarest)
        return [gapped[number] for number in sorted(_told(self.gaps, seen.norms, seen.glued.begins))]

    def is_single(self, number: int) -> bool:
        """Whether tests on single tokens in a row are all that a run asks for."""
        if number not in self.single:
            self.single[number] = all(map(_is_single, self.phrases.runs[number].slots))
        return self.single[number]

    def asked(self, number: int) -> list[Slot]:
        """The slots of a run that must find a token, and ask for no word."""
        if number not in self.wordless:
            slots = self.phrases.runs[number].slots
            self.wordless[number] = [slot for slot in slots if slot.norms is None and slot.many in ("", "+")]
        return self.wordless[number]

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


def _rarest_may_be(gapped: Gapped, seen: Seen) -> bool:
    """Whether a text has a word of the rarest piece."""
    words, begins = gapped.rarest or Heads(None, frozenset())
    return words is None or not words.isdisjoint(seen.norms) or not begins.isdisjoint(seen.glued.begins)


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
        words = [text[items[i].start : items[i].end] for i in tokens.visible]
        doc = Doc(
            self.vocab,
            words=words,
            tags=[items[i].kind for i in tokens.visible],
            # spaCy refuses to match on lemmas that are all empty.
            lemmas=[marks[i] or "-" for i in tokens.visible],
        )
        for at, index in enumerate(tokens.visible):
            if "." in words[at] and norm(words[at]) != items[index].norm:
                doc[at].norm_ = items[index].norm  # S.N.C.F. is the word sncf
        return doc

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
            if not all(map(seen.where, search.asked(number))):
                continue
            if search.is_single(number):
                run = runs[number]
                for start, end, taken in _in_a_row(run.slots, seen):
                    if _holds(run, seen.tokens, start, end, taken):
                        found.add(Hit(start, end))
            else:
                odd.append(number)
        if odd:
            matcher = self._matcher(search, odd)
            for key, start, end, alignment in matcher(seen.doc, with_alignments=True):
                run = runs[int(seen.doc.vocab.strings[key])]
                if seen.hears(run.language) and _holds(run, seen.tokens, start, end, alignment):
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
    """Whether a slot is a test on one token, or none: what repeats is the Matcher's."""
    return slot.many in ("", "?") and not slot.mask


def _in_a_row(slots: Slots, seen: Seen) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Where tests on single tokens hold in a row, each with the slot of every token, as the Matcher would tell."""
    size = len(seen.tokens.visible)
    first = next((at for at, slot in enumerate(slots) if not slot.many), len(slots) - 1)
    for start in {at for slot in slots[: first + 1] for at in seen.where(slot)}:
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


def _holds(run: Run, tokens: Tokens, start: int, end: int, alignment: Sequence[int]) -> bool:
    """Whether tokens that are what the slots of a run ask for, each with its slot, are so together, too."""
    return (
        _masks_hold(run, tokens, start, end, alignment)
        and names_hold(run.slots, run.known, tokens, start, alignment)
        and _figures_hold(run, tokens, start, alignment)
    )


def _masks_hold(run: Run, tokens: Tokens, start: int, end: int, alignment: Sequence[int]) -> bool:
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
