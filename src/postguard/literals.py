"""From the rules of a charter to what none of them can do without: the `Outline` that the screen asks.

Whatever is not understood here counts as “may always fire”: the screen is sound by default.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from postguard.analysis import PIECE
from postguard.conditions import Branch, Condition, Named, Test, TextTest
from postguard.disguise import Vocabulary
from postguard.fields import FieldTest
from postguard.kinds import KINDS
from postguard.language import listed_words
from postguard.lines import Numbered
from postguard.model import Charter, Rule
from postguard.outline import DIGIT, DIGITS, HIDDEN, LONG, MARKS, Key, Outline
from postguard.phrases import Phrases, Run
from postguard.text import bare_letter
from postguard.typed import Slot

if TYPE_CHECKING:
    from postguard.store import Packs

_GROUPS = ("hashtag", "mention", "url", "email")
_SHAPES = {name: f"<{name}>" for name in ("card", "iban", "nir", "phone", "secret")} | {"person-email": "<@>"}
"""Detectors → the sign that they cannot do without."""

_STEMS = re.compile(r"\^\(\?:([^\W_]+(?:\|[^\W_]+)*)\)")
"""What `éco*` becomes: words that begin so."""

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Need:
    """One of `first` stands there, one of `then` right behind it, and one of each of `beside` anywhere."""

    first: Words
    then: Words | None = None
    beside: tuple[Words, ...] = ()
    backwards: bool = False
    """`then` stands right before `first`."""

    @property
    def cost(self) -> float:
        """About how often it is there in an ordinary post."""
        return often(self.first) * (often(self.then) if self.then else 1)


def outline(charter: Charter, packs: Packs | None = None) -> Outline:
    """What the rules of a charter cannot fire without; those of compiled packs are not worked out again."""
    known = packs.numbers if packs else {}
    numbers = [-1] * len(known)
    below = packs.outline if packs else None
    book = _Book(signs=len(below.given) if below else 0)
    for number, rule in enumerate(charter.rules):
        if rule.id in known:
            numbers[known[rule.id]] = number
        else:
            book.add(number, rule)
    vocabulary = vocabulary_of(rule for rule in charter.rules if rule.id not in known)
    return Outline(
        *book.words(vocabulary.words),
        Numbered.packed([_json([keys, glued]) for keys, glued in zip(book.keys, book.glued, strict=True)]),
        Numbered.packed([_json([node.alone, node.together, node.rules]) for node in book.nodes]),
        "\n".join(sorted({"".join(map(bare_letter, word)) for word in vocabulary.words})).encode(),
        book.always,
        sorted(vocabulary.secret),
        charter.roles,
        charter.named_roles,
        sorted({network for rule in charter.rules for network in rule.scope.values("network")}),
        _fields(charter.rules),
        sorted({word for words in book.sets for word in words if not word[-1].isalpha()}),
        [
            (sign, [(test.field, sorted(test.values), test.standard, test.open) for test in tests], negated)
            for (tests, negated), sign in book.given.items()
        ],
        below,
        numbers,
    )


_ENCODER = json.JSONEncoder(separators=(",", ":"))


def _json(value: object) -> bytes:
    return _ENCODER.encode(value).encode()


def vocabulary_of(rules: Iterable[Rule]) -> Vocabulary:
    """The words that disguises may hide."""
    from postguard.forms import listed

    rules = list(rules)
    # A slip of the keyboard in a word that packs look for is no secret let out.
    secret = [rule for rule in rules if rule.kind == "confidential" and not rule.pack]
    secrets = (word for rule in secret for part in _looked_for(rule) for word in (*part.words(), *part.in_one_piece()))
    sets = {words for rule in rules for part in _looked_for(rule) for words in part.sets()}
    return Vocabulary(frozenset().union(*sets), secrets, listed)


def _looked_for(rule: Rule) -> Iterable[Phrases]:
    return KINDS[rule.kind].phrases(rule.body)


def _fields(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The fields, beyond our own, that rules ask for."""
    tests = (test for rule in rules for test in rule.scope.tests() if isinstance(test, FieldTest))
    return tuple(sorted({test.field.removeprefix("field ") for test in tests if test.field.startswith("field ")}))


