"""Nothing a stranger writes acts on a terminal, a build log or a reader of lines; nothing covered leaks."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postguard.model import Clause, Dependency, Part, Post, Problem, Report, Result, Span, Violation
from postguard.reporters import REPORTERS, Style, render

from .made_up import charter
from .test_layout import text_and_spans

DATA = Path(__file__).parents[1] / "data"
PAYLOADS = [json.loads(line) for line in (DATA / "output_injection.jsonl").read_text(encoding="utf-8").splitlines()]
NAUGHTY = json.loads((DATA / "blns" / "blns.json").read_text(encoding="utf-8"))

PAINT = re.compile("\x1b\\[[0-9;]+m")
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\U000e0000\U000e0001]")
COMMANDS = re.compile(r"^\s*(::\w|section_(start|end):)|##(\[|vso\[|teamcity\[)", re.MULTILINE | re.IGNORECASE)


def everywhere(payload: str) -> Report:
    """A report with the payload in every place where a stranger may write."""
    clause, words = Clause(payload, payload), Span(0, len(payload))
    post = Post(
        f"{payload}\n{payload}",
        id=payload,
        source=payload,
        network=payload,
        role=payload,
        parts=(Part(payload, payload),),
    )
    found = [
        Violation(payload or "r", kind, clause, "error", span, payload, payload, "0" * 16, part)
        for kind in ("claim", "disclosure")
        for span in (words, None)
        for part in (None, payload)
    ]
    depends = (Dependency(payload or "r", clause, payload or "role"),)
    problem = Problem(payload, f"{payload}.", 1, 1, 1)
    result = Result(post, tuple(found), depends, (problem,))
    return Report(charter(contact=payload), (result, Result(post, depends=depends), problem))


def assert_harmless(payload: str, name: str) -> None:
    for color in (False, True):
        written = render(everywhere(payload), name, Style(color=color, reveal=True))
        written.encode("utf-8")
        shown = PAINT.sub("", written) if color and name == "text" else written
        assert not ACTS.search(shown)
        assert not COMMANDS.search(shown)


@pytest.mark.parametrize("name", REPORTERS)
@pytest.mark.parametrize("row", PAYLOADS, ids=lambda row: row["id"])
def test_payloads_are_harmless(row: dict[str, str], name: str) -> None:
    assert_harmless(row["payload"], name)


@pytest.mark.parametrize("name", REPORTERS)
def test_naughty_strings_are_harmless(name: str) -> None:
    for payload in NAUGHTY:
        assert_harmless(payload, name)


@pytest.mark.parametrize("payload", [*(row["payload"] for row in PAYLOADS), *NAUGHTY])
def test_json_gives_back_every_payload(payload: str) -> None:
    lines = render(everywhere(payload), "jsonl", Style(reveal=True)).splitlines()
    assert len(lines) == 3
    first = json.loads(lines[0])
    assert (first["id"], first["source"], first["violations"][0]["excerpt"]) == (payload, payload, payload)
    assert json.loads(render(everywhere(payload), "json", Style(reveal=True)))["posts"][0] == first


@given(text_and_spans(spans=3), st.integers(1, 120), st.booleans(), st.sampled_from(["fr", "en"]), st.booleans())
def test_any_text_with_any_spans_is_reported(
    drawn: tuple[str, list[Span]], width: int, color: bool, language: str, reveal: bool
) -> None:
    text, spans = drawn
    kinds = ("confidential", "claim", "confidential")
    found = tuple(
        Violation("r", kind, Clause("1", ""), "error", span, "", "", "0" * 16)
        for kind, span in zip(kinds, spans, strict=True)
    )
    report = Report(charter(), (Result(Post(text), found),))
    for name in REPORTERS:
        written = render(report, name, Style(language, color, width, reveal))
        written.encode("utf-8")
        assert not ACTS.search(PAINT.sub("", written) if color else written)


SECRET = st.text("ΨΞΩ", min_size=1)
OPEN = st.text("ab é日👩\u200d\n\r\t\u0301")


@given(st.lists(st.tuples(OPEN, SECRET, OPEN, st.integers(0, 3), st.integers(0, 3)), min_size=1), st.integers(1, 80))
def test_no_format_shows_covered_words(stretches: list[tuple[str, str, str, int, int]], width: int) -> None:
    """Each stretch: open words, a secret cut by a line break, and another violation that overlaps it."""
    text, found = "", []
    for before, secret, after, left, right in stretches:
        text += before
        start, end = len(text), len(text) + 2 * len(secret) + 1
        text += f"{secret}\n{secret}{after}"
        around = Span(max(0, start - left), min(len(text), end - right))
        inside = Span(start + 1, end)
        for kind, span in (("claim", around), ("confidential", Span(start, end)), ("claim", inside)):
            found.append(Violation("r", kind, Clause("1", "t"), "error", span, "m", "i", "0" * 16))
    for part in (None, "titre"):
        post = Post("" if part else text, parts=(Part("titre", text),) if part else ())
        moved = tuple(
            Violation(one.rule, one.kind, one.clause, one.severity, one.span, "m", "i", one.fingerprint, part)
            for one in found
        )
        for name in REPORTERS:
            written = render(Report(charter(), (Result(post, moved),)), name, Style(width=width))
            assert not re.search("[ΨΞΩ]", written)
