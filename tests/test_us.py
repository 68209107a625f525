"""Who we are: about us, spokespeople, relays, names but ours, groups, named conditions, flags, mentions by language."""

from __future__ import annotations

import pytest

from postguard.errors import CharterError
from tests.rulebook import checker, found, result

US = """\
us:
  names: [Galeries Aubrac]
  products: [Carte Buron]
  accounts: [marque]
  spokespeople: [presse]
roles: {equipe: [vendeuse, caissier]}
conditions: {offert: {field: {gift: yes}}}
"""


@pytest.mark.parametrize(
    ("rule", "text", "fields", "fires"),
    [
        ("claim: génial\nabout: us", "Notre rayon est génial.", {"role": "x"}, True),
        ("claim: génial\nabout: us", "La Carte Buron est géniale.", {"role": "x"}, True),
        ("claim: génial\nabout: us", "Ce film est génial. Les Galeries Aubrac aussi.", {"role": "x"}, False),
        ("claim: génial\nabout: us", "Ce film est génial.", {"role": "marque"}, True),
        ("claim: génial\nabout: us in post", "C'est génial. Merci aux Galeries Aubrac.", {"role": "x"}, True),
        ("claim: génial\nabout: us in post", "C'est génial. La Carte Buron !", {"role": "x"}, True),
        ("claim: génial\nabout: us in post", "Ce film est génial.", {"role": "marque"}, True),
        ("claim: génial\nabout: us in post", "Notre film est génial.", {"role": "x"}, False),
        ("topic: grève\nonly: spokespeople", "La grève.", {"role": "presse"}, False),
        ("topic: grève\nonly: spokespeople", "La grève.", {"role": "x"}, True),
        ("topic: grève\nrelay: presse.example", "La grève : https://presse.example/1", {"role": "marque"}, False),
        ("topic: grève\nrelay: presse.example", "La grève : https://presse.example/1", {"role": "x"}, True),
        ("topic: grève\nrelay: presse.example", "La grève.", {"role": "marque"}, True),
        ("claim: génial\nwhen: {role: $equipe}", "génial", {"role": "Caissier"}, True),
        ("claim: génial\nwhen: {role: [$equipe, autre]}", "génial", {"role": "marque"}, False),
        ("claim: génial\nwhen: {is: offert}", "génial", {"meta": {"gift": "yes"}}, True),
        ("claim: génial\nwhen: $offert", "génial", {}, False),
        ("claim: génial\nwhen: {thread: true}", "génial\n\n2/ suite", {}, True),
        ("claim: génial\nwhen: {thread: true}", "génial", {}, False),
        ("names: <org>\nallowed: Oakhurst Bakeries", "chez Oakhurst Bakeries", {}, False),
        ("names: <org>\nallowed: Oakhurst Bakeries", "chez Fjordline Storage", {}, True),
        ("names: <org>", "chez les Galeries Aubrac", {}, False),
        ("claim: $us", "Les Galeries Aubrac !", {}, True),
        ("claim: $own", "chez nous", {}, True),
    ],
)
def test_a_rule_about_us(rule: str, text: str, fields: dict[str, object], fires: bool) -> None:
    assert bool(found(rule, text, head=US, **fields)) is fires


def test_an_unknown_role_leaves_about_us_open() -> None:
    assert [d.field for d in result("claim: génial\nabout: us", "Un film génial.", head=US).depends] == ["role"]


FRENCH = "Nous sommes très heureux de vous retrouver dans tous nos magasins."
ENGLISH = "We are so happy to see you again in all of our stores this week."


@pytest.mark.parametrize(
    ("text", "words", "clause"),
    [
        (f"Publicité. {FRENCH}", [], None),
        (f"Ad. {ENGLISH}", [], None),
        (f"Ad. {FRENCH}", ["Ad"], "1"),
        (f"Publicité. {FRENCH}\n\nAd. {ENGLISH}", [], None),
        (f"Publicité. {FRENCH}\n\n{ENGLISH}", ["Publicité"], "1"),
        (FRENCH, [None], "1"),
    ],
)
def test_a_mention_is_owed_in_every_language_of_the_post(text: str, words: list[str], clause: str | None) -> None:
    outcome = result("disclosure: {fr: Publicité, en: Ad}\nlanguage: post language", text)
    spans = [v.span for v in outcome.violations]
    assert [text[s.start : s.end] if s else None for s in spans] == words
    assert [v.clause.number for v in outcome.violations] == [clause] * len(words)


