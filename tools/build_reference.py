"""Writes `docs/*/reference.md` from the tables of the code: python tools/build_reference.py"""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from postguard import charter, conditions, scope
from postguard.detectors import DETECTORS
from postguard.guards import GUARDS
from postguard.kinds import KINDS, disclosure
from postguard.lists import Vocabularies
from postguard.readers.networks import NETWORKS
from postguard.typed import TYPED

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {"en": DOCS / "en" / "reference.md", "fr": DOCS / "fr" / "reference.md"}
FRENCH: Mapping[str, str] = runpy.run_path(str(Path(__file__).with_name("reference_fr.py")))["FRENCH"]

Say = Callable[[str], str]
SAY: Mapping[str, Say] = {"en": str, "fr": FRENCH.__getitem__}


def sentences() -> set[str]:
    """Every sentence of the tables: each needs its French."""
    tables = [
        charter.KEYS,
        charter.RULE_KEYS,
        charter.EXAMPLE_KEYS,
        scope.KEYS,
        disclosure.PLACES,
        *(kind.KEYS for kind in KINDS.values()),
    ]
    return {meaning for table in tables for meaning in table.values()} | {name.capitalize() for name in KINDS}


def table(rows: Mapping[str, str], say: Say) -> Iterator[str]:
    yield f"| {say('key')} | {say('meaning')} |"
    yield "| --- | --- |"
    for key, meaning in rows.items():
        yield f"| `{key}` | {meaning.replace('|', chr(92) + '|')} |"
    yield ""


def spoken(rows: Mapping[str, str], say: Say) -> Iterator[str]:
    return table({key: say(meaning) for key, meaning in rows.items()}, say)


def listed(names: object, around: str = "`{}`") -> str:
    return ", ".join(around.format(name) for name in names)  # type: ignore[attr-defined]


def page(language: str = "en") -> str:
    say, colon = SAY[language], " :" if language == "fr" else ":"
    intro = (
        "Every key and notation, from the tables of the code; how to use them: [Write a charter](write-a-charter.md)."
    )
    lines = [f"# {say('Reference')}", "", say(intro), ""]
    lines += [f"## {say('Keys of a charter')}", "", *spoken(charter.KEYS, say)]
    groups = {"us": charter.US_KEYS, "uses": charter.USE_KEYS, "defaults": charter.DEFAULT_KEYS}
    lines += [" ".join(f"`{name}`{colon} {listed(keys)}." for name, keys in groups.items()), ""]
    lines += [f"## {say('Keys of every rule')}", "", *spoken({**charter.RULE_KEYS, **scope.KEYS}, say)]
    lines += [f"{say('An example is a text, or a mapping with')}:".replace(":", colon), ""]
    lines += spoken(charter.EXAMPLE_KEYS, say)
    for name, kind in KINDS.items():
        lines += [f"## {say(name.capitalize())}", "", *spoken(kind.KEYS, say)]
    lines += [f"### {say('Places of a disclosure')}", "", *spoken(disclosure.PLACES, say)]
    lines += [f"## {say('Conditions')}", "", f"{say('`when` and `unless` know')} {listed(conditions.KEYS)}.", ""]
    lines += [f"{say('Guards of a claim:')} {listed(GUARDS)}.", ""]
    lines += [f"{say('Networks:')} {listed(NETWORKS)}.", ""]
    tokens = listed(sorted([*TYPED, *DETECTORS]), "`<{}>`")
    lines += [
        f"## {say('Typed tokens')}",
        "",
        f"{tokens}, {say('and digit masks')}.",
        "",
        say(FIGURES),
        "",
        say(DATES),
        "",
    ]
    lines += [f"## {say('Shipped vocabularies')}", "", *table(dict(vocabularies(language, say)), say)]
    return "\n".join(lines).rstrip() + "\n"


FIGURES = (
    "`<number>`, `<percent>` and `<money>` take numbers in words too, alone and between bounds: three hundred, "
    "a dozen, thousands, 3 million, deux mille, une vingtaine; a bare “one” or « neuf » is none."
)
DATES = (
    "`<date>` takes a day with its month, a month with its year, and figures: 30/11 with two digits each, le 7/12 "
    "with fewer; 24/7, 1/2, 3/4, 9/10 and 18/20 are none."
)


def vocabularies(language: str, say: Say) -> Iterator[tuple[str, str]]:
    """Each shipped vocabulary with what it is about and how long it is."""
    read = Vocabularies()
    for name in sorted(read.shipped):
        found = read.get(name)
        weak = f" {len(found.weak)} {say('weak')}." if found and found.weak else ""
        about = read.about(name).get(language) or read.about(name).get("en", "")
        yield f"${name}", f"{about} {len(found.strong) if found else 0} {say('entries')}.{weak}"


if __name__ == "__main__":
    for language, path in PAGES.items():
        path.write_text(page(language), encoding="utf-8")
