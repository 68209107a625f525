from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postguard.model import Span
from postguard.reporters.layout import BREAK, Row, Sheet, line_and_column
from postguard.reporters.visible import pieces, visible

from .test_visible import CURIOUS_TEXT

UNDERLINED = {
    # text, words to underline, rows as number, shown, underline
    "word": ("un deux trois", "deux", [(1, "un deux trois", "   ^~~~")]),
    "one letter": ("un deux", "u", [(1, "un deux", "^")]),
    "wide letters": ("日本の友達", "の友", [(1, "日本の友達", "    ^~~~")]),
    "emoji sequence": ("a👩‍💻 ici 🇫🇷", "ici 🇫🇷", [(1, "a👩‍💻 ici 🇫🇷", "    ^~~~~~")]),
    "part of an emoji sequence": ("a👩‍💻b", "💻", [(1, "a👩‍💻b", " ^~")]),
    "combining mark": ("cafe\u0301 noir", "noir", [(1, "cafe\u0301 noir", "     ^~~~")]),
    "right to left": ("אבג דהו", "דהו", [(1, "אבג דהו", "    ^~~")]),
    "tab": ("\tun", "un", [(1, "    un", "    ^~")]),
    "hidden character": ("Dra\u200bille", "Dra\u200bille", [(1, r"Dra\u{200B}ille", "^" + "~" * 14)]),
    "second line": ("un\r\ndeux\rtrois", "deux", [(2, "deux", "^~~~")]),
    "several lines": (
        "un deux\n\ntrois quatre",
        "deux\n\ntrois",
        [(1, "un deux", "   ^~~~"), (2, "", ""), (3, "trois quatre", "~~~~~")],
    ),
    "line breaks around": ("un\ndeux\n", "\ndeux\n", [(2, "deux", "^~~~")]),
    "only a line break": ("un\ndeux", "\n", [(1, "un", "  ^")]),
}


@pytest.mark.parametrize(("text", "words", "rows"), UNDERLINED.values(), ids=UNDERLINED)
def test_underlined(text: str, words: str, rows: list[tuple[int, str, str]]) -> None:
    start = text.index(words)
    assert Sheet(text).underlined(Span(start, start + len(words)), 80) == rows


EMPTY = {"start": (0, "^"), "inside": (2, "  ^"), "end": (4, "    ^")}


@pytest.mark.parametrize(("at", "underline"), EMPTY.values(), ids=EMPTY)
def test_an_empty_span_shows_a_place(at: int, underline: str) -> None:
    assert Sheet("deux").underlined(Span(at, at), 80) == [Row(1, "deux", underline)]


WINDOWED = {
    "cut after": ("abcdefghijkl", (0, 2), "abcdefgh…", "^~"),
    "cut before": ("abcdefghijkl", (10, 12), "…efghijkl", "       ^~"),
    "cut on both sides": ("abcdefghijklmnop", (7, 9), "…efghijk…", "    ^~"),
    "words longer than the line": ("abcdefghijklmnop", (4, 14), "…efghijk…", " ^~~~~~~"),
    "no cluster is cut": ("日本の友達と一緒に", (3, 4), "…の友達…", "   ^~"),
    "place after the last word": ("abcdefghijkl", (12, 12), "…fghijkl", "        ^"),
}


@pytest.mark.parametrize(("text", "span", "shown", "underline"), WINDOWED.values(), ids=WINDOWED)
def test_long_lines_are_windowed(text: str, span: tuple[int, int], shown: str, underline: str) -> None:
    assert Sheet(text).underlined(Span(*span), 9) == [Row(1, shown, underline)]


