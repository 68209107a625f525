"""Compile a charter once, check any number of posts.

What is imported here is what a clean draft needs; `postguard.judge`, and spaCy behind it, come when a rule may fire.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from postguard.model import Charter, Clause, Dependency, Part, Post, Problem, Result, Rule, Span, Violation
from postguard.outline import DETECTED, Outline
from postguard.screen import Screen
from postguard.store import Shelved

if TYPE_CHECKING:
    from postguard.analysis import Analysis, Analyst
    from postguard.conditions import Circumstances
    from postguard.judge import Judge
    from postguard.kinds.base import Finding

MAX_CHARACTERS = 100_000
"""Longest text that is checked; a longer one is a Problem, never a cut text called clean."""

Told = tuple[str | None, ...]
"""What the source says of a post: role, author, network, language, and the fields that rules ask for."""


@dataclass(slots=True)
class _Asked:
    """What is known of all posts of which the source says the same."""

    problems: tuple[str, ...]
    """Sentences on fields that would switch rules off unseen."""
    given: frozenset[str]
    """Signs that it gives to their texts, for the screen."""


class Checker:
    """A charter made ready. Safe to use for any number of posts; keeps nothing of them."""

    def __init__(self, charter: Charter, *, now: datetime | None = None, screened: bool = True) -> None:
        self.charter = charter
        self.now = now or datetime.now(UTC)
        """When posts without a date of their own would go out. Aware."""
        self.screened = screened
        """Off: every rule is applied to every post, as a proof that the screen hides nothing."""
        self.versions = {pack.name: f"{pack.name} {pack.version}".strip() for pack in charter.packs}
        self._asked: dict[Told, _Asked] = {}

    def __getstate__(self) -> dict[str, Any]:
        """For a process that is no copy of this one: what it was made of; the rest is worked out there."""
        return {name: getattr(self, name) for name in ("charter", "now", "screened", "versions")} | {"_asked": {}}

    @cached_property
    def outline(self) -> Outline:
        if isinstance(self.charter.rules, Shelved):
            return self.charter.rules.outline
        from postguard.literals import outline

        return outline(self.charter)

    @cached_property
    def screen(self) -> Screen:
        return Screen(self.outline, lambda: self.analyst)

    @cached_property
    def judge(self) -> Judge:
        from postguard.judge import Judge

        return Judge(self.charter, self.outline)

    @property
    def analyst(self) -> Analyst:
        return self.judge.analyst

    @cached_property
    def networks(self) -> list[str]:
        """Those that posts may name; empty when no rule asks for a network."""
        from postguard.readers.networks import NETWORKS

        return sorted({*self.outline.networks, *NETWORKS}) if self.outline.networks else []

    def check_all(self, inputs: Iterable[Post | Problem]) -> Iterator[Result | Problem]:
        """Outcomes in the order of the inputs; what could not be read is passed on."""
        for item in inputs:
            yield item if isinstance(item, Problem) else self.check(item)

    def check(self, post: Post) -> Result:
        """What the charter says of one post."""
        post = self._completed(post)
        asked = self._asked_of(post)
        texts = [(None, post.text), *((part, part.text) for part in post.parts)]
        seen = [(part, text) for part, text in texts if _has_text(text)]
        reasons = [*post.unreadable, *asked.problems]
        if not seen:
            reasons.append("There is no text in this post.")
        sizes = [len(text) for _, text in seen if len(text) > MAX_CHARACTERS]
        reasons += [f"The text has {size:,} characters; at most {MAX_CHARACTERS:,} are checked." for size in sizes]
        problems = tuple(_problem(post, reason) for reason in reasons) if reasons else ()
        found: _Found | None = None
        for part, text in seen:
            if len(text) <= MAX_CHARACTERS and (numbers := self._candidates(text, asked)) != ():
                found = found or _Found(post, self.charter.clauses, self.versions)
                self._apply(found, asked, part, text, numbers)
        return found.result(problems) if found and found.any else Result(post, (), (), problems)

    def _candidates(self, text: str, asked: _Asked) -> tuple[int, ...] | None:
        """The rules that may have something to say of a text; None when it must be read first."""
        if not self.screened:
            return tuple(range(len(self.charter.rules)))
        return self.screen.candidates(text, asked.given)

    def _apply(
        self, found: _Found, asked: _Asked, part: Part | None, text: str, numbers: tuple[int, ...] | None
    ) -> None:
        """Add what the rules find in a text."""
        analysis = self.analyst.analyse(text, found.post.language)
        if numbers is None:
            numbers = self.screen.fired(view.said(asked.given | DETECTED) for view in analysis.views)
        rules = (self.charter.rules[number] for number in numbers)
        fields, moment = _fields(found.post), self._moment(found.post)
        for rule, finding in self.judge.findings(rules, analysis, fields, moment, part=part is not None):
            found.add(rule, finding, part, analysis)

    def _asked_of(self, post: Post) -> _Asked:
        told: Told = (post.role, post.author, post.network, post.language)
        if post.meta:
            told += tuple(map(post.meta.get, self._metas))
        asked = self._asked.get(told)
        if asked is None:
            if len(self._asked) > MAX_TOLD:
                self._asked.clear()
            asked = self._asked[told] = _Asked(tuple(self._strange(post)), self._given(post))
        return asked

    def _given(self, post: Post) -> frozenset[str]:
        """Signs for those tests of fields that are not false."""
        asked = [test for layer in self.outline.layers for test in layer.given]
        if not asked:
            return frozenset()
        from postguard.fields import FieldTest, holds_field

        fields, named = _fields(post), frozenset(self.outline.named_roles)
        given = set()
        for sign, tests, negated in asked:
            answers = [
                holds_field(FieldTest(name, frozenset(values), standard, open_), fields, named)
                for name, values, standard, open_ in tests
            ]
            held = any(answer is not True for answer in answers) if negated else False not in answers
            if held:
                given.add(sign)
        return frozenset(given)

    @cached_property
    def _metas(self) -> tuple[str, ...]:
        """Names of the fields, beyond our own, that rules may ask for."""
        return ("audience", "jurisdiction", *self.outline.fields)

    def _strange(self, post: Post) -> Iterator[str]:
        """A network nobody knows, or a role that is nearly one of the charter's, would switch rules off unseen."""
        if not (post.network or post.role):
            return
        if post.network and self.networks and post.network.casefold() not in self.networks:
            from postguard.yamlfile import closest

            yield f"The network “{post.network}” is not known. {closest(post.network, self.networks)}"
        if post.role and post.role.casefold() not in self.outline.roles and not _is_standard(post.role):
            from difflib import get_close_matches

            near = get_close_matches(post.role.casefold(), self.outline.roles, n=1, cutoff=0.85)
            if near:
                yield f"The charter names no role “{post.role}”; did you mean “{near[0]}”?"

    def circumstances(self, post: Post, analysis: Analysis) -> Circumstances:
        """What conditions look at for a post, defaults and all."""
        whole = self._completed(post)
        return self.judge.around(analysis, _fields(whole), self._moment(whole))

    def _completed(self, post: Post) -> Post:
        """The post with the charter's defaults, and its author as role when the charter knows that name as one."""
        defaults = self.charter.defaults
        role = post.role
        if role is None and post.author is not None and post.author.casefold() in self.outline.roles:
            role = post.author
        if not defaults:
            return post if role == post.role else replace(post, role=role)
        return replace(
            post,
            role=role or defaults.get("role"),
            network=post.network or defaults.get("network"),
            language=post.language or defaults.get("language"),
        )

    def _moment(self, post: Post) -> datetime | None:
        if post.publish_at is not None:
            from postguard.conditions import localized

            return localized(post.publish_at, self.charter.timezone)
        return None if post.unreadable else self.now


