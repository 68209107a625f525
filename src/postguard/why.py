"""Why a rule fires on a post, or does not: the pattern that came nearest, the condition that is false, what held it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from postguard.analysis import ANY, Analysis, Match
from postguard.checker import Checker
from postguard.conditions import NEAR, Circumstances, Condition, Named, Test, TextTest, Window, holds
from postguard.explaining import clipped, known_forms, label, said_condition, said_phrases, said_test, written_in
from postguard.fields import FieldTest
from postguard.guards import GUARDS, denied
from postguard.kinds import KINDS
from postguard.kinds.base import Draft
from postguard.lists import Line, Written
from postguard.matcher import is_counted
from postguard.model import Charter, Post, Result, Rule, Span
from postguard.phrases import Gapped, Phrases, Run
from postguard.scope import Scope
from postguard.text import norm
from postguard.typed import Slot

SHOWN_MATCHES = 3
SHOWN_LINES = 3
"""Patterns of a list that stand for it in a message."""
LABEL = 72
"""Characters of a pattern or a condition that are shown."""
LEAST = 0.4
"""The share of a pattern that a text must have for the pattern to be called near."""
AROUND = 12
"""Words before and after a match among which is looked for what denies it."""


def explain_why(charter: Charter, rule: Rule, post: Post, trace: Sequence[Written] = ()) -> Iterator[str]:
    """The verdict on a post, and in a few lines what it rests on. `trace`: the lists of patterns as written."""
    yield from (clipped(line) for line in _Why(charter, rule, post, trace).lines())


@dataclass(frozen=True)
class _Why:
    charter: Charter
    rule: Rule
    post: Post
    trace: Sequence[Written]

    @cached_property
    def alone(self) -> Checker:
        return Checker(replace(self.charter, rules=(self.rule,)))

    @cached_property
    def result(self) -> Result:
        return self.alone.check(self.post)

    @cached_property
    def analysis(self) -> Analysis:
        return self.alone.analyst.analyse(self.post.text, self.post.language)

    @cached_property
    def around(self) -> Circumstances:
        return self.alone.circumstances(self.post, self.analysis)

    @property
    def fires(self) -> bool:
        return bool(self.result.violations)

    def lines(self) -> Iterator[str]:
        rule = self.rule
        verdict = {"violations": "fires", "clean": "does not fire", "unchecked": "is not decided"}
        yield f"{rule.id} {verdict[self.result.verdict]}"
        for dependency in self.result.depends:
            yield f"    it depends on the {dependency.field}, which the post does not say"
        yield from (f"    {problem.reason}" for problem in self.result.problems)
        lists = list(KINDS[rule.kind].phrases(rule.body))
        labels = getattr(KINDS[rule.kind], "LABELS", ())
        found = [(match, labels[n : n + 1]) for n, phrases in enumerate(lists) for match in self._find(phrases)]
        # Everyday and project words are what code names are judged by; nobody looks for them.
        meant = [match for match, label in found if not label or label[0].startswith("looks for")]
        for match in meant[:SHOWN_MATCHES]:
            yield f"    found “{self._words(match.span)}”" + (" behind a disguise" if match.view.disguise else "")
            if rule.kind != "disclosure":
                yield from (f"        {line}" for line in self._match(match))
        if len(meant) > SHOWN_MATCHES:
            yield f"    … and {len(meant) - SHOWN_MATCHES} more"
        if not meant and rule.kind != "disclosure" and any(lists):
            yield from (f"    {line}" for line in self._nearest())
        if rule.kind == "disclosure" or not any(lists):
            yield from (f"    {line}" for line in self._scope(None))
            yield from (f"    {violation.message}" for violation in self.result.violations)

    def _find(self, phrases: Phrases) -> list[Match]:
        return self.analysis.find(phrases, languages=ANY if self.rule.kind == "confidential" else None)

    def _words(self, span: Span) -> str:
        return " ".join(self.post.text[span.start : span.end].split())

    # What holds a match

    def _match(self, match: Match) -> Iterator[str]:
        guards: tuple[str, ...] = getattr(self.rule.body, "guards", ())
        for name, guard in GUARDS.items():
            if guard(match):
                by = self._cause(match, name) if name in ("denied", "quoted") else ""
                held = "so it does not count" if name in guards else "which does not excuse it in this rule"
                yield f"{name}{by}: {held}"
        if self.rule.kind == "confidential" and not self._meant(match):
            everyday = [o for o in self._find(self.rule.body.everyday) if o.span != match.span]
            said = f"everyday “{self._words(everyday[0].span)}” stands there" if everyday else "not written as a name"
            yield f"not taken for the code name: {said}, and no project word beside it"
        yield from self._scope(match)

    def _meant(self, match: Match) -> bool:
        """Whether the rule would fire on a match if it had no conditions: a code name may be an everyday word."""
        free = replace(self.rule, scope=Scope())
        draft = Draft(self.analysis, self.around, self.charter.language)
        return any(finding.span == match.span for finding in KINDS[self.rule.kind].check(free, draft))

    def _cause(self, match: Match, name: str) -> str:
        """Which word denies a match, or rejects what is quoted: the one without which it would not."""
        tokens = match.view.tokens
        begin, end = match.hit.start, match.hit.end
        before = range(begin - 1, max(begin - AROUND, 0) - 1, -1)
        inside = [i for gap in match.hit.gaps for i in range(*gap)]
        behind = range(end, min(end + AROUND, len(tokens.visible)))
        for index in (*inside, *before, *behind):
            token = tokens.items[tokens.visible[index]]
            if match.view.disguise or token.kind != "WORD":
                continue
            span = tokens.stretch(token.start, token.end)
            # A word that denies nothing stands for it, so that all the others keep their places.
            text = f"{self.post.text[: span.start]}voici{self.post.text[span.end :]}"
            changed = self.alone.analyst.analyse(text, self.post.language)
            others = [o for phrases in KINDS[self.rule.kind].phrases(self.rule.body) for o in changed.find(phrases)]
            same = [o for o in others if (o.hit.start, o.hit.end) == (begin, end)]
            if same and not GUARDS[name](same[0]):
                return f" by “{self._words(span)}”"
        return ""

    def _scope(self, match: Match | None) -> Iterator[str]:
        """The conditions that decide: those that are met when the rule fires, else those that are not."""
        scope = self.rule.scope
        if match is not None and scope.is_free(self.analysis, match):
            yield f"free: {self._freed_by(match)}"
        for name, conditions in (("when", scope.when), ("unless", scope.unless)):
            for condition in conditions:
                answer = holds(condition, self.around, match, overlap=name == "unless")
                if isinstance(answer, frozenset):
                    said = clipped(said_condition(condition, self.trace), LABEL)
                    yield f"{name} {said}: unknown: {', '.join(sorted(answer))}"
                    yield from (f"    {why}" for why in self._false(condition, match) if name == "when")
                elif name == "when" and not answer:
                    yield f"when {clipped(said_condition(condition, self.trace), LABEL)}: no"
                    whys = list(dict.fromkeys(self._false(condition, match)))
                    yield from (f"    {why}" for why in whys[:SHOWN_LINES])
                elif name == "when" or answer:
                    said = said_condition(condition, self.trace)
                    met = self._met(condition, match, name)
                    yield f"{name} {clipped(said, LABEL)}: yes{met}"

    def _freed_by(self, match: Match) -> str:
        scope, span = self.rule.scope, match.span
        for other in self.analysis.find(scope.allowed):
            if other.span.start <= span.start and span.end <= other.span.end:
                return f"“{self._words(other.span)}” is allowed"
        for other in self.analysis.find(scope.allowed_sentence):
            if set(other.sentences) & set(match.sentences):
                return f"“{self._words(other.span)}” is an allowed sentence"
        return "the rule's allowed words are here"

    def _met(self, condition: Condition, match: Match | None, name: str) -> str:
        """What meets a condition of words."""
        if len(condition) == 1 and not any(isinstance(test, TextTest | Named) for test in condition[0]):
            return ""
        for branch in condition:
            if all(holds(((test,),), self.around, match, overlap=name == "unless") is True for test in branch):
                said = [
                    f"“{words}”" for test in branch if isinstance(test, TextTest) for words in self._held(test, match)
                ]
                other = [said_test(test, self.trace) for test in branch if not isinstance(test, TextTest | Named)]
                return f" ({', '.join(said + other)})" if said or other else ""
        return ""

    def _held(self, test: TextTest, match: Match | None) -> Iterator[str]:
        """Of each list of a test, words that stand there."""
        for piece in test.pieces:
            found = self._heard(piece, test)
            near = [o for o in found if match is None or set(o.sentences) & set(match.sentences)] or found
            near = [o for o in near if match is None or o.span != match.span] or near
            yield from (self._words(other.span) for other in near[:1])

    # What is false in a condition

    def _false(self, condition: Condition, match: Match | None) -> Iterator[str]:
        several = len(condition) > 1
        for branch in condition[:SHOWN_LINES]:
            false = [test for test in branch if holds(((test,),), self.around, match) is False]
            for test in false[:1] if several else false:
                yield from self._why_false(test, match)

    def _why_false(self, test: Test, match: Match | None) -> Iterator[str]:
        match test:
            case FieldTest():
                value = self.around.fields.get(test.field)
                yield f"the {test.field} is {f'“{value}”' if value else 'not said'}"
            case Window():
                moment = self.around.moment
                yield f"it goes out {moment.isoformat(' ', 'minutes')}" if moment else "its date could not be read"
            case TextTest():
                yield from self._absent(test, match)
            case Named():
                yield from self._false(test.condition, match)

    def _absent(self, test: TextTest, match: Match | None) -> Iterator[str]:
        there = {"sentence": "in its sentence", "near": f"within {NEAR} words", "says": "in the text"}
        place = there.get(test.where, f"{test.where} it in its sentence")
        missing = False
        for piece in test.pieces:
            found = self._heard(piece, test)
            said = f"none of {label(piece, self.trace, us=test.anyhow)} stands {place}"
            if match is not None and not test.anyhow and found and all(o.span == match.span for o in found):
                missing = True
                yield f"{said}: nothing stands beside itself"
            elif not holds((((replace(test, pieces=(piece,))),),), self.around, match):
                missing = True
                denials = [
                    o for o in self.analysis.find(piece) if not test.denials and not test.anyhow and denied(o, match)
                ]
                other = next((self._words(o.span) for o in found), "")
                if other and test.where != "says":
                    yield f"{said}; “{other}” stands elsewhere: says: looks in the whole post"
                elif denials:
                    yield f"{said} but “{self._words(denials[0].span)}”, which is denied"
                else:
                    yield said
        if not missing:
            yield f"all are there, but not {place} together, or one stretch of words would stand for two"

    def _heard(self, piece: Phrases, test: TextTest) -> list[Match]:
        found = self.analysis.find(piece)
        return [o for o in found if test.denials or test.anyhow or not denied(o)]

    # The pattern that came nearest

    def _nearest(self) -> Iterator[str]:
        best: tuple[float, str] = (0.0, "")
        written = [some for some in written_in(self.rule, self.charter, self.trace) if some.of != "everyday"]
        for line in (line for some in written for line in some.lines):
            if (match := next(iter(self.analysis.find(line.phrases, languages=ANY)), None)) is not None:
                spoken = " and ".join(sorted(self.analysis.languages))
                yield f"“{self._words(match.span)}” stands there, but {line.node.text} is for {line.language} posts"
                yield f"and this one reads as {spoken}"
                return
            for score, said in self._nearness(line):
                best = max(
                    best,
                    (score, f"nearest: {clipped(str(line.node.text).strip(), LABEL)} – {said}"),
                    key=lambda b: b[0],
                )
        spoken = " and ".join(sorted(self.analysis.languages)) or "undecided"
        if best[0] >= LEAST:
            yield best[1]
        else:
            yield f"none of its patterns stands in the text (language: {spoken}); see explain --text"

    def _nearness(self, line: Line) -> Iterator[tuple[float, str]]:
        for phrases in line.phrases.every():
            for run in phrases.runs:
                if not run.made and len(run.slots) > 1:
                    yield self._of_run(run, line)
            for gapped in phrases.gapped:
                yield self._of_gapped(gapped, line)

    def _of_run(self, run: Run, line: Line) -> tuple[float, str]:
        """How much of words in a row stands in the text."""
        slots = [slot for slot in run.slots if slot.many not in ("?", "*")]
        there = {id(slot): word for slot in slots if (word := self._standing(slot))}
        score = sum(map(_weight, there.values()))
        score /= (score + len(slots) - len(there)) or 1.0
        found = _quoted(there[id(slot)] for slot in slots if id(slot) in there)
        missing = _quoted(_shown(slot, line) for slot in slots if id(slot) not in there)
        if missing:
            return score * 0.9, f"found {found}, not {missing}"
        return score, f"{found} stand there, but not in a row"

    def _standing(self, slot: Slot) -> str:
        """A word of the text that a test of one token holds for."""
        tokens = self.analysis.views[0].tokens
        for index in tokens.visible:
            token = tokens.items[index]
            if slot.norms is not None and token.norm in slot.norms:
                return tokens.reading.text[token.start : token.end]
        return ""

    def _of_gapped(self, gapped: Gapped, line: Line) -> tuple[float, str]:
        """How much of a pattern with gaps stands in the text, and what is wrong with its gaps."""
        found = [[m for m in self._find(piece) if not m.view.disguise] for piece in gapped.pieces]
        labels = [_pieces(line, gapped, number) for number in range(len(gapped.pieces))]
        there = _quoted(self._words(matches[0].span) for matches in found if matches)
        if not all(found):
            missing = _quoted(label for label, matches in zip(labels, found, strict=True) if not matches)
            score = sum(_weight(self._words(matches[0].span)) for matches in found if matches) / len(found)
            return 0.95 * score, f"found {there}, not {missing}"
        for first, second, limit in zip(found, found[1:], gapped.limits, strict=True):
            pairs = [(b.hit.start - a.hit.end, a, b) for a in first for b in second]
            ahead = [pair for pair in pairs if pair[0] >= 0]
            if not ahead:
                return 1.0, f"found {there}, in another order"
            _, one, other = min(ahead, key=lambda pair: (pair[1].sentences[-1] != pair[2].sentences[0], pair[0]))
            tokens = one.view.tokens
            between = (tokens.items[i] for i in tokens.visible[one.hit.end : other.hit.start])
            apart = sum(map(is_counted, between))
            both = f"“{self._words(one.span)}” and “{self._words(other.span)}”"
            if one.sentences[-1] != other.sentences[0]:
                return 1.0, f"{both} stand in two sentences; a gap (...) ends with the sentence"
            if limit is not None and apart > limit:
                return 1.0, f"{both} are {apart} words apart, at most {limit}"
        return 1.0, f"found {there}, not together"


def _weight(word: str) -> float:
    """Little words (de, we) bring no pattern near."""
    return 0.2 if len(word) < 4 and word.isalpha() else 1.0


def _quoted(words: Iterator[str]) -> str:
    return " and ".join(f"“{word}”" for word in list(dict.fromkeys(words))[:SHOWN_LINES])


def _shown(slot: Slot, line: Line) -> str:
    """A word that is missing: as the pattern writes it, else a form or two."""
    if slot.norms is None:
        return f"<{slot.mask}>" if slot.mask else "/".join(slot.kinds).lower() or "a figure"
    written = [
        word for word in norm(str(line.node.text)).replace("(", " ").replace(")", " ").split() if word in slot.norms
    ]
    return (written or known_forms(slot.norms))[0]


def _pieces(line: Line, gapped: Gapped, number: int) -> str:
    """What a pattern writes between two gaps."""
    text, depth, parts, at = str(line.node.text).strip(), 0, [""], 0
    while at < len(text):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0 and text.startswith(("...", "…"), at):
            at += 3 if text.startswith("...", at) else 1
            while text[at : at + 1].isdigit():
                at += 1
            parts.append("")
            continue
        parts[-1] += text[at]
        at += 1
    if len(parts) == len(gapped.pieces):
        return parts[number].strip()
    return next(said_phrases(gapped.pieces[number]), "")
