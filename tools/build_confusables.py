"""Writes `src/postguard/data/confusables.txt` from Unicode's confusables.txt (UTS 39).

    python tools/build_confusables.py FILE

Kept are single letters outside ASCII that are taken for one ASCII letter; the rest of the table is about whole strings.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "postguard" / "data" / "confusables.txt"
# UTS 39 maps to one prototype per class; these prototypes are read as another letter inside a word.
READ_AS = {"1": "l", "0": "O", "rn": "m", "ı": "i", "ꞵ": "b", "ɑ": "a"}
# What the table leaves out or maps to a sign: letters that pass for Latin ones at a glance.
MORE = {
    "α": "a",
    "υ": "u",
    "ω": "w",
    "η": "n",
    "κ": "k",
    "τ": "t",
    "ε": "e",
    "к": "k",
    "т": "t",
    "м": "m",
    "в": "b",
    "н": "h",
}
MORE |= {"и": "u", "я": "r", "з": "3", "ѡ": "w", "ҽ": "e", "є": "e", "ԛ": "q", "ԝ": "w", "п": "n", "г": "r", "ь": "b"}


def main(source: str) -> None:
    table: dict[str, set[str]] = defaultdict(set)
    for line in Path(source).read_text(encoding="utf-8-sig").splitlines():
        fields = [field.strip() for field in line.partition("#")[0].split(";")]
        if len(fields) < 3:
            continue
        written = "".join(chr(int(code, 16)) for code in fields[0].split())
        read = "".join(chr(int(code, 16)) for code in fields[1].split())
        read = READ_AS.get(read, read)
        letter = unicodedata.category(written[0]).startswith("L") and len(written) == 1 and not written.isascii()
        plain = unicodedata.normalize("NFKC", written)
        if (
            letter
            and len(read) == 1
            and read.isascii()
            and read.isalpha()
            and not plain.isascii()
            and ord(written) >= 0x250
        ):
            table[read].add(written)
    known = {letter for letters in table.values() for letter in letters}
    for written, read in MORE.items():
        if written not in known and read.isalpha():
            table[read].add(written)
    lines = [
        "# Letters of other scripts by the Latin letter they are taken for.",
        "# From Unicode confusables.txt (UTS 39).",
    ]
    lines += [f"{read} {''.join(sorted(table[read]))}" for read in sorted(table)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
