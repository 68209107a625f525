"""The inflected forms that a word of a pattern stands for.

>>> sorted(forms("cher", "fr"))
['cher', 'chers', 'chère', 'chères']

The tables are data/forms/{fr,en}.txt, written by tools/build_forms.py from a French spelling dictionary (Dicollecte)
and English word lists (SCOWL); why these, and their figures, in docs/forms.md. To correct a word, edit
tools/forms_fr.txt or tools/forms_en.txt and build again. Sections of a table:

    @classes    end of the dictionary form, = or >, endings that replace it; a class is named by the place of its line
                =  forms that agree: each stands for all (garanti garantie garantis garanties)
                >  only the dictionary form stands for them (garantir → garantissons)
    @endings    ending, ends of dictionary forms that it may replace: the way back from a form
    @regular    what to do with words that are not listed: pattern for the end, its endings; the first that fits
    @names      the same, for unknown words with a capital
    @compounds  the same, for words with a hyphen
    @prefixes   beginnings that change nothing (éco-, re-)
    @words      dictionary form, its classes; sorted
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

FORM_LANGUAGES = ("en", "fr")

AGREEING = {"fr"}
"""Languages where a form that is not the dictionary's stands for its gender and number: garanties for garanti."""

LONGEST = 60
"""Characters; nothing longer is a word that has forms."""

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DATA = Path(__file__).with_name("data") / "forms"


class Class(NamedTuple):
    strip: str
    agreeing: bool
    endings: tuple[str, ...]

    def forms(self, lemma: str) -> Iterator[str]:
        stem = lemma[: len(lemma) - len(self.strip)]
        return (stem + ending for ending in self.endings)


Rules = tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]


class Table(NamedTuple):
    """The forms of one language."""

    agrees: bool
    classes: tuple[Class, ...]
    endings: dict[str, tuple[str, ...]]
    longest_ending: int
    regular: Rules
    names: Rules
    compounds: Rules
    prefixes: frozenset[str]
    lines: list[str]

    def classes_of(self, word: str) -> list[Class] | None:
        """None when the word is no dictionary form."""
        at = bisect_left(self.lines, word + "\t")
        if at == len(self.lines) or not self.lines[at].startswith(word + "\t"):
            return None
        return [self.classes[int(number)] for number in self.lines[at][len(word) + 1 :].split()]

    def forms_of_form(self, form: str) -> frozenset[str] | None:
        """What a form that is not in the dictionary stands for; None when it is a form of nothing."""
        found: set[str] | None = None
        for size in range(min(self.longest_ending, len(form)) + 1):
            stem, ending = form[: len(form) - size], form[len(form) - size :]
            for strip in self.endings.get(ending, ()):
                for one in self.classes_of(stem + strip) or ():
                    if one.strip == strip and ending in one.endings:
                        found = found or {form}
                        if one.agreeing and self.agrees:
                            found |= set(one.forms(stem + strip))
        return None if found is None else frozenset(found)


# Participles that have become words of their own, far more common than as forms of their verb: maintenir is not now.
_OWN_WORDS = frozenset(["maintenant", "devant", "pendant", "durant", "moyennant", "cependant", "fuissant"])


def forms(word: str, language: str) -> frozenset[str]:
    """The forms that a word stands for, lower-cased, itself among them.

    A dictionary form (infinitive, masculine singular) stands for its whole paradigm; in French any other form stands
    for its gender and number, in English for itself. Comparatives and superlatives stand apart: `best` is no form of
    `good`. Words that are not listed get regular endings; a name (unknown, with a capital) only a plural; PMU, B2B and
    d'accord stay alone.
    """
    folded = _fold(word)
    alone = frozenset([folded])
    if language not in FORM_LANGUAGES or len(folded) > LONGEST or not _WORD.fullmatch(folded):
        return alone
    table = _table(language)
    known = _known(table, folded)
    if known is not None:
        return known - (_OWN_WORDS - alone)
    if len(folded) < 3 or word[1:] != word[1:].lower():
        return alone
    if "-" in folded:
        return alone | _compound(table, folded)
    if word != folded and word[:1].isupper():
        return alone | _regular(table.names, folded)
    return alone | (_prefixed(table, folded) or _regular(table.regular, folded))


