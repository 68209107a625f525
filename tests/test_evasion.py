"""Disguises and their near misses: found, let pass, and shown exactly as written."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from postguard.model import Span
from postguard.text import grapheme_ends

HERE = Path(__file__).parent
ROWS = [
    json.loads(line) for line in (HERE / "data" / "evasion" / "rows.jsonl").read_text(encoding="utf-8").splitlines()
]
TECHNIQUES = sorted({row["technique"] for row in ROWS})
# The exclamation mark after a name is not part of it, and straight quotation marks are marks like the others.
OTHER_SPANS = {"nbsp_punctuation-fr-01", "mixed_language-en-02"}


def _bench() -> Any:
    path = HERE.parent / "bench" / "evasion.py"
    spec = importlib.util.spec_from_file_location("bench_evasion", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def judged() -> dict[str, list[Span]]:
    return {row["id"]: spans for row, spans in _bench().judged(ROWS)}


def hard(should_match: bool) -> list[dict[str, Any]]:
    return [row for row in ROWS if row["level"] == "hard" and row["should_match"] is should_match]


def test_recall_on_hard_rows() -> None:
    missed = [row["id"] for row in hard(True) if not judged()[row["id"]]]
    assert len(missed) <= 0.03 * len(hard(True)), missed


def test_false_alarms_on_hard_rows() -> None:
    alarms = [row["id"] for row in hard(False) if judged()[row["id"]]]
    assert len(alarms) <= 0.03 * len(hard(False)), alarms


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_recall_of_each_technique(technique: str) -> None:
    rows = [row for row in ROWS if row["technique"] == technique and row["should_match"]]
    missed = [row["id"] for row in rows if not judged()[row["id"]]]
    assert len(missed) <= 0.2 * len(rows), missed


def test_soft_rows() -> None:
    scores: dict[bool, list[bool]] = defaultdict(list)
    for row in ROWS:
        if row["level"] == "soft":
            scores[row["should_match"]].append(bool(judged()[row["id"]]) == row["should_match"])
    right = [hit for hits in scores.values() for hit in hits]
    assert sum(right) >= 0.75 * len(right)


def test_the_stretch_as_written_is_reported() -> None:
    wrong = {
        row["id"]
        for row in ROWS
        if row["should_match"] and (found := judged()[row["id"]]) and Span(*row["span"]) not in found
    }
    assert wrong <= OTHER_SPANS


def test_no_grapheme_is_cut() -> None:
    for row in ROWS:
        for span in judged()[row["id"]]:
            assert grapheme_ends(row["text"], span.start) and grapheme_ends(row["text"], span.end), row["id"]
