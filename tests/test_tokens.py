"""One tokenizer for posts: what is a word, what belongs together, where sentences and quotations end."""

from __future__ import annotations

import json
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings

from postguard.text import norm, read
from postguard.tokens import Tokens, tokenize
from tests.test_text import ANY, BLNS, NOISY

DATA = Path(__file__).parent / "data"
BOMBS = [
    json.loads(line)["unit"]
    for line in (DATA / "bombs" / "tokenizer_bombs.jsonl").read_text(encoding="utf-8").splitlines()
]


def tokens(text: str) -> Tokens:
    return tokenize(read(text))


def seen(text: str) -> list[str]:
    made = tokens(text)
    return [made.reading.text[made.items[i].start : made.items[i].end] for i in made.visible]


CUTS = {
    "elision": ("L'été d'Iris, qu'on aime", ["L'", "été", "d'", "Iris", ",", "qu'", "on", "aime"]),
    "words with an apostrophe": ("aujourd'hui presqu'île", ["aujourd'hui", "presqu'île"]),
    "contraction": ("I don't, we'll", ["I", "do", "n't", ",", "we", "'ll"]),
    "possessive": ("the world's best", ["the", "world", "best"]),
    "hyphen": ("porte-parole", ["porte", "parole"]),
    "number with a percent sign": ("12 % ou 3,5%", ["12", "%", "ou", "3,5", "%"]),
    "money": ("3,5 M€ et €1.5bn", ["3,5", "M€", "et", "€", "1.5", "bn"]),
    "thousands": ("1 200 vélos", ["1 200", "vélos"]),
    "numero": ("n° 1 n°12", ["n°", "1", "n°", "12"]),
    "quotation": ("projet « Phénix »", ["projet", "Phénix"]),
    "hashtag in capitals": ("#ProjetPhénix2026", ["Projet", "Phénix", "2026"]),
    "flat hashtag": ("#projetphenix", ["projetphenix"]),
    "hashtag with underscores": ("#projet_phénix", ["projet", "phénix"]),
    "mention": ("@projet_phenix !", ["projet", "phenix", "!"]),
    "runs": ("Oui!!! 🔥🔥🔥 ...", ["Oui", "!!!", "🔥🔥🔥", "..."]),
    "joined pictograms": ("👩\u200d💻 👍🏽", ["👩\u200d💻", "👍🏽"]),
}


@pytest.mark.parametrize(("text", "expected"), CUTS.values(), ids=CUTS)
def test_tokens(text: str, expected: list[str]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        pytest.param("voir #Phénix.", "hashtag", "#Phénix", id="hashtag"),
        pytest.param("merci @phenix_fr, bravo", "mention", "@phenix_fr", id="mention"),
        pytest.param("sur @nord@mastodon.example !", "mention", "@nord@mastodon.example", id="mention of a server"),
        pytest.param("ici https://a.example/b?c=d#e.", "url", "https://a.example/b?c=d#e", id="address"),
        pytest.param("sur exemple.fr, vite", "url", "exemple.fr", id="host name"),
        pytest.param("à jean.d@exemple.fr ici", "email", "jean.d@exemple.fr", id="e-mail"),
        pytest.param("lancer `phenix_api_v2` ici", "code", "`phenix_api_v2`", id="identifier"),
    ],
)
def test_groups(text: str, kind: str, written: str) -> None:
    made = tokens(text)
    assert [(g.kind, made.reading.text[g.start : g.end]) for g in made.groups] == [(kind, written)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("Un. Deux ! Trois ?", 3, id="signs"),
        pytest.param("Un\nDeux", 2, id="lines"),
        pytest.param("Un bel\nautomne", 1, id="a line that goes on with a small letter"),
        pytest.param("Venez à\nParis", 1, id="a line that ends with a preposition"),
        pytest.param("Un bel\n\nautomne", 2, id="a blank line"),
        pytest.param("un bel\nautomne", 2, id="a writer without capitals"),
        pytest.param("Trop bien 😍\non adore", 2, id="a pictogram ends a line"),
        pytest.param("#Ad\nnotre crème", 2, id="a hashtag ends a line"),
        pytest.param("Voici :\nla liste", 2, id="a colon ends a line"),
        pytest.param("Venez\n- nombreux\n- joyeux", 3, id="items of a list"),
        pytest.param("Deux raisons\na) le prix\nb) le reste", 3, id="lettered items"),
        pytest.param("M. Dupont et Mme. Durand, etc.", 1, id="abbreviations"),
        pytest.param("Il vaut 3.5 ou 1.200", 1, id="figures"),
        pytest.param("Bon… on verra", 1, id="it goes on"),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len({token.sentence for token in tokens(text).items}) == count


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("dire « oui » ou «\u202fnon\u202f»", [" oui ", " non "], id="French"),
        pytest.param("say “yes” or \"no\" or 'maybe'", ["yes", "no", "maybe"], id="English"),
        pytest.param("„Ja“ sagen", ["Ja"], id="German"),
        pytest.param('5" et 6', [], id="one alone"),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    made = tokens(text)
    assert [made.reading.text[q.start : q.end] for q in made.quotes] == quoted


@pytest.mark.parametrize(
    ("text", "word", "written"),
    [
        pytest.param("voir #StopPhénix2026 ici", "Phénix", "#StopPhénix2026", id="hashtag"),
        pytest.param("voir https://a.example/phenix ici", "phenix", "https://a.example/phenix", id="address"),
        pytest.param("de « Phénix » ici", "Phénix", "« Phénix »", id="enclosed in quotation marks"),
        pytest.param("dit « le Phénix vole » ici", "Phénix", "Phénix", id="inside a quotation"),
        pytest.param("puisqu’Iris vient", "Iris", "puisqu’Iris", id="elision"),
        pytest.param("Iris'll come", "Iris", "Iris'll", id="clitic"),
        pytest.param("dans [Iris] ici", "Iris", "Iris", id="brackets"),
        pytest.param("un Iri\u200bs ici", "Iris", "Iri\u200bs", id="invisible character"),
    ],
)
def test_what_is_shown_for_a_match(text: str, word: str, written: str) -> None:
    made = tokens(text)
    start = made.reading.text.index(word)
    span = made.stretch(start, start + len(word))
    assert text[span.start : span.end] == written


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("Un seul message\n\nen deux", ["Un seul message\n\nen deux"], id="no thread"),
        pytest.param("1/ Un\n\n2/ Deux", ["1/ Un", "2/ Deux"], id="counters"),
        pytest.param("Un (1/2)\n---\n(2/2) Deux", ["Un (1/2)", "---", "(2/2) Deux"], id="line of dashes"),
        pytest.param("Un\n\n2. Deux\n\n3. Trois", ["Un", "2. Deux", "3. Trois"], id="numbers behind blank lines"),
        pytest.param("Note : 4/5 sur 12 avis", ["Note : 4/5 sur 12 avis"], id="a fraction"),
    ],
)
def test_parts_of_a_thread(text: str, parts: list[str]) -> None:
    made = tokens(text)
    found = [made.reading.text[part.start : part.end].strip() for part in made.thread_parts()]
    assert [part for part in found if part.strip("-")] == [part for part in parts if part.strip("-")]


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        pytest.param("Bravo ! #un #deux 🔥 #trois", "#un #deux 🔥 #trois", id="run"),
        pytest.param("Bravo #un à tous", None, id="inside"),
        pytest.param("Bravo à tous #un", None, id="only one"),
    ],
)
def test_hashtags_that_close_a_post(text: str, closing: str | None) -> None:
    span = tokens(text).closing_hashtags()
    assert (text[span.start : span.end] if span else None) == closing


