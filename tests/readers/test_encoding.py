"""Which encoding a source is read in, and that no accent is lost in silence."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postguard.errors import ReadError
from postguard.model import Post, Problem
from postguard.readers import Source, encoding, ladder, notice
from tests.readers.outcomes import DATA, outcomes, post

FILES = DATA / "encodings"
ROWS: list[list[str]] = json.loads((FILES / "MANIFEST.json").read_text(encoding="utf-8"))["rows"]
FIRST, SECOND, THIRD = (row[3] for row in ROWS[1:])
TWICE = "looks encoded twice ('Ã©' stands where 'é' should): export it again, and open it as UTF-8."
LOST = "contains a character that could not be decoded (shown as �): save the file as UTF-8."
RAGGED = "a delimiter is missing, or stands in a cell without quotation marks around it."


@dataclass(frozen=True)
class Expected:
    texts: list[str] = field(default_factory=lambda: [FIRST, SECOND, THIRD])
    lines: list[int] = field(default_factory=lambda: [2, 3, 5])
    read_as: str | None = None
    flagged: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Record → what is unreadable."""
    problems: list[tuple[str, int | None, int | None]] = field(default_factory=list)
    """Reason, record, line."""
    given: str | None = None


def nothing(*problems: tuple[str, int | None, int | None]) -> Expected:
    return Expected(texts=[], lines=[], problems=list(problems))


REFUSED = (
    "It is neither UTF-8 nor Windows-1252: name its encoding with --encoding, "
    "for example --encoding mac_roman or --encoding cp850, or save it as UTF-8."
)
TABLE: dict[str, Expected] = {
    "utf8_comma_lf.csv": Expected(),
    "utf8bom_semicolon_crlf.csv": Expected(),
    "cp1252_semicolon_crlf.csv": Expected(read_as="cp1252"),
    "cp1252_comma_crlf.csv": Expected(read_as="cp1252"),
    "latin1_semicolon.csv": Expected(
        [
            FIRST.replace("’", "'").replace("—", "-"),
            SECOND,
            THIRD.replace("œ", "oe").replace("Cœ", "Coe").replace("€", "EUR"),
        ],
        read_as="cp1252",
    ),
    "macroman_semicolon_cr.csv": nothing((REFUSED, None, None)),
    "utf16le_bom_tab.txt": Expected(read_as="utf-16"),
    "utf16be_bom_comma.csv": Expected(read_as="utf-16"),
    "utf16le_nobom.csv": Expected(read_as="utf-16-le"),
    "utf8_emoji.csv": Expected([f"{FIRST} 🔥👩‍💻", SECOND, THIRD]),
    "utf8_sep_line.csv": Expected(lines=[3, 4, 6]),
    "utf8_allquoted.csv": Expected(),
    "utf8_truncated.csv": Expected(
        [FIRST, SECOND, THIRD.replace("€ 20", "�")],
        flagged={
            3: (
                "Line 5, column 29: a quotation mark opened here is never closed; the file may be cut.",
                f"The text {LOST}",
            )
        },
    ),
    "utf8_invalid_byte.csv": Expected(
        [FIRST, SECOND, THIRD.replace("Noël", "No�l")], flagged={3: (f"The text {LOST}",)}
    ),
    "unclosed_quote.csv": Expected(
        [FIRST, THIRD],
        [2, 5],
        problems=[
            (
                "Line 3, column 3: a quotation mark stands inside a quoted cell without being doubled. "
                "Lines 3 to 4 were not read.",
                2,
                3,
            )
        ],
    ),
    "nul_bytes.csv": Expected(
        flagged={1: ("The field “réseau” contains a NUL character: the file is damaged, or not text.",)}
    ),
    "ragged.csv": Expected(
        [FIRST, SECOND, THIRD, "ok"],
        [2, 3, 5, 7],
        flagged={5: (f"Line 7 has 5 cells where 4 are expected: {RAGGED}",)},
        problems=[
            (f"Record 4, line 6, has no text under “texte”. Line 6 has 2 cells where 4 are expected: {RAGGED}", 4, 6)
        ],
    ),
    "empty.csv": nothing(("There is no post in it.", None, None)),
    "header_only.csv": nothing(("There are headings in it and no post: 0 posts were checked.", None, 1)),
    "double_utf8.csv": Expected(
        [text.encode("utf-8").decode("cp1252") for text in (FIRST, SECOND, THIRD)],
        flagged={1: (f"The text {TWICE}",), 3: (f"The text {TWICE}",)},
        problems=[(f"The heading of column 3 {TWICE}", None, 1)],
    ),
    "big_field.csv": Expected(["a" * 200_000 + " Projet Phénix"], [2]),
}


