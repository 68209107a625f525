"""What `explain` says of a rule and of a clause, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from textwrap import wrap

from postguard.analysis import Analysis
from postguard.conditions import Condition, Named, Passed, TextTest, Thread, Window
from postguard.fields import FieldTest
from postguard.forms import listed
from postguard.kinds import KINDS
from postguard.lettering import without_accents
from postguard.lists import Written
from postguard.model import Charter, Rule
from postguard.phrases import Phrases
from postguard.tokens import UNSEEN, Token
from postguard.typed import Slot

WIDTH = 96
LONGEST = 160
"""Characters of one line: more is not read."""
SHOWN_FORMS = 5
SHOWN_PATTERNS = 40
SHOWN_VARIANTS = 2
SHOWN_LINES = 3


def explain_clause(charter: Charter, number: str) -> Iterator[str]:
    """The clause as people read it, and the rules that enforce it."""
    own = [rule for rule in charter.rules if rule.clause.number == number]
    clause = charter.clauses.get(number) or own[0].clause
    yield f"{clause.number}  {clause.title}".rstrip()
    yield from (f"    {line}" for line in wrap(clause.text, WIDTH))
    if not own:
        yield "No rule enforces this clause: only people do."
    for rule in own:
        yield f"  {rule.id} ({rule.kind}, {rule.severity}): {rule.advice.message}"


def explain_rule(rule: Rule, written: Sequence[Written] = (), trace: Sequence[Written] = ()) -> Iterator[str]:
    """A rule: its clause, what it looks for with some forms, when it applies, its examples.

    `written`: its lists of patterns as its author wrote them; `trace`: those of the whole charter.
    """
    path, line, _ = rule.place
    yield f"{rule.id}  ({rule.kind}, {rule.severity})  {path}:{line}"
    yield f"clause {rule.clause.number}  {rule.clause.title}".rstrip()
    yield f"why      {rule.advice.message}"
    if rule.advice.instead:
        yield f"instead  {rule.advice.instead}"
    yield from _patterns(written)
    labels = getattr(KINDS[rule.kind], "LABELS", ())
    for number, phrases in enumerate(KINDS[rule.kind].phrases(rule.body) if not written else ()):
        shown = list(said_phrases(phrases))
        if shown:
            yield labels[number] if number < len(labels) else "looks for"
            yield from (f"    {clipped(text)}" for text in shown[:SHOWN_PATTERNS])
            if len(shown) > SHOWN_PATTERNS:
                yield f"    … and {len(shown) - SHOWN_PATTERNS} more"
    for name, conditions in (("when", rule.scope.when), ("unless", rule.scope.unless)):
        for condition in conditions:
            yield clipped(f"{name:8} {said_condition(condition, trace)}")
    if rule.scope.requires:
        yield f"requires {rule.scope.requires}"
    for kind in ("bad", "good"):
        for example in getattr(rule.examples, kind):
            yield f"{kind:8} {example.text.strip()}"


def _patterns(written: Sequence[Written]) -> Iterator[str]:
    """The patterns of a rule, each with what it stands for."""
    for some in written:
        yield f"{LABELS.get(some.of, some.of)}"
        for line in some.lines[:SHOWN_PATTERNS]:
            pattern = " ".join(str(line.node.text).split())
            variants = list(said_phrases(replace(line.phrases, parts=())))
            said = "  |  ".join(variants[:SHOWN_VARIANTS]) + (" | …" if len(variants) > SHOWN_VARIANTS else "")
            language = f"  [{line.language}]" if line.language else ""
            same = not said or said.replace("{", "").replace("}", "") == pattern
            yield clipped(f"    {pattern}{language}" + ("" if same else f"  =  {said}"))
        if len(some.lines) > SHOWN_PATTERNS:
            yield f"    … and {len(some.lines) - SHOWN_PATTERNS} more"


def written_in(rule: Rule, charter: Charter, trace: Sequence[Written]) -> list[Written]:
    """Of all lists of patterns of a charter those that stand in a rule and are looked for."""
    path, begin, _ = rule.place
    rules = (*charter.rules, *charter.dormant)
    end = min((r.place.line for r in rules if r.place.path == path and r.place.line > begin), default=None)
    return [
        some
        for some in trace
        if some.lines and some.of in LABELS
        for node in (some.lines[0].node,)
        if node.file.path == path and begin <= node.line and (end is None or node.line < end)
    ]


LABELS: Mapping[str, str] = {
    "confidential": "looks for",
    "code names": "looks for the code names",
    "names": "looks for",
    "everyday": "silent among",
    "claim": "looks for",
    "topic": "looks for",
    "disclosure": "asks for",
    "equivalent": "is content with",
    "insufficient": "is not content with",
    "outdated": "no longer content with",
}
"""Key of a list of patterns → what the rule does with it."""


def explain_text(analysis: Analysis) -> Iterator[str]:
    """A text as the matchers see it: as written and as read, its language, its sentences with their tokens."""
    spoken = " and ".join(sorted(analysis.languages)) or "undecided, so every language's patterns are looked for"
    yield f"language  {spoken}"
    for number, view in enumerate(analysis.views):
        tokens = view.tokens
        written, read = tokens.reading.written, tokens.reading.text
        if number == 0:
            yield from (f"written   {line}" for line in written.splitlines())
        if read != written:
            label = "decoded" if view.disguise else "read"
            yield from (f"{label:8}  {line}" for line in read.splitlines())
        if number and not view.disguise:
            continue
        for sentence in sorted({token.sentence for token in tokens.items}):
            inside = [token for token in tokens.items if token.sentence == sentence]
            yield f"sentence  {read[inside[0].start : inside[-1].end].strip()}"
            yield from (f"    {line}" for line in wrap("  ".join(map(_token, inside)), WIDTH - 4))
        for group in tokens.groups:
            yield f"{group.kind:8}  {read[group.start : group.end]}"
        for quote in tokens.quotes:
            yield f"quoted    {read[quote.start : quote.end].strip()}"


def _token(token: Token) -> str:
    """A token as matchers compare it, with its kind unless it is a word; in brackets when they do not see it."""
    shown = token.norm.strip() or "¶"
    text = shown if token.kind == "WORD" else f"{shown}/{token.kind.lower()}"
    return f"[{text}]" if token.kind in UNSEEN else text


def said_phrases(phrases: Phrases) -> Iterator[str]:
    for run in phrases.runs:
        if run.made:
            continue  # names and project words in one piece: said once in the documentation
        language = f"  [{run.language}]" if run.language else ""
        yield " ".join(filter(None, (said_slot(slot) for slot in run.slots))) + language
    for gapped in phrases.gapped:
        listed = [list(said_phrases(piece))[:6] for piece in gapped.pieces]
        pieces = [some[0] if len(some) == 1 else "{" + " | ".join(some) + "}" for some in listed]
        joined = pieces[0]
        for limit, piece in zip(gapped.limits, pieces[1:], strict=True):
            joined += f" ...{limit or ''} {piece}"
        yield joined + (f"  [{gapped.language}]" if gapped.language else "")
    for part in phrases.parts:
        yield from said_phrases(part)


def said_slot(slot: Slot) -> str:
    if slot.mask:
        return f"<{slot.mask}>"
    if slot.written:
        return f"={slot.written}"
    if slot.norms is None:
        return slot.regex.strip("^$") or "/".join(slot.kinds).lower() if not slot.many else ""
    words = known_forms(slot.norms)
    shown = "|".join(words[:SHOWN_FORMS]) + ("|…" if len(words) > SHOWN_FORMS else "")
    return f"({shown})" if slot.many == "?" else f"[{shown}]" if len(words) > 1 else shown


def known_forms(norms: frozenset[str]) -> list[str]:
    """Of the forms of a word those that people know, shortest first: with its accents, and as dictionaries have it."""
    accented = {without_accents(word): word for word in sorted(norms, key=lambda word: (not word.isascii(), word))}
    words = sorted(accented.values(), key=lambda word: (len(word), word))
    known = [word for word in words if listed(word)]
    # A name, or a word of another language, is known as it stands in the pattern: what was put behind it is guessed.
    return known or [word for word in words if len(word) == len(words[0])]


def clipped(line: str, longest: int = LONGEST) -> str:
    return line if len(line) <= longest else f"{line[: longest - 2]} …"


def said_condition(condition: Condition, trace: Sequence[Written] = ()) -> str:
    """A condition in the words of its author, as far as `trace` has them."""
    return " or ".join(" and ".join(said_test(test, trace) for test in branch) for branch in condition)


def said_test(test: object, trace: Sequence[Written] = ()) -> str:
    match test:
        case FieldTest():
            return f"{test.field} is {' or '.join(sorted(test.values))}"
        case Window():
            since = f"from {test.start.isoformat(' ', 'minutes')}" if test.start else ""
            until = f"until {test.end.isoformat(' ', 'minutes')}" if test.end else ""
            return f"it goes out {since} {until}".replace("  ", " ").strip()
        case TextTest():
            return f"{test.where}: {' + '.join(label(piece, trace, us=test.anyhow) for piece in test.pieces)}"
        case Passed():
            return f"the dates in the {test.where} have passed"
        case Thread():
            return "it is a thread" if test.wanted else "it is no thread"
        case Named():
            return f"${test.name} ({said_condition(test.condition, trace)})"
    return ""


def label(piece: Phrases, trace: Sequence[Written], *, us: bool = False) -> str:
    """A list by its first lines as they are written; `us`: it is the one of “about: us”, which nobody writes."""
    written = next((some for some in trace if some.phrases is piece), None)
    if written is None:
        shown = list(said_phrases(piece))
        lines = ["our names", "“we”"] if us else shown
    else:
        lines = [" ".join(str(line.node.text).split()) for line in written.lines]
    listed = " | ".join(lines[:SHOWN_LINES] + (["…"] if len(lines) > SHOWN_LINES else []))
    return listed if len(lines) == 1 else "{" + listed + "}"
