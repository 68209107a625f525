"""Lists of patterns in YAML → phrases; vocabularies of the charter and shipped ones.

A list of patterns is a text, a list of texts, a text block with one a line, or a mapping of these by language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from postguard import yamlfile
from postguard.errors import CharterError
from postguard.lettering import without_accents
from postguard.packs import rules_folder
from postguard.pattern import (
    Choice,
    Element,
    List,
    Mask,
    PatternError,
    Sequence,
    Stem,
    Typed,
    Words,
    as_names,
    parse,
)
from postguard.phrases import Phrases
from postguard.text import read
from postguard.tokens import tokenize
from postguard.unfolding import Unfolding, names_lists, unfold, whole
from postguard.yamlfile import Node

LANGUAGES = ("fr", "en")
OTHERS = ("de", "es", "it", "nl", "pt")
"""Languages a list may be for without forms: it acts on posts whose source says so, or whose language is open."""
NAMES = frozenset({"code names"})
"""Keys under which words with a capital are names."""
NEAREST = 5
"""Vocabularies that a message names for one that there is not."""
Entry = tuple[Sequence, str | None]


@dataclass
class Vocabulary:
    """The entries of one vocabulary: strong ones may stand alone, weak ones only beside something else."""

    strong: list[Entry] = field(default_factory=list)
    weak: list[Entry] = field(default_factory=list)
    unfolded: dict[object, Any] = field(default_factory=dict)
    """What it was unfolded to before, so that rules and packs share it."""

    @cached_property
    def alone(self) -> bool:
        """It names no other vocabulary, so that it is the same in every charter."""
        return not any(names_lists(entry) for entry, _ in (*self.strong, *self.weak))


class Vocabularies:
    """The vocabularies a charter can name: its own, then the shipped ones, which are read when first named."""

    def __init__(
        self,
        own: Node | None = None,
        *,
        language: str = "en",
        folder: Path | None = None,
        told: Mapping[str, Node | None] | None = None,
    ) -> None:
        """`told`: of a pack, what its user says for each of its parameters; None: nothing, which is an empty list."""
        self.folder = folder or rules_folder() / "words"
        self.language = language
        self._read: dict[str, Vocabulary] = {}
        self._open: list[str] = []
        self._unfolded: dict[str, dict[object, Any]] = {}
        self.own: dict[str, Node] = {}
        if own is not None and own.entries is None:
            own.fault(f"“words” should be a mapping of names to lists, found {own.what}")
        for key, node in own.entries if own is not None and own.entries else ():
            self.own[str(key.text).lstrip("$")] = node
        self._untold = {name for name, node in (told or {}).items() if node is None}
        self.own |= {name: node for name, node in (told or {}).items() if node is not None}
        self._read |= {name: Vocabulary() for name in self._untold}
        for name in self.own:
            self.get(name)

    @cached_property
    def shipped(self) -> frozenset[str]:
        return frozenset(path.stem for path in self.folder.glob("*.yaml")) if self.folder.is_dir() else frozenset()

    def get(self, name: str) -> Vocabulary | None:
        """A vocabulary by its name; None when there is none. Raises CharterError for a broken shipped file."""
        if name not in self._read:
            if name not in self.own and name not in self.shipped:
                return None
            self._read[name] = Vocabulary()
            self._read[name] = self._own(name) if name in self.own else self._load(name)
        return self._read[name]

    def about(self, name: str) -> dict[str, str]:
        """What a shipped vocabulary says of itself, by language."""
        node = yamlfile.load(self.folder / f"{name}.yaml", f"words/{name}.yaml").get("about")
        if node is None or node.entries is None:
            return {"en": str(node.text)} if node else {}
        return {str(key.text): str(value.text) for key, value in node.entries}

    def near(self, name: str, possible: set[str]) -> str:
        """A hint for who names a vocabulary that there is not: those whose names or meanings come nearest."""
        # A stem will do: éloges for éloge, rivaux for rival.
        stems = [word[: max(len(word) - 2, 4)] for word in re.findall(r"[^\W_]{3,}", _bare(name))]
        scores = {other: self._likeness(_bare(name), stems, other) for other in possible}
        least = max(scores.values(), default=0.0) / 3 or 1.0
        near = sorted(other for other in scores if scores[other] >= least)
        near = sorted(near, key=lambda other: -scores[other])[:NEAREST]
        listed = f"Nearest: {', '.join(f'${other}' for other in near)}. " if near else ""
        own = f"Yours: {', '.join(f'${other}' for other in sorted(self.own))}. " if self.own and not near else ""
        return f"{listed}{own}All of them, with what each is for: “Shipped vocabularies” in the reference."

    def _likeness(self, name: str, stems: list[str], other: str) -> float:
        """How near a vocabulary comes to a name: by its own name, by what it says of itself, by its entries."""
        alike = SequenceMatcher(None, name, _bare(other)).ratio()
        score = 3 * alike if alike > 0.6 else 0.0
        if other in self.shipped:
            said = _bare((self.folder / f"{other}.yaml").read_text(encoding="utf-8"))
            about, _, entries = said.partition("\nstrong:")
            for stem in stems:
                word = rf"{stem}\w{{0,3}}\b"
                score += 2 * bool(re.search(rf"\b{word}", about)) + bool(re.search(rf'"{word}', about))
                score += 0.5 * bool(re.search(rf"\b{stem}", entries))
        return score

    def define(self, name: str, entries: list[Entry], *, untold: bool = False) -> None:
        """A vocabulary that the charter's other keys make: `$us`, `$products`. `untold`: it may be empty."""
        self._read.setdefault(name, Vocabulary(strong=entries))
        if untold:
            self._untold.add(name)

    @contextmanager
    def lookup(self, element: List) -> Iterator[list[Entry]]:
        if element.name in self._open:
            chain = " → ".join(f"${name}" for name in (*self._open, element.name))
            raise PatternError(element.offset, f"the vocabulary names itself: {chain}")
        found = self.get(element.name)
        if found is None:
            hint = self.near(element.name, {*self.own, *self.shipped, *self._read})
            raise PatternError(element.offset, f"there is no vocabulary “${element.name}”", hint)
        entries = found.weak if element.weak else found.strong
        if not entries and element.name not in self._untold:
            what = "weak " if element.weak else ""
            raise PatternError(element.offset, f"the vocabulary “${element.name}” has no {what}entries")
        self._open.append(element.name)
        try:
            yield entries
        finally:
            self._open.pop()

    def shelf(self, element: List) -> dict[object, Any]:
        """Where what a vocabulary unfolds to is kept: with itself, unless it names others, which charters change."""
        found = self.get(element.name)
        return found.unfolded if found and found.alone else self._unfolded.setdefault(element.name, {})

    def _own(self, name: str) -> Vocabulary:
        node = self.own[name]
        if node.entries is None or {key.text for key, _ in node.entries} <= {*LANGUAGES, *OTHERS, "all"}:
            return Vocabulary(strong=entries(node, of=f"words: {name}"))
        fields = yamlfile.keys(node, ("add", "remove", "strong", "weak"), of=f"the vocabulary “{name}”")
        if ("add" in fields or "remove" in fields) and name not in self.shipped:
            hint = self.near(name, set(self.shipped))
            node.fault(f"there is no shipped vocabulary “{name}” to change", hint)
            return Vocabulary()
        base = self._load(name) if "add" in fields or "remove" in fields else Vocabulary()
        removed = [entry[0] for entry in entries(fields.get("remove"), of="remove")]
        keep = [entry for entry in base.strong if entry[0] not in removed]
        return Vocabulary(
            strong=keep + entries(fields.get("add"), of="add") + entries(fields.get("strong"), of="strong"),
            weak=[e for e in base.weak if e[0] not in removed] + entries(fields.get("weak"), of="weak"),
        )

    def _load(self, name: str) -> Vocabulary:
        path = self.folder / f"{name}.yaml"
        facts = path.stat()
        return _shipped(path, facts.st_mtime_ns, facts.st_size)


