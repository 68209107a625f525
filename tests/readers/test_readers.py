"""What holds for every reader."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postguard.errors import UsageError
from postguard.model import Post, Problem
from postguard.readers import READERS, SUFFIXES, Source, read
from tests.readers.outcomes import DATA, problem

SAMPLES = [
    path.read_bytes()[:3000]
    for folder in ("encodings", "exports", "json-test-suite", "csv-spectrum")
    for path in sorted((DATA / folder).iterdir())
]
PIECES = st.sampled_from(
    b'" , ; \t \n \r \0 --- +++ { } [ ] : text date \xe9 \xc3\xa9 \xff\xfe \xef\xbb\xbf \xed\xa0\x80 \\ud800'.split(
        b" "
    )
    + b"<!-- --> <p> </p> sep= 03/04/2026 null 1".split(b" ")
    + [b" ", b"---\n", b"+++\n"]
)


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """A real file, cut and with bytes put in."""
    raw = draw(st.sampled_from(SAMPLES))
    start, end = sorted((draw(st.integers(0, len(raw))), draw(st.integers(0, len(raw)))))
    return raw[:start] + b"".join(draw(st.lists(PIECES, max_size=3))) + raw[end:]


@pytest.mark.parametrize("name", READERS)
@given(content=st.binary(max_size=300) | st.lists(PIECES).map(b"".join) | mangled())
def test_any_bytes_give_posts_or_problems_and_never_silence(name: str, content: bytes) -> None:
    found = list(READERS[name](Source("a", io.BytesIO(content))))
    assert found
    lines = content.count(b"\n") + content.count(b"\r") + 1
    for item in found:
        assert item.source == "a"
        assert item.line is None or 1 <= item.line <= lines
        if isinstance(item, Post):
            assert item.text.strip()
            for text in (
                item.text,
                *(part.text for part in item.parts),
                *item.meta,
                *item.meta.values(),
                *item.unreadable,
            ):
                text.encode("utf-8")
        else:
            assert item.reason.endswith(".")
            item.reason.encode("utf-8")


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("content", [b"", b"\n\n", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe"], ids=repr)
def test_a_blank_source_is_a_problem(name: str, content: bytes) -> None:
    assert list(READERS[name](Source("a", io.BytesIO(content)))) == [Problem("a", "There is no post in it.")]


def test_every_suffix_has_a_reader_and_every_reader_a_suffix() -> None:
    assert set(SUFFIXES.values()) == set(READERS)
    assert list(READERS) == sorted(READERS)
    assert list(SUFFIXES) == sorted(SUFFIXES)


@pytest.mark.parametrize(("name", "text"), [("A.TXT", '{"text": "a"}'), ("a.jsonl", "a")])
def test_the_suffix_decides(name: str, text: str) -> None:
    assert [item.text for item in read(Source(name, io.BytesIO(b'{"text": "a"}\n'))) if isinstance(item, Post)] == [
        text
    ]


def test_the_format_goes_before_the_suffix() -> None:
    [only] = read(Source("-", io.BytesIO(b'{"text": "a"}\n')), "jsonl")
    assert isinstance(only, Post)


POSSIBLE = (
    "possible endings: .csv, .json, .jsonl, .markdown, .md, .mdx, .ndjson, .tab, .tsv, .txt; "
    "possible formats: csv, json, jsonl, markdown, text."
)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.docx", f"Files that end in .docx cannot be read; {POSSIBLE}"),
        ("a.xlsx", f"Files that end in .xlsx cannot be read; {POSSIBLE} Save the sheet as CSV."),
        ("-", f"Its name does not say which format it is in; {POSSIBLE}"),
    ],
)
def test_an_unknown_suffix_is_a_problem_that_lists_the_known(name: str, reason: str) -> None:
    assert problem(name, "abc") == Problem(name, reason)


def test_an_unknown_format_is_a_mistake_of_usage() -> None:
    with pytest.raises(
        UsageError, match=r"There is no input format “xml”; possible: csv, json, jsonl, markdown, text\."
    ):
        read(Source("a", io.BytesIO()), "xml")


class Broken(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(5, "Input/output error")


@pytest.mark.parametrize("name", READERS)
def test_a_disk_that_fails_is_a_problem(name: str) -> None:
    reason = "It could not be read to the end: Input/output error."
    assert list(READERS[name](Source("a", Broken()))) == [Problem("a", reason)]


def test_posts_come_while_the_source_is_read() -> None:
    """A million posts must not be held in memory, nor kept from the reader until the last is read."""
    stream = io.BytesIO(b'{"text": "a"}\n' * 1_000_000)
    found = read(Source("a.jsonl", stream))
    first = next(found)
    assert isinstance(first, Post)
    assert stream.tell() < 100_000
