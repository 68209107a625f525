"""`when` and `unless`: what must be true around a finding. A mapping is AND, a list of mappings is OR.

Three answers: true, false, or unknown with the field of the post that would decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Union
from zoneinfo import ZoneInfo

from postguard import yamlfile
from postguard.analysis import Analysis, Match
from postguard.fields import Answer, FieldTest, holds_field
from postguard.guards import denied
from postguard.lists import LANGUAGES, OTHERS, Author
from postguard.moments import moments
from postguard.phrases import Phrases
from postguard.threads import parts
from postguard.yamlfile import Node

NEAR = 10
"""Words on either side that count as near. Between 4 and 20 no difference was found on labelled posts."""

FIELDS = ("role", "author", "network", "language", "audience", "jurisdiction")
AROUND = ("sentence", "near", "before", "after", "says")
INSTANTS = ("from", "until")
KEYS = (*FIELDS, "known role", "field", "thread", *INSTANTS, "passed", *AROUND, "is")


Test = Union[FieldTest, "Window", "TextTest", "Thread", "Passed", "Named"]
Branch = tuple[Test, ...]
Condition = tuple[Branch, ...]
"""Any of the branches, all of a branch's tests."""


@dataclass(frozen=True, slots=True)
class Window:
    """The post goes out at `start` or later and before `end`; None leaves that side open."""

    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class TextTest:
    """One of each of these stands in that place around the match."""

    where: str
    pieces: tuple[Phrases, ...]
    anyhow: bool = False
    """Denied words count too, and so do words of the match."""
    denials: bool = False
    """Denied words count too."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The post is (or is not) a thread."""

    wanted: bool


@dataclass(frozen=True, slots=True)
class Passed:
    """The post goes out at or after every date that stands in the sentence of the match, or in the whole post."""

    where: str


