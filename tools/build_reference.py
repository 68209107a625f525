"""Writes `docs/en/reference.md` from the tables of the code: python tools/build_reference.py"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from postguard import charter, conditions, scope
from postguard.detectors import DETECTORS
from postguard.guards import GUARDS
from postguard.kinds import KINDS, disclosure
from postguard.lists import Vocabularies
from postguard.typed import TYPED
from postguard.yamlfile import load

PAGE = Path(__file__).parents[1] / "docs" / "en" / "reference.md"


def table(rows: Mapping[str, str]) -> Iterator[str]:
    yield "| key | meaning |"
    yield "| --- | --- |"
    for key, meaning in rows.items():
        yield f"| `{key}` | {meaning.replace('|', chr(92) + '|')} |"
    yield ""


def page() -> str:
    us, defaults = (", ".join(f"`{key}`" for key in keys) for keys in (charter.US_KEYS, charter.DEFAULT_KEYS))
    lines = ["# Reference", ""]
    lines += [
        "Every key and notation, from the tables of the code; how to use them: [Write a charter](write-a-charter.md).",
        "",
    ]
    lines += ["## Keys of a charter", "", *table(charter.KEYS)]
    lines += [f"`us`: {us}. `defaults`: {defaults}.", ""]
    lines += ["## Keys of every rule", "", *table({**charter.RULE_KEYS, **scope.KEYS})]
    lines += [f"An example is a text, or a mapping with {', '.join(f'`{key}`' for key in charter.EXAMPLE_KEYS)}.", ""]
    for name, kind in KINDS.items():
        lines += [f"## {name.capitalize()}", "", *table(kind.KEYS)]
    lines += ["### Places of a disclosure", "", *table(disclosure.PLACES)]
    lines += ["## Conditions", "", f"`when` and `unless` know {', '.join(f'`{key}`' for key in conditions.KEYS)}.", ""]
    lines += [f"Guards of a claim: {', '.join(f'`{name}`' for name in GUARDS)}.", ""]
    tokens = ", ".join(f"`<{name}>`" for name in sorted([*TYPED, *DETECTORS]))
    lines += ["## Typed tokens", "", f"{tokens}, and digit masks.", ""]
    vocabularies = Vocabularies()
    about = {}
    for name in sorted(vocabularies.shipped):
        said = load(vocabularies.folder / f"{name}.yaml", name).get("about")
        found = vocabularies.get(name)
        weak = f" {len(found.weak)} weak." if found and found.weak else ""
        about[f"${name}"] = f"{said.text if said else ''} {len(found.strong) if found else 0} entries.{weak}"
    lines += ["## Shipped vocabularies", "", *table(about)]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
