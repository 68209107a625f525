"""What the rules of a charter cannot fire without, as it is kept: looked into, never read whole.

`postguard.literals` works it out when a charter is compiled; `postguard.screen` asks it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from postguard.lines import Lines, Numbered

DETECTED = frozenset({"<card>", "<iban>", "<nir>", "<phone>", "<secret>"})
"""What detectors may find in a text that is read whole."""
DIGIT, DIGITS = "<digit>", "<digits>"
LONG = 7
"""Digits in a text that get it the second of these signs: a long number needs them."""
HIDDEN = "!"
"""A disguise may hide the word."""
MARKS = re.compile("[#°¥¢\u20a0-\u20bf&?:=/>%€$£+*\u2190-\u2bff\U0001f000-\U0001faff]")
"""Signs that patterns ask for by themselves."""
BEGINS, ENDS = 1, 2
"""Places of a word in one made of several."""


class Key(NamedTuple):
    """What makes a node of the outline true, found by the first word of it; numbers are those of sets of words."""

    node: int
    then: int = -1
    """One of these right behind it (none: -1),"""
    beside: tuple[int, ...] = ()
    """and one of each of these somewhere."""
    backwards: bool = False
    """`then` stands right before it."""


class Outline(NamedTuple):
    """What a charter's rules cannot fire without: worked out when it is compiled, by `postguard.literals`.

    A rule asks for a node; a node is true when one of its keys is there, or all nodes of one of its alternatives are.
    """

    words: bytes
    """A line for each word, in order: the word, a tab, HIDDEN if it is so, the number of its membership. `<digit>` and
    the like stand for signs, `éco*` for words that begin so."""
    memberships: bytes
    """`Numbered` lines: in JSON, the numbers of sets that some words, forms of one most often, stand in."""
    keys: bytes
    """`Numbered` lines, one for each set: in JSON, the `Key`s whose first word is one of it, and the nodes that are
    true of a word that is made of one of it and one of each of other sets."""
    nodes: bytes
    """`Numbered` lines, one for each node: in JSON, the nodes that it alone makes true; those that it, the rarest of
    all they need, makes true together with others (each with all of these); and the rules that ask for it."""
    bare: bytes
    """The words that a disguise may hide, without accents, in order."""
    always: Sequence[int]
    """Rules that nothing can rule out."""
    secret: Sequence[str] = ()
    """Confidential words, and several of them in one piece: those that slips of the keyboard may hide."""
    roles: Sequence[str] = ()
    named_roles: Sequence[str] = ()
    networks: Sequence[str] = ()
    fields: Sequence[str] = ()
    """What rules ask of the roles and networks of a post, and the names of other fields they ask for."""
    special: Sequence[str] = ()
    """What in the sets is no word: signs such as `<digit>`, beginnings such as `éco*`."""
    given: Sequence[Sequence[Any]] = ()
    """Signs that what the source says gives to a text, each with the `FieldTest`s behind it: given unless one of them
    is false, or, the last being true, unless all of them are true."""
    packs: Outline | None = None
    """That of the packs that the charter uses, with numbers of its own."""
    numbers: Sequence[int] = ()
    """For each of its rules the number that the charter gives it; -1: switched off."""

    @property
    def layers(self) -> tuple[Outline, ...]:
        return (self, self.packs) if self.packs else (self,)


Glued = tuple[int, list[int]]
Keys = tuple[list[Key], list[Glued]]


class Node(NamedTuple):
    """A node of the outline."""

    alone: list[int]
    """The nodes that it alone makes true,"""
    together: list[tuple[int, list[int]]]
    """those that it makes true together with others, each with all it needs,"""
    rules: Iterable[int]
    """and the rules that ask for it."""


class Layer:
    """An outline of those that a screen asks; its numbers come behind those of the outline before it."""

    def __init__(self, outline: Outline, before: Layer | None, rules: Sequence[int] | None) -> None:
        """`rules`: the numbers that the charter gives its rules; None: the same."""
        self.outline, self._rules = outline, rules
        self._keys, self._nodes = Numbered(outline.keys), Numbered(outline.nodes)
        self._memberships = Numbered(outline.memberships)
        self._sets: list[list[int]] = []
        """The sets of each membership, once all are read."""
        self.first_set: int = before.end_set if before else 0
        self.first_node: int = before.end_node if before else 0
        self.end_set: int = self.first_set + len(self._keys)
        self.end_node: int = self.first_node + len(self._nodes)
        self.always = tuple(outline.always) if rules is None else self._named(outline.always)
        self.bare = Lines(outline.bare)
        self._lines = Lines(outline.words)
        self._listed: dict[str, str | None] = {}
        self._whole = False
        """Whether all that is not listed is known not to be there."""

    def about(self, word: str) -> str | None:
        """What is said of a word; None for words that are not in the outline."""
        if word not in self._listed:
            if self._whole:
                return None
            self._listed[word] = self._lines.behind(word)
        return self._listed[word]

    @property
    def asked(self) -> int:
        """How many words were looked up."""
        return len(self._listed)

    def read_all(self) -> Iterator[tuple[str, int]]:
        """All its words, each with its place in words made of several; they are looked up no more."""
        places: dict[int, int] = {}
        for number, (_, glued) in self.keys(range(self.first_set, self.end_set)):
            if glued:
                places[number - self.first_set] = places.get(number - self.first_set, 0) | BEGINS
            for last in (others[-1] - self.first_set for _, others in glued):
                places[last] = places.get(last, 0) | ENDS
        lines = (line.partition("\t") for line in self._lines)
        self._listed, self._whole = {word: behind for word, _, behind in lines}, True
        self._sets = json.loads(self._memberships.together(range(len(self._memberships))))
        of = [reduce(or_, (places.get(number, 0) for number in sets), 0) for sets in self._sets]
        for word, behind in self._listed.items():
            yield word, of[int((behind or "").lstrip(HIDDEN))]

    def sets(self, word: str) -> list[int]:
        """The numbers of the sets that a word stands in."""
        about = self.about(word)
        if about is None:
            return []
        membership = int(about.lstrip(HIDDEN))
        own = self._sets[membership] if self._sets else json.loads(self._memberships.together([membership]))[0]
        return [number + self.first_set for number in own]

    def keys(self, numbers: Collection[int]) -> Iterator[tuple[int, Keys]]:
        """The keys of those sets that are its own, and the nodes that are true of words made of them."""
        sets, nodes = self.first_set, self.first_node
        own = [number - sets for number in numbers if sets <= number < self.end_set]
        for number, (keys, glued) in zip(own, json.loads(self._keys.together(own)), strict=True):
            if sets or nodes:
                keys = [
                    (node + nodes, then + sets if then >= 0 else -1, [other + sets for other in beside], backwards)
                    for node, then, beside, backwards in keys
                ]
                glued = [(node + nodes, [other + sets for other in others]) for node, others in glued]
            yield number + sets, (keys, glued)

    def nodes(self, numbers: Collection[int]) -> Iterator[tuple[int, Node]]:
        """Those nodes that are its own."""
        nodes = self.first_node
        own = [number - nodes for number in numbers if nodes <= number < self.end_node]
        for number, (alone, together, asking) in zip(own, json.loads(self._nodes.together(own)), strict=True):
            if nodes:
                alone = [node + nodes for node in alone]
                together = [(node + nodes, [part + nodes for part in parts]) for node, parts in together]
            yield number + nodes, Node(alone, together, asking if self._rules is None else self._named(asking))

    def _named(self, rules: Iterable[int]) -> tuple[int, ...]:
        numbers = self._rules or ()
        return tuple(numbers[rule] for rule in rules if numbers[rule] >= 0)


def figures(text: str) -> frozenset[str]:
    """The signs that the digits of a text give it."""
    digits = sum(map(str.isnumeric, text))
    return frozenset((DIGIT, DIGITS)[: (digits > 0) + (digits >= LONG)])


def hidden(outline: Outline) -> list[str]:
    """The words that a disguise may hide."""
    mark = f"\t{HIDDEN}"
    return [line.partition("\t")[0] for layer in outline.layers for line in Lines(layer.words) if mark in line]
