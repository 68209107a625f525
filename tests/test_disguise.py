"""Guesses led by the charter's words."""

from __future__ import annotations

import time

import pytest

from postguard.disguise import Vocabulary, disguised
from postguard.text import read
from postguard.tokens import tokenize

NAMES = ["nacelle", "phénix", "phenix", "projet", "projetphénix", "falcon", "project", "altéa", "altea", "iris", "arc"]
OTHERS = ["licenciement", "plan", "social", "plansocial", "bluebird", "helix9", "layoffs", "affaires", "chiffre"]
VOCABULARY = Vocabulary([*NAMES, *OTHERS, "mer"], [*NAMES, *OTHERS])


def decoded(text: str) -> list[tuple[str, str]]:
    """For each stretch decoded, how it is written and how it is read."""
    tokens = tokenize(read(text))
    reading = disguised(tokens.reading, tokens, VOCABULARY)
    if reading is None:
        return []
    written = [reading.as_written(*span) for span in reading.changed]
    return [
        (text[span.start : span.end], reading.text[slice(*changed)])
        for span, changed in zip(written, reading.changed, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "written", "word"),
    [
        pytest.param("la n a c e l l e ici", "n a c e l l e", "nacelle", id="spaced"),
        pytest.param("la N.A.C.E.L.L.E. ici", "N.A.C.E.L.L.E.", "NACELLE", id="dotted, with its last dot"),
        pytest.param("la N-a-c-e-l-l-e ici", "N-a-c-e-l-l-e", "Nacelle", id="hyphens"),
        pytest.param("un N\nA\nC\nE\nL\nL\nE ici", "N\nA\nC\nE\nL\nL\nE", "NACELLE", id="one letter a line"),
        pytest.param("le Fal.con ici", "Fal.con", "Falcon", id="dot inside"),
        pytest.param("voici N4c3ll3 !", "N4c3ll3", "Nacelle", id="digits for letters"),
        pytest.param("voici 8lu3b1rd !", "8lu3b1rd", "bluebird", id="digit first"),
        pytest.param("des l@yoffs ici", "l@yoffs", "layoffs", id="sign for a letter"),
        pytest.param("le F*lcon ici", "F*lcon", "Falcon", id="star"),
        pytest.param("voici Altéaaaa", "Altéaaaa", "Altea", id="drawn out"),
        pytest.param("voici Nàcellé", "Nàcellé", "Nacelle", id="odd accents"),
        pytest.param("la N🧺acelle ici", "N🧺acelle", "Nacelle", id="pictogram inside"),
        pytest.param("la Nacele ici", "Nacele", "Nacelle", id="letter left out"),
        pytest.param("la Necalle, un Bluebrid", "Bluebrid", "Bluebird", id="letters swapped"),
        pytest.param("un licencienment ici", "licencienment", "licenciement", id="neighbour on the keyboard"),
        pytest.param("Helix–9 ici", "Helix–9", "Helix9", id="dash for hyphen"),
    ],
)
def test_a_disguise_is_seen_through(text: str, written: str, word: str) -> None:
    assert (written, word) in decoded(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("Projet 🔥 Phénix", " 🔥 ", id="pictogram"),
        pytest.param("Projet (1/3)\n---\n(2/3) Phénix", " (1/3)\n---\n(2/3) ", id="thread"),
        pytest.param("Project (2/7) Falcon", " (2/7) ", id="count"),
    ],
)
def test_what_parts_a_term_is_read_as_a_blank(text: str, written: str) -> None:
    assert (written, " ") in decoded(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("M E R C I à tous", id="another word spaced out"),
        pytest.param("Lettres E, D, K et F", id="letters"),
        pytest.param("Visit fal.conservation.example", id="host name"),
        pytest.param("cad.recrutement@exemple.fr", id="address"),
        pytest.param("Order F4-LC0 shipped, invoice 0N12", id="codes"),
        pytest.param("Regex tip: f.*n matches fun", id="regular expression"),
        pytest.param("Note : 4*/5* sur 12 avis", id="stars of a rating"),
        pytest.param("Projet P*** bientôt", id="only a first letter"),
        pytest.param("Lay 🛏 off-white sheets", id="pictogram between words"),
        pytest.param("Un plan 🗓 pour les réseaux", id="one word of two"),
        pytest.param("Fin du projet !\n---\n2/2 Phénix Sports", id="a sentence ends"),
        pytest.param("Judge Falcone spoke", id="longer name"),
        pytest.param("Vol A1 R1S, porte 3", id="gate"),
        pytest.param("Une nacelle, un projet social", id="plain words"),
        pytest.param("Vidéo 4K à 10 h, 3,5 M€, n° 1, 12 %", id="figures"),
        pytest.param("СЕО и другие", id="another alphabet"),
    ],
)
def test_ordinary_writing_is_left_alone(text: str) -> None:
    assert [pair for pair in decoded(text) if pair[0] != pair[1]] == []


def test_without_words_nothing_is_guessed() -> None:
    tokens = tokenize(read("N a c e l l e"))
    assert disguised(tokens.reading, tokens, Vocabulary([])) is None


@pytest.mark.parametrize(
    "unit", ["a*", "a ", "a.", "4b", "N*celle ", "projet 🔥 ", "projet 1/2\n", "a🔥", "a-\n", "1/2\n"]
)
def test_time_grows_with_the_text_only(unit: str) -> None:
    def took(length: int) -> float:
        text = (unit * length)[:length]
        best = 1e9
        for _ in range(3):
            start = time.process_time()
            tokens = tokenize(read(text))
            disguised(tokens.reading, tokens, VOCABULARY)
            best = min(best, time.process_time() - start)
        return best

    assert took(10_000) < 0.5
    # Four times the text: sixteen times the time would be quadratic.
    assert took(40_000) < 8 * max(took(10_000), 0.005)
