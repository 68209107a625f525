"""Markdown files with and without front matter."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from postguard.model import Part, Post, Problem
from tests.readers.outcomes import outcomes, post, problem

PARIS = timezone(timedelta(hours=2))
YAML = """\
---
network: LinkedIn
author: chercheur
lang: fr
publish_at: "2026-10-08T08:12:00+02:00"
title: on
tags: [NO, 12:30]
---

Bonjour
"""
TOML = """\
+++
network = "LinkedIn"
author = "chercheur"
lang = "fr"
publish_at = 2026-10-08T08:12:00+02:00
title = "on"
tags = ["NO", "12:30"]
+++

Bonjour
"""
JSON = """\
{
"network": "LinkedIn", "author": "chercheur", "lang": "fr",
"publish_at": "2026-10-08T08:12:00+02:00",
"title": "on",
"tags": ["NO", "12:30"]
}



Bonjour
"""


@pytest.mark.parametrize(
    "content", [YAML, TOML, JSON, YAML.replace("\n", "\r\n")], ids=["YAML", "TOML", "JSON", "CRLF"]
)
def test_front_matter_is_the_fields_of_the_post(content: str) -> None:
    assert post("a.md", content) == Post(
        "Bonjour",
        source="a.md",
        line=10,
        language="fr",
        network="linkedin",
        author="chercheur",
        publish_at=datetime(2026, 10, 8, 8, 12, tzinfo=PARIS),
        parts=(Part("title", "on"),),
        meta={"tags": "NO, 12:30"},
    )


@pytest.mark.parametrize(
    ("content", "text", "line"),
    [
        ("Bonjour\n", "Bonjour", 1),
        ("\n  \n  Bonjour  \n\n", "  Bonjour", 3),
        ("---\n---\nBonjour", "Bonjour", 3),
        ("---\nlang: fr\n...\nBonjour", "Bonjour", 4),
        ("+++\n+++\nBonjour", "Bonjour", 3),
        ("a\n\n---\n\nb", "a\n\n---\n\nb", 1),
        ("{curly} words", "{curly} words", 1),
        ("un <!-- deux\ntrois --> quatre", "un          \n          quatre", 1),
        ("<!-- note -->\nBonjour", "Bonjour", 2),
        ("```\n<!-- shown -->\n```\n", "```\n<!-- shown -->\n```", 1),
        ("`<!-- shown -->`", "`<!-- shown -->`", 1),
        ("un <!-- jamais fermé", "un <!-- jamais fermé", 1),
    ],
)
def test_what_is_published_keeps_its_place(content: str, text: str, line: int) -> None:
    found = post("a.md", content)
    assert (found.text, found.line, found.unreadable) == (text, line, ())


@pytest.mark.parametrize(
    ("content", "text", "sentence"),
    [
        (
            "---\nlang: fr\nBonjour",
            "---\nlang: fr\nBonjour",
            "The front matter opened by --- on line 1 is never closed; it was read as text.",
        ),
        (
            "---\na: [b\n---\nBonjour",
            "Bonjour",
            "The front matter is not YAML that can be read: did not find expected ',' or ']' on line 3.",
        ),
        (
            "---\na: *secret\n---\nBonjour",
            "Bonjour",
            "The front matter is not YAML that can be read: found undefined alias on line 2.",
        ),
        (
            "---\na: &x [b]\nc: *x\n---\nBonjour",
            "Bonjour",
            "The front matter is not YAML that can be read: it uses aliases or deep nesting on line 2.",
        ),
        (
            "---\na: " + "[" * 25 + "]" * 25 + "\n---\nBonjour",
            "Bonjour",
            "The front matter is not YAML that can be read: it uses aliases or deep nesting on line 2.",
        ),
        (
            "---\n- a\n---\nBonjour",
            "Bonjour",
            "The front matter is not YAML that can be read: it is not a list of “key: value” lines.",
        ),
        (
            "---\nlang: fr\nlang: en\n---\nBonjour",
            "Bonjour",
            "The key “lang” stands twice in the front matter; only the last one was read.",
        ),
        (
            "+++\na = \n+++\nBonjour",
            "Bonjour",
            "The front matter is not TOML that can be read: it is malformed on line 2.",
        ),
        (
            '{"a": 1,\n "b" 2}\nBonjour',
            '{"a": 1,\n "b" 2}\nBonjour',
            "The front matter is not JSON: ':' was expected after the key, on line 2. It was read as text.",
        ),
    ],
    ids=["not closed", "yaml", "alias", "anchor", "deep", "list", "twice", "toml", "json"],
)
def test_a_front_matter_that_cannot_be_read_is_said_and_the_post_read(content: str, text: str, sentence: str) -> None:
    found = post("a.md", content)
    assert (found.text, found.unreadable) == (text, (sentence,))


@pytest.mark.parametrize("content", ["", "\n \n", "---\nlang: fr\n---\n", "<!-- only a note -->\n"])
def test_a_file_without_a_post_is_a_problem(content: str) -> None:
    assert problem("a.md", content) == Problem("a.md", "There is no post in it.")


def test_the_body_is_the_text_whatever_the_front_matter_says() -> None:
    found = post("a.md", "---\ntext: other\ndescription: d\n---\nBonjour")
    assert (found.text, found.line, found.parts) == ("Bonjour", 5, (Part("text", "other"), Part("description", "d")))


def test_a_text_in_the_front_matter_is_the_post_when_nothing_follows() -> None:
    assert post("a.md", "---\nlang: fr\ntext: Bonjour\n---\n").text == "Bonjour"


def test_the_user_names_the_keys() -> None:
    found = post("a.md", "---\nwer: chef\n---\nHallo", columns={"role": "wer"})
    assert (found.role, found.unreadable) == ("chef", ())
    found = post("a.md", "---\nwer: chef\n---\nHallo", columns={"role": "wre"})
    assert found.unreadable == ("The front matter has no key “wre”, which was asked for.",)


def test_a_post_for_two_networks_is_two_posts() -> None:
    found = outcomes("a.md", "---\nnetworks: [x, LinkedIn]\n---\nHi")
    assert [item.network for item in found if isinstance(item, Post)] == ["x", "linkedin"]
