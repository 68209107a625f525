"""What rules find in one text, once it is worth reading: everything heavy begins here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from postguard.analysis import Analysis, Analyst
from postguard.conditions import Circumstances
from postguard.disguise import Vocabulary
from postguard.forms import listed
from postguard.kinds import KINDS
from postguard.kinds.base import Draft, Finding
from postguard.model import Charter, Rule, Span
from postguard.outline import Outline, hidden

Fields = Mapping[str, str | None]


def _together(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings of one rule, those whose words overlap as one: a reader is told once."""
    waiting: Finding | None = None
    for finding in findings:
        if waiting and _overlap(waiting, finding):
            assert waiting.span and finding.span
            begin, end = min(waiting.span.start, finding.span.start), max(waiting.span.end, finding.span.end)
            waiting = replace(waiting, span=Span(begin, end))
            continue
        if waiting:
            yield waiting
        waiting = finding
    if waiting:
        yield waiting


def _overlap(one: Finding, other: Finding) -> bool:
    """Whether two findings share words and say the same of them."""
    shared = one.span and other.span and other.span.start < one.span.end and one.span.start < other.span.end
    return bool(shared) and replace(other, span=one.span) == one


class Judge:
    """The rules of a charter, applied."""

    def __init__(self, charter: Charter, outline: Outline) -> None:
        self._charter, self._named_roles = charter, frozenset(outline.named_roles)
        self.analyst = Analyst(Vocabulary(hidden(outline), outline.secret, listed))

    def around(self, analysis: Analysis, fields: Fields, moment: datetime | None) -> Circumstances:
        """What conditions look at."""
        return Circumstances(fields, moment, analysis, self._named_roles)

    def findings(
        self, rules: Iterable[Rule], analysis: Analysis, fields: Fields, moment: datetime | None, *, part: bool
    ) -> Iterator[tuple[Rule, Finding]]:
        """What the rules find, each in its turn. `part`: the text goes out beside the post."""
        spoken = analysis.language or self._charter.language
        draft = Draft(analysis, self.around(analysis, fields, moment), spoken, part)
        for rule in rules:
            for finding in _together(KINDS[rule.kind].check(rule, draft)):
                yield rule, finding