def test_a_sentence_and_a_line_know_their_place() -> None:
    made = tokens("Un. Deux trois !\nQuatre")
    assert [made.reading.text[slice(*made.sentence_span(i))] for i in range(3)] == ["Un.", "Deux trois !", "Quatre"]
    assert made.line_span(5) == (0, 16)
    assert made.line_span(18) == (17, 23)


def check_properties(text: str) -> None:
    made = tokens(text)
    whole, last = made.reading.text, 0
    for token in made.items:
        assert not whole[last : token.start].strip(), "only white space is left out"
        assert token.end > token.start >= last
        last = token.end
    assert not whole[last:].strip()
    assert all(a.sentence <= b.sentence for a, b in zip(made.items, made.items[1:], strict=False))
    for token in made.items:
        if token.kind == "WORD" and "." not in whole[token.start : token.end]:
            assert token.norm == norm(whole[token.start : token.end])
        span = made.stretch(token.start, token.end)
        assert 0 <= span.start <= span.end <= len(text)


@given(ANY | NOISY)
@settings(max_examples=600, deadline=None)
def test_tokens_and_white_space_rebuild_the_reading(text: str) -> None:
    check_properties(text)


def test_naughty_strings() -> None:
    for text in BLNS:
        check_properties(text)


def _octets() -> list[bytes]:
    """The byte sequences of a UTF-8 test, right and wrong ones (`number:valid hex:bytes…`)."""
    lines = (DATA / "unicode" / "utf8tests" / "utf8tests.txt").read_text(encoding="ascii").splitlines()
    fields = [line.split(":") for line in lines if line and not line.startswith("#")]
    return [bytes.fromhex(f[2]) if f[1].endswith("hex") else f[2].encode("ascii") for f in fields if len(f) > 2]


def test_damaged_bytes() -> None:
    sequences = _octets()
    assert len(sequences) > 200
    for octets in sequences:
        check_properties(octets.decode("utf-8", "replace"))
        check_properties(f"le {octets.decode('latin-1')}projet")


@pytest.mark.parametrize("text", [text for text, _ in CUTS.values()], ids=list(CUTS))
def test_the_same_words_however_they_are_typed(text: str) -> None:
    def norms(text: str) -> list[str]:
        made = tokens(text)
        return [made.items[i].norm for i in made.visible]

    assert norms(unicodedata.normalize("NFD", text)) == norms(text)
    assert norms(text.replace("'", "’")) == norms(text)
    assert norms(text.replace(" ", "\xa0")) == norms(text)


@pytest.mark.parametrize("unit", [*BOMBS, "a ", " ", "a_", "1 000 ", "<b>", "a.b@", "www.", "&#32;", "#a#"])
def test_hostile_text_takes_no_longer(unit: str) -> None:
    def took(length: int) -> float:
        text = (unit * length)[:length]
        best = 1e9
        for _ in range(3):
            start = time.process_time()
            tokens(text)
            best = min(best, time.process_time() - start)
        return best

    assert took(10_000) < 0.5
    # Four times the text: sixteen times the time would be quadratic.
    assert took(40_000) < 8 * max(took(10_000), 0.005)
