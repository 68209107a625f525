"""Which forms a word of a pattern stands for. The comparison with other sources: bench/forms.py, docs/forms.md."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from postguard.forms import FORM_LANGUAGES, forms, listed

HERE = Path(__file__).parent / "data" / "forms"
ROOT = Path(__file__).parents[1]
TABLES = ROOT / "src" / "postguard" / "data" / "forms"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


GOLD = rows("gold")


def score(rows: list[dict[str, Any]], language: str) -> tuple[float, float]:
    """Share of the expected forms that are given; share of the given forms that are wrong."""
    needed = hit = given = wrong = 0
    for row in rows:
        if row["language"] != language:
            continue
        expected, got = set(row["forms"]), forms(row["word"], language)
        needed, hit = needed + len(expected), hit + len(expected & got)
        given, wrong = given + len(got), wrong + len(got - expected - set(row.get("rare", ())))
    return hit / needed, wrong / given


@pytest.mark.parametrize("row", GOLD, ids=lambda row: f"{row['language']}-{row['word']}")
def test_a_word_of_the_gold_has_its_forms_and_no_others(row: dict[str, Any]) -> None:
    got = forms(row["word"], row["language"])
    assert set(row["forms"]) - got == set(), "missing"
    assert got - set(row["forms"]) - set(row.get("rare", ())) == set(), "wrong"


@pytest.mark.parametrize("language", FORM_LANGUAGES)
@pytest.mark.parametrize("name", ["gold", "held_out", "held_out_second"])
def test_the_floors_hold(name: str, language: str) -> None:
    found, wrong = score(rows(name), language)
    assert (found >= 0.98, wrong < 0.02) == (True, True), (found, wrong)


def test_the_gold_is_as_large_as_it_says() -> None:
    assert sum(row["language"] == "fr" for row in GOLD) == 150
    assert sum(row["language"] == "en" for row in GOLD) == 100
    assert sum(row["note"].startswith("verb") for row in GOLD) >= 100
    assert len({(row["word"], row["language"]) for row in GOLD}) == len(GOLD)
    for row in GOLD:
        listed = row["forms"] + row.get("rare", [])
        assert len(set(listed)) == len(listed), row["word"]
        assert all(form == unicodedata.normalize("NFC", form.lower()) for form in listed), row["word"]


EXACT = {
    "a feminine noun is no participle": ("fr", "garantie", "garantie garanties"),
    "a feminine noun is no adjective": ("fr", "vue", "vue vues"),
    "a masculine participle that is also a noun": ("fr", "produit", "produit produits produite produites"),
    "a feminine adjective gives the masculine": ("fr", "meilleure", "meilleur meilleure meilleurs meilleures"),
    "a plural gives its singular, not the verb": ("fr", "portes", "porte portes"),
    "dû": ("fr", "dû", "dû due dus dues"),
    "two plurals, from one of them": ("fr", "finaux", "final finaux"),
    "notre": ("fr", "notre", "notre nos"),
    "an adverb": ("fr", "commercialement", "commercialement"),
    "a small word that is also a noun": ("fr", "pour", "pour"),
    "oe stays oe": ("fr", "oeil", "oeil yeux oeils"),
    "a participle of a neologism": ("fr", "likées", "liké likée likés likées"),
    "a finite form of a neologism": ("fr", "brieferont", "brieferont"),
    "a feminine neologism": ("fr", "podcasteuses", "podcasteur podcasteurs podcasteuse podcasteuses"),
    "an unknown plural": ("fr", "reels", "reels"),
    "a prefix": ("fr", "éco-conçu", "éco-conçu éco-conçue éco-conçus éco-conçues"),
    "a compound of two nouns": ("fr", "community-manager", "community-manager community-managers"),
    "no plural behind after-": ("fr", "mi-parcours", "mi-parcours"),
    "an unknown name in -s": ("fr", "Sorgas", "sorgas"),
    "even is no evening": ("en", "even", "even"),
    "an obscure -es is not a plural": ("en", "corps", "corps"),
    "breath is not breathe": ("en", "breath", "breath breaths"),
    "suite is not suit": ("en", "suite", "suite suites"),
    "dye is not die": ("en", "dye", "dye dyes dyed dyeing"),
    "singe is not sing": ("en", "singe", "singe singes singed singeing"),
    "a compound of an irregular verb": ("en", "oversee", "oversee oversees oversaw overseen overseeing"),
    "-c takes k": ("en", "panic", "panic panics panicked panicking"),
    "British and American": ("en", "organise", "organise organises organised organising"),
    "a prefix and an irregular verb": ("en", "re-sell", "re-sell re-sells re-sold re-selling"),
    "unknown, doubling": ("en", "blorg", "blorg blorgs blorged blorging"),
    "unknown, one vowel and one consonant": ("en", "spleg", "spleg splegs splegged splegging"),
    "unknown adjective": ("en", "instagrammable", "instagrammable"),
    "the plural inside": ("en", "passer-by", "passer-by passers-by"),
    "capitals": ("fr", "PMU", "pmu"),
    "capitals inside": ("en", "iPhone", "iphone"),
    "a digit": ("en", "B2B", "b2b"),
    "an elision": ("fr", "d'accord", "d'accord"),
    "two words": ("fr", "rendement garanti", "rendement garanti"),
    "a capital on a known word": ("fr", "Garanti", "garanti garantie garantis garanties"),
    "decomposed accents": ("fr", "che\u0300re", "cher chère chers chères"),
    "longer than a word": ("fr", "a" * 61, "a" * 61),
    "nothing": ("fr", "", ""),
}


@pytest.mark.parametrize(("language", "word", "expected"), EXACT.values(), ids=EXACT)
def test_exactly(language: str, word: str, expected: str) -> None:
    assert forms(word, language) == ({expected} if expected == word else set(expected.split()))


def test_an_unknown_language_leaves_the_word_alone() -> None:
    assert forms("Garantir", "xx") == {"garantir"}


@given(
    st.one_of(st.text(max_size=80), st.from_regex(r"[a-zéèêçœ'-]{1,12}", fullmatch=True)),
    st.sampled_from([*FORM_LANGUAGES, "de"]),
)
@example("İ", "fr")
@example("ΑΣ", "en")
@example("-", "fr")
@example("a-er", "fr")
@example("oe" * 15, "fr")
def test_any_text_gives_few_lower_case_forms_with_the_word_among_them(word: str, language: str) -> None:
    found = forms(word, language)
    assert unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).lower()) in found
    assert all(form == unicodedata.normalize("NFC", form) for form in found)
    assert all(form == form.lower() for form in found)
    assert len(found) <= 150


@pytest.mark.parametrize("language", FORM_LANGUAGES)
def test_every_listed_word_has_few_forms_without_spaces(language: str) -> None:
    text = (TABLES / f"{language}.txt").read_text(encoding="utf-8")
    listed = [line.split("\t")[0] for line in text.partition("\n@words\n")[2].splitlines()]
    assert listed == sorted(listed)
    for word in listed:
        found = forms(word, language)
        assert word in found
        assert len(found) <= 70, word
        assert not any(set(form) & set(" \t&{}") or not form for form in found), word


def test_the_terms_of_the_tables_stand_beside_them() -> None:
    assert "Mozilla Public License Version 2.0" in (TABLES / "LICENSE-MPL-2.0.txt").read_text(encoding="utf-8")
    assert "Copyright 2000-2018 by Kevin Atkinson" in (TABLES / "LICENSE-SCOWL.txt").read_text(encoding="utf-8")
    notice = (ROOT / "NOTICE.md").read_text(encoding="utf-8")
    assert all(path.name in notice for path in TABLES.iterdir())


def test_the_tables_stay_small() -> None:
    assert all((TABLES / f"{language}.txt").stat().st_size < 1_500_000 for language in FORM_LANGUAGES)


def test_the_module_needs_the_standard_library_alone() -> None:
    code = "import sys; from postguard.forms import forms; forms('garantir', 'fr'); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=ROOT / "src", capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()} - sys.stdlib_module_names
    assert {name for name in loaded if not name.startswith("_")} == {"postguard"}


@pytest.mark.parametrize(
    ("word", "known"), [("vergers", True), ("running", True), ("mangeons", True), ("nobel", False), ("zxcv", False)]
)
def test_words_of_the_dictionaries_are_known_in_any_form(word: str, known: bool) -> None:
    assert listed(word) is known
