"""`disclosure`: a mention that is owed and missing, misplaced, too vague, or out of date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from postguard import yamlfile
from postguard.analysis import ANY, Analysis, Match
from postguard.guards import denied
from postguard.kinds.base import Draft, Finding, decided, unknown_in
from postguard.lists import LANGUAGES, OTHERS, Author
from postguard.model import Rule, Span
from postguard.networks import before_fold
from postguard.phrases import Phrases
from postguard.threads import parts
from postguard.yamlfile import Node

KEYS: Mapping[str, str] = {
    "disclosure": "accepted wordings of the mention; by language, or under all: when several are owed",
    "equivalent": "wordings that are accepted too, though the charter does not name them",
    "insufficient": "wordings that look like the mention and do not count",
    "outdated": "wordings that counted once and no longer do",
    "language": "`post language`: the mention is owed in every language of the post",
    "where": "the place of the mention; all of a list must hold",
}
NAMING = ("disclosure",)
ABOUT_MATCH = False

PLACES: Mapping[str, str] = {
    "anywhere": "anywhere in the post",
    "first line": "on the first line that has text",
    "first sentence": "in the first sentence",
    "first N characters": "among the first N characters",
    "before the fold": "before the network's “more”",
    "first post of a thread": "in the first post when the text is a thread",
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
        "language": "La mention est due dans la langue de la publication.",
    },
    "en": {
        "insufficient": "This wording does not count.",
        "outdated": "This wording is no longer in force.",
        "misplaced": "The mention is there, but not in its place: {where}.",
        "missing": "Missing: {missing}.",
        "language": "The mention is owed in the language of the post.",
    },
}
_WHERE_FR = {
    "anywhere": "n'importe où",
    "first line": "sur la première ligne",
    "first sentence": "dans la première phrase",
    "before the fold": "avant « plus »",
    "first post of a thread": "dans le premier message du fil",
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
    spoken: frozenset[str] = frozenset()
    """The languages that it has wordings of its own for."""


@dataclass(frozen=True, slots=True)
class Body:
    owed: tuple[Owed, ...]
    insufficient: Phrases
    outdated: Phrases
    where: tuple[str, ...]
    each_language: bool = False
    """Owed in every language of the post that the mention has wordings for."""
    language_clause: str = ""
    """Clause broken when the mention is there in another language only."""


def read(fields: Mapping[str, Node], author: Author) -> Body:
    node = fields["disclosure"]
    several = node.get("all")
    if several is not None and all(key.text == "all" for key, _ in node.entries or ()):
        owed = tuple(_owed(item, author) for item in (several.items or tuple(several.lines()) or (several,)))
    else:
        one = _owed(node, author)
        same = author.phrases(fields.get("equivalent"), of="equivalent", loose=True)
        wordings = one.wordings | same
        owed = (Owed(wordings, one.shown, wordings.languages()),)
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
        author.mentions_language or _each_language(fields.get("language")),
        author.mentions_clause,
    )


def _each_language(node: Node | None) -> bool:
    return node is not None and yamlfile.choice(node, ("post language",), "post language", of="language") != ""


def _owed(node: Node, author: Author) -> Owed:
    wordings = author.phrases(node, of="disclosure", loose=True)
    parts = [
        (str(key.text), value) for key, value in node.entries or () if key.text in (*LANGUAGES, *OTHERS, "all")
    ] or [("all", node)]
    shown = [
        author.wording(str(line.text), None if language == "all" else language)
        for language, part in parts
        for line in yamlfile.texts(part, of="disclosure")[:2]
    ]
    return Owed(wordings, " / ".join(dict.fromkeys(shown)), wordings.languages())


def phrases(body: Body) -> Iterable[Phrases]:
    return (*(owed.wordings for owed in body.owed), body.insufficient, body.outdated)


def needed(body: Body) -> Phrases | None:
    return None


def check(rule: Rule, draft: Draft) -> Iterator[Finding]:
    # A picture's alternative text or a first comment owes nothing of its own; the post does.
    if draft.part:
        return
    body: Body = rule.body
    answer = decided(rule, draft, None)
    if not answer:
        return
    unknown = unknown_in(answer)
    network = draft.around.fields.get("network")
    if "before the fold" in body.where and network is None:
        unknown |= {"network"}

    def made(wordings: Phrases, languages: frozenset[str]) -> tuple[list[Match], list[Match]]:
        """Mentions that are there in these languages, and those of them that are in their place."""
        # A mention broken by invisible characters or spelled with look-alikes is none: networks and readers lose it.
        matches = draft.analysis.find(wordings, languages=languages)
        there = [m for m in matches if m.readable and not denied(m)]
        return there, [m for m in there if all(_placed(p, m, draft.analysis, network) for p in body.where)]

    for owed in body.owed:
        spoken = draft.analysis.languages
        found, placed = made(owed.wordings, spoken)
        # In every language of the post that it has wordings for; those without a language are for all.
        each = sorted(spoken & owed.spoken) if body.each_language else []
        if placed and all(made(owed.wordings, frozenset({language}))[1] for language in each):
            continue
        foreign = placed or made(owed.wordings, ANY)[1]
        if foreign and (body.each_language or not found):
            yield Finding(foreign[0].span, unknown, body.language_clause, _NOTES[draft.language]["language"])
        else:
            yield _fault(body, owed, found, draft, unknown)


def _fault(body: Body, owed: Owed, found: list[Match], draft: Draft, unknown: frozenset[str]) -> Finding:
    notes = _NOTES[draft.language]
    if found:
        where = ", ".join(_WHERE_FR.get(p, p) if draft.language == "fr" else PLACES.get(p, p) for p in body.where)
        return Finding(found[0].span, unknown, note=notes["misplaced"].format(where=where))
    for name in ("outdated", "insufficient"):
        for match in draft.analysis.find(getattr(body, name)):
            return Finding(match.span, unknown, note=notes[name])
    return Finding(None, unknown, note=notes["missing"].format(missing=owed.shown))


def _placed(place: str, match: Match, analysis: Analysis, network: str | None) -> bool:
    text, span = analysis.text, match.span
    if characters := _CHARACTERS.fullmatch(place):
        return span.end <= int(characters[1])
    match place:
        case "first line":
            return not text[: span.start].strip() or "\n" not in text[: span.end].lstrip()
        case "first sentence":
            return match.sentences[-1] == match.view.tokens.items[match.view.tokens.visible[0]].sentence
        case "before the fold":
            return network is None or before_fold(text, span.end, network)
        case "first post of a thread":
            return span.end <= parts(text)[0].end
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
