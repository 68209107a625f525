"""Disclosures: owed, made, misplaced, too vague, in the wrong language."""

from __future__ import annotations

import pytest

from postguard.model import Part
from tests.rulebook import found, result

RULE = """\
disclosure: |
  Publicité
  Collaboration commerciale
  #pub
insufficient: ["#collab", merci à]
where: [{where}]
"""


@pytest.mark.parametrize(
    ("where", "text", "words"),
    [
        ("anywhere", "Quel plaid ! Publicité", []),
        ("anywhere", "Quel plaid ! publicite", []),
        ("anywhere", "COLLABORATION — COMMERCIALE : un plaid", []),
        ("anywhere", "Un plaid #pub", []),
        ("anywhere", "Un plaid pub", [None]),
        ("anywhere", "Un plaid #publication", [None]),
        ("anywhere", "Ceci n'est pas une publicité", [None]),
        ("anywhere", "Un plaid", [None]),
        ("anywhere", "Un plaid #p\u200bub", [None]),
        ("anywhere", "Un plaid #\u0440ub", [None]),
        ("anywhere", "𝗣𝘂𝗯𝗹𝗶𝗰𝗶𝘁𝗲́ : un plaid", []),
        ("anywhere", "**Publicité** : un plaid", []),
        ("anywhere", "Un plaid #collab", ["#collab"]),
        ("anywhere", "Un plaid, merci à la marque", ["merci à"]),
        ("first line", "Un plaid\nPublicité", ["Publicité"]),
        ("first line", "\n\nPublicité\nUn plaid", []),
        ("first sentence", "Publicité. Un plaid.", []),
        ("first sentence", "Un plaid. Publicité.", ["Publicité"]),
        ("first 20 characters", "Un très très beau plaid, publicité", ["publicité"]),
        ("before hashtags", "#plaid Publicité", ["Publicité"]),
        ("before hashtags", "Publicité #plaid", []),
        ("outside hashtags", "Un plaid #pub", ["#pub"]),
        ("own line", "Un plaid\n— Publicité —", []),
        ("own line", "Un plaid, publicité", ["publicité"]),
        ("first line, before hashtags", "#a Publicité", ["Publicité"]),
    ],
)
def test_the_mention_and_its_place(where: str, text: str, words: list[str | None]) -> None:
    assert found(RULE.format(where=where), text) == words


@pytest.mark.parametrize(
    ("where", "text", "note"),
    [
        ("anywhere", "Un plaid", "Il manque : Publicité / Collaboration commerciale."),
        ("anywhere", "Un plaid #collab", "Cette mention ne suffit pas."),
        (
            "first line",
            "Un plaid pour vous\nPublicité",
            "La mention est là, mais pas à sa place : sur la première ligne.",
        ),
    ],
)
def test_the_message_says_what_is_wrong(where: str, text: str, note: str) -> None:
    (violation,) = result(RULE.format(where=where), text).violations
    assert violation.message == f"m {note}"


def test_a_mention_by_language_is_owed_in_the_language_of_the_post() -> None:
    rule = "disclosure: {fr: Publicité, en: Ad}"
    assert found(rule, "Ad. Je porte ce manteau tous les jours et il est très chaud.") == ["Ad"]
    assert found(rule, "Ad. I wear this coat every day and it is so warm.") == []
    assert found(rule, "Publicité. Je porte ce manteau tous les jours.") == []


def test_equivalent_wordings_are_accepted_and_not_proposed() -> None:
    rule = "disclosure: Publicité\nequivalent: Partenariat rémunéré\noutdated: Sponsorisé"
    assert found(rule, "Partenariat rémunéré. Un plaid.") == []
    (violation,) = result(rule, "Un plaid sponsorisé").violations
    assert violation.message == "m Cette formule n'est plus en vigueur."


def test_several_mentions_may_be_owed() -> None:
    rule = "disclosure: {all: [jeu gratuit, reglement.galeries.example]}\nwhen: {sentence: à gagner}"
    assert found(rule, "Un plaid à gagner !") == [None, None]
    assert found(rule, "Un plaid à gagner ! Jeu gratuit.") == [None]
    assert found(rule, "Un plaid à gagner ! Jeu gratuit : https://reglement.galeries.example/x") == []
    assert found(rule, "Un plaid tout doux.") == []


def test_an_unknown_role_is_a_dependency_and_not_a_violation() -> None:
    outcome = result("disclosure: Publicité\nwhen: {role: [créateur]}", "Un plaid")
    assert (outcome.violations, [d.field for d in outcome.depends], outcome.verdict) == ((), ["role"], "unchecked")


def test_alternative_text_owes_nothing_of_its_own() -> None:
    assert found("disclosure: Publicité", "Publicité", parts=(Part("alt", "Un plaid"),)) == []


@pytest.mark.parametrize(
    ("patterns", "missing"),
    [
        ("=Ad", "Ad"),
        ("(photo | image) ...2 <person>", "photo … [person]"),
        ("(careers | jobs).example.org", "careers.example.org"),
        ("$mention", "paid by"),
        ("certificate (no.) <######>", "certificate [######]"),
    ],
)
def test_what_is_missing_is_said_without_the_notation_of_patterns(patterns: str, missing: str) -> None:
    head = 'words: {mention: ["(paid | sponsored) by", gift of]}\n'
    said = result(f'disclosure: "{patterns}"\nwhen: {{says: soap}}', "A soap.", language="en", head=head)
    assert [violation.message for violation in said.violations] == [f"m Missing: {missing}."]
