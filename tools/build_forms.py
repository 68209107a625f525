"""Rebuild src/postguard/data/forms/{fr,en}.txt, the word forms that `postguard.forms` reads. Offline.

    python tools/build_forms.py fr --dictionary DIR     fr.aff and fr.dic: Debian's hunspell-fr-comprehensive 1:7.0-1
    python tools/build_forms.py en --words DIR          english-words.10 …: Debian's scowl 2020.12.07-2

What the sources do not know stands in tools/forms_fr.txt and tools/forms_en.txt, by hand.
The written file has sections, each opened by a line `@name`; see `postguard/forms.py` for how they are read.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

TOOLS = Path(__file__).parent
OUT = TOOLS.parent / "src" / "postguard" / "data" / "forms"


class Group(NamedTuple):
    """Forms that belong together. Agreeing: each stands for all; else only the dictionary form does."""

    agreeing: bool
    forms: frozenset[str]


Paradigms = dict[str, set[Group]]
"""Dictionary form → its groups; a word that never changes has none."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=["fr", "en"])
    parser.add_argument("--dictionary", type=Path, help="folder with fr.aff and fr.dic")
    parser.add_argument("--words", type=Path, help="folder with the SCOWL lists")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    hand = sections(TOOLS / f"forms_{options.language}.txt")
    if options.language == "fr":
        if not options.dictionary:
            parser.error("fr needs --dictionary")
        paradigms = french(options.dictionary, hand)
    else:
        if not options.words:
            parser.error("en needs --words")
        paradigms = english(options.words, hand)
    options.out.mkdir(parents=True, exist_ok=True)
    text = written(paradigms, hand)
    (options.out / f"{options.language}.txt").write_text(text, encoding="utf-8", newline="\n")


def sections(path: Path) -> dict[str, list[str]]:
    """`[name]` → its lines, without comments."""
    found: dict[str, list[str]] = defaultdict(list)
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\[[a-z ]+\]", line):
            name = line[1:-1]
        elif line.strip() and not line.startswith("#"):
            found[name].append(line)
    return found


def words_of(lines: Iterable[str]) -> list[str]:
    return [word for line in lines for word in line.split()]


# French: a Hunspell dictionary whose affixes carry grammatical tags

DROPPED_TAG = "po:1isg"
"""aimè-je, fussè-je: not written any more."""
PARTICIPLE = "po:ppas"


class Suffix(NamedTuple):
    strip: str
    add: str
    condition: re.Pattern[str]
    tags: frozenset[str]


