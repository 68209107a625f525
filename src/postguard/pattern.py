"""The phrase notation of rules: a line of text → a tree of elements, or an error that shows the place in the line.

rendement garanti         these words in a row; each stands for its forms
=jamais vu                letter for letter; a word in capitals (PMU) matches capitals only
(gain | profit)  (très)   one of these; alone in parentheses, or before a ?: may be missing
salarié(e)                both endings
garantir ... rendement    up to the end of the sentence; `...3`: at most three words between
éco*                      any ending
<percent> <date>          a typed token, see `postguard.typed`
<number 0-2.9> <money 100->   a figure between bounds, both included; either may be missing
<2894#########>           a digit mask: # a digit, A a letter; separators tolerated, never inside a longer number
$concurrents              a vocabulary; `$praise.weak` its weak entries
\\( \\$ …                  the sign itself; \\: \\, \\. \\; \\! \\? the sign, which else may be missing
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache


class PatternError(ValueError):
    """A pattern that cannot be understood; `offset` is the character of the pattern to look at, from 0."""

    def __init__(self, offset: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.offset, self.message, self.hint = offset, message, hint


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a row, as written."""

    text: str
    exact: bool = False
    """Letter for letter: no other form, no other case."""
    names: bool = False
    """Words with a capital are names: no verb has its forms from them."""


@dataclass(frozen=True, slots=True)
class Stem:
    """A word of which only the beginning is said."""

    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Other words of the same sentence, at most `limit` of them (None: to the end of the sentence)."""

    limit: int | None


@dataclass(frozen=True, slots=True)
class Typed:
    """Something of a kind: a number, a date."""

    name: str
    offset: int
    low: float | None = None
    high: float | None = None
    """Bounds of its number, both included; None: open."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Digits (#) and letters (A) in a fixed order, among digits and letters that stand for themselves."""

    text: str


@dataclass(frozen=True, slots=True)
class List:
    """A vocabulary by its name."""

    name: str
    weak: bool
    offset: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; `optional`: or none of them."""

    options: tuple[Sequence, ...]
    optional: bool
    implied: bool = False
    """Optional only because it stands alone in parentheses, without a question mark."""


Element = Words | Stem | Gap | Typed | Mask | List | Choice
Sequence = tuple[Element, ...]

_GAP = re.compile(r"(?:\.\.\.|…)(\d*)(?=[\s)|]|$)")
_TYPED = re.compile(r"<([^<>]*)>")
_LIST = re.compile(r"\$([A-Za-zÀ-ÿ0-9][\wÀ-ÿ-]*)(\.weak)?")
_ENDING = re.compile(r"\(([^\W\d_]{1,6})\)")
_BOUNDED = re.compile(r"(\w+)\s+(\d[\d.]*)?\s*-\s*(\d[\d.]*)?")
_MASK = re.compile(r"[0-9A-Z#][0-9A-Z#.\- ]*")
_GLUED = re.compile(r"([A-Za-z]{1,6})<([0-9A-Z#.\- ]*#[0-9A-Z#.\- ]*)>")
_PLAIN = re.compile(r"[^\W\d_]+(?=[ )|]|$)")
_GROUPS = "Alone in parentheses means that it may be missing: remove the parentheses."
_OBLIGATORY = set(",.:;!?=")
"""Signs that a pattern's reader may leave out, unless they are escaped: `\\:`."""
_SPECIAL = set("()|<$*\\")


@lru_cache(maxsize=50_000)
def parse(line: str) -> Sequence:
    """The elements of one line of a pattern list. Raises PatternError."""
    parser = _Parser(line)
    elements = parser.sequence(inside=False)
    if parser.at < len(line):
        raise PatternError(parser.at, "this closing parenthesis has no opening one", "Write \\) for the sign itself.")
    if len(elements) == 1 and isinstance(elements[0], Choice) and elements[0].implied:
        elements = elements[0].options[0]  # parentheses around the whole line only group
    if not any(not isinstance(element, Gap) for element in elements):
        raise PatternError(0, "this pattern has no word in it")
    if isinstance(elements[0], Gap) or isinstance(elements[-1], Gap):
        at = 0 if isinstance(elements[0], Gap) else line.rindex("..." if "..." in line else "…")
        raise PatternError(at, "a gap (...) needs words on both sides")
    _check_edges(elements, line)
    if all(isinstance(element, Choice) and element.optional for element in elements):
        raise PatternError(0, "everything here may be missing, so the pattern would match anything", _GROUPS)
    return elements


