"""Headings and keys without case, accents and punctuation: the form in which they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Some tools explain a column inside its heading: "Date - Intl. format or prompt", "link (OGmetaUrl)".
EXPLANATION = re.compile(r"\s[-–—]\s|\(")


def words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", plain)


@lru_cache(maxsize=4096)
def squeeze(name: str) -> str:
    return "".join(words(name))


def fold(heading: str) -> str:
    """`squeeze` of the heading without its explanation."""
    return squeeze(EXPLANATION.split(heading, maxsplit=1)[0]) or squeeze(heading)