@dataclass(frozen=True, slots=True)
class Named:
    """A condition written once under `conditions:`."""

    name: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What conditions look at: the fields of a post, the moment it goes out, its text."""

    fields: Mapping[str, str | None]
    moment: datetime | None
    """Aware; None when the post states one that could not be read."""
    analysis: Analysis
    named_roles: frozenset[str] = frozenset()
    """The roles that the charter itself tells apart: none of them is taken for another."""


def read_condition(node: Node | None, author: Author, zone: ZoneInfo, *, of: str, about_match: bool) -> Condition:
    """A condition from YAML; faults are noted in the file. `about_match`: there is a match to stand near to."""
    if node is None:
        return ()
    branches = node.items if node.items is not None else (node,)
    if node.text is not None and node.text.startswith("$"):
        return ((_named(node, author, zone, of=of, about_match=about_match),),)
    if not branches:
        node.fault(f"“{of}” is empty", f"Possible: {', '.join(KEYS)}.")
    return tuple(_branch(branch, author, zone, of=of, about_match=about_match) for branch in branches)


def _branch(node: Node, author: Author, zone: ZoneInfo, *, of: str, about_match: bool) -> Branch:
    fields = yamlfile.keys(node, KEYS, of=f"“{of}”")
    if node.entries is not None and not node.entries:
        node.fault(f"“{of}” is empty", f"Possible: {', '.join(KEYS)}.")
    tests: list[Test] = []
    for key, value in fields.items():
        if key in FIELDS:
            values = read_values(value, author, of=key)
            if key == "language" and not values <= {*LANGUAGES, *OTHERS}:
                listed = ", ".join((*LANGUAGES, *OTHERS))
                value.fault(f"“language” cannot be “{', '.join(sorted(values))}”", f"Possible: {listed}.")
            tests.append(FieldTest(key, values, standard=key == "role" and author.standard_roles))
        elif key == "known role":
            values = read_values(value, author, of="role")
            tests.append(FieldTest("role", values, standard=author.standard_roles, open=False))
        elif key == "field":
            tests += _flags(value)
        elif key == "thread":
            tests.append(
                Thread(yamlfile.choice(value, ("true", "false", "yes", "no"), "true", of="thread") in ("true", "yes"))
            )
        elif key == "passed":
            tests.append(Passed(yamlfile.choice(value, ("sentence", "post"), "post", of="passed")))
        elif key == "is":
            tests += [
                _named(item, author, zone, of=of, about_match=about_match) for item in yamlfile.texts(value, of="is")
            ]
        elif key in AROUND:
            if not about_match and key in ("near", "before", "after"):
                hint = "There is no match to stand near to: use sentence or says."
                value.fault(f"“{key}” cannot be used in the “{of}” of a disclosure", hint)
            tests.append(TextTest(key, author.each(value, of=key)))
    if "from" in fields or "until" in fields:
        tests.append(window(fields.get("from"), fields.get("until"), zone))
    return tuple(tests)


def read_values(node: Node, author: Author, *, of: str) -> frozenset[str]:
    """The values of a field, compared without case; for roles a `$group` stands for its members."""
    values: set[str] = set()
    for item in yamlfile.texts(node, of=of):
        value = str(item.text).strip().casefold()
        group = author.roles.get(value.removeprefix("$")) if of in ("role", "only", "exempt") else None
        if group is not None:
            values |= group
        elif value.startswith("$"):
            item.fault(
                f"there is no group of roles “{item.text}”", yamlfile.closest(value, [f"${g}" for g in author.roles])
            )
        else:
            values.add(value)
    return frozenset(values)


def _flags(node: Node) -> Iterator[Test]:
    """`field: {paid_partnership: true}`: what the source itself says of the post, under its own names."""
    if node.entries is None:
        node.fault(
            f"“field” should be a mapping of names to values, found {node.what}", "Write {paid_partnership: true}."
        )
    for key, value in node.entries or ():
        values = frozenset(str(item.text).strip().casefold() for item in yamlfile.texts(value, of=str(key.text)))
        yield FieldTest(f"field {key.text}", values)


def _named(item: Node, author: Author, zone: ZoneInfo, *, of: str, about_match: bool) -> Test:
    name = str(item.text).strip().removeprefix("$")
    node = author.conditions.get(name)
    if node is None:
        item.fault(f"there is no condition “{name}”", yamlfile.closest(name, author.conditions))
        return Named(name, ())
    if name in author.opened:
        item.fault(f"the condition “{name}” names itself")
        return Named(name, ())
    inside = replace(author, opened=(*author.opened, name))
    return Named(name, read_condition(node, inside, zone, of=of, about_match=about_match))


def window(start: Node | None, end: Node | None, zone: ZoneInfo) -> Window:
    made = Window(instant(start, zone, of="from"), instant(end, zone, of="until"))
    if made.start and made.end and made.start >= made.end and end is not None:
        end.fault("“until” is not after “from”", "The window would never be open.")
    return made


def instant(node: Node | None, zone: ZoneInfo, *, of: str) -> datetime | None:
    """A moment written `2026-11-12`, `2026-11-12 09:00` or with an offset; without one, on the charter's clocks.

    A moment that the clocks skip is a fault. One that they show twice is taken at its second, later pass, so that
    an embargo never ends an hour early; a date alone is the start of that day.
    """
    if node is None:
        return None
    written = yamlfile.text(node, of=of)
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        node.fault(f"“{written}” is no date", "Write 2026-11-12, 2026-11-12 09:00 or 2026-11-12T09:00+01:00.")
        return None
    if moment.tzinfo is not None:
        return moment
    moment = localized(moment, zone)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
        hint = "Write the hour before or after the change."
        node.fault(f"in {zone.key} the clocks go forward and never show {written}", hint)
    return moment


def localized(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment on the clocks of a zone; of two passes of the same hour, the later."""
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone, fold=1)


def holds(condition: Condition, around: Circumstances, match: Match | None, *, overlap: bool = False) -> Answer:
    """Whether a condition is true. `overlap`: the words it asks for may be those of the match itself."""
    return any_of(all_of(_test(test, around, match, overlap) for test in branch) for branch in condition)


def any_of(answers: Iterable[Answer]) -> Answer:
    unknown: frozenset[str] = frozenset()
    for answer in answers:
        if answer is True:
            return True
        if answer is not False:
            unknown |= answer
    return unknown or False


