"""Writes `docs/*/packs/*.md` from the shipped packs: python tools/build_packs.py"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from postguard import api
from postguard.model import Charter
from postguard.packpage import page
from postguard.packs import pack_names

ROOT = Path(__file__).parents[1]
WORDS = {
    "en": {
        "title": "Shipped rule packs",
        "how": "A charter uses a pack by its name: `uses: [eu/green-claims]`,"
        " or `{pack: …, clause: …, on: […], off: […]}`; see [Write a charter](../write-a-charter.md).",
        "row": "| pack | version | rules | subject |",
    },
    "fr": {
        "title": "Paquets de règles livrés",
        "how": "Une charte utilise un paquet par son nom : `uses: [eu/green-claims]`, ou"
        " `{pack: …, clause: …, on: […], off: […]}` ; voir [Écrire une charte](../ecrire-une-charte.md).",
        "row": "| paquet | version | règles | sujet |",
    },
}


@cache
def pack(name: str) -> Charter:
    return api.load(name)


def title(name: str, language: str) -> str:
    return pack(name).packs[0].titles.get(language) or pack(name).title


def index(language: str, folder: str = "") -> Iterator[str]:
    """The table of packs; `folder`: where the pages are, seen from the index."""
    yield WORDS[language]["row"]
    yield "| --- | --- | --- | --- |"
    for name in pack_names():
        read = pack(name)
        count = len(read.rules) + len(read.dormant)
        subject = title(name, language).replace("|", "\\|")
        yield f"| [`{name}`]({folder}{name}.md) | {read.packs[0].version} | {count} | {subject} |"


def pages() -> dict[Path, str]:
    """Every generated page: path → text."""
    made: dict[Path, str] = {}
    for language, say in WORDS.items():
        folder = ROOT / "docs" / language / "packs"
        made[folder / "index.md"] = "\n".join([f"# {say['title']}", "", say["how"], "", *index(language)]) + "\n"
        for name in pack_names():
            lines = page(pack(name), pack(name).packs[0], language)
            made[folder / f"{name}.md"] = "\n".join(lines).rstrip() + "\n"
    return made


if __name__ == "__main__":
    made = pages()
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for language in WORDS:
        for path in (ROOT / "docs" / language / "packs").rglob("*.md"):
            if path not in made:
                path.unlink()