def test_every_file_of_the_manifest_is_in_the_table() -> None:
    manifest = json.loads((FILES / "MANIFEST.json").read_text(encoding="utf-8"))
    assert {entry["id"] for entry in manifest["files"]} == set(TABLE)


@pytest.mark.parametrize(("name", "expected"), TABLE.items(), ids=TABLE)
def test_an_export_is_read_or_flagged(name: str, expected: Expected) -> None:
    found = outcomes(name, (FILES / name).read_bytes())
    read = [item for item in found if isinstance(item, Post)]
    texts = [item.text if len(item.text) < 1000 else shortened(item.text) for item in read]
    assert texts == [text if len(text) < 1000 else shortened(text) for text in expected.texts]
    assert [item.line for item in read] == expected.lines
    assert {item.meta.get("encoding") for item in read} <= {expected.read_as}
    assert {item.record: item.unreadable for item in read if item.unreadable} == expected.flagged
    problems = [(item.reason, item.record, item.line) for item in found if isinstance(item, Problem)]
    assert problems == expected.problems


def shortened(text: str) -> str:
    return f"{len(text)} {text[-20:]}"


def test_an_encoding_given_by_the_user_goes_first() -> None:
    raw = (FILES / "macroman_semicolon_cr.csv").read_bytes()
    found = outcomes("a.csv", raw, encoding="mac_roman")
    assert [item.text for item in found if isinstance(item, Post)] == [FIRST, SECOND, THIRD]
    assert notice(found[0]) == (  # type: ignore[arg-type]
        "a.csv is not UTF-8: it was read as mac-roman. "
        "If accented letters look wrong, name its encoding with --encoding."
    )


def test_nothing_is_said_of_utf8() -> None:
    assert notice(post("a.csv", "text,encoding\nHi,klingon\n")) is None
    assert notice(post("a.txt", "Été")) is None
    assert notice(post("a.txt", "\ufeffÉté")) is None


@pytest.mark.parametrize(
    ("content", "given_encoding", "reason"),
    [
        (b"PK\x03\x04...", None, "It is an Excel workbook or another archive, not text."),
        (b"%PDF-1.7", None, "It is a PDF document, not text."),
        (b"\0\1\0\2\0\3\0\0\0\0", None, "It is not text: too many of its bytes are NUL."),
        (
            b"abc",
            "klingon",
            "The encoding given for it is unknown; among the known: utf-8, cp1252, latin-1, mac_roman, cp850, utf-16.",
        ),
        (
            b"abc",
            "rot13",
            "The encoding given for it is unknown; among the known: utf-8, cp1252, latin-1, mac_roman, cp850, utf-16.",
        ),
        (b"No\xebl", "utf-8", "It is not utf-8: leave the encoding out, or name another."),
        ("Pr\u00eat \u00e0 tout, o\u00f9 que ce soit".encode("mac_roman"), None, REFUSED),
        ("L'été arrive, déjà".encode("cp850"), None, REFUSED),
    ],
    ids=["workbook", "pdf", "binary", "unknown", "no text encoding", "wrong encoding", "mac", "dos"],
)
def test_what_is_not_text_is_refused(content: bytes, given_encoding: str | None, reason: str) -> None:
    assert outcomes("a.txt", content, encoding=given_encoding) == [Problem("a.txt", reason)]


