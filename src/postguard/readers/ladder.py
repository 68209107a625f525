"""Which encoding bytes are in, without guessing: byte-order mark, strict UTF-8, cp1252; else a refusal.

On short files this ladder is right more often than statistical detectors, which take French for Central European.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from postguard.errors import ReadError
from postguard.readers.base import ENCODING

CHUNK = 1 << 20
# UTF-32 before UTF-16: its little-endian mark begins with the other's.
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
SIGNATURES = {
    b"PK\x03\x04": "an Excel workbook or another archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"%PDF-": "a PDF document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
# Accented letters of Mac OS Roman and DOS code pages, at places where cp1252 has nothing like it:
# é, è, ê after a letter or an apostrophe or at the end of a word, à between blanks.
FOREIGN = re.compile(
    rb"(?<=[a-z'])[\x81-\x84\x88\x8a\x8d-\x90\x9d]|[\x82\x88\x8a\x8e](?![A-Za-z])|(?<= )\x88(?= [a-z])"
)
ACCENTED = re.compile(rb"(?<=[a-z])[\xe0-\xff]|[\xe0-\xff](?=[a-z])")


@dataclass(frozen=True, slots=True)
class Encoding:
    name: str
    fallback: bool = False
    """Neither a mark nor valid UTF-8 nor the user said so."""
    damaged: bool = False
    """Some bytes do not belong to the encoding; they are read as U+FFFD, and the readers flag them."""

    @property
    def meta(self) -> dict[str, str]:
        return {} if self.name.startswith("utf-8") else {ENCODING: self.name}


def encoding_of(raw: BinaryIO, start: int, given: str | None) -> Encoding:
    raw.seek(start)
    head = raw.read(4096)
    for signature, what in SIGNATURES.items():
        if head.startswith(signature):
            raise ReadError(f"It is {what}, not text.")
    marked = next((name for mark, name in MARKS.items() if head.startswith(mark)), None)
    if given is not None:
        return _given(raw, start, given, marked)
    if marked:
        return Encoding(marked, damaged=not _valid(raw, start, marked))
    if b"\0" in head and (unmarked := _without_mark(head)):
        return Encoding(unmarked, fallback=True, damaged=not _valid(raw, start, unmarked))
    return _utf8_or_cp1252(raw, start)


def _given(raw: BinaryIO, start: int, given: str, marked: str | None) -> Encoding:
    try:
        # Only text encodings can be wrapped: `hex` or `rot13` are codecs too.
        io.TextIOWrapper(io.BytesIO(), encoding=given)
    except (LookupError, ValueError):
        raise ReadError(
            "The encoding given for it is unknown; among the known: utf-8, cp1252, latin-1, mac_roman, cp850, utf-16."
        ) from None
    # `utf-8` and `utf-16-le` would keep the mark as a character of the first word.
    name = marked if marked and marked.split("-")[:2] == codecs.lookup(given).name.split("-")[:2] else given
    if not _valid(raw, start, name):
        raise ReadError(f"It is not {given}: leave the encoding out, or name another.")
    return Encoding(codecs.lookup(name).name)


def _without_mark(head: bytes) -> str | None:
    """In UTF-16, every other byte of western text is NUL."""
    even, odd = (head[parity::2].count(0) / max(1, len(head[parity::2])) for parity in (0, 1))
    if odd > 0.5 and even < 0.1:
        return "utf-16-le"
    if even > 0.5 and odd < 0.1:
        return "utf-16-be"
    if even + odd > 0.4:
        raise ReadError("It is not text: too many of its bytes are NUL.")
    return None


def _chunks(raw: BinaryIO, start: int) -> Iterator[bytes]:
    raw.seek(start)
    while chunk := raw.read(CHUNK):
        yield chunk


def _valid(raw: BinaryIO, start: int, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        for chunk in _chunks(raw, start):
            decoder.decode(chunk)
        decoder.decode(b"", True)
    except UnicodeError:
        return False
    return True


def _utf8_or_cp1252(raw: BinaryIO, start: int) -> Encoding:
    if _valid(raw, start, "utf-8"):
        return Encoding("utf-8")
    if _mostly_utf8(raw, start):
        return Encoding("utf-8", damaged=True)
    if not _valid(raw, start, "cp1252") or _foreign(raw, start):
        raise ReadError(
            "It is neither UTF-8 nor Windows-1252: name its encoding with --encoding, "
            "for example --encoding mac_roman or --encoding cp850, or save it as UTF-8."
        )
    return Encoding("cp1252", fallback=True)


def _mostly_utf8(raw: BinaryIO, start: int) -> bool:
    """Read as cp1252, a UTF-8 file with one bad byte would lose every accent it has."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    bad = good = 0
    for chunk in _chunks(raw, start):
        text = decoder.decode(chunk)
        replaced = text.count("\ufffd")
        bad += replaced
        good += len(text) - len(text.encode("ascii", "ignore")) - replaced
    left = len(decoder.getstate()[0])
    # Two or three bytes of an unfinished character at the very end: a cut file, never two letters of cp1252.
    return good > bad + bool(left) or (left > 1 and not bad)


def _foreign(raw: BinaryIO, start: int) -> bool:
    """Mac OS Roman and DOS files decode as cp1252, into nonsense."""
    foreign = accented = lone_cr = crlf = 0
    for chunk in _chunks(raw, start):
        foreign += len(FOREIGN.findall(chunk))
        accented += len(ACCENTED.findall(chunk))
        crlf += chunk.count(b"\r\n")
        lone_cr += chunk.count(b"\r")
    return foreign > accented or (lone_cr > 0 and crlf == 0)
