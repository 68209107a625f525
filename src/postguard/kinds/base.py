"""What a kind of rule is: the YAML keys it knows, how they are read, and how a draft is checked against them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from postguard.analysis import Analysis, Match
from postguard.conditions import Circumstances
from postguard.fields import Answer
from postguard.lists import Author
from postguard.model import Rule, Span
from postguard.phrases import Phrases
from postguard.yamlfile import Node


@dataclass(frozen=True, slots=True)
class Finding:
    """What a kind found: a stretch of the text, or None for something missing or a post that may not be."""

    span: Span | None
    unknown: frozenset[str] = frozenset()
    """Fields of the post that must be known before this is a violation."""
    clause: str = ""
    """Number of the clause that is broken, when it is not the rule's own."""
    note: str = ""
    """A sentence to add to the rule's message, in the language of the charter."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text of a post, read for matching, and what is known around it."""

    analysis: Analysis
    around: Circumstances
    language: str
    """Of notes: the text's own when it is in one language, else the charter's."""
    part: bool = False
    """The text is not the post itself but goes out beside it (alternative text, first comment)."""


class Kind(Protocol):
    """A module of `postguard.kinds`."""

    KEYS: Mapping[str, str]
    """Its YAML keys and what they mean, for errors, `explain` and the reference; the first names the kind."""
    NAMING: tuple[str, ...]
    """The keys of which one makes a rule of this kind."""
    ABOUT_MATCH: bool
    """Whether findings are matches that conditions can stand near to."""

    def read(self, fields: Mapping[str, Node], author: Author) -> Any:
        """The rule's body; faults are noted in the file."""

    def phrases(self, body: Any) -> Iterable[Phrases]:
        """Every list of patterns in the body."""

    def needed(self, body: Any) -> Phrases | None:
        """Of these one must stand in a text for the rule to say anything of it; None: it may, whatever stands there."""

    def check(self, rule: Rule, draft: Draft) -> Iterator[Finding]:
        """The findings in a draft."""


def decided(rule: Rule, draft: Draft, match: Match | None, *, assume: frozenset[str] = frozenset()) -> Answer:
    """Whether the rule applies here. Unknown fields in `assume` count as if the rule were in force."""
    answer = rule.scope.applies(draft.around, match)
    if isinstance(answer, bool):
        return answer
    return (answer - assume) or True


def unknown_in(answer: Answer) -> frozenset[str]:
    """The fields that must be known before an answer is a plain yes or no."""
    return frozenset() if isinstance(answer, bool) else answer
