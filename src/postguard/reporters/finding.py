"""What there is to say of a violation, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from postguard.model import Result, Span, Violation
from postguard.reporters.base import Style
from postguard.reporters.layout import Sheet, line_and_column
from postguard.reporters.masking import covered, written
from postguard.reporters.voice import BOLD, COLORS, DIM, GLYPHS, GREEN, Voice

INDENT = " " * 4
MOST_LINES = 4
"""Lines shown of a span that goes over many."""


class Sheets:
    """The text and the parts of a post, each laid out when it is first needed, masked as the report wants it."""

    def __init__(self, result: Result, style: Style) -> None:
        self.result = result
        self._style = style
        self._sheets: dict[str | None, Sheet] = {}

    def __getitem__(self, part: str | None) -> Sheet:
        if part not in self._sheets:
            self._sheets[part] = Sheet(written(self.result, part), covered(self.result, part, self._style))
        return self._sheets[part]


def place(result: Result, part: str | None, at: int) -> tuple[int, int]:
    """Line and column in the source, when the source is the post."""
    line, column = line_and_column(written(result, part), at)
    return _first_line(result, part) + line - 1, column


def finding(violation: Violation, sheets: Sheets, voice: Voice) -> Iterator[str]:
    yield from _title(violation, voice)
    if violation.span is None:
        about = "missing" if violation.kind == "disclosure" else "whole"
        key = about if violation.part is None else f"{about}.part"
        yield from voice.lines(voice.say(key, part=violation.part), INDENT)
    else:
        if violation.part is not None:
            yield from voice.lines(voice.say("part", part=violation.part), INDENT)
        yield from _underlined(violation, violation.span, sheets, voice)
    yield from voice.lines(violation.message, INDENT)
    if violation.source or violation.certainty:
        certainty = voice.say(f"certainty.{violation.certainty}") if violation.certainty else ""
        facts = " · ".join(filter(None, [violation.source, violation.pack, certainty]))
        yield from (voice.paint(DIM, line) for line in voice.lines(facts, INDENT))
    yield from voice.item(violation.instead, INDENT, "→", GREEN)


def _title(violation: Violation, voice: Voice) -> list[str]:
    glyph, code = GLYPHS[violation.severity], COLORS[violation.severity]
    severity = voice.say(f"severity.{violation.severity}")
    clause = " · ".join(filter(None, [voice.say("clause", clause=violation.clause.number), violation.clause.title]))
    title = f"{severity}{voice.say('colon')}{clause} [{violation.rule}]"
    first, *rest = voice.item(title, "  ", glyph, f"{BOLD};{code}")
    return [first.replace(severity, voice.paint(f"{BOLD};{code}", severity), 1), *rest]


def _underlined(violation: Violation, span: Span, sheets: Sheets, voice: Voice) -> Iterator[str]:
    result, part = sheets.result, violation.part
    # Lines of a table's cell are no lines of its file: no number is better than a wrong one.
    numbered = result.post.record is None
    gutter = len(str(_first_line(result, part) + sheets[part].height - 1)) + 1 if numbered else 0
    bar = voice.paint(DIM, "│")
    rows = sheets[part].underlined(span, voice.width - len(INDENT) - gutter - len("│ "))
    shown = rows if len(rows) <= MOST_LINES else rows[: MOST_LINES - 1]
    for row in shown:
        number = f"{_first_line(result, part) + row.number - 1} " if numbered else ""
        yield f"{INDENT}{voice.paint(DIM, number.rjust(gutter))}{bar} {row.shown}".rstrip(" ")
        if row.underline:
            mark = row.underline.lstrip(" ")
            blank = row.underline.removesuffix(mark)
            yield f"{INDENT}{' ' * gutter}{bar} {blank}{voice.paint(COLORS[violation.severity], mark)}"
    if len(rows) > len(shown):
        yield f"{INDENT}{' ' * gutter}{bar} {voice.say.count('lines', len(rows) - len(shown))}"


def _first_line(result: Result, part: str | None) -> int:
    if part is None:
        return result.post.line
    return next(candidate.line for candidate in result.post.parts if candidate.name == part)