def as_names(sequence: Sequence) -> Sequence:
    """A pattern whose words with a capital are names: Harbor stands for Harbors, not for harboring."""
    return tuple(
        replace(element, names=True)
        if isinstance(element, Words)
        else replace(element, options=tuple(map(as_names, element.options)))
        if isinstance(element, Choice)
        else element
        for element in sequence
    )


def _check_edges(elements: Sequence, line: str) -> None:
    """A word that may be missing beside a gap at the end of a pattern: the rest alone would match everywhere."""
    for edge, inner in ((0, 1), (-1, -2)):
        outer = elements[edge]
        if len(elements) > 2 and isinstance(outer, Choice) and outer.implied and isinstance(elements[inner], Gap):
            begin, end = _parentheses(line, first=edge == 0)
            bare = f"{line[:begin]}{line[begin + 1 : end]}{line[end + 1 :]}".strip()
            rest = re.sub(r"\s*(\.\.\.|…)\d*\s*$|^\s*(\.\.\.|…)\d*\s*", "", f"{line[:begin]}{line[end + 1 :]}".strip())
            hint = f"Alone in parentheses means that it may be missing. Write “{bare}” – or only “{rest}” if it may."
            raise PatternError(begin, "what stands here may be missing, and then the gap says nothing", hint)


def _parentheses(line: str, *, first: bool) -> tuple[int, int]:
    """Where the first, or the last, pair of parentheses that is in no other opens and closes."""
    pairs, open_at = [], []
    for at, sign in enumerate(line):
        if sign in "()" and line[at - 1 : at] != "\\":
            if sign == "(":
                open_at.append(at)
            elif open_at:
                begin = open_at.pop()
                pairs += [(begin, at)] if not open_at else []
    return pairs[0 if first else -1]


