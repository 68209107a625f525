from __future__ import annotations

import re
import string

import pytest

from postguard.reporters.words import WORDS, Words


def fields(template: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(template) if field}


def test_both_languages_have_the_same_words_with_the_same_fields() -> None:
    assert list(WORDS["en"]) == list(WORDS["fr"])
    assert {key: fields(said) for key, said in WORDS["en"].items()} == {
        key: fields(said) for key, said in WORDS["fr"].items()
    }


@pytest.mark.parametrize("key", WORDS["fr"])
def test_french_typography(key: str) -> None:
    said = WORDS["fr"][key]
    assert not re.search("(?<!\xa0):", said)
    assert not re.search("(?<!\u202f)[;!?]", said)
    assert not re.search("«(?!\xa0)|(?<!\xa0)»", said)
    assert "'" not in said


def test_none_is_singular_in_french_and_plural_in_english() -> None:
    assert [Words("fr").count("posts", n) for n in (0, 1, 2)] == [
        "0 message\xa0: ",
        "1 message\xa0: ",
        "2 messages\xa0: ",
    ]
    assert [Words("en").count("posts", n) for n in (0, 1, 2)] == ["0 posts: ", "1 post: ", "2 posts: "]
