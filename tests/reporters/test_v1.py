from __future__ import annotations

import json
import re
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from postguard.model import Clause, Post, Problem, Report, Result, Span, Tally, Violation
from postguard.reporters import Style, render, v1

from .made_up import charter, report
from .test_layout import text_and_spans
from .test_visible import CURIOUS_TEXT

SCHEMA = json.loads(files("postguard").joinpath("schemas/postguard.v1.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
# What follows “Coverage” is another format, with tests of its own.
DOCUMENT = (Path(__file__).parents[2] / "docs" / "machine-format.md").read_text("utf-8").partition("\n## Coverage")[0]
OBJECTS = {name: found for name, found in SCHEMA["$defs"].items() if found.get("type") == "object"}


def whole() -> dict[str, Any]:
    return json.loads(render(report(), "json"))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", OBJECTS)
def test_the_schema_is_closed_and_every_key_required(name: str) -> None:
    assert OBJECTS[name]["additionalProperties"] is False
    assert OBJECTS[name]["required"] == list(OBJECTS[name]["properties"])


def written_objects() -> dict[str, list[dict[str, Any]]]:
    document = whole()
    posts = document["posts"]
    return {
        "report": [document],
        "tool": [document["tool"]],
        "charter": [document["charter"]],
        "summary": [document["summary"]],
        "post": posts,
        "violation": [violation for post in posts for violation in post["violations"]],
        "dependency": [dependency for post in posts for dependency in post["depends"]],
        "problem": [problem for post in posts for problem in post["problems"]],
    }


@pytest.mark.parametrize("name", OBJECTS)
def test_schema_and_writers_have_the_same_keys_in_the_same_order(name: str) -> None:
    found = written_objects()[name]
    assert found
    assert all(list(one) == list(OBJECTS[name]["properties"]) for one in found)


def test_what_is_written_is_valid() -> None:
    VALIDATOR.validate(whole())
    for line in render(report(), "jsonl").splitlines():
        VALIDATOR.validate(json.loads(line))


@given(text_and_spans(spans=2), CURIOUS_TEXT)
def test_whatever_is_written_is_valid(drawn: tuple[str, list[Span]], words: str) -> None:
    text, spans = drawn
    found = tuple(
        Violation("r", kind, Clause(words, words), "info", span, words, words, "0" * 16)
        for kind, span in [("confidential", spans[0]), ("claim", spans[1]), ("disclosure", None)]
    )
    made = Report(charter(), (Result(Post(text, id=words, source=words), found), Problem(words, "Why.")))
    VALIDATOR.validate(json.loads(render(made, "json")))


BROKEN = {
    "unknown key": lambda line: line | {"more": 1},
    "another schema": lambda line: line | {"schema": "postguard.v2"},
    "missing key": lambda line: {key: value for key, value in line.items() if key != "record"},
    "clean with violations": lambda line: line | {"verdict": "clean"},
    "unchecked with violations": lambda line: line | {"verdict": "unchecked"},
    "violations with none": lambda line: line | {"violations": []},
    "start without end": lambda line: line | {"violations": [line["violations"][0] | {"end": None}]},
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_the_schema_refuses(broken: Any) -> None:
    line = next(post for post in whole()["posts"] if post["verdict"] == "violations")
    VALIDATOR.validate(line)
    assert not VALIDATOR.is_valid(broken(line))


def test_every_field_is_documented_under_its_heading() -> None:
    documented = set()
    for cells in re.findall(r"^\| (`[^|]+) \|", DOCUMENT, re.MULTILINE):
        documented |= set(re.findall(r"`(\w+)`", cells))
    inside = {"name", "version", "title"}  # of the tool and the charter, said in their rows
    assert {key for found in OBJECTS.values() for key in found["properties"]} <= documented | inside
    assert all(f"`{key}`" in DOCUMENT for key in inside)


def test_nothing_is_documented_that_is_not_written() -> None:
    known = {key for found in OBJECTS.values() for key in found["properties"]}
    verdicts = set(OBJECTS["post"]["properties"]["verdict"]["enum"])
    for cells in re.findall(r"^\| (`[^|]+) \|", DOCUMENT, re.MULTILINE):
        assert set(re.findall(r"`(\w+)`", cells)) <= known | verdicts


@pytest.mark.parametrize("example", re.findall(r"^```json\n(.+?)\n```$", DOCUMENT, re.MULTILINE | re.DOTALL))
def test_examples_of_the_document_are_valid(example: str) -> None:
    VALIDATOR.validate(json.loads(example))


def test_a_post_field_by_field() -> None:
    assert whole()["posts"][1] == {
        "schema": "postguard.v1",
        "id": None,
        "source": "brouillons/rentrée.md",
        "record": None,
        "line": 5,
        "verdict": "violations",
        "violations": [
            {
                "rule": "nom-de-code",
                "kind": "confidential",
                "clause": "3.1",
                "title": "Noms de code",
                "severity": "error",
                "start": 35,
                "end": 49,
                "part": None,
                "excerpt": "•••",
                "message": "Nom de code d’un projet confidentiel.",
                "instead": "Attendez l’annonce officielle.",
                "fingerprint": "0123456789abcdef",
                "pack": None,
                "certainty": None,
                "reference": None,
            },
            {
                "rule": "superlatif",
                "kind": "claim",
                "clause": "4.2",
                "title": "Comparaisons et superlatifs",
                "severity": "warning",
                "start": 59,
                "end": 88,
                "part": None,
                "excerpt": "la meilleure équipe de France",
                "message": "Un superlatif doit pouvoir être prouvé.",
                "instead": "Décrivez le produit sans le comparer.",
                "fingerprint": "0123456789abcdef",
                "pack": None,
                "certainty": None,
                "reference": None,
            },
        ],
        "depends": [],
        "problems": [],
    }


def test_something_missing_has_no_place_and_no_words() -> None:
    missing = whole()["posts"][2]["violations"][0]
    assert (missing["kind"], missing["start"], missing["end"], missing["excerpt"]) == ("disclosure", None, None, None)


def test_words_in_a_part_name_it() -> None:
    found = whole()["posts"][2]["violations"][2]
    assert (found["part"], found["start"], found["end"]) == ("premier commentaire", 17, 26)


def test_revealed_words_are_written() -> None:
    line = render(report(), "jsonl", Style(reveal=True)).splitlines()[1]
    assert json.loads(line)["violations"][0]["excerpt"] == "#ProjetDraille"


def test_what_gave_no_post_is_a_line_in_its_place() -> None:
    assert whole()["posts"][4] == {
        "schema": "postguard.v1",
        "id": None,
        "source": "posts.csv",
        "record": 4,
        "line": 5,
        "verdict": "unchecked",
        "violations": [],
        "depends": [],
        "problems": [{"reason": "The row has 3 cells, the heading 5.", "line": 5, "column": None}],
    }


def test_the_rest_of_the_document() -> None:
    document = whole()
    del document["posts"]
    assert document == {
        "schema": "postguard.v1",
        "tool": {"name": "postguard", "version": version("postguard")},
        "charter": {"title": "Charte des médias sociaux des Galeries Aubrac", "version": "4.2", "packs": []},
        "summary": {
            "posts": 4,
            "clean": 1,
            "violating": 2,
            "unchecked": 1,
            "problems": 3,
            "error": 3,
            "warning": 1,
            "info": 1,
        },
    }


def test_no_posts_are_valid_json() -> None:
    empty = json.loads(render(Report(charter(), ()), "json"))
    VALIDATOR.validate(empty)
    assert empty["posts"] == []
    assert empty["summary"] == v1.summary(Tally())
    assert render(Report(charter(), ()), "jsonl") == ""


ESCAPED = {
    "letters stay": ("é日👩‍💻❤️", '"é日👩‍💻❤️"'),
    "lone surrogate": ("\ud800", r'"\ud800"'),
    "line separator": ("a\u2028b\x85", r'"a\u2028b\u0085"'),
    "delete and C1": ("\x7f\x9b", r'"\u007f\u009b"'),
    "bidi": ("\u202e\u2066", r'"\u202e\u2066"'),
    "tag": ("\U000e0041", r'"\udb40\udc41"'),
    "build command": ("##vso[x] ##[y]", r'"\u0023#vso[x] \u0023#[y]"'),
    "quotes": ('"\\', r'"\"\\"'),
}


@pytest.mark.parametrize(("text", "written"), ESCAPED.values(), ids=ESCAPED)
def test_dumps(text: str, written: str) -> None:
    assert v1.dumps(text) == written
    assert json.loads(written) == text


def test_posts_of_json_are_the_lines_of_jsonl() -> None:
    lines = [json.loads(line) for line in render(report(), "jsonl").splitlines()]
    assert whole()["posts"] == lines
    assert len(lines) == len(report().outcomes)
