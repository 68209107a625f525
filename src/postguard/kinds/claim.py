"""`claim`: statements nobody, or only some, may make. Denied and quoted-to-reject statements do not count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from postguard import yamlfile
from postguard.guards import GUARDS
from postguard.kinds.base import Draft, Finding, decided, unknown_in
from postguard.lists import Author
from postguard.model import Rule
from postguard.phrases import Phrases
from postguard.yamlfile import Node

KEYS: Mapping[str, str] = {
    "claim": "patterns of the statement",
    "topic": "patterns of a subject: counts even when denied, quoted or asked",
    "forbidden": "`post`: the whole post may not be, whatever it says (under the conditions of when)",
    "denied": "`counts`: a denial is a violation too; default `allowed`",
    "quoted": "`counts`: quoting in order to reject is a violation too; default `allowed`",
    "asked": "`allowed`: a question is free; default `counts`",
    "reported": "`allowed`: what somebody else says (selon …, according to …) is free; default `counts`",
}
NAMING = ("claim", "topic", "forbidden")
ABOUT_MATCH = True
LABELS = ("looks for",)
"""What its lists of patterns are for, in the order of `phrases`, for `explain`."""

_DEFAULTS = {"denied": "allowed", "quoted": "allowed", "asked": "counts", "reported": "counts"}
_NOTES = {
    "fr": "Il manque dans la publication : {missing}.",
    "en": "What is missing in the post: {missing}.",
}


@dataclass(frozen=True, slots=True)
class Body:
    statement: Phrases
    guards: tuple[str, ...]
    """Names of the guards under which a match does not count."""
    whole_post: bool = False


def read(fields: Mapping[str, Node], author: Author) -> Body:
    if "forbidden" in fields:
        yamlfile.choice(fields["forbidden"], ("post",), "post", of="forbidden")
        if "when" not in fields:
            fields["forbidden"].fault("“forbidden: post” needs a “when”", "Without one, no post at all could go out.")
        return Body(Phrases(), (), whole_post=True)
    key = "topic" if "topic" in fields else "claim"
    guards = []
    for name, default in _DEFAULTS.items():
        default = "counts" if key == "topic" else default
        if yamlfile.choice(fields.get(name), ("allowed", "counts"), default, of=name) == "allowed":
            guards.append(name)
    statement = author.phrases(fields[key], of=key)
    return Body(statement, tuple(guards))


def phrases(body: Body) -> Iterable[Phrases]:
    return (body.statement,)


def needed(body: Body) -> Phrases | None:
    return None if body.whole_post else body.statement


def check(rule: Rule, draft: Draft) -> Iterator[Finding]:
    body: Body = rule.body
    if body.whole_post:
        answer = decided(rule, draft, None)
        if answer:
            yield Finding(None, unknown_in(answer))
        return
    note = _NOTES[draft.language].format(missing=rule.scope.requires) if rule.scope.requires else ""
    for match in draft.analysis.find(body.statement):
        if any(GUARDS[name](match) for name in body.guards):
            continue
        answer = decided(rule, draft, match)
        if answer:
            yield Finding(
                rule.scope.extended(draft.around, match),
                unknown_in(answer),
                note=note,
            )
