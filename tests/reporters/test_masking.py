from __future__ import annotations

import pytest

from postguard.model import Part, Post, Result, Span, Violation
from postguard.reporters.base import Style
from postguard.reporters.masking import covered, excerpt

from .made_up import CODE_NAMES, PRAISE

TEXT = "Projet Draille, le meilleur projet Cornaline"


def violation(start: int, end: int, kind: str = "confidential", part: str | None = None) -> Violation:
    return Violation("r", kind, CODE_NAMES, "error", Span(start, end), "", "", "0" * 16, part)


def result(*violations: Violation) -> Result:
    return Result(Post(TEXT, parts=(Part("titre", TEXT),)), violations)


COVERED = {
    "none": ([violation(7, 14, "claim")], []),
    "one": ([violation(7, 14)], [(7, 14)]),
    "in order": ([violation(35, 44), violation(7, 14)], [(7, 14), (35, 44)]),
    "overlapping": ([violation(0, 14), violation(7, 20)], [(0, 20)]),
    "one in the other": ([violation(0, 20), violation(7, 14)], [(0, 20)]),
    "touching": ([violation(0, 7), violation(7, 14)], [(0, 14)]),
    "empty": ([violation(7, 7)], []),
    "in a part": ([violation(7, 14, part="titre")], []),
}


@pytest.mark.parametrize(("violations", "spans"), COVERED.values(), ids=COVERED)
def test_covered(violations: list[Violation], spans: list[tuple[int, int]]) -> None:
    assert covered(result(*violations), None, Style()) == tuple(spans)
    assert covered(result(*violations), None, Style(reveal=True)) == ()


EXCERPTS = {
    "beside": ((16, 27), "le meilleur", "le meilleur"),
    "the same words": ((7, 14), "•••", "Draille"),
    "inside": ((8, 10), "•••", "ra"),
    "overlapping": ((0, 9), "Projet •••", "Projet Dr"),
    "over both": ((0, 44), "Projet •••, le meilleur projet •••", TEXT),
    "empty": ((16, 16), "", ""),
}


@pytest.mark.parametrize(("span", "masked", "revealed"), EXCERPTS.values(), ids=EXCERPTS)
def test_excerpt_masks_what_other_violations_cover(span: tuple[int, int], masked: str, revealed: str) -> None:
    other = Violation("o", "claim", PRAISE, "info", Span(*span), "", "", "0" * 16)
    both = result(violation(7, 14), violation(35, 44), other)
    assert excerpt(both, other, Style()) == masked
    assert excerpt(both, other, Style(reveal=True)) == revealed


def test_masks_of_a_part_do_not_touch_the_text() -> None:
    in_part = violation(7, 14, part="titre")
    in_text = violation(7, 14, "claim")
    assert excerpt(result(in_part, in_text), in_part, Style()) == "•••"
    assert excerpt(result(in_part, in_text), in_text, Style()) == "Draille"


def test_something_missing_has_no_excerpt() -> None:
    missing = Violation("m", "disclosure", PRAISE, "error", None, "", "", "0" * 16)
    assert excerpt(result(missing), missing, Style()) is None
