"""Dates that a text names, against the moment the post goes out."""

from __future__ import annotations

from datetime import datetime

import pytest

from postguard.moments import moments
from tests.rulebook import result

NOW = datetime.fromisoformat("2026-11-12T09:05:00+01:00")  # a Thursday
CASES = {
    "Sous embargo jusqu'au 12 novembre, 9 h.": True,
    "Sous embargo jusqu'au 12 novembre, 10 h.": False,
    "Sous embargo jusqu'au jeudi 12 novembre 2026 à 9h00": True,
    "Embargoed until 12 Nov 2026, 08:00 GMT": True,
    "Embargoed until 12 Nov 2026, 08:30 GMT": False,
    "Embargo until November 12, 2026 at 3 a.m. ET": True,
    "Embargo until November 12 at 4:00 am ET": False,
    "EMBARGO 13/11/2026": False,
    "EMBARGO 11/11": True,
    "Embargo 2026-11-13T09:00": False,
    "Embargo until 11/23": False,
    "Embargo until Thursday": False,
    "embargo demain 9 h": False,
    "Embargo until noon": False,
    "embargo ce matin 8 h": True,
    "Under embargo until 0600 GMT on 12 November": True,
    "Sous embargo jusqu'au 12 novembre inclus": False,
    "Sous embargo jusqu'au 2 janvier": False,
    "Sous embargo jusqu'à 9 h 05, heure de Paris": True,
    "Sous embargo jusqu'à 8 h 30, heure de Londres": False,
    "Sous embargo jusqu'au 31 février": False,
    "sous embargo": False,
    "Embargo lifted yesterday": True,
}


@pytest.mark.parametrize(("text", "passed"), CASES.items())
def test_an_embargo_that_the_text_names_has_passed_or_not(text: str, passed: bool) -> None:
    checked = result("confidential: embargo*\nunless: {passed: sentence}", text, publish_at=NOW)
    assert bool(checked.violations) is not passed


def test_the_words_of_a_moment_are_its_day_and_hour() -> None:
    text = "Rendez-vous le 12 novembre à 9 h 30, puis à 14h."
    assert [text[m.span.start : m.span.end].strip() for m in moments(text, NOW)] == ["12 novembre à 9 h 30", "14h"]
    assert [m.at.isoformat() for m in moments(text, NOW)] == ["2026-11-12T09:30:00+01:00", "2026-11-12T14:00:00+01:00"]


def test_a_date_of_another_sentence_says_nothing_unless_the_sentence_has_none() -> None:
    rule = "confidential: embargo*\nunless: {passed: sentence}"
    assert result(rule, "Sous embargo jusqu'au 20 novembre. Publié le 3 novembre.", publish_at=NOW).violations
    assert not result(rule, "Sous embargo.\nJusqu'au 3 novembre.", publish_at=NOW).violations
