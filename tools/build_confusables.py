"""Writes `src/postguard/data/confusables.txt` from Unicode's confusables.txt (UTS 39).

    python tools/build_confusables.py FILE

Kept are single characters outside ASCII that are taken for one ASCII letter, with or without accents.
What NFKC already turns into that letter is left out: `postguard.text` knows it as a style.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "postguard" / "data" / "confusables.txt"
# The table has one prototype per class of look-alikes; these prototypes are read as a plain letter inside a word.
READ_AS = {
    "1": "l", "0": "O", "rn": "m", "vv": "w", "ı": "i", "ȷ": "j", "ĸ": "k", "ɛ": "e", "ʍ": "m", "ɑ": "a", "ɡ": "g",
    "ꞵ": "b", "ʋ": "v", "ɯ": "w", "η": "n", "n̩": "n", "ω": "w",
}  # fmt: skip
# Look-alikes at a glance that the table keeps apart, most of them used by "fancy text" generators.
MORE = {
    "a": "аαдᗩǟΛλ∆", "b": "вьБႦᏰβɮҍ", "c": "ςÇ¢ƈҀ匚", "d": "ԃᎴ∂ɖԂ", "e": "еεєҽҿɘəǝ∈эз€Σξ", "f": "ƒʄϜŦ", "g": "ɠɢ",
    "h": "нһнђɦɧԋ", "i": "ɨιїį", "j": "ʝյϳ", "k": "кκƙҝҡ", "l": "ӏɭʟłⱠ", "m": "мɱ₥ʍ", "n": "ηпиɳղռИΠπ", "o": "οоσøθ",
    "p": "ρрþ", "q": "ԛգզφ", "r": "гяɾɼґЯᴦ", "s": "ѕʂ$§", "t": "тτƚțŧτ†", "u": "υцμµʊմ", "v": "νѵʋ√", "w": "ωшщԝɯѡŵ",
    "x": "хχҳ×ж", "y": "уγчყүұ¥ʎ", "z": "ʐȥʑ",
}  # fmt: skip
# Ordinary letters of European languages, in ordinary words: never a look-alike in the plain reading.
ORDINARY = {chr(code) for code in range(0x80, 0x250) if code < 0x180 or unicodedata.decomposition(chr(code))} | set(
    "€$§†√∂∈×"
)


def main(source: str) -> None:
    found: dict[str, str] = {}
    for line in Path(source).read_text(encoding="utf-8-sig").splitlines():
        fields = [field.strip() for field in line.partition("#")[0].split(";")]
        if len(fields) == 3:
            written, read = ("".join(chr(int(code, 16)) for code in field.split()) for field in fields[:2])
            found[written] = read
    table: dict[str, set[str]] = defaultdict(set)
    taken = set()
    for written in sorted(found):
        read = resolved(written, found)
        if len(written) == 1 and wanted(written, read):
            table[read].add(written)
            taken.add(written)
    for code in range(0xA0, 0x30000):
        letter = small_capital(chr(code))
        if letter and chr(code) not in taken:
            table[letter].add(chr(code))
            taken.add(chr(code))
    for read, others in MORE.items():
        for written in others:
            if written not in taken and wanted(written, read):
                table[read].add(written)
                taken.add(written)
    # A look-alike with an accent is taken for the letter with that accent: Cyrillic ё.
    for code in range(0x250, 0x30000):
        parts = unicodedata.normalize("NFD", chr(code))
        base = next((read for read, others in table.items() if parts[0] in others), "")
        whole = unicodedata.normalize("NFC", base + parts[1:])
        if base and len(parts) == 2 and len(whole) == 1 and chr(code) not in taken:
            table[whole].add(chr(code))
    lines = [
        "# A letter, and the characters of other alphabets that are taken for it inside a word.",
        "# Made by tools/build_confusables.py from Unicode confusables.txt (UTS 39); see LICENSE.unicode.",
    ]
    lines += [f"{read} {''.join(sorted(table[read]))}" for read in sorted(table)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


def resolved(written: str, found: dict[str, str]) -> str:
    """The plain letter at the end of the chain of prototypes."""
    read = found[written]
    for _ in range(4):
        read = READ_AS.get(read) or small_capital(read) or (found.get(read, read) if len(read) == 1 else read)
    return read


def small_capital(character: str) -> str:
    name = unicodedata.name(character, "") if len(character) == 1 else ""
    letter = name.removeprefix("LATIN LETTER SMALL CAPITAL ").lower()
    return letter if name.startswith("LATIN LETTER SMALL CAPITAL") and len(letter) == 1 else ""


def wanted(written: str, read: str) -> bool:
    plain = unicodedata.normalize("NFKC", written)
    return (
        len(read) == 1
        and read.isascii()
        and read.isalpha()
        and not written.isascii()
        and not (plain.isascii() and plain.isalnum())
        and written not in ORDINARY
        and unicodedata.category(written)[0] in "LNS"
    )


if __name__ == "__main__":
    main(sys.argv[1])