def french(folder: Path, hand: dict[str, list[str]]) -> Paradigms:
    suffixes = read_affixes(folder / "fr.aff")
    dropped = set(words_of(hand["dropped"]))
    adjectives: list[frozenset[str]] = []
    participles: dict[str, set[frozenset[str]]] = defaultdict(set)
    paradigms: Paradigms = {}
    plurals, feminine = set[str](), set[str]()
    for lemma, flags, tags in dictionary(folder / "fr.dic"):
        groups = paradigms.setdefault(lemma, set())
        if "is:pl" in tags:
            plurals.add(lemma)
        if tags >= {"po:nom", "is:fem"}:
            feminine.add(lemma)
        nominal, verbal, participle, masculine = {lemma}, set[str](), set[str](), set[str]()
        for flag in flags:
            for suffix in suffixes.get(flag, []):
                if DROPPED_TAG in suffix.tags:
                    continue
                if lemma.endswith(suffix.strip) and suffix.condition.search(lemma):
                    form = lemma[: len(lemma) - len(suffix.strip)] + suffix.add
                    if form in dropped or form.count("-") != lemma.count("-"):  # vas-y is two words
                        continue
                    if PARTICIPLE in suffix.tags:
                        participle.add(form)
                        if not suffix.tags & {"is:fem", "is:pl"}:
                            masculine.add(form)
                    elif suffix.tags & VERB_TAGS:
                        verbal.add(form)
                    else:
                        nominal.add(form)
        if verbal:
            groups.add(Group(False, frozenset(verbal | {lemma})))
            if participle:
                variants = frozenset(participle)
                groups.add(Group(True, variants))
                for form in masculine:
                    participles[form].add(variants)
        elif len(nominal) > 1:
            groups.add(Group(True, frozenset(nominal)))
            if "po:adj" in tags:
                adjectives.append(frozenset(nominal))
    for line in hand["words"]:
        lemma, _, rest = line.partition(":")
        paradigms.setdefault(lemma, set()).add(Group(True, frozenset([lemma, *rest.split()])))
    aimer = paradigms["aimer"]
    for lemma in words_of(hand["verbs"]):
        paradigms.setdefault(lemma, set()).update(
            Group(group.agreeing, frozenset(lemma[:-2] + form[len("aim") :] for form in group.forms)) for group in aimer
        )
    agreeing = {form for groups in paradigms.values() for group in groups if group.agreeing for form in group.forms}
    for word in plurals:  # listed apart, yet a form of something (finaux)
        if word in agreeing and not paradigms[word]:
            del paradigms[word]
    for line in hand["together"]:
        variants = frozenset(line.split())
        for word in variants:
            paradigms[word] = {Group(True, variants)}
    # A dictionary form that is also a form of an adjective (public), or the masculine of a participle (produit),
    # stands for those too. A feminine noun that has its own entry (avenue, nécessité) is another word.
    feminine -= set(words_of(hand["adjectives"]))
    for variants in adjectives:
        for word in variants & paradigms.keys() - feminine:
            paradigms[word].add(Group(True, variants))
    for word, sets in participles.items():
        if word in paradigms and word not in feminine:
            paradigms[word] |= {Group(True, variants) for variants in sets}
    for word in words_of(hand["nouns"]):
        paradigms[word] = {Group(True, frozenset([word, word + "s"]))}
    for word in words_of(hand["unchanged"]):
        paradigms[word] = set()
    return paradigms


VERB_TAGS = {f"po:{name}" for name in ("infi", "ppre", "ipre", "iimp", "ipsi", "ifut", "cond", "spre", "simp", "impe")}


