"""Writes `src/postguard/data/forms_fr.txt` and `forms_en.txt`.

    python tools/build_forms.py fr FR.AFF FR.DIC            # Dicollecte, "toutes variantes" (MPL-2.0)
    python tools/build_forms.py en EN_US.AFF EN_US.DIC BRITISH_WORDS EXC.JSON.GZ INDEX.JSON.GZ

English takes the SCOWL Hunspell dictionary, SCOWL's British word list and WordNet's lists of words and
irregular forms (the tables `en_lemma_index` and `en_lemma_exc` of spacy-lookups-data).

The files hold comment lines, paradigms (`=kind lemma-ending forms;participle forms`, numbered from 0) and dictionary
words (`stem+ending/paradigm,paradigm`, numbers in base 36), sorted by code point so that looking up is a bisection.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

DATA = Path(__file__).parents[1] / "src" / "postguard" / "data"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

Suffix = tuple[str, str, re.Pattern[str], frozenset[str]]
"""What is stripped, what is added, when, and what the form is."""


def suffixes(aff: Path) -> dict[str, list[Suffix]]:
    """The suffix rules of an affix file."""
    found: dict[str, list[Suffix]] = defaultdict(list)
    for line in aff.read_text("utf-8").splitlines():
        parts = line.split()
        if len(parts) < 5 or parts[0] != "SFX" or (parts[2] in "YN" and parts[3].isdigit()):
            continue
        _, flag, strip, add, condition, *tags = parts
        found[flag].append(
            (
                "" if strip == "0" else strip,
                add.partition("/")[0].replace("0", ""),
                re.compile(f"(?:{condition})$"),
                frozenset(tags),
            )
        )
    return found


def entries(dic: Path, width: int) -> Iterator[tuple[str, list[str], frozenset[str]]]:
    """Word, flags and tags of each line of a dictionary."""
    for line in dic.read_text("utf-8").splitlines()[1:]:
        head, *tags = line.split()
        word, _, flags = head.partition("/")
        yield word, [flags[i : i + width] for i in range(0, len(flags), width)], frozenset(tags)


def expand(word: str, flags: Iterable[str], rules: dict[str, list[Suffix]]) -> Iterator[tuple[str, frozenset[str]]]:
    """The forms that the flags make of a word, with their tags."""
    for flag in flags:
        for strip, add, condition, tags in rules.get(flag, ()):
            if word.endswith(strip) and condition.search(word):
                yield word[: len(word) - len(strip)] + add, tags


class Table:
    """Dictionary words and their paradigms, as they are written to the file."""

    def __init__(self) -> None:
        self.words: dict[str, set[str]] = defaultdict(set)

    def add(self, kind: str, lemma: str, forms: Iterable[str] = (), participles: Iterable[str] = ()) -> None:
        forms, participles = set(forms) | {lemma}, set(participles)
        every = forms | participles
        stem = os.path.commonprefix([*every]) if len(every) > 1 else lemma
        cut = len(stem)
        body = ",".join(sorted(form[cut:] for form in forms - participles))
        if participles:
            body += ";" + ",".join(sorted(form[cut:] for form in participles))
        self.words[lemma].add(f"={kind}\t{lemma[cut:]}\t{body}")

    def write(self, target: Path, comment: str) -> None:
        counts = Counter(p for paradigms in self.words.values() for p in paradigms)
        numbers = {p: based(i) for i, (p, _) in enumerate(counts.most_common())}
        lines = [f"# {line}".rstrip() for line in comment.strip().splitlines()] + list(numbers)
        lines += sorted(f"{word}/{','.join(sorted(numbers[p] for p in ps))}" for word, ps in self.words.items())
        target.write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{target.name}: {len(numbers)} paradigms, {len(self.words)} words, {target.stat().st_size} bytes")


def based(number: int) -> str:
    text = ""
    while number or not text:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text


# Persons left out: passé simple but the third, imparfait du subjonctif, and what only an inversion has ("aimé-je").
FINITE = {"po:ipre", "po:iimp", "po:ifut", "po:cond", "po:spre", "po:impe", "po:ppre", "po:infi"}
THIRD = {"po:3sg", "po:3pl", "po:3pl!"}
# Participles that posts use nearly always as another word; "maintenir" must not find "maintenant".
OTHER_WORDS = {"maintenant", "devant", "pendant", "durant", "puis", "étée", "étés", "étées"}
NAMES = {"po:npr", "po:prn", "po:patr", "po:err", "po:sfx", "po:pfx"}
# What the dictionary lists as words apart.
IRREGULAR = {
    "œil": "œil yeux",
    "monsieur": "monsieur messieurs",
    "madame": "madame mesdames",
    "mademoiselle": "mademoiselle mesdemoiselles",
    "ciel": "ciel ciels cieux",
    "tout": "tout toute tous toutes",
    "quel": "quel quelle quels quelles",
    "beau": "beau bel belle beaux belles",
    "nouveau": "nouveau nouvel nouvelle nouveaux nouvelles",
    "vieux": "vieux vieil vieille vieilles",
    "fou": "fou fol folle fous folles",
    "mou": "mou mol molle mous molles",
    "copain": "copain copains copine copines",
    "final": "final finale finals finaux finales",
}


def french(aff: Path, dic: Path) -> Table:
    rules, table = suffixes(aff), Table()
    for word, flags, tags in entries(dic, 2):
        if not WORD.fullmatch(word) or word != word.lower() or tags & NAMES or word in IRREGULAR:
            continue
        if any(tag.startswith("po:v") for tag in tags):
            forms, participles = set(), set()
            for form, what in expand(word, flags, rules):
                if form in OTHER_WORDS or "po:1isg" in what or not WORD.fullmatch(form):
                    continue
                if "po:ppas" in what:
                    participles.add(form)
                elif what & FINITE or ("po:ipsi" in what and what & THIRD):
                    forms.add(form)
            if forms:
                table.add("v", word, forms, participles)
        elif tags & {"po:nom", "po:adj"}:
            table.add("n", word, (form for form, _ in expand(word, flags, rules) if WORD.fullmatch(form)))
        else:
            table.add("x", word)
    for word, forms in IRREGULAR.items():
        table.words[word].clear()
        table.add("n", word, forms.split())
    return table


COMPARED = "better best worse worst more most less least further farther furthest farthest elder eldest".split()
PERSON = {"person": ["persons", "people"]}


def regular(word: str) -> dict[str, list[str]]:
    """Regular English endings, the doubled consonant after the plain one."""
    y = word[-1] == "y" and word[-2:-1] not in "aeiou"
    e = word[-1] == "e"
    s = word[:-1] + "ies" if y else word + ("es" if re.search(r"(?:s|x|z|ch|sh)$", word) else "s")
    ed = word[:-1] + "ied" if y else word + ("d" if e else "ed")
    keep = not e or word.endswith(("ee", "ye", "oe")) or len(word) < 3
    ing = word + "ing" if keep else word[:-2] + "ying" if word.endswith("ie") else word[:-1] + "ing"
    found = {"s": [s], "ed": [ed], "ing": [ing]}
    if word.endswith("o"):
        found["s"].append(word + "es")
    if re.search(r"[aeiouy][bdfglmnprstvz]$", word):
        found["ed"].append(word + word[-1] + "ed")
        found["ing"].append(word + word[-1] + "ing")
    if word.endswith("c"):
        found["ed"].append(word + "ked")
        found["ing"].append(word + "king")
    return found


def english(aff: Path, dic: Path, british: Path, exceptions: Path, index: Path) -> Table:
    rules, table = suffixes(aff), Table()
    known: set[str] = set()
    for word, flags, _ in entries(dic, 1):
        known |= {word, *(form for form, tags in expand(word, flags, rules))}
    known |= set(british.read_text("utf-8").split())
    known = {word for word in known if word.isalpha() and word == word.lower() and (len(word) > 1 or word in "ai")}
    with gzip.open(exceptions) as file:
        listed = json.load(file)
    with gzip.open(index) as file:
        lemmas = {kind: set(words) for kind, words in json.load(file).items()}
    irregular: dict[str, dict[str, set[str]]] = {}
    for kind in ("noun", "verb"):
        irregular[kind] = defaultdict(set)
        for form, of in listed[kind].items():
            for word in of:
                if word != form and form.isalpha():
                    irregular[kind][word].add(form)
    made: set[str] = set()
    for word in sorted(known):
        verb, noun = irregular["verb"][word], set(PERSON.get(word, irregular["noun"][word]))
        ends = regular(word) if len(word) > 1 else {"s": [], "ed": [], "ing": []}
        if word in COMPARED:
            continue
        real = {key: [form for form in forms if form in known] for key, forms in ends.items()}
        mute = word + "e" in lemmas["verb"]
        if mute and word not in lemmas["verb"]:
            real["ed"] = real["ing"] = []
        for key in ("ed", "ing"):
            if mute and any(form.endswith(key) for form in verb):
                real[key] = []  # "wined" is of "wine"
            real[key] = [form for form in real[key] if form not in lemmas["verb"] or key == "ing"]  # "seed"
            if len(real[key]) > 1 and mute:
                real[key] = real[key][1:]
        inflected = any(word in forms for forms in irregular["verb"].values() if forms)
        is_verb = verb or word in lemmas["verb"] or (real["ed"] and real["ing"] and not word.endswith(("ed", "ing")))
        if is_verb and (not inflected or word in lemmas["verb"]):
            if not any(form.endswith("ing") for form in verb) and not real["ing"]:
                real["ing"] = ends["ing"][:1]
            if not any(not form.endswith(("ing", "s")) for form in verb) and not real["ed"] and verb != {word}:
                real["ed"] = ends["ed"][:1]
            s = real["s"] or ends["s"][:1]
            forms = {*verb, *real["ed"], *real["ing"], *([] if any(f.endswith("s") for f in verb) else s)}
            table.add("v", word, (form for form in forms if form in known or form in verb or len(word) > 1))
            made |= forms
        if noun or word in lemmas["noun"] or real["s"]:
            forms = noun or {form for form in real["s"] if not word.endswith("s") or form.endswith("es")}
            table.add("n", word, forms)
            made |= forms
    for word in known - made - set(table.words):
        table.add("x", word)
    return table


if __name__ == "__main__":
    language, *given = sys.argv[1:]
    files = [Path(name) for name in given]
    if language == "fr":
        note = """French words and the endings of their forms. Made by tools/build_forms.py from the dictionary
"toutes variantes" 7.0 of Dicollecte / Grammalecte, https://grammalecte.net, by its contributors.
This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0. If a copy of the MPL was not
distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/."""
        french(files[0], files[1]).write(DATA / "forms_fr.txt", note)
    else:
        note = """English words and the endings of their forms. Made by tools/build_forms.py from SCOWL (word lists en_US and
british-english, http://wordlist.aspell.net) and the list of words and irregular forms of WordNet 3.0.
Licences: forms_en.LICENSE."""
        english(*files).write(DATA / "forms_en.txt", note)
