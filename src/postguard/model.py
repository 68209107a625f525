"""The nouns, all of them frozen: Clause, Rule, Pack, Charter, Post, Span, Violation, Problem, Result.

Positions in posts are code points of the text as its author wrote it, end excluded.
Lines, columns and records count from 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the worst to the mildest."""

Verdict = Literal["clean", "violations", "unchecked"]

CERTAINTIES = ("verified", "secondary", "unverified", "house")
"""How sure the source of a rule is: the official text was read, a reliable summary was, neither, or a house rule."""


class Span(NamedTuple):
    """A stretch of a text as written: code points `start` to `end`, end excluded."""

    start: int
    end: int


class Place(NamedTuple):
    """Where something stands in a file of the user's."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the charter, as people read it."""

    number: str
    title: str
    text: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The title in other languages than the charter's, by language."""
    place: Place = field(default=Place("", 1, 1), compare=False)
    """Where it stands: in the document, or in the YAML."""
    pack: str = field(default="", compare=False)
    """Name of the pack it comes from; empty for clauses of the charter itself."""

    def spoken(self, language: str | None) -> Clause:
        """The clause as readers of a language know it."""
        return replace(self, title=self.titles[language]) if language and language in self.titles else self


class Examples(NamedTuple):
    """Texts that a rule must catch (`bad`) and must let pass (`good`)."""

    bad: tuple[Post, ...] = ()
    good: tuple[Post, ...] = ()


class Reason(NamedTuple):
    """Why no rule enforces a clause, or not the whole of it, as the charter says it."""

    text: str
    place: Place


class Advice(NamedTuple):
    """Why something is a violation, and what to write instead."""

    message: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What every rule has; `body` is what its kind needs (see `postguard.kinds`)."""

    id: str
    clause: Clause
    kind: str
    severity: Severity
    advice: Advice
    body: Any
    scope: Any = None
    """Around which matches, and when, the rule applies (`postguard.scope.Scope`)."""
    examples: Examples = Examples()
    place: Place = Place("", 1, 1)
    translations: Mapping[str, Advice] = field(default_factory=dict)
    """The advice in other languages than the charter's: a French post is answered in French."""
    pack: str = ""
    """Name of the pack the rule comes from; empty for rules of the charter itself."""
    source: str = ""
    """The instrument and article it rests on, and where that was read."""
    certainty: str = ""
    """How sure the source is, one of `CERTAINTIES`; empty when nothing is said."""


class Pack(NamedTuple):
    """A pack of rules that a charter uses: what its readers should know of it."""

    name: str
    title: str
    version: str
    about: Mapping[str, str] = {}
    """Who owes what, by language."""
    limits: Mapping[str, str] = {}
    """What it cannot see, by language."""
    parameters: Mapping[str, Mapping[str, str]] = {}
    """What its user can tell it: vocabulary → what that is, by language."""
    untold: tuple[str, ...] = ()
    """Parameters that the charter did not give."""
    titles: Mapping[str, str] = {}
    """The title, by language."""


@dataclass(frozen=True, slots=True)
class Charter:
    """A charter, read and verified: clauses that people read, rules that a machine applies."""

    title: str
    version: str
    language: str
    timezone: ZoneInfo
    contact: str
    clauses: Mapping[str, Clause]
    rules: Sequence[Rule]
    defaults: Mapping[str, str]
    """Values for the fields that a post does not state: `role`, `network`, `language`."""
    path: str
    packs: tuple[Pack, ...] = ()
    """The packs it uses, itself among them when it is one."""
    dormant: Sequence[Rule] = ()
    """Rules that are switched off: read and tested, never applied."""
    people: Mapping[str, Reason] = field(default_factory=dict)
    """Clauses that only people can judge, by number."""
    partly: Mapping[str, Reason] = field(default_factory=dict)
    """Clauses of which the rules see a part only, by number."""
    roles: tuple[str, ...] = ()
    """Every role that its rules and those of its packs ask for."""
    named_roles: tuple[str, ...] = ()
    """The roles that the charter itself tells apart: the same for one of its rules alone as for all of them."""

    @property
    def own_clauses(self) -> dict[str, Clause]:
        """The clauses of the charter itself, without those of the packs it uses."""
        return {number: clause for number, clause in self.clauses.items() if clause.pack in ("", self.path)}


