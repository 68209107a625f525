"""`confidential`: words that must not get out. Any spelling counts; denying or quoting does not excuse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from postguard.analysis import ANY, Analysis, Match
from postguard.conditions import NEAR
from postguard.kinds.base import Draft, Finding, decided, unknown_in
from postguard.lists import Author, known_names
from postguard.matcher import overlapping
from postguard.model import Rule
from postguard.phrases import Phrases, Run
from postguard.typed import Slot, words
from postguard.yamlfile import Node

KEYS: Mapping[str, str] = {
    "confidential": "patterns that must not get out, in any spelling",
    "code names": "names with an everyday sense: fire beside a project word, disguised, or written as a name",
    "names": "names nobody may give, such as <org> or <person>: all but those under allowed",
    "everyday": "words that show the everyday sense of the code names",
}
NAMING = ("confidential", "code names", "names")
ABOUT_MATCH = True
LABELS = ("looks for", "looks for the code names", "silent among", "fires beside")
"""What its lists of patterns are for, in the order of `phrases`, for `explain`."""

# A confidential word is one whoever writes it: of all fields only the date can free it.
_ASSUMED = frozenset({"role", "author", "network", "language"})
MOST_GLUED = 50
"""Names of one word that are looked for inside longer words; a vocabulary of names would make too many."""
SHORTEST_GLUED = 5
"""Letters a name must have to be looked for inside a longer word."""
_INDEFINITE = words("un", "une", "des", "a", "an", "some")


@dataclass(frozen=True, slots=True)
class Body:
    terms: Phrases
    code_names: Phrases
    everyday: Phrases
    cues: Phrases
    """Words that show that a project is meant (the shipped vocabulary `project-cues`)."""


def read(fields: Mapping[str, Node], author: Author) -> Body:
    if "everyday" in fields and "code names" not in fields:
        fields["everyday"].fault("“everyday” goes with “code names”", "Write the names under “code names”.")
    # What may be named is no name to look for.
    named = replace(author, known=author.known | known_names(fields.get("allowed")))
    cues = author.vocabulary("project-cues")
    terms = author.phrases(fields.get("confidential"), of="confidential")
    code_names = author.phrases(fields.get("code names"), of="code names")
    return Body(
        terms | glued(terms | code_names, cues) | named.phrases(fields.get("names"), of="names"),
        code_names,
        author.phrases(fields.get("everyday"), of="everyday"),
        cues if "code names" in fields else Phrases(),
    )


def glued(names: Phrases, cues: Phrases) -> Phrases:
    """Names of one word written in one piece with a project word or a number: #projethelios, HeliosProject, Helios2."""
    single = list(_single(names))
    if len(single) > MOST_GLUED:
        return Phrases()
    words = {word for norms in _single(cues) for word in norms}
    tails = [word for word in words if word.isalpha() and len(word) > 2] + [str(number) for number in range(31)]
    pieces = frozenset(
        joined
        for norms in single
        for name in norms
        if len(name) >= SHORTEST_GLUED
        for tail in tails
        for joined in ((name + tail,) if tail.isdigit() else (name + tail, tail + name))
    )
    return Phrases(runs=(Run((Slot(norms=pieces),), made=True),)) if pieces else Phrases()


def _single(phrases: Phrases) -> Iterator[frozenset[str]]:
    """The forms of each of its names of one word."""
    for part in phrases.every():
        yield from (run.slots[0].norms for run in part.runs if len(run.slots) == 1 and run.slots[0].norms)


def phrases(body: Body) -> Iterable[Phrases]:
    return (body.terms, body.code_names, body.everyday, body.cues)


def needed(body: Body) -> Phrases | None:
    return body.terms | body.code_names


def check(rule: Rule, draft: Draft) -> Iterator[Finding]:
    body: Body = rule.body
    found = draft.analysis.find(body.terms, languages=ANY)
    for match in draft.analysis.find(body.code_names, languages=ANY):
        if _meant(match, body, draft.analysis):
            found.append(match)
    for match in sorted(found, key=lambda m: m.span):
        answer = decided(rule, draft, match, assume=_ASSUMED)
        if answer:
            yield Finding(rule.scope.extended(draft.around, match), unknown_in(answer))


def _meant(match: Match, body: Body, analysis: Analysis) -> bool:
    """Whether a code name is used as one, decided in the order in which the signs are sure."""
    cues = [cue for cue in analysis.find(body.cues, languages=ANY) if cue.view is match.view]
    cues = [cue for cue in cues if not _shared(cue, match)]
    if any(_apart(cue, match) <= 1 or _same_tag(cue, match) for cue in cues) or not match.plain:
        return True
    everyday = [other for other in analysis.find(body.everyday, languages=ANY) if not _shared(other, match)]
    beside = any(set(other.sentences) & set(match.sentences) for other in everyday)
    name = _written_as_name(match)
    # « Un tilleul menthe pour finir la réunion »: a project word further off says less than an everyday one.
    if any(_near(cue, match) for cue in cues) and (name or not beside):
        return True
    return not beside if name else not everyday and not _after_article(match)


def _near(cue: Match, match: Match) -> bool:
    return _apart(cue, match) < NEAR // 2


def _apart(cue: Match, match: Match) -> int:
    """Words between the two; in two sentences they are far apart."""
    if not set(cue.sentences) & set(match.sentences):
        return NEAR
    return max(cue.hit.start - match.hit.end, match.hit.start - cue.hit.end)


def _same_tag(cue: Match, match: Match) -> bool:
    tokens = match.view.tokens
    group = tokens.items[tokens.visible[match.hit.start]].group
    return group >= 0 and group == tokens.items[tokens.visible[cue.hit.start]].group


def _shared(one: Match, other: Match) -> bool:
    return one.view is other.view and overlapping(one.hit, other.hit)


def _written_as_name(match: Match) -> bool:
    """A capital inside a sentence, in a hashtag, or all capitals."""
    tokens = match.view.tokens
    token = tokens.items[tokens.visible[match.hit.start]]
    word = tokens.reading.text[token.start : token.end]
    if not word[:1].isupper():
        return False
    before = match.hit.start - 1
    opens = before < 0 or match.view.sentence(before) != token.sentence
    return token.group >= 0 or not opens or (len(word) > 2 and word.isupper())


def _after_article(match: Match) -> bool:
    tokens, before = match.view.tokens, match.hit.start - 1
    return before >= 0 and tokens.items[tokens.visible[before]].norm in _INDEFINITE
