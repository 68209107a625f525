"""What `explain` says of a rule and of a clause, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from textwrap import wrap

from postguard.analysis import ANY, Analysis, Match
from postguard.checker import Checker
from postguard.conditions import Circumstances, Condition, Named, TextTest, Thread, Window, holds
from postguard.fields import FieldTest
from postguard.guards import GUARDS
from postguard.kinds import KINDS
from postguard.matcher import Phrases
from postguard.model import Charter, Post, Rule
from postguard.tokens import UNSEEN, Token
from postguard.typed import Slot

WIDTH = 96
SHOWN_FORMS = 14
SHOWN_PATTERNS = 40


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


def explain_rule(rule: Rule) -> Iterator[str]:
    """A rule: its clause, what it looks for with all forms, when it applies, its examples."""
    path, line, _ = rule.place
    yield f"{rule.id}  ({rule.kind}, {rule.severity})  {path}:{line}"
    yield f"clause {rule.clause.number}  {rule.clause.title}".rstrip()
    yield f"why      {rule.advice.message}"
    if rule.advice.instead:
        yield f"instead  {rule.advice.instead}"
    labels = getattr(KINDS[rule.kind], "LABELS", ())
    for number, phrases in enumerate(KINDS[rule.kind].phrases(rule.body)):
        shown = list(_phrases(phrases))
        if shown:
            yield labels[number] if number < len(labels) else "looks for"
            yield from (f"    {text}" for text in shown[:SHOWN_PATTERNS])
            if len(shown) > SHOWN_PATTERNS:
                yield f"    … and {len(shown) - SHOWN_PATTERNS} more"
    for name, conditions in (("when", rule.scope.when), ("unless", rule.scope.unless)):
        for condition in conditions:
            yield f"{name:8} {_condition(condition)}"
    if rule.scope.requires:
        yield f"requires {rule.scope.requires}"
    for kind in ("bad", "good"):
        for example in getattr(rule.examples, kind):
            yield f"{kind:8} {example.text.strip()}"


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


def explain_why(charter: Charter, rule: Rule, post: Post) -> Iterator[str]:
    """Why a rule fires on a post, or does not: patterns, guards, conditions, place."""
    alone = Checker(replace(charter, rules=(rule,)))
    result = alone.check(post)
    verdict = {"violations": "fires", "clean": "does not fire", "unchecked": "is not decided"}[result.verdict]
    yield f"{rule.id} {verdict}"
    for dependency in result.depends:
        yield f"    it depends on the {dependency.field}, which the post does not say"
    analysis = alone.analyst.analyse(post.text, post.language)
    around = alone.circumstances(post, analysis)
    guards: tuple[str, ...] = getattr(rule.body, "guards", ())
    found = False
    for phrases in KINDS[rule.kind].phrases(rule.body):
        for match in analysis.find(phrases, languages=ANY if rule.kind == "confidential" else None):
            found = True
            span = match.span
            yield f"    found “{post.text[span.start : span.end]}”" + (
                " behind a disguise" if match.view.disguise else ""
            )
            for name, guard in GUARDS.items():
                if guard(match):
                    held = "so it does not count" if name in guards else "which does not excuse it in this rule"
                    yield f"        {name}: {held}"
            if rule.kind != "disclosure":
                yield from (f"        {line}" for line in _scope(rule, around, match))
    if not found:
        languages = ", ".join(sorted(analysis.languages)) or "undecided"
        yield f"    none of its patterns stands in the text (language: {languages}); see explain --text"
    if rule.kind == "disclosure":
        yield from (f"    {line}" for line in _scope(rule, around, None))
        for violation in result.violations:
            yield f"    {violation.message}"


def _scope(rule: Rule, around: Circumstances, match: Match | None) -> Iterator[str]:
    """The answer of every condition of the rule."""
    if match is not None and rule.scope.is_free(around.analysis, match):
        yield "free: the rule's allowed words are here"
    for name, conditions in (("when", rule.scope.when), ("unless", rule.scope.unless)):
        for condition in conditions:
            answer = holds(condition, around, match, overlap=name == "unless")
            said = "yes" if answer is True else "no" if answer is False else f"unknown: {', '.join(sorted(answer))}"
            yield f"{name} {_condition(condition)}: {said}"


def _token(token: Token) -> str:
    """A token as matchers compare it, with its kind unless it is a word; in brackets when they do not see it."""
    shown = token.norm.strip() or "¶"
    text = shown if token.kind == "WORD" else f"{shown}/{token.kind.lower()}"
    return f"[{text}]" if token.kind in UNSEEN else text


def _phrases(phrases: Phrases) -> Iterator[str]:
    for run in phrases.runs:
        if run.made:
            continue  # names and project words in one piece: said once in the documentation
        language = f"  [{run.language}]" if run.language else ""
        yield " ".join(filter(None, (_slot(slot) for slot in run.slots))) + language
    for gapped in phrases.gapped:
        pieces = ["{" + " | ".join(list(_phrases(piece))[:6]) + "}" for piece in gapped.pieces]
        joined = pieces[0]
        for limit, piece in zip(gapped.limits, pieces[1:], strict=True):
            joined += f" ...{limit or ''} {piece}"
        yield joined + (f"  [{gapped.language}]" if gapped.language else "")
    for part in phrases.parts:
        yield from _phrases(part)


def _slot(slot: Slot) -> str:
    if slot.mask:
        return f"<{slot.mask}>"
    if slot.written:
        return f"={slot.written}"
    if slot.norms is None:
        return slot.regex.strip("^$") or "/".join(slot.kinds).lower() if not slot.many else ""
    listed = sorted(slot.norms, key=lambda word: (len(word), word))
    shown = "|".join(listed[:SHOWN_FORMS]) + ("|…" if len(listed) > SHOWN_FORMS else "")
    return f"({shown})" if slot.many == "?" else f"[{shown}]" if len(listed) > 1 else shown


def _condition(condition: Condition) -> str:
    return " or ".join(" and ".join(_test(test) for test in branch) for branch in condition)


def _test(test: object) -> str:
    match test:
        case FieldTest():
            return f"{test.field} is {' or '.join(sorted(test.values))}"
        case Window():
            since = f"from {test.start.isoformat(' ', 'minutes')}" if test.start else ""
            until = f"until {test.end.isoformat(' ', 'minutes')}" if test.end else ""
            return f"it goes out {since} {until}".replace("  ", " ").strip()
        case TextTest():
            pieces = [" | ".join(list(_phrases(piece))[:4]) for piece in test.pieces]
            return f"{test.where}: {' + '.join('{' + piece + '}' for piece in pieces)}"
        case Thread():
            return "it is a thread" if test.wanted else "it is no thread"
        case Named():
            return f"{test.name} ({_condition(test.condition)})"
    return ""