class Part(NamedTuple):
    """A text that goes out with a post, in a place of its own: first comment, alternative text, title."""

    name: str
    """As the source calls it: the heading of the column, the key."""
    text: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Post:
    """A draft, with what its source says about it. Unknown is `None`, never a guess."""

    text: str
    id: str | None = None
    source: str = ""
    record: int | None = None
    """Position among the records of the source, from 1, the heading not counted; None when the source is the post."""
    line: int = 1
    """Line of the source on which the text begins."""
    language: str | None = None
    network: str | None = None
    role: str | None = None
    author: str | None = None
    publish_at: datetime | None = None
    """When the post goes out. Without an offset it is read in the charter's time zone."""
    parts: tuple[Part, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    """Everything else the source says, as strings, under its own names."""
    unreadable: tuple[str, ...] = ()
    """Sentences on fields that are there and could not be understood (a date, say): the post is not fully checked."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A stretch of a post (or something missing from it) that breaks a clause."""

    rule: str
    kind: str
    clause: Clause
    severity: Severity
    span: Span | None
    """None when something is missing, or when the whole post is at fault."""
    message: str
    instead: str
    fingerprint: str
    """16 hexadecimal digits, the same on every run; built from the rule and the post's place, never from its words."""
    part: str | None = None
    """Name of the `Part` the span lies in; None for the text itself."""
    pack: str = ""
    """Name and version of the pack the rule comes from."""
    source: str = ""
    certainty: str = ""


class Dependency(NamedTuple):
    """A finding that cannot be decided before a field of the post is known."""

    rule: str
    clause: Clause
    field: str
    """`role`, `network`, `language` or `publish_at`."""


class Problem(NamedTuple):
    """Something that was not checked, and why. Never dropped, never counted as clean."""

    source: str
    reason: str
    """A whole sentence for the person who must mend it."""
    record: int | None = None
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What the charter says of one post."""

    post: Post
    violations: tuple[Violation, ...] = ()
    depends: tuple[Dependency, ...] = ()
    problems: tuple[Problem, ...] = ()
    withheld: tuple[tuple[str | None, Span], ...] = ()
    """Confidential words of findings that hang on an unknown field, each with its part: reports hide them too."""

    @property
    def verdict(self) -> Verdict:
        if self.violations:
            return "violations"
        return "unchecked" if self.depends or self.problems else "clean"


@dataclass(slots=True)
class Tally:
    """Counts of a run, kept while results stream by."""

    posts: int = 0
    clean: int = 0
    violating: int = 0
    unchecked: int = 0
    """Posts with a dependency or a problem, whether they also have violations or not."""
    unread: int = 0
    """Sources and rows that gave no post."""
    problems: int = 0
    """Those, and the problems of posts."""
    error: int = 0
    warning: int = 0
    info: int = 0

    def add(self, outcome: Result | Problem) -> None:
        if isinstance(outcome, Problem):
            self.unread += 1
            self.problems += 1
            return
        self.posts += 1
        self.problems += len(outcome.problems)
        self.unchecked += bool(outcome.depends or outcome.problems)
        self.clean += outcome.verdict == "clean"
        self.violating += bool(outcome.violations)
        for violation in outcome.violations:
            setattr(self, violation.severity, getattr(self, violation.severity) + 1)

    def include(self, other: Tally) -> None:
        """Count what another one has counted."""
        for name in self.__slots__:
            if more := getattr(other, name):
                setattr(self, name, getattr(self, name) + more)

    def exit_code(self, fail_on: Severity = "error") -> int:
        """0 checked and clean, 1 violations at or above `fail_on`, 2 something was not checked; 2 wins."""
        if self.problems or self.unchecked or not self.posts:
            return 2
        worst = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        return 1 if any(getattr(self, severity) for severity in worst) else 0


@dataclass(frozen=True, slots=True)
class Report:
    """A settled run: every outcome in the order of the input."""

    charter: Charter
    outcomes: tuple[Result | Problem, ...]

    @property
    def tally(self) -> Tally:
        tally = Tally()
        for outcome in self.outcomes:
            tally.add(outcome)
        return tally

    @property
    def violations(self) -> tuple[Violation, ...]:
        return tuple(v for o in self.outcomes if isinstance(o, Result) for v in o.violations)