MAX_TOLD = 10_000
"""Combinations of fields that are remembered."""


def _is_standard(role: str) -> bool:
    from postguard.roles import standard

    return bool(standard(role))


_SEEN = re.compile("[!-~\xa1-\xac\xae-\u02ff]")
"""Some of what can be seen; nearly every text has one."""


def _has_text(text: str) -> bool:
    """Whether anything in a text can be seen."""
    if _SEEN.search(text):
        return True
    from postguard.yamlfile import visible

    return bool(visible(text))


@dataclass(slots=True)
class _Found:
    """What is found in a post, text by text."""

    post: Post
    clauses: Mapping[str, Clause]
    versions: Mapping[str, str]
    any: bool = False
    violations: list[Violation] = field(default_factory=list)
    depends: dict[tuple[str, str], Dependency] = field(default_factory=dict)
    withheld: list[tuple[str | None, Span]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, rule: Rule, finding: Finding, part: Part | None, analysis: Analysis) -> None:
        self.any = True
        if finding.unknown and finding.span and rule.kind == "confidential":
            self.withheld.append((part.name if part else None, finding.span))
        for name in sorted(finding.unknown):
            self.depends[rule.id, name] = Dependency(rule.id, rule.clause, name)
        if not finding.unknown:
            self.violations.append(self._violation(rule, finding, part, analysis.language))

    def result(self, problems: tuple[Problem, ...]) -> Result:
        broken = {violation.rule for violation in self.violations}
        self.violations.sort(key=lambda v: (v.part is not None, v.span is None, v.span or Span(0, 0)))
        kept = tuple(dependency for dependency in self.depends.values() if dependency.rule not in broken)
        return Result(self.post, tuple(self.violations), kept, problems, tuple(self.withheld))

    def _violation(self, rule: Rule, finding: Finding, part: Part | None, language: str | None) -> Violation:
        advice = rule.translations.get(language or "", rule.advice)
        broken = self.clauses.get(finding.clause, rule.clause) if finding.clause else rule.clause
        self.counts[rule.id] += 1
        return Violation(
            rule.id,
            rule.kind,
            broken.spoken(language),
            rule.severity,
            finding.span,
            f"{advice.message} {finding.note}".strip(),
            advice.instead,
            _fingerprint(self.post, rule, self.counts[rule.id]),
            part.name if part else None,
            self.versions.get(rule.pack, ""),
            rule.source,
            rule.certainty,
        )


def _fingerprint(post: Post, rule: Rule, count: int) -> str:
    place = "\x1f".join(
        (rule.id, post.source, post.id or str(post.record), str(post.line), post.network or "", str(count))
    )
    return hashlib.sha256(place.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def _fields(post: Post) -> dict[str, str | None]:
    """What conditions can ask of a post; what its source says beyond our own fields under `field NAME`."""
    fields: dict[str, str | None] = {f"field {name}": value for name, value in post.meta.items()}
    fields |= {name: post.meta.get(name) for name in ("audience", "jurisdiction")}
    return fields | {"role": post.role, "author": post.author, "network": post.network, "language": post.language}


def _problem(post: Post, reason: str) -> Problem:
    return Problem(post.source, reason, post.record, post.line)