def read_affixes(path: Path) -> dict[str, list[Suffix]]:
    """Flag → its suffixes. Prefixes are elisions (l', qu') and units (kilo-): not our job."""
    found: dict[str, list[Suffix]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[0] == "SFX":
            strip, add, condition = parts[2], parts[3].split("/")[0], parts[4]
            pattern = re.compile("" if condition == "." else f"(?:{condition})$")
            found[parts[1]].append(
                Suffix("" if strip == "0" else strip, "" if add == "0" else add, pattern, frozenset(parts[5:]))
            )
    return found


def dictionary(path: Path) -> Iterator[tuple[str, list[str], frozenset[str]]]:
    """Lemma, two-letter flags, tags. Names, abbreviations and units stay out."""
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        entry, *tags = line.split()
        lemma, _, flags = entry.partition("/")
        lemma = unicodedata.normalize("NFC", lemma.replace("’", "'"))
        if lemma != lemma.lower() or not re.fullmatch(r"[^\W\d_]+(?:['-][^\W\d_]+)*", lemma) or "||" in flags:
            continue
        yield lemma, [flags[i : i + 2] for i in range(0, len(flags), 2)], frozenset(tags)


# English: word lists by frequency; a paradigm is kept when its forms are listed

LISTS = ("english", "american", "british", "british_z", "canadian", "australian", "variant_1", "british_variant_1")
LEVEL = 60
"""What a spelling checker takes: beyond, rare words look like forms of common ones."""
VOWELS = "aeiou"


def english(folder: Path, hand: dict[str, list[str]]) -> Paradigms:
    listed = {
        word
        for path in folder.glob("*-words.*")
        if path.name.split("-")[0] in LISTS and int(path.suffix[1:]) <= LEVEL
        for word in path.read_text(encoding="latin-1").split()
        if word.isalpha() and word.isascii() and word == word.lower()
    }
    listed |= set(words_of(hand["words"]))
    unchanged = set(words_of(hand["unchanged"]))
    no_verb = set(words_of(hand["no verb"]))
    verbs = irregular_verbs(hand["verbs"], hand["prefixes"], listed)
    plurals = {line.split()[0]: line.split()[1:] for line in hand["plurals"]}
    paradigms: Paradigms = {}
    for word in listed | verbs.keys() | plurals.keys():
        groups = paradigms.setdefault(word, set())
        if word in unchanged:
            continue
        nouns = set(plurals.get(word, ())) or {form for form in s_forms(word, listed) if form in listed} | classical(
            word, listed
        )
        verb = verbs.get(word) or (set() if word in no_verb else regular_verb(word, listed))
        if nouns:
            groups.add(Group(True, frozenset(nouns | {word})))
        if verb:
            groups.add(Group(False, frozenset(verb | {word})))
    for line in hand["together"]:
        word, *rest = line.split()
        paradigms[word] = {Group(False, frozenset([word, *rest]))}
    # What is only a form of another word needs no line of its own.
    forms = {form for word, groups in paradigms.items() for group in groups for form in group.forms if form != word}
    return {word: groups for word, groups in paradigms.items() if groups or word not in forms}


def s_forms(word: str, listed: set[str]) -> Iterator[str]:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        if word + "e" not in listed or word == "ax":
            yield word + "es"
            if word[-1] in "sz" and word[-2:-1] in VOWELS:
                yield word + word[-1] + "es"
        if word.endswith("ch"):
            yield word + "s"
    elif word.endswith("y") and word[-2:-1] not in VOWELS:
        yield word[:-1] + "ies"
    else:
        yield word + "s"
        if word.endswith("o"):
            yield word + "es"
        if word.endswith("quy"):
            yield word[:-1] + "ies"


def classical(word: str, listed: set[str]) -> set[str]:
    """men, analyses."""
    found = set()
    if word.endswith("man") and word[:-3] + "men" in listed:
        found.add(word[:-3] + "men")
    if word.endswith("sis") and word[:-2] + "es" in listed:
        found.add(word[:-2] + "es")
    if word.endswith("person") and word != "person":
        found.add(word[:-6] + "people")
    return found


def doubles(word: str) -> bool:
    """One syllable, one vowel, one consonant at the end (qu counts as a consonant)."""
    return bool(re.fullmatch(r"(?:[^aeiou]*|[^aeiou]*qu)[aeiouy][^aeiouwxy]", word))


def regular_verb(word: str, listed: set[str]) -> set[str]:
    pairs: list[tuple[str, str]] = []
    if len(word) < 3:
        return set()
    if word.endswith("e"):
        pairs.append((word + "d", word[:-1] + "ing"))
        if word.endswith(("ee", "oe", "ye")) or (word.endswith("nge") and word[:-1] in listed):  # dyeing, singeing
            pairs = [(word + "d", word + "ing")]
        if word.endswith("ie"):
            pairs.append((word + "d", word[:-2] + "ying"))
    elif word.endswith("y") and word[-2] not in VOWELS:
        pairs.append((word[:-1] + "ied", word + "ing"))
    else:
        if not (doubles(word) and word + "e" in listed):
            pairs.append((word + "ed", word + "ing"))
        if word[-1] not in "wxy" and word[-1] not in VOWELS and word[-2] in VOWELS:
            pairs.append((word + word[-1] + "ed", word + word[-1] + "ing"))
        if word.endswith("c"):
            pairs.append((word + "ked", word + "king"))
    pairs = [pair for pair in pairs if pair[0] in listed and pair[1] in listed]
    if not pairs:
        return set()
    return {form for pair in pairs for form in pair} | {form for form in s_forms(word, listed) if form in listed}


def irregular_verbs(lines: list[str], prefixes: list[str], listed: set[str]) -> dict[str, set[str]]:
    """`take took taken` and its compounds that are listed (overtake overtook)."""
    found: dict[str, set[str]] = {}
    for line in lines:
        base, *rest = line.split()
        past = rest[0].split("/")
        others = {form for part in rest for form in part.split("/")}
        for prefix in ["", *words_of(prefixes)]:
            word = prefix + base
            if prefix and not (word in listed and all(prefix + form in listed for form in past)):
                continue
            s = {form for form in s_forms(word, listed) if form in listed} or {next(s_forms(word, set()))}
            if any(form.endswith("s") for form in others):  # is, has, does, goes stand in the list
                s = set()
            found[word] = {prefix + form for form in others} | s | {ing_form(word)}
    return found


def ing_form(word: str) -> str:
    if word == "be":
        return "being"
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")):
        return word[:-1] + "ing"
    tail = re.sub(
        r"^(?:re|un|over|out|under|mis|fore|with|be|for|up|off|in|pre|inter|broad|type|sub)(?=[^aeiou]+[aeiou][^aeiou]$)",
        "",
        word,
    )
    return word + (word[-1] if doubles(tail) else "") + "ing"


# Writing


class Class(NamedTuple):
    """A group without its stem: what replaces the end `strip` of the dictionary form."""

    strip: str
    agreeing: bool
    endings: tuple[str, ...]


def class_of(word: str, group: Group) -> Class:
    first, last = min(word, *group.forms), max(word, *group.forms)
    stem = first
    while not last.startswith(stem):
        stem = stem[:-1]
    return Class(word[len(stem) :], group.agreeing, tuple(sorted(form[len(stem) :] for form in group.forms)))


def rule(line: str, paradigms: Paradigms) -> str:
    """`cer$ -> like placer` → the endings of placer behind `pla`."""
    pattern, _, right = line.partition(" -> ")
    if right.startswith("like "):
        model, *more = right.removeprefix("like ").split(", ")
        match = re.search(pattern, model)
        assert match, line
        forms = {form for group in paradigms[model] for form in group.forms}
        right = " ".join([*sorted(form[match.start() :] for form in forms), *more])
    return f"{pattern}\t{right}"


def written(paradigms: Paradigms, hand: dict[str, list[str]]) -> str:
    used = Counter(class_of(word, group) for word, groups in paradigms.items() for group in groups)
    numbers = {
        one: number for number, (one, _) in enumerate(sorted(used.items(), key=lambda item: (-item[1], item[0])))
    }
    lines = []
    for word, groups in paradigms.items():
        own = sorted(numbers[class_of(word, group)] for group in groups)
        lines.append(f"{word}\t{' '.join(map(str, own))}")
    strips: dict[str, set[str]] = defaultdict(set)
    rendered = []
    for strip, agreeing, endings in numbers:
        shown = " ".join(ending or "-" for ending in endings)
        rendered.append(f"{strip or '-'}\t{'=' if agreeing else '>'}\t{shown}")
        for ending in endings:
            if ending != strip:
                strips[ending].add(strip)
    found = [
        f"{ending or '-'}\t{' '.join(sorted(strip or '-' for strip in strips[ending]))}" for ending in sorted(strips)
    ]
    parts = [
        "".join(f"# {line}\n" for line in hand["source"]),
        "@classes\n" + "\n".join(rendered),
        "@endings\n" + "\n".join(sorted(found)),
        *(
            f"@{name}\n" + "\n".join(rule(line, paradigms) for line in hand[name])
            for name in ("regular", "names", "compounds")
        ),
        "@prefixes\n" + " ".join(words_of(hand["prefixes"])),
        "@words\n" + "\n".join(sorted(lines)),
    ]
    return parts[0] + "\n".join(parts[1:]) + "\n"


if __name__ == "__main__":
    main()
