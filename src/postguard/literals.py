"""From the rules of a charter to what none of them can do without: the `Outline` that the screen asks.

Whatever is not understood here counts as “may always fire”: the screen is sound by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from postguard.analysis import PIECE
from postguard.conditions import Condition, Named, Test, TextTest
from postguard.disguise import Vocabulary
from postguard.fields import FieldTest
from postguard.kinds import KINDS
from postguard.language import listed_words
from postguard.matcher import Phrases, Run
from postguard.model import Charter, Rule
from postguard.screen import DIGIT, Outline
from postguard.text import bare_letter
from postguard.typed import Slot

_GROUPS = ("hashtag", "mention", "url", "email")
_SHAPES = {name: f"<{name}>" for name in ("card", "iban", "nir", "phone", "secret")} | {"person-email": "<@>"}
"""Detectors → the sign that they cannot do without."""

_STEMS = re.compile(r"\^\(\?:([^\W\d_]+(?:\|[^\W\d_]+)*)\)")
"""What `éco*` becomes: words that begin so."""

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Need:
    """One of `first` stands there, one of `then` right behind it, and one of each of `beside` anywhere."""

    first: Words
    then: Words | None = None
    beside: tuple[Words, ...] = ()
    flat: bool = False
    """All of them may stand in one word."""

    @property
    def cost(self) -> float:
        """About how often it is there in an ordinary post."""
        return _often(self.first) * (_often(self.then) if self.then else 1)


def outline(charter: Charter) -> Outline:
    """What the rules of a charter cannot fire without."""
    book = _Book()
    roles, networks = (_asked(charter.rules, name) for name in ("role", "network"))
    for number, rule in enumerate(charter.rules):
        book.add(number, rule)
    vocabulary = vocabulary_of(charter)
    bare = sorted({"".join(map(bare_letter, word)) for word in vocabulary.words})
    return Outline(
        tuple("\n".join(sorted(words)) for words in book.sets),
        tuple(book.keys),
        tuple(book.beside),
        tuple(book.always),
        "\n".join(sorted(vocabulary.words)),
        "\n".join(sorted(vocabulary.secret)),
        "\n".join(bare),
        roles,
        _asked((rule for rule in charter.rules if not rule.pack), "role"),
        networks,
        _fields(charter.rules),
        sorted({word for words in book.sets for word in words if word[0] == "<" or word[-1] == "*"}),
        [
            (sign, [(test.field, sorted(test.values), test.standard, test.open) for test in tests])
            for sign, tests in book.given.items()
        ],
    )


def vocabulary_of(charter: Charter) -> Vocabulary:
    """The words that disguises may hide."""
    from postguard.forms import listed

    secret = [rule for rule in charter.rules if rule.kind == "confidential"]
    return Vocabulary(_words(charter.rules), _words(secret, flat=True), listed)


def _words(rules: Iterable[Rule], *, flat: bool = False) -> Iterator[str]:
    for rule in rules:
        for phrases in KINDS[rule.kind].phrases(rule.body):
            yield from phrases.words(flat=flat)


def _asked(rules: Iterable[Rule], name: str) -> tuple[str, ...]:
    return tuple(sorted({value for rule in rules for value in rule.scope.values(name)}))


def _fields(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The fields, beyond our own, that rules ask for."""
    tests = (test for rule in rules for test in rule.scope.tests() if isinstance(test, FieldTest))
    return tuple(sorted({test.field.removeprefix("field ") for test in tests if test.field.startswith("field ")}))


@dataclass(slots=True)
class _Book:
    """The outline being written."""

    numbers: dict[Words, int] = field(default_factory=dict)
    keys: list[tuple[int, int, int, tuple[int, ...], int]] = field(default_factory=list)
    beside: list[tuple[int, ...]] = field(default_factory=list)
    always: list[int] = field(default_factory=list)
    given: dict[str, tuple[FieldTest, ...]] = field(default_factory=dict)

    @property
    def sets(self) -> Iterable[Words]:
        return self.numbers

    def add(self, number: int, rule: Rule) -> None:
        needed = KINDS[rule.kind].needed(rule.body)
        asked = [needs(needed)] if needed is not None else []
        asked += (self._condition(condition) for condition in rule.scope.when)
        known = sorted((group for group in asked if group is not None), key=lambda g: sum(need.cost for need in g))
        self.beside.append(())
        if not known:
            self.always.append(number)
            return
        found, *others = known
        # Another group that asks for the same again rules nothing out.
        rest = [frozenset().union(*(need.first for need in group)) for group in others]
        self.beside[-1] = tuple(self._set(words) for words in rest)
        alone = frozenset().union(*(need.first for need in found if need == Need(need.first)))
        if alone:
            self.keys.append((number, self._set(alone), -1, (), 0))
        for need in found:
            if need != Need(need.first):
                then = -1 if need.then is None else self._set(need.then)
                beside = tuple(map(self._set, need.beside))
                self.keys.append((number, self._set(need.first), then, beside, int(need.flat)))

    def _set(self, words: Words) -> int:
        return self.numbers.setdefault(words, len(self.numbers))

    def _condition(self, condition: Condition) -> list[Need] | None:
        """Of these one must be there for a condition to be anything but false."""
        found: list[Need] = []
        for branch in condition:
            tests = [made for test in branch if (made := self._test(test)) is not None]
            fields = tuple(t for t in branch if isinstance(t, FieldTest) and t.field != "language")
            if tests:
                found += min(tests, key=lambda group: sum(need.cost for need in group))
            elif fields:
                # What the source says, as a sign like those of the text.
                sign = f"<field {len(self.given)}>"
                sign = next((known for known, same in self.given.items() if same == fields), sign)
                self.given[sign] = fields
                found.append(Need(frozenset({sign})))
            else:
                return None
        return found

    def _test(self, test: Test) -> list[Need] | None:
        if isinstance(test, Named):
            return self._condition(test.condition)
        if not isinstance(test, TextTest):
            return None
        pieces = [made for piece in test.pieces if (made := needs(piece)) is not None]
        return min(pieces, key=lambda group: sum(need.cost for need in group)) if pieces else None