@dataclass(slots=True)
class _Node:
    """What becomes true with it."""

    cost: float
    """About how often it is true of an ordinary post."""
    alone: list[int] = field(default_factory=list)
    together: list[tuple[int, list[int]]] = field(default_factory=list)
    rules: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Book:
    """The outline being written. A node is given by its number; None: always true."""

    sets: dict[Words, int] = field(default_factory=dict)
    keys: list[list[Key]] = field(default_factory=list)
    nodes: list[_Node] = field(default_factory=list)
    always: list[int] = field(default_factory=list)
    glued: list[list[tuple[int, list[int]]]] = field(default_factory=list)
    given: dict[tuple[tuple[FieldTest, ...], bool], str] = field(default_factory=dict)
    signs: int = 0
    """How many signs of fields there are in the outline of the packs."""
    _known: dict[int, tuple[Phrases, int | None]] = field(default_factory=dict)
    """Nodes of phrases, kept beside them: an id is only theirs while they live."""

    def words(self, hidden: Iterable[str]) -> tuple[bytes, bytes]:
        """The words, each with the number of a combination of sets, and these."""
        hidden = frozenset(hidden)
        numbers: dict[str, list[int]] = {word: [] for word in hidden}
        for words, number in self.sets.items():
            for word in words:
                numbers.setdefault(word, []).append(number)
        memberships: dict[tuple[int, ...], int] = {}
        lines = []
        for word, listed in numbers.items():
            number = memberships.setdefault(tuple(listed), len(memberships))
            lines.append(f"{word}\t{HIDDEN if word in hidden else ''}{number}".encode("utf-8", "surrogatepass"))
        return b"\n".join(sorted(lines)), Numbered.packed([_json(sets) for sets in memberships])

    def add(self, number: int, rule: Rule) -> None:
        looked_for = KINDS[rule.kind].needed(rule.body)
        asked = [self._phrases(looked_for)] if looked_for is not None else []
        asked += (self._condition(condition) for condition in rule.scope.when)
        asked += (self._allowed(branch) for condition in rule.scope.unless for branch in condition)
        known = [node for node in asked if node is not None]
        if known:
            self.nodes[self._all_of(known)].rules.append(number)
        else:
            self.always.append(number)

    def _node(self, alternatives: list[list[int]], needs: Sequence[Need] = ()) -> int:
        """A new node, true when one of the needs is there, or all the nodes of one of the alternatives are true."""
        number = len(self.nodes)
        rarest = [min(parts, key=lambda part: self.nodes[part].cost) for parts in alternatives]
        cost = sum(need.cost for need in needs) + sum(self.nodes[part].cost for part in rarest)
        self.nodes.append(_Node(min(1.0, cost)))
        for part, parts in zip(rarest, alternatives, strict=True):
            if len(parts) == 1:
                self.nodes[part].alone.append(number)
            else:
                self.nodes[part].together.append((number, parts))
        alone = frozenset().union(*(need.first for need in needs if need == Need(need.first)))
        for need in (Need(alone), *dict.fromkeys(need for need in needs if need != Need(need.first))):
            if need.first:
                then = -1 if need.then is None else self._set(need.then)
                key = Key(number, then, tuple(map(self._set, need.beside)), need.backwards)
                self.keys[self._set(need.first)].append(key)
        return number

    def _set(self, words: Words) -> int:
        if words not in self.sets:
            self.sets[words] = len(self.keys)
            self.keys.append([])
            self.glued.append([])
        return self.sets[words]

    def _all_of(self, nodes: Sequence[int]) -> int:
        return nodes[0] if len(set(nodes)) == 1 else self._node([list(dict.fromkeys(nodes))])

    def _any_of(self, nodes: Sequence[int]) -> int:
        return nodes[0] if len(set(nodes)) == 1 else self._node([[node] for node in dict.fromkeys(nodes)])

    def _phrases(self, phrases: Phrases) -> int | None:
        if id(phrases) not in self._known:
            self._known[id(phrases)] = phrases, self._made(phrases)
        return self._known[id(phrases)][1]

    def _made(self, phrases: Phrases) -> int | None:
        parts = [self._phrases(part) for part in phrases.parts]
        alternatives = [[part] for part in parts if part is not None]
        found = needs(phrases)
        for gapped in phrases.gapped:
            pieces = [node for piece in gapped.pieces if (node := self._phrases(piece)) is not None]
            if not pieces:
                return None
            alternatives.append(list(dict.fromkeys(pieces)))
        if found is None or None in parts:
            return None
        if not found and len(alternatives) == 1:
            return self._all_of(alternatives[0])
        node = self._node(alternatives, found)
        for joined in dict.fromkeys(run.joined for run in phrases.runs if run.joined):
            first, *others = map(self._set, joined)
            self.glued[first].append((node, others))
        return node

    def _condition(self, condition: Condition) -> int | None:
        """True unless a condition is false."""
        branches = []
        for branch in condition:
            tests = [node for test in branch if (node := self._test(test)) is not None]
            if fields := _told(branch):
                tests.append(self._given(fields, negated=False))
            if not tests:
                return None
            branches.append(self._all_of(tests))
        return self._any_of(branches)

    def _allowed(self, branch: Branch) -> int | None:
        """True unless fields alone make a branch of `unless` true."""
        fields = _told(branch)
        return self._given(fields, negated=True) if fields and len(fields) == len(branch) else None

    def _given(self, fields: tuple[FieldTest, ...], *, negated: bool) -> int:
        """What the source says, as a sign like those of the text."""
        sign = self.given.setdefault((fields, negated), f"<field {self.signs + len(self.given)}>")
        return self._node([], [Need(frozenset({sign}))])

    def _test(self, test: Test) -> int | None:
        if isinstance(test, Named):
            return self._condition(test.condition)
        if not isinstance(test, TextTest):
            return None
        pieces = [node for piece in test.pieces if (node := self._phrases(piece)) is not None]
        return self._all_of(pieces) if pieces else None


