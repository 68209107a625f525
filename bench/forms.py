"""How completely and how rightly the forms of a word are found: ours beside the word tables that are installed.

    python bench/forms.py [--hunspell DIR] [GOLD.jsonl…]

Without files, tests/data/forms/gold.jsonl. DIR holds fr.aff, fr.dic, en_US.aff … (/usr/share/hunspell where the
dictionaries of the system are installed). Other candidates: pip install simplemma spacy-lookups-data.
What is not installed is left out.

A row of the gold has `word`, `language`, `forms` (must be given) and perhaps `rare` (may be given: literary tenses, a
rare homonym).
found: share of the `forms` that are given; wrong: share of what is given that is in neither list.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Forms = Callable[[str], Iterable[str]]
GOLD = Path(__file__).parents[1] / "tests" / "data" / "forms" / "gold.jsonl"


class Absent(Exception):
    """The candidate is not installed, or does not know the language."""


def ours(language: str) -> Forms:
    from postguard.forms import forms

    return lambda word: forms(word, language)


def rules_alone(language: str) -> Forms:
    """What ours does with a word it does not know."""
    from postguard import forms as ours

    table = ours._table(language)
    return lambda word: ours._regular(table.names if word[0].isupper() else table.regular, word.lower())


def spacy_tables(language: str) -> Forms:
    """Exceptions turned round, and the suffix rules applied backwards to the words of the index."""
    exceptions, index, rules = (_spacy(language, name) for name in ("exc", "index", "rules"))
    back: dict[str, set[str]] = defaultdict(set)
    for kind in ("adj", "noun", "verb", "aux", "det", "pron"):
        for form, lemmas in exceptions.get(kind, {}).items():
            for lemma in lemmas:
                back[lemma].add(form)
    known = {kind: set(words) for kind, words in index.items()}

    def expand(word: str) -> set[str]:
        found = set(back.get(word, ()))
        for kind in ("noun", "verb") if language == "en" else ("adj", "noun", "verb"):
            if word in known.get(kind, ()):
                ends = [
                    (old, new) for old, new in rules.get(kind, []) if word.endswith(new) and (new or language == "en")
                ]
                found |= {word[: len(word) - len(new)] + old for old, new in ends}
        return found

    return expand


def spacy_then_rules(language: str) -> Forms:
    table, rules = spacy_tables(language), rules_alone(language)
    return lambda word: table(word.lower()) or rules(word)


def spacy_lookup(language: str) -> Forms:
    """The flat table turned round."""
    back: dict[str, set[str]] = defaultdict(set)
    for form, lemmas in _spacy(language, "lookup").items():
        for lemma in [lemmas] if isinstance(lemmas, str) else lemmas:
            back[lemma].add(form)
    return lambda word: back.get(word.lower(), ())


def _spacy(language: str, name: str) -> Any:
    spec = find_spec("spacy_lookups_data")
    if not spec or not spec.origin:
        raise Absent
    path = Path(spec.origin).parent / "data" / f"{language}_lemma_{name}.json.gz"
    return json.loads(gzip.decompress(path.read_bytes()))


def simplemma(language: str) -> Forms:
    """The dictionary turned round."""
    if not find_spec("simplemma"):
        raise Absent
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    back: dict[str, set[str]] = defaultdict(set)
    for form, lemma in DefaultDictionaryFactory().get_dictionary(language).items():
        back[lemma].add(form)
    return lambda word: back.get(word.lower(), ())


def hunspell(name: str) -> Callable[[str], Forms]:
    """Every suffix of every entry, as a spelling checker takes them: no parts of speech."""

    def load(language: str) -> Forms:
        affixes, words = FOLDER / f"{name}.aff", FOLDER / f"{name}.dic"
        if not name.startswith(language) or not words.is_file():
            raise Absent
        text = affixes.read_text(encoding="utf-8", errors="replace")
        width = 2 if re.search(r"^FLAG long", text, re.M) else 1
        suffixes: dict[str, list[tuple[str, str, re.Pattern[str]]]] = defaultdict(list)
        for line in text.splitlines():
            parts = line.split()
            if len(parts) >= 5 and parts[0] == "SFX":
                strip, add = ("" if part == "0" else part for part in (parts[2], parts[3].split("/")[0]))
                suffixes[parts[1]].append((strip, add, re.compile("(?:" + parts[4].replace("-", r"\-") + ")$")))
        flags: dict[str, str] = defaultdict(str)
        for line in words.read_text(encoding="utf-8", errors="replace").splitlines()[1:]:
            word, _, rest = (line.split() or [""])[0].partition("/")
            flags[word] += rest

        def expand(word: str) -> set[str]:
            word = word if word in flags else word.lower()
            marks = flags.get(word, "")
            return {
                word[: len(word) - len(strip)] + add
                for at in range(0, len(marks), width)
                for strip, add, condition in suffixes.get(marks[at : at + width], ())
                if word.endswith(strip) and condition.search(word) and "'" not in add
            }

        return expand

    return load


CANDIDATES: dict[str, Callable[[str], Forms]] = {
    "ours": ours,
    "ours, rules for unknown words alone": rules_alone,
    "spaCy tables turned round": spacy_tables,
    "spaCy tables, then our rules": spacy_then_rules,
    "spaCy flat table turned round": spacy_lookup,
    "simplemma turned round": simplemma,
    "Hunspell fr (Dicollecte), all suffixes": hunspell("fr"),
    "Hunspell en_US, all suffixes": hunspell("en_US"),
    "Hunspell en_GB, all suffixes": hunspell("en_GB"),
}
FOLDER = Path("/usr/share/hunspell")


def main() -> None:
    global FOLDER
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hunspell", type=Path, default=FOLDER)
    parser.add_argument("gold", nargs="*", type=Path, default=[GOLD])
    options = parser.parse_args()
    FOLDER = options.hunspell
    for path in options.gold:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        print(f"{path.name}\n\n| source | language | words | found | wrong | load, ms | 1,000 words, ms |")
        print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
        for name, candidate in CANDIDATES.items():
            for language in ("fr", "en"):
                own = [row for row in rows if row["language"] == language]
                start = time.perf_counter()
                try:
                    forms = candidate(language)
                except Absent:
                    continue
                forms("garantir")
                loaded = time.perf_counter()
                found, wrong = score(own, forms)
                took = (time.perf_counter() - loaded) * 1e6 / len(own)
                load = (loaded - start) * 1e3
                print(f"| {name} | {language} | {len(own)} | {found:.2%} | {wrong:.2%} | {load:.0f} | {took:.0f} |")
                sys.stdout.flush()
        print()


def score(rows: list[dict[str, Any]], forms: Forms) -> tuple[float, float]:
    needed = hit = given = false = 0
    for row in rows:
        own = row["word"].lower()
        expected, allowed = set(row["forms"]), {*row["forms"], *row.get("rare", ()), own}
        got = {form.lower() for form in forms(row["word"])} | {own}
        needed, hit = needed + len(expected), hit + len(expected & got)
        given, false = given + len(got), false + len(got - allowed)
    return hit / needed, false / given


if __name__ == "__main__":
    main()
