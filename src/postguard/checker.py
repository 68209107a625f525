"""Compile a charter once, check any number of posts."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from difflib import get_close_matches

from postguard.analysis import Analysis, Analyst
from postguard.conditions import Circumstances, localized
from postguard.disguise import Vocabulary
from postguard.forms import listed
from postguard.kinds import KINDS
from postguard.kinds.base import Draft, Finding
from postguard.model import Charter, Clause, Dependency, Part, Post, Problem, Result, Rule, Span, Violation
from postguard.readers.networks import NETWORKS
from postguard.roles import standard
from postguard.yamlfile import closest, visible

MAX_CHARACTERS = 100_000
"""Longest text that is checked; a longer one is a Problem, never a cut text called clean."""


class Checker:
    """A charter made ready. Safe to use for any number of posts; keeps nothing of them."""

    def __init__(self, charter: Charter, *, now: datetime | None = None) -> None:
        self.charter = charter
        self.now = now or datetime.now(UTC)
        """When posts without a date of their own would go out. Aware."""
        self.roles, asked = (
            sorted({value for rule in charter.rules for value in rule.scope.values(field)})
            for field in ("role", "network")
        )
        self.networks = sorted({*asked, *NETWORKS}) if asked else []
        """Those that posts may name; empty when no rule asks for a network."""
        self.named_roles = frozenset(
            value for rule in charter.rules if not rule.pack for value in rule.scope.values("role")
        )
        self.versions = {pack.name: f"{pack.name} {pack.version}".strip() for pack in charter.packs}
        self.analyst = Analyst(Vocabulary(self._words(), self._words("confidential"), listed))

    def _words(self, kind: str | None = None) -> Iterator[str]:
        for rule in self.charter.rules:
            if kind in (None, rule.kind):
                for phrases in KINDS[rule.kind].phrases(rule.body):
                    yield from phrases.words()

    def check_all(self, inputs: Iterable[Post | Problem]) -> Iterator[Result | Problem]:
        """Outcomes in the order of the inputs; what could not be read is passed on."""
        for item in inputs:
            yield item if isinstance(item, Problem) else self.check(item)

    def check(self, post: Post) -> Result:
        """What the charter says of one post."""
        post = self._completed(post)
        fields, moment = _fields(post), self._moment(post)
        violations: list[Violation] = []
        withheld: list[tuple[str | None, Span]] = []
        depends: dict[tuple[str, str], Dependency] = {}
        problems = [_problem(post, reason) for reason in (*post.unreadable, *self._strange(post))]
        if not visible(post.text) and not any(visible(part.text) for part in post.parts):
            problems.append(_problem(post, "There is no text in this post."))
        counts: Counter[str] = Counter()
        for part in (None, *post.parts):
            text = post.text if part is None else part.text
            if not visible(text):
                continue
            if len(text) > MAX_CHARACTERS:
                reason = f"The text has {len(text):,} characters; at most {MAX_CHARACTERS:,} are checked."
                problems.append(_problem(post, reason))
                continue
            analysis = self.analyst.analyse(text, post.language)
            draft = Draft(
                analysis,
                Circumstances(fields, moment, analysis, self.named_roles),
                analysis.language or self.charter.language,
                part is not None,
            )
            for rule in self.charter.rules:
                for finding in KINDS[rule.kind].check(rule, draft):
                    if finding.unknown and finding.span and rule.kind == "confidential":
                        withheld.append((part.name if part else None, finding.span))
                    for field in sorted(finding.unknown):
                        depends[rule.id, field] = Dependency(rule.id, rule.clause, field)
                    if not finding.unknown:
                        clauses, pack = self.charter.clauses, self.versions.get(rule.pack, "")
                        violations.append(
                            _violation(rule, finding, post, part, counts, analysis.language, clauses, pack)
                        )
        broken = {violation.rule for violation in violations}
        violations.sort(key=lambda v: (v.part is not None, v.span is None, v.span or Span(0, 0)))
        kept = tuple(dependency for dependency in depends.values() if dependency.rule not in broken)
        return Result(post, tuple(violations), kept, tuple(problems), tuple(withheld))

    def _strange(self, post: Post) -> Iterator[str]:
        """A network nobody knows, or a role that is nearly one of the charter's, would switch rules off unseen."""
        if post.network and self.networks and post.network.casefold() not in self.networks:
            yield f"The network “{post.network}” is not known. {closest(post.network, self.networks)}"
        if post.role and post.role.casefold() not in self.roles and not standard(post.role):
            near = get_close_matches(post.role.casefold(), self.roles, n=1, cutoff=0.85)
            if near:
                yield f"The charter names no role “{post.role}”; did you mean “{near[0]}”?"

    def circumstances(self, post: Post, analysis: Analysis) -> Circumstances:
        """What conditions look at for a post, defaults and all."""
        whole = self._completed(post)
        return Circumstances(_fields(whole), self._moment(whole), analysis, self.named_roles)

    def _completed(self, post: Post) -> Post:
        """The post with the charter's defaults, and its author as role when the charter knows that name as one."""
        defaults = self.charter.defaults
        role = post.role
        if role is None and post.author is not None and post.author.casefold() in self.roles:
            role = post.author
        return replace(
            post,
            role=role or defaults.get("role"),
            network=post.network or defaults.get("network"),
            language=post.language or defaults.get("language"),
        )

    def _moment(self, post: Post) -> datetime | None:
        if post.publish_at is not None:
            return localized(post.publish_at, self.charter.timezone)
        return None if post.unreadable else self.now


def _fields(post: Post) -> dict[str, str | None]:
    """What conditions can ask of a post; what its source says beyond our own fields under `field NAME`."""
    fields: dict[str, str | None] = {f"field {name}": value for name, value in post.meta.items()}
    fields |= {name: post.meta.get(name) for name in ("audience", "jurisdiction")}
    return fields | {"role": post.role, "author": post.author, "network": post.network, "language": post.language}


def _problem(post: Post, reason: str) -> Problem:
    return Problem(post.source, reason, post.record, post.line)


def _violation(
    rule: Rule,
    finding: Finding,
    post: Post,
    part: Part | None,
    counts: Counter[str],
    language: str | None,
    clauses: Mapping[str, Clause],
    pack: str,
) -> Violation:
    advice = rule.translations.get(language or "", rule.advice)
    broken = clauses.get(finding.clause, rule.clause) if finding.clause else rule.clause
    counts[rule.id] += 1
    place = "\x1f".join(
        (rule.id, post.source, post.id or str(post.record), str(post.line), post.network or "", str(counts[rule.id]))
    )
    return Violation(
        rule.id,
        rule.kind,
        broken.spoken(language),
        rule.severity,
        finding.span,
        f"{advice.message} {finding.note}".strip(),
        advice.instead,
        hashlib.sha256(place.encode("utf-8", "backslashreplace")).hexdigest()[:16],
        part.name if part else None,
        pack,
        rule.source,
        rule.certainty,
    )
