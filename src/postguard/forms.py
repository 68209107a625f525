"""The forms a word of a pattern stands for."""

from __future__ import annotations

import unicodedata

FORM_LANGUAGES = ("fr", "en")
_ER = "er e es ons ez ent é ée és ées ant ais ait aient erai era erons erez eront erais erait eraient".split()
_IR = "ir is it issons issez issent issais issait issaient irai ira irons iront irait iraient i ie ies issant".split()


def forms(word: str, language: str) -> frozenset[str]:
    """The word and its regular forms in a language, lower case, NFC."""
    own = unicodedata.normalize("NFC", word).lower()
    if not own.isalpha() or len(own) < 3:
        return frozenset({own})
    if language == "fr":
        if own.endswith("er"):
            return frozenset(own[:-2] + ending for ending in _ER)
        if own.endswith("ir"):
            return frozenset(own[:-2] + ending for ending in _IR)
        if own[-1] in "sxz":
            return frozenset({own, own + "e", own + "es"} if own[-1] == "s" else {own})
        return frozenset({own, own + "s"} if own[-1] == "e" else {own, own + "s", own + "e", own + "es"})
    if language == "en":
        stem = own[:-1] if own[-1] == "e" else own
        return frozenset({own, own + "s", stem + "ed", stem + "ing"})
    return frozenset({own})