@pytest.mark.parametrize(
    ("content", "text", "name"),
    [
        ("C’est prêt — à bientôt, cœur".encode("cp1252"), "C’est prêt — à bientôt, cœur", "cp1252"),
        ("É".encode("cp1252"), "É", "cp1252"),
        ("Une idée".encode("utf-16"), "Une idée", "utf-16"),
        ("Une idée".encode("utf-16-be"), "Une idée", "utf-16-be"),
        ("Une idée".encode("utf-32"), "Une idée", "utf-32"),
        ("one … two, it’s".encode("cp1252"), "one … two, it’s", "cp1252"),
    ],
)
def test_the_ladder(content: bytes, text: str, name: str) -> None:
    found = post("a.txt", content)
    assert (found.text, found.meta, found.unreadable) == (text, {"encoding": name}, ())


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Été à Noël".encode() + b"\xeb", "Été à Noël�"),
        (b"Hello \xe2\x80", "Hello �"),
        ("\ufeffabc".encode() + b"\xff", "abc�"),
    ],
    ids=["one bad byte", "cut character", "marked"],
)
def test_damaged_utf8_keeps_its_good_accents(content: bytes, text: str) -> None:
    found = post("a.txt", content)
    assert (found.text, found.unreadable) == (text, (f"The text {LOST}",))


def test_as_many_bad_bytes_as_good_accents_are_flagged_all_the_same() -> None:
    found = post("a.txt", "é".encode() + b" \xe9t\xe9")
    assert (found.text, found.unreadable) == ("Ã© été", (f"The text {TWICE}",))


@pytest.mark.parametrize(
    ("content", "given_encoding", "name"),
    [
        ("\ufeffHi".encode(), "utf-8", "utf-8-sig"),
        ("\ufeffHi".encode("utf-16-le"), "UTF-16", "utf-16"),
        ("\ufeffHi".encode("utf-16-le"), "utf-16-le", "utf-16"),
        (b"Hi", "UTF8", "utf-8"),
        ("Hi".encode("utf-16-le"), None, "utf-16-le"),
    ],
)
def test_a_mark_is_no_letter(content: bytes, given_encoding: str | None, name: str) -> None:
    with encoding.opened(Source("a", io.BytesIO(content), given_encoding)) as decoded:
        unmarked = given_encoding is None
        assert (decoded.encoding, decoded.text().read()) == (ladder.Encoding(name, fallback=unmarked), "Hi")


class Pipe(io.BytesIO):
    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation("seek")


@pytest.mark.parametrize("spool", [1, 1 << 20])
def test_a_pipe_is_read_like_a_file(spool: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "SPOOL", spool)
    source = Source("-", Pipe("Noël".encode("cp1252")))
    with encoding.opened(source) as decoded:
        assert decoded.encoding == ladder.Encoding("cp1252", fallback=True)
        assert [decoded.text().read(), decoded.text().read()] == ["Noël", "Noël"]


def test_a_stream_is_read_from_where_it_stands_and_left_open() -> None:
    stream = io.BytesIO(b"skipped\nread")
    stream.seek(8)
    with encoding.opened(Source("-", stream)) as decoded:
        assert decoded.text().read() == "read"
    assert not stream.closed


def test_a_character_across_chunks_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ladder, "CHUNK", 1)
    assert post("a.txt", "Noël 🔥").meta == {}
    assert post("a.txt", "Noël".encode("cp1252")).text == "Noël"


def test_a_refusal_is_a_read_error_for_callers_of_the_ladder() -> None:
    with (
        pytest.raises(ReadError, match="It is a picture, not text"),
        encoding.opened(Source("a.txt", io.BytesIO(b"\x89PNG"))),
    ):
        pass


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",), exclude_characters="\0\ufeff"), min_size=1))
def test_any_utf8_comes_back_as_it_was(text: str) -> None:
    raw = text.encode("utf-8")
    if not raw.startswith(tuple(ladder.SIGNATURES)):
        with encoding.opened(Source("a", io.BytesIO(raw))) as decoded:
            assert (decoded.encoding.name, decoded.text().read()) == ("utf-8", text)