MASKED = {
    # text, covered, span, rows
    "the words themselves": ("un Draille ici", [(3, 10)], (3, 10), [(1, "un ••• ici", "   ^~~")]),
    "words after": ("un Draille ici", [(3, 10)], (11, 14), [(1, "un ••• ici", "       ^~~")]),
    "words that overlap": ("un Draille ici", [(3, 10)], (5, 14), [(1, "un ••• ici", "   ^~~~~~~")]),
    "words around": ("un Draille ici", [(3, 10)], (0, 14), [(1, "un ••• ici", "^~~~~~~~~~")]),
    "over a line break": ("a\nDra\nille b\nc", [(2, 10)], (2, 10), [(2, "••• b", "^~~")]),
    "lines after": ("a\nDra\nille b\nc", [(2, 10)], (13, 14), [(4, "c", "^")]),
    "half of a line break": ("ab\r\ncd", [(0, 3)], (4, 6), [(2, "cd", "^~")]),
    "mark left over": ("x\u0301", [(0, 1)], (0, 1), [(1, "•••◌\u0301", "^~~")]),
}


@pytest.mark.parametrize(("text", "covered", "span", "rows"), MASKED.values(), ids=MASKED)
def test_covered_words_are_masked(
    text: str, covered: list[tuple[int, int]], span: tuple[int, int], rows: list[tuple[int, str, str]]
) -> None:
    assert Sheet(text, [Span(*stretch) for stretch in covered]).underlined(Span(*span), 80) == rows


PLACES = {
    "start": ("un\ndeux", 0, (1, 1)),
    "later": ("un\ndeux", 5, (2, 3)),
    "carriage returns": ("un\r\ndeux\rtrois", 11, (3, 3)),
    "line separator ends no line": ("a\u2028b", 2, (1, 3)),
    "end": ("un\n", 3, (2, 1)),
}


@pytest.mark.parametrize(("text", "at", "place"), PLACES.values(), ids=PLACES)
def test_line_and_column(text: str, at: int, place: tuple[int, int]) -> None:
    assert line_and_column(text, at) == place


def width(shown: str) -> int:
    return sum(piece.width for piece in pieces(shown))


@st.composite
def text_and_spans(draw: st.DrawFn, spans: int = 1) -> tuple[str, list[Span]]:
    text = draw(CURIOUS_TEXT)
    ends = st.integers(0, len(text))
    return text, [Span(*sorted((draw(ends), draw(ends)))) for _ in range(spans)]


@given(text_and_spans())
def test_the_underline_is_as_wide_as_the_words(drawn: tuple[str, list[Span]]) -> None:
    text, [span] = drawn
    rows = Sheet(text).underlined(span, 10_000)
    assert rows
    for row in rows:
        assert row.shown == visible(BREAK.split(text)[row.number - 1])
        if not row.underline:
            continue
        mark = row.underline.lstrip(" ")
        blank = len(row.underline) - len(mark)
        assert blank + len(mark) <= width(row.shown) + 1
        # Every cluster is underlined as a whole or not at all.
        edges, at = {0, width(row.shown) + 1}, 0
        for piece in pieces(BREAK.split(text)[row.number - 1]):
            at += piece.width
            edges.add(at)
        assert {blank, blank + len(mark)} <= edges or mark == "^"


@given(text_and_spans())
def test_the_words_under_the_line_are_those_of_the_span(drawn: tuple[str, list[Span]]) -> None:
    text, [span] = drawn
    words = sum(len(row.underline.strip(" ")) for row in Sheet(text).underlined(span, 10_000))
    at = expected = 0
    for line, end in zip(BREAK.split(text), [*(match.end() for match in BREAK.finditer(text)), len(text)], strict=True):
        for piece in pieces(line):
            expected += piece.width if at < span.end and at + len(piece.written) > span.start else 0
            at += len(piece.written)
        at = end
    assert words == expected or (expected == 0 and words == 1)


@given(text_and_spans(), st.integers(30, 60))
def test_rows_are_no_wider_than_asked(drawn: tuple[str, list[Span]], most: int) -> None:
    text, [span] = drawn
    whole = {row.number: row.shown for row in Sheet(text).underlined(span, 10_000)}
    for row in Sheet(text).underlined(span, most):
        assert width(row.shown) <= most or len(pieces(whole[row.number])) == 1
        assert len(row.underline) <= most + 1
        assert row.shown.strip("…") in whole[row.number]
