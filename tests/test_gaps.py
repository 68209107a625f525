"""Gaps: what `...` joins, how far it reaches, and where it stops."""

from __future__ import annotations

import gc
import time

import pytest

from postguard.model import Post
from tests.rulebook import checker, found


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        pytest.param(
            "Sophie ...2 infirmière",
            "Sophie, notre nouvelle infirmière",
            "Sophie, notre nouvelle infirmière",
            id="a comma is no word",
        ),
        pytest.param(
            "Sophie ...2 infirmière",
            "Sophie 🎉 (notre nouvelle) infirmière",
            "Sophie 🎉 (notre nouvelle) infirmière",
            id="nor are pictograms and brackets",
        ),
        pytest.param("Sophie ...2 infirmière", "Sophie, notre toute nouvelle infirmière", None, id="three words"),
        pytest.param("prix ...2 baisse", "Prix : 20 % de baisse", "Prix : 20 % de baisse", id="a figure is a word"),
        pytest.param("prix ...1 baisse", "Prix : 20 % de baisse", None, id="a figure counts"),
        pytest.param("we ...2 owner", "We'd call the owner", None, id="a clitic is a word"),
        pytest.param(
            "(Mme | M) ...2 <word> ...6 hanche",
            "Mme Le Bihan est rentrée chez elle après sa hanche",
            "Mme Le Bihan est rentrée chez elle après sa hanche",
            id="a later piece reaches further",
        ),
        pytest.param(
            "client ...2 (de | du) ...1 nord",
            "Un client de longue date du Grand Nord",
            None,
            id="and not too far",
        ),
        pytest.param(
            "client ...4 (de | du) ...1 nord",
            "Un client de longue date du Grand Nord",
            "client de longue date du Grand Nord",
            id="not the nearest but the one that leads on",
        ),
        pytest.param("résultat ...3 garanti", "Résultats\ngarantis", "Résultats\ngarantis", id="a line break"),
        pytest.param("résultat ...3 garanti", "Résultats\n\ngarantis", None, id="a blank line"),
        pytest.param("résultat ...3 garanti", "Résultats.\nGarantis", None, id="two sentences"),
        pytest.param("résultat ...3 garanti", "Nos résultats\n- garantis", None, id="an item of a list"),
        pytest.param("résultat ...3 garanti", "Nos #résultats\ngarantis", None, id="a hashtag"),
    ],
)
def test_a_gap(pattern: str, text: str, words: str | None) -> None:
    assert found(f"topic: {pattern}", text) == ([words] if words else [])


def test_a_gap_between_vocabularies_is_for_the_language_of_its_list() -> None:
    head = "words: {a: [alpha], b: [beta]}\n"
    rule = "topic: {fr: $a ...2 $b}"
    assert found(rule, "Alpha et beta sont dans la maison avec nous.", head=head) == ["Alpha et beta"]
    assert found(rule, "Alpha and beta are in the house with all of us.", head=head) == []


def test_many_pieces_take_no_longer() -> None:
    text = "mme " * 3_000 + "le " * 3_000 + "hanche " * 3_000
    assert len(found("topic: mme ... le ... le ... hanche", text)) >= 1


@pytest.mark.parametrize("unit", ["cent mille ", "deux et ", "un ", "7 décembre ", "a\nb "])
def test_rows_of_numbers_take_no_longer(unit: str) -> None:
    made = checker("topic: |\n  <number>\n  <date> ... <word> ... fin")

    def took(count: int) -> float:
        # Without the collector, whose time is that of everything the other tests have left in memory.
        gc.collect()
        gc.disable()
        try:
            start = time.process_time()
            made.check(Post(unit * count))
            return time.process_time() - start
        finally:
            gc.enable()

    took(10)
    # Eight times the text: sixty-four times the time would be quadratic.
    assert took(800) < 24 * max(took(100), 0.02)
