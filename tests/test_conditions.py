"""When and unless: fields, windows and words around; true, false or unknown."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from postguard.errors import CharterError
from postguard.model import Post
from tests.rulebook import checker, found, result

INSTANTS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "instants" / "embargo_times.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(
    ("condition", "text", "fires"),
    [
        ("when: {sentence: [$a, jardin]}\n", "Le secret du rouge jardin.", True),
        ("when: {sentence: [$a, jardin]}\n", "Le secret rouge. Un jardin.", False),
        ("when:\n  sentence: |\n    rouge\n    bleu\n", "Le secret bleu.", True),
        ("when: {says: rouge}", "Le secret.\n\nRouge.", True),
        ("when: {before: rouge}", "rouge secret", True),
        ("when: {before: rouge}", "secret rouge", False),
        ("when: {after: rouge}", "secret rouge", True),
        ("when: {near: rouge}", "secret a b c rouge", True),
        ("when: {near: rouge}", "secret a b c d e f g h i j k l m rouge", False),
        ("when: {sentence: secret}", "Le secret.", False),
        ("when: {sentence: secret}", "Le secret des secrets.", True),
        ("unless: {sentence: secret}", "Le secret.", False),
        ("when: {sentence: rouge}", "Un secret, et pas de rouge.", False),
        ("when: [{says: rouge}, {says: bleu}]", "Un secret bleu.", True),
        ("when: {says: rouge, role: [x]}", "Un secret rouge.", True),
        ("when: {says: rouge, role: [y]}", "Un secret rouge.", False),
        ("when: {network: [linkedin]}", "Un secret.", True),
        ("unless: {network: [linkedin]}", "Un secret.", False),
        ("when: {language: [fr]}", "Un secret pour nous tous dans la maison.", True),
        ("when: {language: [en]}", "Un secret pour nous tous dans la maison.", False),
        ("beside: [$a, jardin]", "Un secret rouge au jardin.", True),
        ("when: {says: [rouge, $a]}", "Le secret est rouge.", False),
        ("when: {says: [rouge, $a]}", "Le secret est rouge et rouge.", True),
        ("unless: {says: [rouge, $a]}", "Le secret est rouge.", True),
        ("unless: {says: [rouge, $a]}", "Le secret est rouge et rouge.", False),
        ("requires: [rouge, rouge vif]", "Le secret est rouge vif.", False),
        ("only: [x]", "Un secret.", False),
        ("only: [y]", "Un secret.", True),
    ],
)
def test_a_condition_holds_or_not(condition: str, text: str, fires: bool) -> None:
    words = found(
        f"claim: secret\ndenied: counts\n{condition}", text, head="words: {a: [rouge]}\n", role="x", network="LinkedIn"
    )
    assert bool(words) is fires


@pytest.mark.parametrize(
    ("condition", "fields", "unknown"),
    [
        ("when: {role: [x]}", {}, ["role"]),
        ("unless: {role: [x]}", {}, ["role"]),
        ("when: {network: [x], role: [y]}", {}, ["network", "role"]),
        ("when: {network: [x], role: [y]}", {"role": "z"}, []),
        ("when: [{network: [x]}, {role: [y]}]", {"role": "y"}, []),
        ("until: 2026-11-12", {"unreadable": ("no date",)}, ["publish_at"]),
    ],
)
def test_an_unknown_field_is_told(condition: str, fields: dict[str, object], unknown: list[str]) -> None:
    outcome = result(f"claim: secret\n{condition}", "secret", **fields)
    assert [dependency.field for dependency in outcome.depends] == unknown


def test_defaults_close_the_hole() -> None:
    outcome = result("claim: secret\nwhen: {role: [x]}", "secret", head="defaults: {role: X}\n")
    assert (len(outcome.violations), outcome.depends) == (1, ())


def test_a_post_in_a_third_language_is_checked_with_all_patterns() -> None:
    rule = "claim: {fr: garanti, en: guaranteed}\nrequires: Beleg"
    outcome = result(rule, "Das ist guaranteed und garanti.", language_of_post="de")
    assert len(outcome.violations) == 2
    assert outcome.violations[0].message == "m Il manque dans la publication : Beleg."


def test_an_author_named_like_a_role_is_that_role() -> None:
    assert found("claim: secret\nwhen: {role: [chercheur]}", "secret", author="chercheur") == ["secret"]
    assert result("claim: secret\nwhen: {role: [chercheur]}", "secret", author="Zoé").depends[0].field == "role"


@pytest.mark.parametrize("row", INSTANTS, ids=lambda row: row["id"])
def test_an_embargo_ends_at_its_instant(row: dict[str, object]) -> None:
    rule = f"confidential: secret\nuntil: {row['local']}"
    zone = str(row["zone"])
    if not row["exists"]:
        with pytest.raises(CharterError, match="never show"):
            checker(rule, zone=zone)
        return
    ends = datetime.fromisoformat(str(row["utc"]))
    if row["ambiguous"] and not row["fold"]:
        ends += timedelta(hours=1)  # the later of two passes
    made = checker(rule, zone=zone)
    for moment, fires in ((ends - timedelta(seconds=1), True), (ends, False)):
        assert bool(made.check(Post("secret", publish_at=moment.astimezone(UTC))).violations) is fires


def test_a_date_without_offset_is_read_on_the_charters_clocks() -> None:
    made = checker("confidential: secret\nuntil: 2026-11-12 09:00")
    assert made.check(Post("secret", publish_at=datetime(2026, 11, 12, 8, 59))).violations
    assert not made.check(Post("secret", publish_at=datetime(2026, 11, 12, 9, 0))).violations
    assert made.check(Post("secret", publish_at=datetime(2026, 11, 12, 7, 59, tzinfo=UTC))).violations


OWN = "us: {names: [Galeries Aubrac]}\n"


@pytest.mark.parametrize("condition", ["beside: $own", "about: us", "when: {says: $own}"])
def test_conditions_of_a_secret_are_heard_in_the_languages_of_the_post(condition: str) -> None:
    """French « on » is we, English “on” is not; the secret itself is one in every language."""
    rule = f"confidential: {{fr: [projet Nacelle, article], en: [gondola]}}\n{condition}"
    english = "An interesting article on how this has been done in other cities."
    assert found(rule, english, head=OWN) == []
    assert found(rule, "Voici un article, et on en est fiers dans la maison.", head=OWN)[0].startswith("article")
    assert found(rule, "We have had the projet Nacelle with us for a year.", head=OWN)[0].startswith("projet Nacelle")


def test_conditions_of_a_secret_are_heard_in_all_languages_when_the_post_is_in_none() -> None:
    assert found("confidential: Phénix\nbeside: $own", "Phénix on", head=OWN) == ["Phénix on"]
