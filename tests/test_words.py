"""Shipped vocabularies: each parses, holds both languages, and says what it is about."""

from __future__ import annotations

import re

import pytest

from postguard import yamlfile
from postguard.lists import Author, Vocabularies
from postguard.packs import rules_folder
from postguard.pattern import List

FILES = sorted((rules_folder() / "words").glob("*.yaml"))
ONLY = re.compile(r"\b(French|English|Spanish) only\.$")
"""What a vocabulary for one language says of itself at the end of its “about”."""


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_vocabulary_is_sound(path) -> None:  # type: ignore[no-untyped-def]
    root = yamlfile.load(path, path.name)
    assert root.get("words").text == path.stem
    about = Vocabularies().about(path.stem)
    assert list(about) == ["en", "fr"], "“about” is said in English and in French: about: {en: …, fr: …}"
    assert all(said.endswith((".", "…")) for said in about.values())
    found = Vocabularies().get(path.stem)
    languages = {language for _, language in found.strong}
    everywhere = languages == {None}  # names, signs: the same in all languages
    assert {"fr", "en"} <= languages or everywhere or ONLY.search(about["en"])
    entries = [*found.strong, *found.weak]
    assert len({repr(entry) for entry in entries}) == len(entries), "an entry stands twice"
    assert Author("fr", Vocabularies()).vocabulary(path.stem)


def test_an_unknown_vocabulary_is_none() -> None:
    assert Vocabularies().get("nothing") is None


def test_weak_entries_are_apart() -> None:
    vocabularies = Vocabularies()
    with vocabularies.lookup(List("praise", True, 0)) as entries:
        weak = set(entries)
    assert weak
    with vocabularies.lookup(List("praise", False, 0)) as strong:
        assert weak.isdisjoint(strong)
