"""Formats that drafts come in. One more: a module with `read`, and a line in the tables below."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePath

from postguard.errors import UsageError
from postguard.model import Post, Problem
from postguard.readers.base import Reader, Source, notice

__all__ = ["READERS", "SUFFIXES", "Reader", "Source", "notice", "read"]


def _from(module: str) -> Reader:
    """The reader of a module, which is imported when something is to be read."""

    def read(source: Source) -> Iterator[Post | Problem]:
        found: Reader = import_module(f"postguard.readers.{module}").read
        return found(source)

    return read


READERS: dict[str, Reader] = {
    "csv": _from("csv_"),
    "json": _from("json_"),
    "jsonl": _from("jsonl"),
    "markdown": _from("markdown"),
    "text": _from("plain"),
}
SUFFIXES: dict[str, str] = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".markdown": "markdown",
    ".md": "markdown",
    ".mdx": "markdown",
    ".ndjson": "jsonl",
    ".tab": "csv",
    ".tsv": "csv",
    ".txt": "text",
}


def read(source: Source, format: str | None = None) -> Iterator[Post | Problem]:
    """The posts of a source and what could not be read: at least one of them. Without `format` the suffix decides."""
    if format is not None and format not in READERS:
        raise UsageError(f"There is no input format “{format}”; possible: {', '.join(READERS)}.")
    suffix = PurePath(source.name).suffix.lower()
    known = format or SUFFIXES.get(suffix)
    if known is None:
        return iter([Problem(source.name, _unknown(suffix))])
    return READERS[known](source)


def _unknown(suffix: str) -> str:
    found = f"Files that end in {suffix} cannot be read" if suffix else "Its name does not say which format it is in"
    hint = " Save the sheet as CSV." if suffix in (".xlsx", ".xls", ".ods") else ""
    return f"{found}; possible endings: {', '.join(SUFFIXES)}; possible formats: {', '.join(READERS)}.{hint}"
