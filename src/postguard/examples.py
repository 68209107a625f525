"""Rules prove themselves: their bad examples must be caught, their good ones pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from postguard.checker import Checker
from postguard.conditions import Window
from postguard.model import Charter, Post, Rule
from postguard.packs import pack_names


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that a rule judges wrongly, or a rule that cannot be judged."""

    rule: Rule
    reason: str
    example: Post | None = None
    hint: str = ""
    """What to do about it."""

    @property
    def where(self) -> str:
        path, line, _ = self.rule.place
        return f"{self.example.source}:{self.example.line}" if self.example else f"{path}:{line}"


def tested(charter: Charter) -> tuple[Rule, ...]:
    """The rules whose examples are its author's to mend: not those of shipped packs, unless the charter is the pack."""
    shipped = set(pack_names()) - {charter.path}
    return tuple(rule for rule in (*charter.rules, *charter.dormant) if rule.pack not in shipped)


def test(charter: Charter, *, every_rule: bool) -> Iterator[Failure]:
    """Run the examples of the charter's rules. `every_rule`: a rule without both kinds of examples is a failure too."""
    for rule in tested(charter):
        alone = replace(charter, rules=(rule,))
        checker = Checker(alone, now=in_force(rule))
        for kind in ("bad", "good"):
            examples: tuple[Post, ...] = getattr(rule.examples, kind)
            if not examples and (every_rule or rule.pack):
                yield Failure(rule, f"there is no {kind} example")
            for example in examples:
                if reason := judged_wrongly(checker, rule, example, must_fire=kind == "bad"):
                    yield Failure(rule, reason, example)


def judged_wrongly(checker: Checker, rule: Rule, example: Post, *, must_fire: bool) -> str:
    result = checker.check(example)
    if result.problems:
        return result.problems[0].reason
    if result.depends:
        fields = ", ".join(sorted({dependency.field for dependency in result.depends}))
        return f"the example does not say its {fields}, on which the rule depends"
    if must_fire and not result.violations:
        return "the rule lets this bad example pass"
    if not must_fire and result.violations:
        span = result.violations[0].span
        words = f"“{example.text[span.start : span.end]}”" if span else "something missing"
        return f"the rule fires on this good example: {words}"
    if must_fire and (wanted := example.meta.get("span")):
        found = [example.text[v.span.start : v.span.end] for v in result.violations if v.span]
        if wanted not in found:
            return (
                f"the rule should point at “{wanted}”, it points at {', '.join(f'“{f}”' for f in found) or 'nothing'}"
            )
    return ""


def in_force(rule: Rule) -> datetime | None:
    """When examples without a date go out: a moment in the rule's window, so that they do not age."""
    for condition in rule.scope.when:
        for branch in condition:
            for part in branch:
                if isinstance(part, Window):
                    if part.end is not None:
                        return (part.end - timedelta(seconds=1)).astimezone(UTC)
                    return part.start.astimezone(UTC) if part.start else None
    return None
