"""JSON: by the letter of the standard, and in the shapes of the tools that write it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postguard.model import Part, Post, Problem
from postguard.readers.strict_json import Fault, Members, Number, Value, parse, quick
from tests.readers.outcomes import DATA, outcomes, post, posts, problem

SUITE = sorted((DATA / "json-test-suite").glob("*.json"))
NINE = datetime(2026, 11, 12, 9, tzinfo=UTC)


def refused(found: list[Post | Problem]) -> bool:
    return any(
        isinstance(item, Problem) and any(why in item.reason for why in ("is not JSON", "is not text", "no post in it"))
        for item in found
    )


@pytest.mark.parametrize("path", SUITE, ids=lambda path: path.stem)
def test_json_test_suite(path: Any) -> None:
    found = outcomes("a.json", path.read_bytes())
    assert found
    if path.name.startswith("n_"):
        assert refused(found)
    if path.name.startswith("y_"):
        assert not any("JSON" in item.reason for item in found if isinstance(item, Problem))


@pytest.mark.parametrize(
    ("text", "what", "line", "column"),
    [
        ('[{"text": "a"},]', "a value was expected", 1, 16),
        ('[\n  {"text": "a"\n  "id": 1}\n]', "',' or '}' was expected", 3, 3),
        ('{"text": "a"', "',' or '}' was expected, and the text ends", 1, 13),
        ('[{"text": "a', "a double quote opened here is never closed", 1, 11),
        ('{"text": "a\nb"}', "a line break, a tab or a control character stands inside a string", 1, 12),
        ('{"text": "\\x"}', "a backslash is followed by something that JSON does not know", 1, 11),
        ("{'text': 1}", "a key in double quotes was expected", 1, 2),
        ('{"text" "a"}', "':' was expected after the key", 1, 9),
        ('{"text": NaN}', "a value was expected", 1, 10),
        ("[1] 2", "something follows the end of the value", 1, 5),
        ("[" * 100_000, "lists and objects are nested more than 200 deep", 1, 201),
        ("[", "it ends where a value was expected", 1, 2),
        ("[1,\n\n", "it ends where a value was expected", 3, 1),
    ],
    ids=lambda value: str(value)[:16],
)
def test_a_fault_is_placed_and_said(text: str, what: str, line: int, column: int) -> None:
    reason = f"Line {line} is not JSON: at column {column}, {what}."
    assert problem("a.json", text) == Problem("a.json", reason, line=line, column=column)


def plain(value: Value) -> object:
    if isinstance(value, Members):
        return {key: plain(item) for key, item in value.items.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return json.loads(value.written) if isinstance(value, Number) else value


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON, st.sampled_from([None, 2]), st.booleans())
def test_both_roads_read_what_python_wrote(value: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert plain(parse(text)) == plain(quick(text)) == value


@given(st.text(alphabet='[]{}:,"\\u0a1-.eE tfn \n', max_size=30))
def test_both_roads_refuse_the_same(text: str) -> None:
    def accepts(read: Any) -> bool:
        try:
            read(text)
        except (Fault, ValueError):
            return False
        return True

    assert accepts(parse) == accepts(quick)


SHAPES: dict[str, tuple[object, list[Post]]] = {
    "list": ([{"id": 7, "text": "Hi", "lang": "fr-FR"}], [Post("Hi", id="7", record=1, language="fr")]),
    "list of texts": (["Hi"], [Post("Hi", record=1)]),
    "one object": ({"message": "Hi", "profil": "marque"}, [Post("Hi", record=1, role="marque")]),
    "nested list": ({"data": {"items": [{"caption": "Hi"}]}}, [Post("Hi", record=1)]),
    "postiz": (
        {
            "posts": [
                {
                    "id": "c1",
                    "content": "<p>A &amp; B</p><p></p><p>C<br>D <strong>E</strong></p>",
                    "publishDate": "2026-11-12T09:00:00.000Z",
                    "state": "QUEUE",
                    "integration": {
                        "id": "i1",
                        "providerIdentifier": "linkedin-page",
                        "name": "Us",
                        "profile": "brand",
                    },
                    "settings": {"paid_partnership": True},
                    "tags": [{"tag": {"name": "x"}}],
                }
            ]
        },
        [
            Post(
                "A & B\n\nC\nD E",
                id="c1",
                record=1,
                network="linkedin",
                role="brand",
                author="Us",
                publish_at=NINE,
                meta={
                    "state": "QUEUE",
                    "integration.id": "i1",
                    "paid_partnership": "true",
                    "tags.tag.name": "x",
                },
            )
        ],
    ),
    "postiz, to be created": (
        {
            "type": "schedule",
            "date": "2026-11-12T09:00:00Z",
            "posts": [{"integration": {"id": "i1"}, "value": [{"content": "One"}, {"content": "Two"}]}],
        },
        [
            Post(
                "One",
                record=1,
                publish_at=NINE,
                parts=(Part("content", "Two"),),
                meta={"integration.id": "i1"},
            )
        ],
    ),
    "mastodon": (
        [
            {
                "id": "3",
                "scheduled_at": "2026-11-12T09:00:00Z",
                "params": {"text": "Hi", "language": "en", "spoiler_text": "Ad", "poll": {"options": ["Yes", "No"]}},
                "media_attachments": [{"description": "A cat"}],
            }
        ],
        [
            Post(
                "Hi",
                id="3",
                record=1,
                language="en",
                publish_at=NINE,
                parts=(
                    Part("spoiler_text", "Ad"),
                    Part("poll.options", "Yes"),
                    Part("poll.options", "No"),
                    Part("media_attachments.description", "A cat"),
                ),
            )
        ],
    ),
    "bluesky drafts": (
        {"drafts": [{"id": "d", "draft": {"posts": [{"text": "One"}, {"text": "Two"}], "langs": ["fr"]}}]},
        [Post("One", id="d", record=1, language="fr", parts=(Part("posts.text", "Two"),))],
    ),
    "buffer": (
        {"data": {"posts": {"edges": [{"node": {"id": "b", "text": "Hi", "dueAt": "2026-11-12T09:00:00Z"}}]}}},
        [Post("Hi", id="b", record=1, publish_at=NINE)],
    ),
    "wordpress": (
        [{"id": 1, "title": {"rendered": "T"}, "content": {"rendered": "<p>Hi</p>\n"}, "date": "2026-11-12T09:00:00Z"}],
        [Post("Hi", id="1", record=1, publish_at=NINE, parts=(Part("title.rendered", "T"),))],
    ),
    "a date beside a list is not theirs": (
        {"date": "2026-11-12", "network": "x", "posts": [{"text": "a"}, {"text": "b", "network": "facebook"}]},
        [Post("a", record=1, network="x"), Post("b", record=2, network="facebook")],
    ),
    "thread of texts": (
        {"posts": [{"thread": ["One", "Two"]}]},
        [Post("One", record=1, parts=(Part("thread", "Two"),))],
    ),
    "text and thread": ({"text": "a", "thread": ["b"]}, [Post("a", record=1, parts=(Part("thread", "b"),))]),
    "one object, text inside": ({"id": "1", "params": {"text": "a"}}, [Post("a", id="1", record=1)]),
    "several networks": (
        [{"text": "Hi", "platforms": ["x", "facebook"]}],
        [Post("Hi", record=1, network="x"), Post("Hi", record=1, network="facebook")],
    ),
    "markup that the author wrote": ([{"text": "a <b>bold</b> move"}], [Post("a <b>bold</b> move", record=1)]),
}


@pytest.mark.parametrize(("value", "expected"), SHAPES.values(), ids=SHAPES)
def test_shapes(value: object, expected: list[Post]) -> None:
    found = outcomes("a.json", json.dumps(value))
    assert found == [Post(**{**{n: getattr(e, n) for n in Post.__slots__}, "source": "a.json"}) for e in expected]


@pytest.mark.parametrize(
    ("value", "reason", "record"),
    [
        ([3], "Record 1 is a number, not an object with a text.", 1),
        ([None], "Record 1 is null, not an object with a text.", 1),
        (
            [{"text": 3, "id": "a"}],
            "Record 1 has no text; its keys are: “text”, “id”. Its “text” is a number, not a text. "
            "If another key holds the text, say so with --map text=KEY.",
            1,
        ),
        (
            [{"txt": "Hi"}],
            "Record 1 has no text; its keys are: “txt”. If another key holds the text, say so with --map text=KEY.",
            1,
        ),
        ({"name": "a", "version": 1}, "No list of posts was found in it; its keys are: “name”, “version”.", None),
        ({}, "Record 1 has no text; its keys are: none. If another key holds the text, say so with --map text=KEY.", 1),
        ([], "There is no post in it.", None),
    ],
    ids=["number", "null", "text of another type", "other keys", "another file", "empty object", "empty list"],
)
def test_what_is_no_post_is_a_problem(value: object, reason: str, record: int | None) -> None:
    found = problem("a.json", json.dumps(value))
    assert (found.reason, found.record) == (reason, record)


def test_text_and_parts_have_lines() -> None:
    text = '{"posts": [\n  {\n    "id": "a",\n    "text": "Hi",\n    "title": "T"\n  }\n]}'
    found = post("a.json", text)
    assert (found.line, found.parts) == (4, (Part("title", "T", 5),))


def test_a_key_that_stands_twice_is_said() -> None:
    found = post("a.json", '[{"text": "secret", "text": "b"}]')
    assert (found.text, found.unreadable) == ("b", ("The key “text” stands twice; only the last one was read.",))


def test_half_a_character_is_replaced_in_place_and_said() -> None:
    found = post("a.json", '[{"text": "a\\ud83db", "note": "ok"}]')
    assert (found.text, found.unreadable) == (
        "a�b",
        ("The text contains a character that could not be decoded (shown as �): save the file as UTF-8.",),
    )


def test_half_a_character_in_a_key_cannot_break_a_message() -> None:
    found = problem("a.json", '[{"\\ud800": "a", "\\ud800": "b"}]')
    assert found.reason.startswith("Record 1 has no text; its keys are: “�”. If another key")
    assert "The key “�” stands twice; only the last one was read." in found.reason


def test_json_lines_under_another_name_are_read() -> None:
    assert [item.record for item in posts("a.json", '{"text": "a"}\n{"text": "b"}\n')] == [1, 2]


def test_the_user_names_the_keys() -> None:
    found = post("a.json", '[{"draft": {"txt": "Hi"}, "text": "Also"}]', columns={"text": "txt"})
    assert (found.text, found.parts) == ("Hi", (Part("text", "Also"),))


def test_a_key_that_no_record_has_is_a_problem() -> None:
    found = outcomes("a.json", '[{"text": "Hi"}]', columns={"role": "profle"})
    assert found[-1] == Problem("a.json", "No record of it has the key “profle”, which was asked for.")


def test_only_dates_settle_day_and_month() -> None:
    found = posts("a.json", '[{"text": "a", "date": "03/04/2026", "note": "24/04/2026"}]')
    assert found[0].publish_at is None


def test_a_key_is_not_missed_where_there_is_no_record() -> None:
    found = outcomes("a.json", '[3, {"text": "a", "who": "chef"}]', columns={"role": "who"})
    assert [item.role for item in found if isinstance(item, Post)] == ["chef"]
    assert len(found) == 2


def test_dates_of_all_records_settle_day_and_month() -> None:
    found = posts("a.json", '[{"text": "a", "date": "03/04/2026"}, {"text": "b", "date": "24/04/2026"}]')
    assert found[0].publish_at == datetime(2026, 4, 3)