@pytest.mark.parametrize(
    ("where", "text", "network", "fires"),
    [
        ("before the fold", "a " * 70 + "Publicité", "instagram", True),
        ("before the fold", "Publicité " + "a " * 70, "instagram", False),
        ("before the fold", "a\nb\nc\nPublicité", "instagram", True),
        ("before the fold", "a\nb\nc\nPublicité", "bluesky", False),
        ("first post of a thread", "Un plaid 1/\n\n2/ Publicité", "x", True),
        ("first post of a thread", "Publicité 1/\n\n2/ Un plaid", "x", False),
        ("first post of a thread", "Un plaid. Publicité", "x", False),
    ],
)
def test_the_place_of_a_mention(where: str, text: str, network: str, fires: bool) -> None:
    assert bool(found(f"disclosure: Publicité\nwhere: {where}", text, network=network)) is fires


def test_the_fold_of_an_unknown_network_is_a_dependency() -> None:
    outcome = result("disclosure: Publicité\nwhere: before the fold", "Un plaid")
    assert [d.field for d in outcome.depends] == ["network"]


def test_a_charter_without_names_is_told_what_us_in_post_needs() -> None:
    with pytest.raises(CharterError, match=r"charter.yaml:11:10: “about: us in post” needs our names"):
        checker("claim: génial\nabout: us in post", head="us: {accounts: [marque]}\n")


LANGUAGES = """\
languages: {mentions: post language}
us: {names: [Galeries Aubrac]}
words: {work: {fr: [salarié], en: [clerk]}}
"""
BOTH = """\
disclosure:
  fr: |
    je travaille ...3 $us
    $work ...3 $us
    publicité
  en: |
    I work ...3 $us
    $work ...3 $us
    #ad
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Je travaille aux Galeries Aubrac. {FRENCH}", []),
        (f"Publicité. {FRENCH}", []),
        (f"Salarié des Galeries Aubrac. {FRENCH}", []),
        (f"I work for Galeries Aubrac. {ENGLISH}", []),
        (f"A clerk at Galeries Aubrac. {ENGLISH}", []),
        (f"I work for Galeries Aubrac. {FRENCH}", ["I work for Galeries Aubrac"]),
        (f"Je travaille aux Galeries Aubrac. {FRENCH}\n\n{ENGLISH}", ["Je travaille aux Galeries Aubrac"]),
        (f"Je travaille aux Galeries Aubrac. {FRENCH}\n\nI work at Galeries Aubrac. {ENGLISH}", []),
    ],
)
def test_a_mention_with_a_gap_has_the_language_of_its_list(text: str, words: list[str]) -> None:
    assert found(BOTH, text, head=LANGUAGES) == words
    assert [v.message for v in result(BOTH, text, head=LANGUAGES).violations] == [
        "m La mention est due dans la langue de la publication."
    ] * len(words)


def test_a_wording_for_all_languages_counts_in_each() -> None:
    rule = "disclosure: {fr: publicité, en: advert, all: '#partner'}"
    assert found(rule, f"#partner {FRENCH}", head=LANGUAGES) == []


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("Harbor is great.", True),
        ("The Harbors are great.", True),
        ("HARBOR is great.", True),
        ("harboring is great", False),
    ],
)
def test_a_name_with_a_capital_has_no_forms_of_a_verb(text: str, fires: bool) -> None:
    head = "us: {names: [Harbor]}\n"
    assert bool(found("claim: great\nabout: us", text, language="en", head=head)) is fires


@pytest.mark.parametrize(
    ("text", "fires"), [("#ProjectHarbor", True), ("Harbors", True), ("the project harbored", False)]
)
def test_a_code_name_with_a_capital_has_no_forms_of_a_verb(text: str, fires: bool) -> None:
    assert bool(found("code names: Harbor\neveryday: [boat]", text, language="en")) is fires
