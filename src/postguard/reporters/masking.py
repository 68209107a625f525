"""Which words of a post a report must not repeat, and the words of a span without them."""

from __future__ import annotations

from postguard.model import Result, Span, Violation
from postguard.reporters.base import Style

MASK = "•••"
"""Stands for any confidential stretch; always the same, so that it tells no length."""


def written(result: Result, part: str | None) -> str:
    """The text that spans of `part` count in."""
    if part is None:
        return result.post.text
    return next(candidate.text for candidate in result.post.parts if candidate.name == part)


def covered(result: Result, part: str | None, style: Style) -> tuple[Span, ...]:
    """Stretches that must not be shown, in order; those that overlap or touch are one."""
    merged: list[Span] = []
    for span in sorted(_confidential(result, part)) if not style.reveal else ():
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def excerpt(result: Result, violation: Violation, style: Style) -> str | None:
    """The words of a violation, every covered stretch masked."""
    if violation.span is None:
        return None
    text, (at, end) = written(result, violation.part), violation.span
    shown = ""
    for stretch in covered(result, violation.part, style):
        if stretch.start < end and stretch.end > at:
            shown += text[at : stretch.start] + MASK
            at = stretch.end
    return shown + text[at:end]


def _confidential(result: Result, part: str | None) -> list[Span]:
    return [
        violation.span
        for violation in result.violations
        if violation.kind == "confidential"
        and violation.part == part
        and violation.span is not None
        and violation.span.start < violation.span.end
    ] + [span for where, span in result.withheld if where == part and span.start < span.end]
