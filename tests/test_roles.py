"""Standard roles: what sources write, and what it is taken for."""

from __future__ import annotations

from pathlib import Path

import pytest

from postguard import charter as charters
from postguard import examples
from postguard.checker import Checker
from postguard.model import Post
from postguard.roles import NAMES, aliases, folded, standard
from postguard.why import explain_why
from tests.rulebook import found

CASES = {
    "brand": "brand",
    "Marque": "brand",
    "compte officiel": "brand",
    "organisme-credit": "brand",
    "Employé·e": "employee",
    "employée": "employee",
    "salarié(e)s": "employee",
    "collaboratrice": "employee",
    "porte-parole": "spokesperson",
    "press_office": "spokesperson",
    "influenceuse-remuneree": "paid-creator",
    "createur-b2b-remunere": "paid-creator",
    "paid influencer": "paid-creator",
    "brand ambassador": "paid-creator",
    "ambassadeur-marque": "paid-creator",
    "gifted-creator": "gifted-creator",
    "influenceuse-invitee": "gifted-creator",
    "affiliée": "affiliate",
    "friend-of-owner": "insider",
    "createur-independant": "independent",
    "influenceur non rémunéré": "independent",
    "journaliste": "journalist",
    "service-public": "institution",
    "mairie": "institution",
    "agent public": "public-agent",
    "dieteticienne": "health-professional",
    "influenceuse": "creator",
}


@pytest.mark.parametrize(("said", "meant"), CASES.items())
def test_a_role_is_known_under_many_names(said: str, meant: str) -> None:
    assert standard(said) == {meant}


@pytest.mark.parametrize("said", ["ex-salarié", "former employee", "licorne", ""])
def test_what_is_no_standard_role_is_none(said: str) -> None:
    assert standard(said) == frozenset()


def test_case_accents_and_inclusive_endings_do_not_matter() -> None:
    assert {folded("Employé·e"), folded("EMPLOYÉ(E)"), folded("employé")} == {"employe"}


def test_every_standard_role_is_an_alias_of_itself() -> None:
    assert {name for name in aliases() if standard(name) != {name}} == set()
    assert set(aliases()) == NAMES


CHARTER = """\
charter: A
language: en
clauses: {"1": One}
rules:
- {id: money, clause: "1", topic: revenue, when: {role: [executive]}, message: m,
   examples: {good: [{text: Our revenue., role: ceo-cfo}]}}
- {id: other, clause: "1", topic: strike, when: {role: [ceo-cfo]}, message: m,
   examples: {bad: [{text: The strike., role: ceo-cfo}], good: [{text: The strike., role: executive}]}}
"""


def test_the_roles_that_a_charter_names_are_the_same_for_one_rule_as_for_all(tmp_path: Path) -> None:
    """A role of its own is not taken for a standard one, by check, test and explain alike."""
    (tmp_path / "charter.yaml").write_text(CHARTER, encoding="utf-8")
    charter = charters.load(tmp_path / "charter.yaml", "charter.yaml")
    post = Post("Our revenue.", role="ceo-cfo")
    assert Checker(charter).check(post).verdict == "clean"
    assert [failure.reason for failure in examples.test(charter, every_rule=False)] == []
    assert next(explain_why(charter, charter.rules[0], post)) == "money does not fire"
    assert charter.named_roles == ("ceo-cfo", "executive")


def test_a_role_of_a_group_is_named_too() -> None:
    rule = "topic: grève\nwhen: {role: [employee]}"
    assert found(rule, "La grève.", role="salarié") == ["grève"]
    assert found(rule, "La grève.", role="salarié", head="roles: {autres: [salarié]}\n") == []