def _bare(text: str) -> str:
    """In small letters without accents: who names a vocabulary that there is not writes as they like."""
    return without_accents(text.casefold())


@lru_cache(maxsize=1000)
def _shipped(path: Path, _changed: int, _size: int) -> Vocabulary:
    """A vocabulary of a file, read once for all packs."""
    root = yamlfile.load(path, f"words/{path.name}")
    fields = yamlfile.keys(root, ("words", "about", "strong", "weak"), ("words", "about"), of="a vocabulary")
    made = Vocabulary(
        entries(fields.get("strong"), of="strong"),
        entries(fields.get("weak"), of="weak"),
    )
    if root.file.faults:
        raise CharterError(root.file.faults)
    return made


def entries(node: Node | None, of: str) -> list[Entry]:
    """The entries of a list, each with the language it is for."""
    return [
        (sequence, language)
        for language, part in by_language(node, of=of)
        for line in yamlfile.texts(part, of=of)
        if (sequence := _parsed(line)) is not None
    ]


def by_language(node: Node | None, *, of: str) -> list[tuple[str | None, Node]]:
    """The parts of a list: itself, or one for each language (`all`: no language)."""
    if node is None:
        return []
    if node.entries is None:
        return [(None, node)]
    fields = yamlfile.keys(node, (*LANGUAGES, *OTHERS, "all"), of=f"“{of}”")
    return [(None if language == "all" else language, part) for language, part in fields.items()]


def _parsed(line: Node) -> Sequence | None:
    assert line.text is not None
    if (mixed := _mixed_scripts(line.text)) >= 0:
        line.fault(
            f"the letter “{line.text[mixed]}” (U+{ord(line.text[mixed]):04X}) is from another script than the rest",
            "It looks like a letter of the Latin alphabet; write that one.",
            offset=mixed,
        )
        return None
    try:
        return parse(line.text)
    except PatternError as error:
        _note(line, error)
        return None


