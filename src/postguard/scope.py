"""Where a rule applies: `when`, `unless` and their short forms, put together once for all kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from postguard import yamlfile
from postguard.analysis import Analysis, Match
from postguard.conditions import (
    Circumstances,
    Condition,
    Named,
    Test,
    TextTest,
    all_of,
    holds,
    phrases_of,
    read_condition,
    read_values,
    tests_of,
    window,
)
from postguard.fields import Answer, FieldTest
from postguard.lists import Author
from postguard.model import Span
from postguard.phrases import Phrases
from postguard.yamlfile import Node

KEYS: Mapping[str, str] = {
    "when": "conditions under which the rule applies; a mapping is AND, a list of mappings is OR",
    "unless": "conditions under which it does not",
    "from": "the rule applies to posts that go out from this moment on",
    "until": "the rule applies to posts that go out before this moment",
    "beside": "applies when one of each of these stands in the same sentence: short for when: {sentence: …}",
    "requires": "allowed when one of each of these stands in the same post: short for unless: {says: …}",
    "about": "`us`: the sentence names us or our products or says we, or the post comes from one of our accounts; "
    "`us in post`: the post names us or our products anywhere, or comes from one of our accounts",
    "only": "roles that may: short for unless: {role: …}; `spokespeople` and `accounts` are those of us:",
    "exempt": "roles to which the rule does not apply; a post without a role is not exempt",
    "relay": "our accounts may, in a post that holds this link",
    "allowed": "wordings that are free although a pattern matches them",
    "allowed sentence": "wordings that free the whole sentence they stand in",
}


CLOSE = 30
"""Characters between a match and the word beside it, at most, for both to be underlined as one."""


@dataclass(frozen=True, slots=True)
class Scope:
    """All of `when` must hold and none of `unless`; matches inside `allowed` words or sentences are free."""

    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    allowed: Phrases = Phrases()
    allowed_sentence: Phrases = Phrases()
    beside: tuple[Phrases, ...] = ()
    """What stands beside a match is reported with it."""
    requires: str = ""
    """The missing evidence in the words of the charter, for the message."""

    def phrases(self) -> Iterator[Phrases]:
        yield from (piece for condition in (*self.when, *self.unless) for piece in phrases_of(condition))
        yield from (self.allowed, self.allowed_sentence)

    def tests(self) -> Iterator[Test]:
        """Every test of its conditions, those of named conditions among them."""
        for condition in (*self.when, *self.unless):
            yield from tests_of(condition)

    def values(self, field: str) -> frozenset[str]:
        """Every value that its conditions ask of a field of the post."""
        tests = (test for test in self.tests() if isinstance(test, FieldTest) and test.field == field)
        return frozenset(value for test in tests for value in test.values)

    def applies(self, around: Circumstances, match: Match | None) -> Answer:
        """Whether the rule applies to a match (None: to the post as a whole)."""
        if match is not None and self.is_free(around.analysis, match):
            return False
        answers = [holds(condition, around, match) for condition in self.when]
        answers += [_not(holds(condition, around, match, overlap=True)) for condition in self.unless]
        return all_of(answers)

    def extended(self, around: Circumstances, match: Match) -> Span:
        """The match together with the words beside it that make it one: what a reader would underline."""
        begin, end = match.span
        for piece in self.beside:
            others = [other for other in around.analysis.find(piece) if set(other.sentences) & set(match.sentences)]
            apart = [other.span for other in others if other.span.end <= begin or other.span.start >= end]
            if apart:
                nearest = min(apart, key=lambda span: max(span.start - end, begin - span.end))
                if max(nearest.start - end, begin - nearest.end) <= CLOSE:
                    begin, end = min(begin, nearest.start), max(end, nearest.end)
        return Span(begin, end)

    def is_free(self, analysis: Analysis, match: Match) -> bool:
        span = match.span
        within = any(
            other.span.start <= span.start and span.end <= other.span.end for other in analysis.find(self.allowed)
        )
        return within or any(
            set(other.sentences) & set(match.sentences) for other in analysis.find(self.allowed_sentence)
        )


def _not(answer: Answer) -> Answer:
    return not answer if isinstance(answer, bool) else answer


def _shown(node: Node | None, width: int = 90) -> str:
    """The evidence as the charter writes it, cut where it becomes a list nobody reads.

    A vocabulary is a name for authors; who writes a post is told by `instead`.
    """
    lines = [str(line.text) for line in yamlfile.texts(node, of="requires") if "$" not in str(line.text)]
    joined = (" + " if node and node.items is not None else " / ").join(lines)
    return joined if len(joined) <= width else joined[:width].rsplit(" ", 1)[0] + " …"


def _heard(condition: Condition) -> Condition:
    """The condition with text tests to which denied words are as good as others."""

    def changed(test: Test) -> Test:
        if isinstance(test, TextTest):
            return replace(test, denials=True)
        if isinstance(test, Named):
            return replace(test, condition=_heard(test.condition))
        return test

    return tuple(tuple(changed(test) for test in branch) for branch in condition)


def _about_us(node: Node, author: Author) -> Condition:
    """The sentence of the match is about us, or, `us in post`, any of the post: there “we” may be anybody."""
    whole_post = yamlfile.choice(node, ("us", "us in post"), "us", of="about") == "us in post"
    if author.vocabularies.get("own") is None:
        node.fault(
            "“about: us” needs to know who we are", "Write us: {names: …, products: …, accounts: …} in the charter."
        )
        return ()
    named = author.vocabularies.get("us")
    if whole_post and not (named and named.strong) and not author.standard_roles:
        node.fault("“about: us in post” needs our names", "Write us: {names: …, products: …} in the charter.")
        return ()
    words = author.vocabulary("us" if whole_post else "own")
    own = TextTest("says" if whole_post else "sentence", (words,), anyhow=True)
    accounts = author.roles.get("accounts")
    account = FieldTest("role", accounts or frozenset(), standard=author.standard_roles)
    return ((own,), (account,)) if accounts else ((own,),)


def read_scope(
    fields: Mapping[str, Node],
    author: Author,
    zone: ZoneInfo,
    *,
    about_match: bool,
    denials: bool = False,
) -> Scope:
    """The scope of a rule from its YAML fields; faults are noted in the file.

    `denials`: denied words count in its conditions too (for confidential rules and reserved topics).
    """
    when: list[Condition] = []
    unless: list[Condition] = []
    for key, into in (("when", when), ("unless", unless)):
        if key in fields:
            into.append(read_condition(fields[key], author, zone, of=key, about_match=about_match))
    if "from" in fields or "until" in fields:
        when.append(((window(fields.get("from"), fields.get("until"), zone),),))
    if beside := author.each(fields.get("beside"), of="beside"):
        when.append(((TextTest("sentence", beside),),))
    if "requires" in fields:
        unless.append(((TextTest("says", author.each(fields["requires"], of="requires", loose=True)),),))
    if "only" in fields:
        only = read_values(fields["only"], author, of="only")
        unless.append(((FieldTest("role", only, standard=author.standard_roles),),))
    if "exempt" in fields:
        free = read_values(fields["exempt"], author, of="exempt")
        unless.append(((FieldTest("role", free, standard=author.standard_roles, open=False),),))
    if "about" in fields:
        when.append(_about_us(fields["about"], author))
    if "relay" in fields:
        link = TextTest("says", author.each(fields["relay"], of="relay", loose=True))
        accounts = author.roles.get("accounts", frozenset())
        unless.append(((FieldTest("role", accounts, standard=author.standard_roles), link),))
    if denials:
        when = [_heard(condition) for condition in when]
    return Scope(
        tuple(when),
        tuple(unless),
        author.phrases(fields.get("allowed"), of="allowed", loose=True),
        author.phrases(fields.get("allowed sentence"), of="allowed sentence", loose=True),
        beside,
        _shown(fields.get("requires")),
    )