def needs(phrases: Phrases) -> list[Need] | None:
    """Of these one must be there for any of the phrases to match; None when nothing need be."""
    found: list[Need] = []
    flat = {id(run.of) for run in phrases.runs if run.of is not None}
    for run in phrases.runs:
        if run.of is None:
            if (need := _run(run)) is None:
                return None
            found.append(replace(need, flat=id(run) in flat))
    for gapped in phrases.gapped:
        pieces = [made for piece in gapped.pieces if (made := needs(piece)) is not None]
        if not pieces:
            return None
        rarest = min(pieces, key=lambda group: sum(need.cost for need in group))
        others = tuple(frozenset().union(*(need.first for need in group)) for group in pieces if group is not rarest)
        found += [Need(need.first, need.then, need.beside + others, need.flat) for need in rarest]
    for name in phrases.detected:
        if name not in _SHAPES:
            return None
        found.append(Need(frozenset({_SHAPES[name]})))
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """What one token of a run says: words that it may begin and end with, and one of which it cannot do without."""

    begins: Words
    ends: Words
    holds: Words
    whole: bool
    """Its words stand for all it may be, so that what follows it follows them."""


def _run(run: Run) -> Need | None:
    parts = [_part(slot) for slot in run.slots if not _silent(slot)]
    told = [part for part in parts if part is not None]
    if not told:
        return None
    best = Need(min((part.holds for part in told), key=_often))
    for one, other in pairwise(parts):
        if one is not None and other is not None and one.whole and other.whole:
            pair = Need(one.ends, other.begins)
            best = min(best, pair, key=lambda need: need.cost)
    beside = dict.fromkeys(part.holds for part in told if part.holds not in (best.first, best.then))
    return Need(best.first, best.then, tuple(beside))


def _silent(slot: Slot) -> bool:
    """Whether a slot that may be missing is of signs alone, which have no place among the words."""
    if slot.many not in ("?", "*"):
        return False
    return slot.kinds == ("PUNCT",) or (slot.norms is not None and not any(PIECE.search(norm) for norm in slot.norms))


@lru_cache(maxsize=50_000)
def _part(slot: Slot) -> _Part | None:
    if slot.many in ("?", "*"):
        return None
    if slot.norms:
        cut = {norm: [norm] if norm.isalpha() else PIECE.findall(norm) for norm in slot.norms}
        figures = {norm for norm in slot.norms if not norm.isalpha() and any(sign.isnumeric() for sign in norm)}
        if any(not pieces for norm, pieces in cut.items() if norm not in figures):
            return None
        plain = [pieces for pieces in cut.values() if pieces]
        holds = frozenset(max(pieces, key=len) for pieces in plain) | ({DIGIT} if not all(cut.values()) else set())
        begins, ends = (frozenset(pieces[at] for pieces in plain) for at in (0, -1))
        return _Part(begins, ends, holds, whole=not figures and slot.many == "")
    if slot.kinds == ("NUMBER",) or (slot.mask and any(sign.isdigit() or sign == "#" for sign in slot.mask)):
        return _Part(frozenset(), frozenset(), frozenset({DIGIT}), whole=False)
    kind = slot.group.partition(".")[0]
    if kind in _GROUPS:
        return _Part(frozenset(), frozenset(), frozenset({f"<{kind}>"}), whole=False)
    if stems := _STEMS.fullmatch(slot.regex):
        return _Part(frozenset(), frozenset(), frozenset(f"{stem}*" for stem in stems[1].split("|")), whole=False)
    return None


@lru_cache(maxsize=50_000)
def _often(words: Words) -> float:
    """About how often one of these words stands in an ordinary post."""
    common = listed_words()
    return sum(
        0.3 if word[0] == "<" else 0.02 / len(word) + (0.05 / len(word) if word in common else 0) for word in words
    )
