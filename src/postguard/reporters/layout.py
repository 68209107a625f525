"""Lines of a post with words underlined, measured in columns of a terminal."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from postguard.model import Span
from postguard.reporters.masking import MASK
from postguard.reporters.visible import pieces

BREAK = re.compile(r"\r\n|\n|\r")
"""What editors count as the end of a line; all others are shown as characters."""


class Row(NamedTuple):
    """A line to print, and the line under it."""

    number: int
    """Line of the text, from 1."""
    shown: str
    underline: str


class Cell(NamedTuple):
    """What is never cut: a grapheme cluster, an escape, a mask."""

    start: int
    end: int
    shown: str
    width: int


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Where a code point stands, both from 1."""
    before = [match.end() for match in BREAK.finditer(text) if match.end() <= at]
    return len(before) + 1, at - (before[-1] if before else 0) + 1


class Sheet:
    """A text laid out once, `covered` stretches masked, for any number of spans to be underlined in it."""

    def __init__(self, text: str, covered: Sequence[Span] = ()) -> None:
        self._text = text
        self._covered = covered
        self._lines = list(self._split())
        self.height = self._lines[-1].number

    def underlined(self, span: Span, width: int) -> list[Row]:
        """The lines that `span` touches, in at most `width` columns each."""
        span = self._without_breaks(span)
        first, end = (bisect_right(self._lines, at, key=lambda line: line.start) for at in span)
        return [line.row(span, width) for line in self._lines[first - 1 : end]]

    def _without_breaks(self, span: Span) -> Span:
        """The span without line breaks at its ends; they have no words to underline."""
        words = self._text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip("\r\n"))
        return Span(start, start + len(words.strip("\r\n"))) if words.strip("\r\n") else Span(span.start, span.start)

    def _split(self) -> Iterator[_Line]:
        start, first = 0, 1
        for number, match in enumerate(BREAK.finditer(self._text), 2):
            over = self._covering(match.start(), match.end())
            # A break inside a masked stretch ends no line, else the mask would tell how long it is.
            if not any(stretch.start <= match.start() and match.end() <= stretch.end for stretch in over):
                yield self._line(first, start, match.start())
                start, first = match.end(), number
        yield self._line(first, start, len(self._text))

    def _line(self, number: int, start: int, end: int) -> _Line:
        inside = [Span(max(over.start, start), min(over.end, end)) for over in self._covering(start, end)]
        return _Line(number, self._text, start, end, inside)

    def _covering(self, start: int, end: int) -> Sequence[Span]:
        """The covered stretches, in order and apart from each other as `masking.covered` gives them, that overlap."""
        first = bisect_right(self._covered, start, key=lambda stretch: stretch.end)
        return self._covered[first : bisect_left(self._covered, end, lo=first, key=lambda stretch: stretch.start)]


class _Line:
    def __init__(self, number: int, text: str, start: int, end: int, covered: Sequence[Span]) -> None:
        self.number, self.start = number, start
        self._text, self._end, self._covered = text, end, covered

    @cached_property
    def _cells(self) -> list[Cell]:
        cells: list[Cell] = []
        at = self.start
        for stretch in [*self._covered, Span(self._end, self._end)]:
            for piece in pieces(self._text[at : stretch.start]):
                cells.append(Cell(at, at + len(piece.written), piece.shown, piece.width))
                at += len(piece.written)
            if stretch.start < stretch.end:
                cells.append(Cell(*stretch, MASK, len(MASK)))
                at = stretch.end
        return cells

    @cached_property
    def _width(self) -> int:
        return sum(cell.width for cell in self._cells)

    def row(self, span: Span, width: int) -> Row:
        cells, begins = self._cells, span.start >= self.start
        first = bisect_right(cells, span.start, key=lambda cell: cell.end)
        last = bisect_left(cells, span.end, lo=first, key=lambda cell: cell.start)
        low, high = self._window(first, last, width - (first == len(cells)))
        # Where there is no word, in an empty span or at the end of a line, one mark still shows the place.
        marks = sum(cell.width for cell in cells[first : min(last, high)]) or int(begins)
        blank = " " * ((low > 0) + sum(cell.width for cell in cells[low:first]))
        underline = f"{blank}{'^' if begins else '~'}{'~' * (marks - 1)}" if marks else ""
        shown = "".join(cell.shown for cell in cells[low:high])
        return Row(self.number, "…" * (low > 0) + shown + "…" * (high < len(cells)), underline)

    def _window(self, first: int, last: int, width: int) -> tuple[int, int]:
        """Which cells to show when there are too many: the first of the span, then as much on either side as fits."""
        cells = self._cells
        if self._width <= width:
            return 0, len(cells)
        low, high = first, min(first + 1, len(cells))
        room = width - (low > 0) - (high < len(cells)) - sum(cell.width for cell in cells[low:high])
        grew = True
        while grew:
            grew = False
            # The last cell of a side takes the place of its ellipsis.
            if high < len(cells) and (needed := cells[high].width - (high + 1 == len(cells))) <= room:
                high, room, grew = high + 1, room - needed, True
            if low > 0 and high >= last and (needed := cells[low - 1].width - (low == 1)) <= room:
                low, room, grew = low - 1, room - needed, True
        return low, high
