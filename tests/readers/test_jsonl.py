"""JSON Lines: each line for itself."""

from __future__ import annotations

from datetime import UTC, datetime

from postguard.model import Post, Problem
from tests.readers.outcomes import outcomes, post, posts, problem

LINES = """\
{"id": "v1", "text": "Bonjour", "lang": "fr", "network": "LinkedIn", "role": "brand", "publish_at": "2026-10-08T08:12Z"}

not json
{"text": ""}
{"text": "Deux"}
"""


def test_a_line_is_a_post_and_a_bad_line_stops_nothing() -> None:
    assert outcomes("a.jsonl", LINES) == [
        Post(
            "Bonjour",
            id="v1",
            source="a.jsonl",
            record=1,
            line=1,
            language="fr",
            network="linkedin",
            role="brand",
            publish_at=datetime(2026, 10, 8, 8, 12, tzinfo=UTC),
        ),
        Problem("a.jsonl", "Line 3 is not JSON: at column 1, a value was expected.", record=2, line=3, column=1),
        Problem(
            "a.jsonl",
            "Record 3 has no text; its keys are: “text”. If another key holds the text, say so with --map text=KEY.",
            record=3,
            line=4,
        ),
        Post("Deux", source="a.jsonl", record=4, line=5),
    ]


def test_a_torn_last_line_is_said() -> None:
    found = outcomes("a.jsonl", '{"text": "a"}\n{"text": "b')
    assert found[1] == Problem(
        "a.jsonl",
        "Line 2 is not JSON: at column 10, a double quote opened here is never closed. "
        "It is the last line and has no end: the file may be cut.",
        record=2,
        line=2,
        column=10,
    )


def test_unknown_fields_are_kept_as_strings() -> None:
    found = post(
        "a.ndjson", '{"text": "a", "score": 1.50, "ok": true, "tags": ["x", "y"], "deep": {"a": [[1]]}, "no": null}'
    )
    assert found.meta == {"score": "1.50", "ok": "true", "tags": "x, y", "deep.a": '[["1"]]'}


def test_an_id_of_any_length_is_kept_as_written() -> None:
    assert post("a.jsonl", '{"text": "a", "id": %s}' % ("1" * 5000)).id == "1" * 5000


def test_deep_nesting_is_a_problem_of_its_line() -> None:
    found = outcomes("a.jsonl", "[" * 100_000 + '\n{"text": "b"}\n')
    assert isinstance(found[0], Problem)
    assert found[0].reason == "Line 1 is not JSON: at column 201, lists and objects are nested more than 200 deep."
    assert [item.text for item in found if isinstance(item, Post)] == ["b"]


def test_json_over_several_lines_is_named() -> None:
    reason = "It is JSON over several lines, not JSON Lines: name it .json, or say that its format is json."
    assert problem("a.jsonl", '[\n  {"text": "a"}\n]\n') == Problem("a.jsonl", reason, line=1)


def test_line_separators_inside_strings_end_no_line() -> None:
    assert [item.text for item in posts("a.jsonl", '{"text": "a\u2028b\u0085c"}\r\n{"text": "d"}\r\n')] == [
        "a\u2028b\u0085c",
        "d",
    ]


def test_the_author_of_a_draft_is_not_its_role() -> None:
    found = post("a.jsonl", '{"text": "a", "author": "direction"}')
    assert (found.author, found.role) == ("direction", None)


def test_a_post_in_several_languages_is_in_none() -> None:
    assert post("a.jsonl", '{"text": "a", "langs": ["fr", "en"]}').language is None
