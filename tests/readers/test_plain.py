"""Plain text files."""

from __future__ import annotations

import pytest

from postguard.model import Post
from tests.readers.outcomes import post


@pytest.mark.parametrize(
    ("content", "text", "line"),
    [
        ("Bonjour\n", "Bonjour", 1),
        ("\r\n\r\nBonjour\r\nà tous\r\n", "Bonjour\r\nà tous", 3),
        ("\r\rBonjour\r", "Bonjour", 3),
        ("  Bonjour", "  Bonjour", 1),
        ("a\tb\nc", "a\tb\nc", 1),
        ("Message\tpersonnel\nà tous", "Message\tpersonnel\nà tous", 1),
        ("Date\tHeure\n12/11\t9h", "Date\tHeure\n12/11\t9h", 1),
        ("\u2028Bonjour", "\u2028Bonjour", 1),
    ],
)
def test_the_file_is_the_post(content: str, text: str, line: int) -> None:
    assert post("a.txt", content) == Post(text, source="a.txt", line=line)


def test_what_excel_calls_unicode_text_is_a_table() -> None:
    found = post("a.txt", "Date\tTexte\r\n2026-11-12\tBonjour\r\n".encode("utf-16"))
    assert (found.text, found.record, found.line) == ("Bonjour", 1, 2)
