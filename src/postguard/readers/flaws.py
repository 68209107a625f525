"""Damage that a text shows on its face: it is still checked, and never called clean."""

from __future__ import annotations

import re

SURROGATE = re.compile("[\ud800-\udfff]")
# What cp1252 makes of the second and later bytes of a UTF-8 character.
TRAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
TWICE = re.compile(f"[ÃÂ][{TRAIL}]|â€[{TRAIL}]|â‚¬|ðŸ[{TRAIL}]|Å“(?=[a-z])|(?:[ÐÑ][{TRAIL}]){{2}}|ï»¿")

_TWICE_BEGINS = re.compile("[ÃÂâðÅÐÑï]")


def mended(text: str) -> str:
    """Half characters cannot be written anywhere; the replacement keeps all positions."""
    return text if text.isascii() else SURROGATE.sub("\ufffd", text)


def is_whole(text: str) -> bool:
    """Whether a text surely shows no damage; most do not."""
    return text.isascii() and "\0" not in text


def flaws(text: str, what: str) -> list[str]:
    """Sentences about `what` ("The text"), without a word of it."""
    found = []
    if "\0" in text:
        found.append(f"{what} contains a NUL character: the file is damaged, or not text.")
    if text.isascii():
        return found
    if "\ufffd" in text or SURROGATE.search(text):
        found.append(f"{what} contains a character that could not be decoded (shown as �): save the file as UTF-8.")
    if _TWICE_BEGINS.search(text) and TWICE.search(text):
        found.append(
            f"{what} looks encoded twice ('Ã©' stands where 'é' should): export it again, and open it as UTF-8."
        )
    return found