def _note(line: Node, error: PatternError) -> None:
    quoted = line.file.line(line.line)[line.column - 1 : line.column] in ('"', "'")
    line.fault(error.message, error.hint, offset=error.offset + quoted)


def _mixed_scripts(text: str) -> int:
    """Where a Greek or Cyrillic letter stands in a word with Latin ones; -1 when nowhere."""
    for word in re.finditer(r"[^\W\d_]+", "" if text.isascii() else text):
        scripts = [unicodedata.name(letter, "").partition(" ")[0] for letter in word[0]]
        if "LATIN" in scripts and not {"GREEK", "CYRILLIC"}.isdisjoint(scripts):
            return word.start() + next(i for i, script in enumerate(scripts) if script in ("GREEK", "CYRILLIC"))
    return -1


class Line(NamedTuple):
    """One pattern: where it stands, the language of posts it acts on (None: all), and what it stands for."""

    node: Node
    language: str | None
    phrases: Phrases


@dataclass(frozen=True, slots=True)
class Written:
    """A list of patterns as its author wrote it, kept for who wants to know why it found nothing."""

    of: str
    """The key it stands under."""
    lines: tuple[Line, ...]
    phrases: Phrases


@dataclass(frozen=True, slots=True)
class Author:
    """How the author of a charter (or of a pack) writes: in which language, with which vocabularies."""

    language: str
    vocabularies: Vocabularies
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Groups of roles by name, `accounts` and `spokespeople` among them."""
    conditions: Mapping[str, Node] = field(default_factory=dict)
    opened: tuple[str, ...] = ()
    """Named conditions being read."""
    known: frozenset[str] = frozenset()
    """Normalised words of the names that the charter defines."""
    mentions_clause: str = ""
    """Clause broken when only the language of a mention is wrong; empty: the rule's own."""
    mentions_language: bool = False
    """Mentions are owed in every language of the post."""
    standard_roles: bool = False
    """Roles are the standard ones of `postguard.roles`, as in shipped packs."""
    trace: list[Written] | None = field(default=None, compare=False)
    """Where every list that is read is noted, when somebody asks for it."""

    def phrases(self, node: Node | None, *, of: str, exact: bool = False, loose: bool = False) -> Phrases:
        """The phrases of a list of patterns; what is wrong with it is noted where it stands."""
        if node is None and self.trace is None:
            return Phrases()
        together = Phrases()
        read: list[Line] = []
        for language, part in by_language(node, of=of):
            how = Unfolding(language or self.language, language, self.vocabularies, exact, loose, self.known)
            for line in yamlfile.texts(part, of=of):
                sequence = _parsed(line)
                if sequence is None:
                    continue
                try:
                    made = unfold([as_names(sequence) if of in NAMES else sequence], how)
                except PatternError as error:
                    _note(line, error)
                    continue
                together |= made
                read.append(Line(line, language, made))
        if self.trace is not None:
            self.trace.append(Written(of, tuple(read), together))
        return together

    def vocabulary(self, name: str) -> Phrases:
        """A shipped vocabulary as phrases, for kinds that need one of their own. Raises PatternError."""
        return whole(List(name, weak=False, offset=0), Unfolding(self.language, None, self.vocabularies))

    def wording(self, line: str, language: str | None = None) -> str:
        """How somebody could write a pattern, for people who know no patterns: the first of every choice."""
        try:
            return self._row(parse(line), language)
        except PatternError:
            return line  # told as a mistake where the list is read

    def _wording(self, element: Element, language: str | None) -> str:
        match element:
            case Words() | Stem():
                return element.text
            case Typed() | Mask():
                return f"[{element.name if isinstance(element, Typed) else element.text}]"
            case Choice():
                return "" if element.optional else self._row(element.options[0], language)
            case List():
                spoken = (None, language or self.language)
                with self.vocabularies.lookup(element) as listed:
                    entries = [entry for entry, tongue in listed if tongue in spoken]
                return self._row(entries[0], language) if entries else f"${element.name}"
        return "…"

    def _row(self, sequence: Sequence, language: str | None) -> str:
        words = " ".join(filter(None, (self._wording(element, language) for element in sequence)))
        return re.sub(r" (?=[.,])", "", words)

    def each(self, node: Node | None, *, of: str, loose: bool = False) -> tuple[Phrases, ...]:
        """For “one of each stands there”: a list asks for one of each of its items; a text block, here as
        everywhere, for any of its lines."""
        if node is None:
            return ()
        if node.items is not None:
            return tuple(self.phrases(item, of=of, loose=loose) for item in node.items)
        return (self.phrases(node, of=of, loose=loose),)


def known_names(*nodes: Node | None) -> frozenset[str]:
    """The words of names that the charter writes out."""
    parts = [part for node in nodes for _, part in by_language(node, of="names")]
    lines = [line for part in parts for line in yamlfile.texts(part, of="names")]
    return frozenset(
        token.norm for line in lines for token in tokenize(read(str(line.text))).items if token.kind == "WORD"
    )
