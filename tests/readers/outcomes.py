"""What the tests of readers share: bytes in, outcomes out."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from postguard.model import Post, Problem
from postguard.readers import Source, read

DATA = Path(__file__).parent / "data"


def outcomes(
    name: str, content: str | bytes, *, encoding: str | None = None, columns: Mapping[str, str] | None = None
) -> list[Post | Problem]:
    raw = content.encode("utf-8") if isinstance(content, str) else content
    return list(read(Source(name, io.BytesIO(raw), encoding, columns or {})))


def posts(name: str, content: str | bytes, *, columns: Mapping[str, str] | None = None) -> list[Post]:
    """The outcomes of a source without problems."""
    found = outcomes(name, content, columns=columns)
    assert not [item for item in found if isinstance(item, Problem)], found
    return [item for item in found if isinstance(item, Post)]


def post(name: str, content: str | bytes, *, columns: Mapping[str, str] | None = None) -> Post:
    [only] = posts(name, content, columns=columns)
    return only


def problem(name: str, content: str | bytes, *, columns: Mapping[str, str] | None = None) -> Problem:
    [only] = outcomes(name, content, columns=columns)
    assert isinstance(only, Problem), only
    return only