def _told(branch: Branch) -> tuple[FieldTest, ...]:
    """The tests that what the source says answers; the language is told by the text, too."""
    return tuple(test for test in branch if isinstance(test, FieldTest) and test.field != "language")


def needs(phrases: Phrases) -> list[Need] | None:
    """Of these one must be there for words in a row to match, or what a detector finds; None when nothing need be."""
    found: list[Need] = []
    for run in phrases.runs:
        if (need := _run(run)) is None:
            return None
        found.append(need)
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
    best = Need(min((part.holds for part in told), key=often))
    for one, other in pairwise(parts):
        if one is not None and other is not None and one.whole and other.whole:
            # Looked up by the rarer of the two.
            backwards = often(other.begins) < often(one.ends)
            pair = Need(other.begins, one.ends, (), True) if backwards else Need(one.ends, other.begins)
            best = min(best, pair, key=lambda need: need.cost)
    beside = dict.fromkeys(part.holds for part in told if part.holds not in (best.first, best.then))
    return Need(best.first, best.then, tuple(beside), best.backwards)


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
        signs = {norm for norm, pieces in cut.items() if not pieces and norm not in figures}
        if any(not MARKS.match(sign) for sign in signs):
            return None
        plain = [pieces for pieces in cut.values() if pieces]
        holds = frozenset(max(pieces, key=len) for pieces in plain) | {sign[0] for sign in signs}
        # 5/5 cannot do without its sign, 24 not without a digit.
        signed = {norm: mark[0] for norm in figures if not cut[norm] and (mark := MARKS.search(norm))}
        holds |= {signed.get(norm, DIGIT) for norm in figures if not cut[norm]}
        begins, ends = (frozenset(pieces[at] for pieces in plain) for at in (0, -1))
        return _Part(begins, ends, holds, whole=not figures and not signs and slot.many == "")
    masked = sum(sign.isdigit() or sign == "#" for sign in slot.mask)
    if slot.kinds == ("NUMBER",) or masked:
        return _Part(frozenset(), frozenset(), frozenset({DIGITS if masked >= LONG else DIGIT}), whole=False)
    if stems := _STEMS.fullmatch(slot.regex):
        begun = (PIECE.match(stem) for stem in stems[1].split("|"))
        return _Part(frozenset(), frozenset(), frozenset(f"{m[0]}*" if m else DIGIT for m in begun), whole=False)
    kind = slot.group.partition(".")[0]
    if kind in _GROUPS:
        return _Part(frozenset(), frozenset(), frozenset({f"<{kind}>"}), whole=False)
    return None


@lru_cache(maxsize=50_000)
def often(words: Words) -> float:
    """About how often one of these words stands in an ordinary post; at most 1."""
    common = listed_words()
    return min(1.0, sum(_SIGNS.get(w, 1.0) if w[0] == "<" else 0.1 if w in common else 0.005 / len(w) for w in words))


# What the source of a post says is the same of all its posts, and rules nothing out among them.
_SIGNS = {DIGIT: 0.3, DIGITS: 0.1, "<@>": 0.02, "<hashtag>": 0.3, "<url>": 0.3, "<mention>": 0.3, "<email>": 0.02}
_SIGNS |= dict.fromkeys(("<card>", "<iban>", "<nir>", "<phone>", "<secret>"), 0.02)
