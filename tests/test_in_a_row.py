"""Tests on single tokens in a row: what spaCy's Matcher finds is found without it."""

from __future__ import annotations

import subprocess
import sys
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.matcher import Matcher

from postguard.matcher import Engine, Seen, _in_a_row, _is_single, _spacy
from postguard.text import read
from postguard.tokens import tokenize
from postguard.typed import TYPED, Slot, Slots

ENGINE = Engine()
WORDS = [
    "deux",
    "mille",
    "cent",
    "de",
    "pour",
    "%",
    "€",
    "12",
    "7",
    "2026",
    "mars",
    "h",
    ",",
    ".",
    "le",
    "Promo",
    "AB12",
]
PIECES = [
    *WORDS,
    "p.o.u.r",
    "P.R.O.M.O",
    "#offre",
    "@marque",
    "#PetitPrix",
    "https://a.example/b",
    "30/11",
    "14:30",
    "l'an",
    "3,5",
    "k€",
    "\n",
]


def slots() -> st.SearchStrategy[Slots]:
    word = st.sampled_from([word.lower() for word in WORDS])
    norms = st.frozensets(word, min_size=1, max_size=4)
    one = st.one_of(
        st.builds(Slot, norms=norms, many=st.sampled_from(["", "", "?"])),
        st.builds(Slot, kinds=st.sampled_from([("NUMBER",), ("WORD", "NUMBER")]), many=st.sampled_from(["", "?"])),
        st.builds(Slot, norms=st.none() | norms, regex=st.sampled_from(["^d", r"\d", "e"])),
        st.builds(Slot, written=st.sampled_from(["Promo", "de", "AB12"])),
        st.builds(Slot, shape=st.sampled_from(["^[A-Z]", r"\d$"]), kinds=st.just(("WORD",))),
        st.builds(Slot, norms=st.none() | norms, group=st.sampled_from(["hashtag.S", "hashtag.B", "url.E", "-"])),
    )
    return st.lists(one, min_size=1, max_size=5).map(tuple)


TYPED_SINGLE = [slots for slots in chain.from_iterable(TYPED.values()) if all(map(_is_single, slots))]


@given(st.one_of(slots(), st.sampled_from(TYPED_SINGLE)), st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_the_matcher_finds_the_same(run: Slots, words: list[str]) -> None:
    tokens = tokenize(read(" ".join(words)))
    seen = Seen(ENGINE, tokens, frozenset(tokens.items[i].norm for i in tokens.visible), frozenset())
    if not tokens.visible:
        return
    matcher = Matcher(ENGINE.vocab, validate=False)
    matcher.add("run", [[_spacy(slot) for slot in run]])
    found = list(_in_a_row(run, seen))
    assert sorted((start, end) for start, end, _ in found) == sorted(
        (start, end) for _, start, end in matcher(seen.doc)
    )
    for start, end, taken in found:
        assert len(taken) == end - start
        assert all(seen.answers(at, run[number]) for at, number in zip(range(start, end), taken, strict=True))


def test_typed_tokens_of_single_tests_are_many() -> None:
    assert len(TYPED_SINGLE) > 40


@pytest.mark.parametrize(
    ("pattern", "text", "needed"),
    [
        ("projet secret", "Le projet secret avance.", False),
        ("<percent> garanti", "C'est 100 % garanti.", False),
        ("gagner ... <money>", "On peut gagner vite 300 euros.", False),
        ("éco*", "Un geste écologique.", False),
        ("<22######>", "Le code 22123456.", True),
    ],
)
def test_spacy_is_needed_for_what_repeats_only(pattern: str, text: str, needed: bool) -> None:
    program = f"""
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from postguard import api
folder = TemporaryDirectory()
path = Path(folder.name) / "charter.yaml"
path.write_text('''
charter: Fast
language: fr
clauses: {{"1": One}}
rules: [{{id: r, clause: "1", claim: "{pattern}", message: M}}]
''', encoding="utf-8")
assert [v.rule for v in api.check({text!r}, path).violations] == ["r"]
print("spacy" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(needed)
