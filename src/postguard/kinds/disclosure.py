"""`disclosure`: a mention that is owed and missing, misplaced, too vague, or out of date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from postguard import yamlfile
from postguard.analysis import Analysis, Match
from postguard.guards import denied
from postguard.kinds.base import Draft, Finding, decided
from postguard.lists import LANGUAGES, Author
from postguard.matcher import Phrases
from postguard.model import Rule, Span
from postguard.yamlfile import Node

KEYS: Mapping[str, str] = {
    "disclosure": "accepted wordings of the mention; by language, or under all: when several are owed",
    "insufficient": "wordings that look like the mention and do not count",
    "outdated": "wordings that counted once and no longer do",
    "where": "the place of the mention; all of a list must hold",
}
NAMING = ("disclosure",)
ABOUT_MATCH = False

PLACES: Mapping[str, str] = {
    "anywhere": "anywhere in the post",
    "first line": "on the first line that has text",
    "first sentence": "in the first sentence",
    "first N characters": "among the first N characters",
    "before hashtags": "before any other hashtag",
    "outside hashtags": "not as a hashtag, nor in one",
    "own line": "alone on a line",
}
_CHARACTERS = re.compile(r"first (\d+) characters")

_NOTES = {
    "fr": {
        "insufficient": "Cette mention ne suffit pas.",
        "outdated": "Cette formule n'est plus en vigueur.",
        "misplaced": "La mention est là, mais pas à sa place : {where}.",
        "missing": "Il manque : {missing}.",
    },
    "en": {
        "insufficient": "This wording does not count.",
        "outdated": "This wording is no longer in force.",
        "misplaced": "The mention is there, but not in its place: {where}.",
        "missing": "Missing: {missing}.",
    },
}
_WHERE_FR = {
    "anywhere": "n'importe où",
    "first line": "sur la première ligne",
    "first sentence": "dans la première phrase",
    "before hashtags": "avant les mots-dièse",
    "outside hashtags": "hors des mots-dièse",
    "own line": "seule sur sa ligne",
}


@dataclass(frozen=True, slots=True)
class Owed:
    """One mention that is owed, in any of its wordings."""

    wordings: Phrases
    shown: str
    """The first wordings as the charter writes them, for messages."""


@dataclass(frozen=True, slots=True)
class Body:
    owed: tuple[Owed, ...]
    insufficient: Phrases
    outdated: Phrases
    where: tuple[str, ...]


def read(fields: Mapping[str, Node], author: Author) -> Body:
    node = fields["disclosure"]
    several = node.get("all")
    if several is not None and all(key.text == "all" for key, _ in node.entries or ()):
        owed = tuple(_owed(item, author) for item in (several.items or tuple(several.lines()) or (several,)))
    else:
        owed = (_owed(node, author),)
    places = yamlfile.texts(fields.get("where"), of="where")
    where = []
    for place in places:
        name = " ".join(str(place.text).casefold().split())
        if name not in PLACES and not _CHARACTERS.fullmatch(name):
            place.fault(f"“where” cannot be “{place.text}”", yamlfile.closest(name, PLACES))
        elif name == "first N characters":
            place.fault("say how many characters", "Write, for example, first 125 characters.")
        else:
            where.append(name)
    return Body(
        owed,
        author.phrases(fields.get("insufficient"), of="insufficient", loose=True),
        author.phrases(fields.get("outdated"), of="outdated", loose=True),
        tuple(where),
    )


def _owed(node: Node, author: Author) -> Owed:
    wordings = author.phrases(node, of="disclosure", loose=True)
    parts = [value for key, value in node.entries if key.text in (*LANGUAGES, "all")] if node.entries else [node]
    shown = [str(line.text) for part in parts for line in yamlfile.texts(part, of="disclosure")[:2]]
    return Owed(wordings, " / ".join(dict.fromkeys(shown)))


def phrases(body: Body) -> Iterable[Phrases]:
    return (*(owed.wordings for owed in body.owed), body.insufficient, body.outdated)


def check(rule: Rule, draft: Draft) -> Iterator[Finding]:
    # A picture's alternative text or a first comment owes nothing of its own; the post does.
    if draft.part:
        return
    body: Body = rule.body
    answer = decided(rule, draft, None)
    if not answer:
        return
    unknown = answer if isinstance(answer, frozenset) else frozenset()
    for owed in body.owed:
        found = [match for match in draft.analysis.find(owed.wordings) if not denied(match)]
        if any(all(_placed(place, match, draft.analysis) for place in body.where) for match in found):
            continue
        yield _fault(body, owed, found, draft, unknown)


def _fault(body: Body, owed: Owed, found: list[Match], draft: Draft, unknown: frozenset[str]) -> Finding:
    notes = _NOTES[draft.language]
    if found:
        where = ", ".join(_WHERE_FR.get(p, p) if draft.language == "fr" else PLACES.get(p, p) for p in body.where)
        return Finding(found[0].span, unknown, notes["misplaced"].format(where=where))
    for name in ("outdated", "insufficient"):
        for match in draft.analysis.find(getattr(body, name)):
            return Finding(match.span, unknown, notes[name])
    return Finding(None, unknown, notes["missing"].format(missing=owed.shown))


def _placed(place: str, match: Match, analysis: Analysis) -> bool:
    text, span = analysis.text, match.span
    if characters := _CHARACTERS.fullmatch(place):
        return span.end <= int(characters[1])
    match place:
        case "first line":
            return not text[: span.start].strip() or "\n" not in text[: span.end].lstrip()
        case "first sentence":
            return match.sentences[-1] == match.view.tokens.items[match.view.tokens.visible[0]].sentence
        case "before hashtags":
            tags = [group for group in match.view.tokens.groups if group.kind == "hashtag"]
            first = match.view.tokens.reading.as_written(tags[0].start, tags[0].end) if tags else Span(len(text), 0)
            return span.start <= first.start
        case "outside hashtags":
            tokens = match.view.tokens
            group = tokens.items[tokens.visible[match.hit.start]].group
            return group < 0 or tokens.groups[group].kind != "hashtag"
        case "own line":
            begin = text.rfind("\n", 0, span.start) + 1
            end = text.find("\n", span.end)
            rest = text[begin : span.start] + text[span.end : end if end >= 0 else len(text)]
            return not any(character.isalnum() for character in rest)
    return True
