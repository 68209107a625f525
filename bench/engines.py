"""Other engines that look for terms, letter for letter, beside which `throughput.py` measures.

Each is made of a list of terms and says of a text whether one of them stands in it as whole words, whatever the case.
Those that know nothing of words look in `text.lower()`, and what they find is looked at again for its two ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

Finder = Callable[[str], bool]


class Engine(NamedTuple):
    title: str
    module: str
    package: str
    """What to install when the module is missing."""
    made: Callable[[list[str]], Finder]
    slow: bool = False
    """It takes time for each term: it is given fewer posts."""

    @property
    def installed(self) -> bool:
        return find_spec(self.module) is not None


def _phrase_matcher(terms: list[str]) -> Finder:
    spacy, matchers = import_module("spacy"), import_module("spacy.matcher")
    tokenizer = spacy.blank("xx").tokenizer
    matcher = matchers.PhraseMatcher(tokenizer.vocab, attr="LOWER")
    matcher.add("terms", [tokenizer(term) for term in terms])
    return lambda text: bool(matcher(tokenizer(text)))


def _alternation(terms: list[str]) -> Finder:
    search = re.compile(rf"\b(?:{'|'.join(map(re.escape, terms))})\b", re.IGNORECASE).search
    return lambda text: search(text) is not None


Tree = dict[str, Any]


def _prefixes(terms: list[str]) -> Finder:
    tree: Tree = {}
    for term in terms:
        at = tree
        for letter in term:
            at = at.setdefault(letter, {})
        at[""] = {}
    search = re.compile(rf"\b{_written(tree)}\b").search
    return lambda text: search(text.lower()) is not None


def _written(tree: Tree) -> str:
    """The expression of a tree: what its branches have in common is written once."""
    branches = [re.escape(letter) + _written(below) for letter, below in tree.items() if letter]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if '' in tree else ''}"


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins and ends where words do."""
    return not any(c.isalnum() or c == "_" for c in (*text[max(start - 1, 0) : start], *text[end : end + 1]))


def _pyahocorasick(terms: list[str]) -> Finder:
    automaton = import_module("ahocorasick").Automaton()
    for term in terms:
        automaton.add_word(term, len(term))
    automaton.make_automaton()

    def find(text: str) -> bool:
        low = text.lower()
        return any(_is_apart(low, last + 1 - length, last + 1) for last, length in automaton.iter(low))

    return find


def _ahocorasick_rs(terms: list[str]) -> Finder:
    hits = import_module("ahocorasick_rs").AhoCorasick(terms).find_matches_as_indexes

    def find(text: str) -> bool:
        low = text.lower()
        return any(_is_apart(low, start, end) for _, start, end in hits(low, overlapping=True))

    return find


def _re2(terms: list[str]) -> Finder:
    re2 = import_module("re2")
    options = re2.Options()
    options.max_mem = 1 << 30  # with too little it finds nothing and only says so in its log
    together = re2.Set.SearchSet(options)
    for term in terms:
        together.Add(re2.escape(term))
    together.Compile()

    def find(text: str) -> bool:
        low = text.lower()
        # Its own \b knows ASCII only.
        return any(re.search(rf"\b{re.escape(terms[number])}\b", low) for number in together.Match(low) or ())

    return find


def _hyperscan(terms: list[str]) -> Finder:
    hyperscan = import_module("hyperscan")
    database = hyperscan.Database()
    written = [term.encode() for term in terms]
    database.compile(expressions=written, ids=list(range(len(terms))), elements=len(terms), flags=0, literal=True)
    hits: list[tuple[int, int]] = []

    def note(number: int, _: int, end: int, *__: object) -> None:
        hits.append((number, end))

    def find(text: str) -> bool:
        low = text.lower()
        data = low.encode()
        hits.clear()
        database.scan(data, match_event_handler=note)
        for number, last in hits:
            end = len(data[:last].decode())  # it counts bytes
            if _is_apart(low, end - len(terms[number]), end):
                return True
        return False

    return find


ENGINES: dict[str, Engine] = {
    "phrases": Engine("spaCy PhraseMatcher LOWER", "spacy", "spacy", _phrase_matcher),
    "alternation": Engine("re, one alternation", "re", "", _alternation, slow=True),
    "prefixes": Engine("re, prefixes shared", "re", "", _prefixes),
    "pyahocorasick": Engine("pyahocorasick", "ahocorasick", "pyahocorasick", _pyahocorasick),
    "ahocorasick-rs": Engine("ahocorasick-rs", "ahocorasick_rs", "ahocorasick-rs", _ahocorasick_rs),
    "re2": Engine("google-re2 Set", "re2", "google-re2", _re2),
    "hyperscan": Engine("hyperscan literals", "hyperscan", "hyperscan", _hyperscan),
}
