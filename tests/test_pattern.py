"""The phrase notation: what a line means, and where it is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postguard.pattern import Choice, Gap, List, Mask, PatternError, Stem, Typed, Words, parse


@pytest.mark.parametrize(
    ("line", "elements"),
    [
        ("rendement garanti", (Words("rendement garanti"),)),
        ("=jamais vu", (Words("jamais vu", exact=True),)),
        ("le =Best du jour", (Words("le"), Words("Best", exact=True), Words("du jour"))),
        ("(très) sûr", (Choice(((Words("très"),),), optional=True, implied=True), Words("sûr"))),
        ("(très)", (Words("très"),)),
        ("(gain | capital net)", (Choice(((Words("gain"),), (Words("capital net"),)), optional=False),)),
        ("(gain | perte)? nette", (Choice(((Words("gain"),), (Words("perte"),)), optional=True), Words("nette"))),
        ("salarié(e)s", (Choice(((Words("salariés"),), (Words("salariées"),)), optional=False),)),
        ("a ... b", (Words("a"), Gap(None), Words("b"))),
        ("a ...3 b", (Words("a"), Gap(3), Words("b"))),
        ("a … b", (Words("a"), Gap(None), Words("b"))),
        ("éco*", (Stem("éco"),)),
        ("-<percent>", (Words("-"), Typed("percent", 1))),
        ("<2894#########>", (Mask("2894#########"),)),
        ("DS-<####>", (Words("DS-"), Mask("####"))),
        ("$praise.weak ... $product-nouns", (List("praise", True, 0), Gap(None), List("product-nouns", False, 17))),
        ("5 $ de moins", (Words("5 $ de moins"),)),
        (r"\(sic\) \$x", (Words("(sic) $x"),)),
        ("#ad", (Words("#ad"),)),
        ("etc... et plus", (Words("etc"), Gap(None), Words("et plus"))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_line_means(line: str, elements: tuple[object, ...]) -> None:
    assert parse(line) == elements


@pytest.mark.parametrize(
    ("line", "offset", "message"),
    [
        ("a | b", 2, "alternatives stand in parentheses"),
        ("(a", 0, "this parenthesis is never closed"),
        ("a b)", 3, "this closing parenthesis has no opening one"),
        ("(a | )", 5, "an alternative is empty"),
        ("()", 1, "an alternative is empty"),
        ("* b", 0, "a star stands at the end of a word"),
        ("a*b", 1, "a star can only stand at the end of a word"),
        ("... a", 0, "a gap (...) needs words on both sides"),
        ("vente ...", 6, "a gap (...) needs words on both sides"),
        ("(très) (bien)", 0, "everything here may be missing, so the pattern would match anything"),
        ("prix <money", 5, "this “<” is never closed"),
        ("<12x#>", 0, "“<12x#>” is not a digit mask"),
        ("=", 0, "this pattern has no word in it"),
        ("...", 0, "this pattern has no word in it"),
    ],
)
def test_a_wrong_line_shows_the_place(line: str, offset: int, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse(line)
    assert (caught.value.offset, caught.value.message) == (offset, message)


@given(st.text(alphabet="ab éû()|<>#=*$.…\\ -1", max_size=30))
def test_any_line_is_a_pattern_or_an_error_inside_the_line(line: str) -> None:
    try:
        parse(line)
    except PatternError as error:
        assert 0 <= error.offset <= len(line)
        assert error.message


@pytest.mark.parametrize(
    ("line", "offset", "meant", "rest"),
    [
        ("(only) ...2 publish", 0, "only ...2 publish", "publish"),
        ("share ...3 (with)", 11, "share ...3 with", "share"),
        ("(ne) ... (tombe | casse)", 0, "ne ... (tombe | casse)", "(tombe | casse)"),
        ("prix ... ((bas | petit) prix)", 9, "prix ... (bas | petit) prix", "prix"),
    ],
)
def test_a_word_that_may_be_missing_beside_a_gap_is_a_mistake(line: str, offset: int, meant: str, rest: str) -> None:
    with pytest.raises(PatternError, match="may be missing, and then the gap says nothing") as caught:
        parse(line)
    assert caught.value.offset == offset
    assert caught.value.hint.endswith(f"Write “{meant}” – or only “{rest}” if it may.")
    parse(meant)
    parse(
        line.replace("(only)", "(only)?")
        .replace("(with)", "(with)?")
        .replace("(ne)", "(ne)?")
        .replace(" prix)", " prix)?")
    )
