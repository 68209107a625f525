"""Clauses are found in the Markdown that people read."""

from __future__ import annotations

from pathlib import Path

import pytest

from postguard.document import clauses

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.mark.parametrize(
    ("markdown", "number", "title", "text"),
    [
        ("## 3. Confidentialité\n\nRien ne sort.\n", "3", "Confidentialité", "Rien ne sort."),
        ("### 3.1 Noms de code\nDraille.", "3.1", "Noms de code", "Draille."),
        ("## Article 4 – Prix\nJamais.", "4", "Prix", "Jamais."),
        ("## II. Portée\nTous.", "II", "Portée", "Tous."),
        (
            "**3.1 Noms de code.** « Draille » désigne\nnotre projet.",
            "3.1",
            "Noms de code",
            "« Draille » désigne notre projet.",
        ),
        (
            "**3.1** La charte vaut pour tous. Et plus.",
            "3.1",
            "La charte vaut pour tous",
            "La charte vaut pour tous. Et plus.",
        ),
        ("3.1 **Code names.** Never.", "3.1", "Code names", "Never."),
        ("- **4.2 End date.** Always.", "4.2", "End date", "Always."),
        ("## 5 Claims ##\nSee [the page](https://x.example).", "5", "Claims", "See the page."),
        ("## A-1 Annex\nText", "A-1", "Annex", "Text"),
    ],
)
def test_a_numbered_heading_or_bold_paragraph_is_a_clause(markdown: str, number: str, title: str, text: str) -> None:
    found = clauses(markdown)[number]
    assert (found.number, found.title, found.text) == (number, title, text)


@pytest.mark.parametrize(
    "markdown",
    ["## Introduction\nTexte", "**Important** à lire", "2026 fut une belle année", "```\n## 3. Code\n```", ""],
)
def test_what_has_no_number_is_no_clause(markdown: str) -> None:
    assert clauses(markdown) == {}


def test_a_clause_ends_where_the_next_begins_and_an_unnumbered_heading_closes_it() -> None:
    found = clauses("## 1. Un\na\n\n**1.1 Deux.** b\nc\n\n---\n\n## Annexe\nz\n")
    assert [(c.number, c.text) for c in found.values()] == [("1", "a"), ("1.1", "b c")]


def test_the_clauses_of_a_real_charter() -> None:
    found = clauses((EXAMPLES / "galeries-aubrac" / "charter.md").read_text("utf-8"))
    assert len(found) == 39
    assert found["3.1"].title == "Noms de code"
    assert found["3.1"].text.startswith("« Draille » désigne notre projet")
    assert found["2.3"].title == "Un collaborateur parle en son nom propre"