class _Parser:
    def __init__(self, line: str) -> None:
        self.line, self.at, self.depth = line, 0, 0
        self.exact = line.startswith("=")
        self.at += self.exact

    def sequence(self, *, inside: bool) -> Sequence:
        return tuple(_joined(self._elements(inside=inside)))

    def _elements(self, *, inside: bool) -> Iterator[Element]:
        line = self.line
        while self.at < len(line):
            char = line[self.at]
            if char.isspace():
                self.at += 1
            elif gap := _GAP.match(line, self.at):
                self.at = gap.end()
                yield Gap(int(gap[1]) if gap[1] else None)
            elif char == "(":
                yield self._choice()
            elif char == ")":
                return
            elif char == "|":
                if inside:
                    return
                hint = "Write (one | other), or put each pattern on a line of its own."
                raise PatternError(self.at, "alternatives stand in parentheses", hint)
            elif char == "<":
                yield self._typed()
            elif char == "$" and (name := _LIST.match(line, self.at)):
                self.at = name.end()
                yield List(name[1], bool(name[2]), name.start())
            elif char == "*":
                hint = "Write the beginning of the word before it: éco*."
                raise PatternError(self.at, "a star stands at the end of a word", hint)
            else:
                yield from self._words()

    def _choice(self) -> Choice:
        start = self.at
        self.at, self.depth = self.at + 1, self.depth + 1
        if self.depth > 8:
            raise PatternError(start, "parentheses more than eight deep")
        options = []
        while True:
            option = self.sequence(inside=True)
            if self.at >= len(self.line):
                raise PatternError(start, "this parenthesis is never closed", "Write \\( for the sign itself.")
            if not option:
                raise PatternError(self.at, "an alternative is empty", "Write (very) for a word that may be missing.")
            if any(isinstance(option[end], Gap) for end in (0, -1)):
                raise PatternError(start, "a gap (...) inside parentheses needs words on both sides")
            options.append(option)
            closing = self.line[self.at] == ")"
            self.at += 1
            if closing:
                break
        self.depth -= 1
        asked = self.line[self.at : self.at + 1] == "?"
        self.at += asked
        alone = len(options) == 1
        return Choice(tuple(options), optional=asked or alone, implied=alone and not asked)

    def _typed(self) -> Typed | Mask:
        found = _TYPED.match(self.line, self.at)
        if not found:
            raise PatternError(self.at, "this “<” is never closed", "Write \\< for the sign itself.")
        self.at = found.end()
        if "#" in found[1]:
            if not _MASK.fullmatch(found[1]):
                hint = "A mask holds digits and capitals, # for any digit and A for any letter: <2894#####>, <R####>."
                raise PatternError(found.start(), f"“{found[0]}” is not a digit mask", hint)
            return Mask(found[1])
        name = found[1].strip().lower()
        if (bounded := _BOUNDED.fullmatch(name)) and (bounded[2] or bounded[3]):
            low, high = (float(bound) if bound else None for bound in bounded.group(2, 3))
            if low is not None and high is not None and low > high:
                raise PatternError(found.start(), f"in “{found[0]}” the first bound is above the second")
            return Typed(bounded[1], found.start(), low, high)
        return Typed(name, found.start())

    def _words(self) -> Iterator[Element]:
        start, word = self.at, ""
        if plain := _PLAIN.match(self.line, self.at):
            self.at = plain.end()
            yield Words(plain[0], self.exact)
            return
        if glued := _GLUED.match(self.line, self.at):
            # R<####>: letters written in one piece with the digits are part of the number. An A is only itself here.
            self.at = glued.end()
            yield Mask(glued[1].lower() + glued[2])
            return
        exact = self.exact
        if self.line[start] == "=":
            exact, self.at = True, self.at + 1
        while self.at < len(self.line):
            char = self.line[self.at]
            if char == "\\" and self.at + 1 < len(self.line):
                if self.line[self.at + 1] in _OBLIGATORY:
                    if not word:
                        self.at += 2
                        yield Words(self.line[self.at - 1], exact=True)
                        return
                    break
                word, self.at = word + self.line[self.at + 1], self.at + 2
            elif char.isspace() or _GAP.match(self.line, self.at):
                break
            elif char == "*":
                self.at += 1
                if not word:
                    raise PatternError(start, "a star stands at the end of a word")
                if self.at < len(self.line) and self.line[self.at].isalnum():
                    raise PatternError(self.at - 1, "a star can only stand at the end of a word")
                yield Stem(word)
                return
            elif char == "(" and word and (ending := _ENDING.match(self.line, self.at)):
                self.at = ending.end()
                plural = "s" if self.line[self.at : self.at + 1] == "s" else ""
                self.at += len(plural)
                both = (Words(word + plural, exact), Words(word + ending[1] + plural, exact))
                yield Choice(tuple((one,) for one in both), optional=False)
                return
            elif char in _SPECIAL and not (char == "$" and not _LIST.match(self.line, self.at)):
                break
            else:
                word, self.at = word + char, self.at + 1
        if not word:
            raise PatternError(start, "letter for letter (=) needs a word behind it")
        yield Words(word, exact)


def _joined(elements: Iterator[Element]) -> Iterator[Element]:
    """Neighbouring words as one stretch, so that they are tokenised together (`9 h 30`, `aujourd'hui`)."""
    waiting: Words | None = None
    for element in elements:
        if isinstance(element, Words) and waiting and waiting.exact == element.exact:
            waiting = Words(f"{waiting.text} {element.text}", waiting.exact)
            continue
        if waiting:
            yield waiting
        waiting = element if isinstance(element, Words) else None
        if waiting is None:
            yield element
    if waiting:
        yield waiting
