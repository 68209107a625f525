from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postguard.reporters.visible import pieces
from postguard.reporters.wrapping import wrap

CASES = {
    "short": ("un deux", 20, ["un deux"]),
    "at a space": ("un deux trois", 8, ["un deux", "trois"]),
    "exactly full": ("un deux trois", 7, ["un deux", "trois"]),
    "not at a no-break space": ("un deux\xa0!", 8, ["un", "deux\xa0!"]),
    "long address stays whole": (
        "voir https://example.com/abcdef ici",
        12,
        ["voir", "https://example.com/abcdef", "ici"],
    ),
    "wide letters": ("日本 日本", 8, ["日本", "日本"]),
    "own lines": ("un\r\n\r\ndeux\n", 20, ["un", "", "deux"]),
    "spaces in a row": ("un   deux", 20, ["un deux"]),
    "controls": ("a\x1b[0m b", 20, [r"a\u{1B}[0m b"]),
    "nothing": ("", 20, [""]),
}


@pytest.mark.parametrize(("text", "width", "lines"), CASES.values(), ids=CASES)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_wrap_counts_the_indent() -> None:
    assert wrap("un deux trois", 10, "- ", "  ") == ["- un deux", "  trois"]


@given(st.text(), st.integers(10, 50))
def test_a_line_is_too_wide_only_for_a_single_word(text: str, width: int) -> None:
    for line in wrap(text, width):
        assert sum(piece.width for piece in pieces(line)) <= width or " " not in line