def all_of(answers: Iterable[Answer]) -> Answer:
    unknown: frozenset[str] = frozenset()
    for answer in answers:
        if answer is False:
            return False
        if answer is not True:
            unknown |= answer
    return unknown or True


def _test(test: Test, around: Circumstances, match: Match | None, overlap: bool) -> Answer:
    match test:
        case FieldTest():
            return _field(test, around)
        case Window():
            return _within(test, around.moment)
        case TextTest():
            return _stands(test, around.analysis, match, overlap or test.anyhow)
        case Thread():
            return (len(parts(around.analysis.text)) > 1) is test.wanted
        case Passed():
            return _passed(test, around, match)
        case Named():
            return holds(test.condition, around, match, overlap=overlap)
    raise TypeError(test)


def _field(test: FieldTest, around: Circumstances) -> Answer:
    if around.fields.get(test.field) is None and test.field == "language" and around.analysis.languages:
        return not around.analysis.languages.isdisjoint(test.values)
    return holds_field(test, around.fields, around.named_roles)


def _within(test: Window, moment: datetime | None) -> Answer:
    if moment is None:
        return frozenset({"publish_at"})
    return (test.start is None or moment >= test.start) and (test.end is None or moment < test.end)


def _passed(test: Passed, around: Circumstances, match: Match | None) -> Answer:
    if around.moment is None:
        return frozenset({"publish_at"})
    named = list(moments(around.analysis.text, around.moment))
    if test.where == "sentence" and match is not None:
        tokens = match.view.tokens
        first, last = (tokens.sentence_span(number) for number in (match.sentences[0], match.sentences[-1]))
        around_match = tokens.reading.as_written(first.start, last.end)
        inside = [m for m in named if m.span.start < around_match.end and around_match.start < m.span.end]
        named = inside or named
    return bool(named) and all(moment.at <= around.moment for moment in named)


def _stands(test: TextTest, analysis: Analysis, match: Match | None, overlap: bool) -> bool:
    candidates = []
    for piece in test.pieces:
        found = [other for other in analysis.find(piece) if overlap or test.denials or not denied(other, match)]
        if match is not None:
            found = [other for other in found if _placed(test.where, match, other)]
            if not overlap:
                found = [other for other in found if not _same(match, other)]
        if not found:
            return False
        candidates.append(found)
    if test.where != "sentence" or match is not None:
        return _apart(candidates)
    sentences = {s for found in candidates[0] for s in found.sentences}
    return any(_apart([[o for o in found if s in o.sentences] for found in candidates]) for s in sentences)


def _apart(candidates: list[list[Match]], taken: tuple[Match, ...] = ()) -> bool:
    """Whether one of each can be chosen so that no two are the same words."""
    if not candidates:
        return True
    return any(
        all(not _same(one, other) for other in taken) and _apart(candidates[1:], (*taken, one))
        for one in candidates[0][:20]
    )


def _same(first: Match, second: Match) -> bool:
    """Whether two matches are the same words: nothing stands beside itself, but the cheapest bank names a bank."""
    return first.span == second.span


def _placed(where: str, match: Match, other: Match) -> bool:
    if where == "says":
        return True
    if where == "near":
        # In words of the same view; spans as written when the views differ.
        if match.view is other.view:
            return other.hit.start - match.hit.end < NEAR and match.hit.start - other.hit.end < NEAR
        return abs(other.span.start - match.span.start) < NEAR * 7
    same = any(s in match.sentences for s in other.sentences)
    if where == "before":
        return same and other.span.end <= match.span.start
    if where == "after":
        return same and other.span.start >= match.span.end
    return same


def phrases_of(condition: Condition) -> Iterable[Phrases]:
    return (piece for test in tests_of(condition) if isinstance(test, TextTest) for piece in test.pieces)


def tests_of(condition: Condition) -> Iterator[Test]:
    """Every test of a condition, those of named conditions among them."""
    for branch in condition:
        for test in branch:
            if isinstance(test, Named):
                yield from tests_of(test.condition)
            else:
                yield test