def name_forms(word: str, language: str) -> frozenset[str]:
    """The forms of a name, whatever else its letters mean: itself and its plural (Harbors, not harboring)."""
    folded = _fold(word)
    if language not in FORM_LANGUAGES or not _WORD.fullmatch(folded) or len(folded) < 3:
        return frozenset([folded])
    return frozenset([folded]) | _regular(_table(language).names, folded)


def listed(word: str) -> bool:
    """Whether a normalised word is a word of the dictionaries, in any form, French or English."""
    tables = [_table(language) for language in FORM_LANGUAGES]
    return any(_known(table, word) is not None or table.forms_of_form(word) is not None for table in tables)


def _known(table: Table, word: str) -> frozenset[str] | None:
    classes = table.classes_of(word)
    if classes is not None:
        return frozenset([word, *(form for one in classes for form in one.forms(word))])
    known = table.forms_of_form(word)
    if known is None and "oe" in word:  # oeuvre: as written
        known = _known(table, word.replace("oe", "œ"))
        return known and frozenset(form.replace("œ", "oe") for form in known)
    return known


def _prefixed(table: Table, word: str) -> frozenset[str] | None:
    """superpouvoir like pouvoir. A noun in -er says nothing about a verb: débunker is not dé- and bunker."""
    for size in range(len(word) - 3, 1, -1):
        prefix, rest = word[:size], word[size:]
        if prefix in table.prefixes and (classes := table.classes_of(rest)):
            if table.agrees and rest.endswith("er") and all(one.agreeing for one in classes):
                continue
            return frozenset(prefix + form for one in classes for form in one.forms(rest))
    return None


def _compound(table: Table, word: str) -> frozenset[str]:
    """The last part inflects: as anything behind a prefix, else as a noun or adjective."""
    head, _, tail = word.rpartition("-")
    found = _regular(table.compounds, word)
    if found:
        return found
    classes = table.classes_of(tail)
    if classes is None:
        known = table.forms_of_form(tail) or _regular(table.regular if head in table.prefixes else table.names, tail)
        return frozenset(f"{head}-{form}" for form in known)
    kept = classes if head in table.prefixes else [one for one in classes if one.agreeing and one.strip in one.endings]
    inflected = {form for one in kept for form in one.forms(tail)}
    return frozenset(f"{head}-{form}" for form in inflected)


def _regular(rules: Rules, word: str) -> frozenset[str]:
    """By the first rule that fits. & is what the rule found, {} the last letter of the word."""
    for pattern, endings in rules:
        if match := pattern.search(word):
            stem = word[: match.start()]
            return frozenset(stem + ending.replace("&", match[0]).replace("{}", word[-1]) for ending in endings) | {
                word
            }
    return frozenset()


def _fold(word: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).lower())


@cache
def _table(language: str) -> Table:
    sections: dict[str, list[str]] = {}
    for section in (_DATA / f"{language}.txt").read_text(encoding="utf-8").split("\n@")[1:]:
        name, *lines = section.rstrip("\n").split("\n")
        sections[name] = lines
    classes = []
    for line in sections["classes"]:
        strip, mark, endings = line.split("\t")
        classes.append(Class(_ending(strip), mark == "=", _endings(endings)))
    back = {}
    for line in sections["endings"]:
        ending, strips = line.split("\t")
        back[_ending(ending)] = _endings(strips)
    return Table(
        language in AGREEING,
        tuple(classes),
        back,
        max(map(len, back)),
        _rules(sections["regular"]),
        _rules(sections["names"]),
        _rules(sections["compounds"]),
        frozenset(" ".join(sections["prefixes"]).split()),
        sections["words"],
    )


def _endings(text: str) -> tuple[str, ...]:
    return tuple(_ending(shown) for shown in text.split(" "))


def _ending(shown: str) -> str:
    return "" if shown == "-" else shown


def _rules(lines: list[str]) -> Rules:
    split = (line.split("\t") for line in lines)
    return tuple((re.compile(pattern), () if right == "keep" else _endings(right)) for pattern, right in split)
